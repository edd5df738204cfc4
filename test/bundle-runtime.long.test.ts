// With LONG_TESTS set every rule's bundle is run, not one for each choice of kinds.
import './bundle-runtime.test.js';
