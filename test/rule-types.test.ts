import { defineRule } from '../src/core/rule.js';
import { compliant } from '../src/core/verdict.js';

const metadata = {
  id: 's3-bucket-example',
  severity: 'LOW',
  title: 'An example',
  description: 'An example.',
  tier: 'core',
  controls: [],
  remediation: { summary: 'None.' },
} as const;

/*
 * Held by `tsc`: a line below `@ts-expect-error` that compiles is an error. The functions are never called.
 */
const refused = [
  () =>
    defineRule({
      ...metadata,
      resource: 'bucket',
      facts: ['versioning'],
      optionalFacts: [],
      parameters: {},
      // @ts-expect-error: the rule reads a fact it does not declare
      evaluate: ({ policy }) => compliant('OK', `${policy}`),
    }),
  () =>
    defineRule({
      ...metadata,
      resource: 'bucket',
      // @ts-expect-error: a bucket has no such fact
      facts: ['vpcId'],
      optionalFacts: [],
      parameters: {},
      evaluate: () => compliant('OK', 'Fine.'),
    }),
  () =>
    defineRule({
      ...metadata,
      resource: ['bucket', 'accessPoint'],
      // @ts-expect-error: an access point has no versioning
      facts: ['versioning'],
      optionalFacts: [],
      parameters: {},
      evaluate: () => compliant('OK', 'Fine.'),
    }),
  () =>
    defineRule({
      ...metadata,
      resource: 'bucket',
      facts: [],
      optionalFacts: ['versioning'],
      parameters: {},
      // @ts-expect-error: an optional fact may be unknown, so it has no status of its own
      evaluate: ({ versioning }) => compliant('OK', versioning.status),
    }),
  () =>
    defineRule({
      ...metadata,
      resource: 'bucket',
      facts: [],
      optionalFacts: [],
      parameters: { strict: { type: 'boolean', default: false, description: 'Strictness.' } },
      // @ts-expect-error: the rule reads a parameter it does not declare
      evaluate: (_, { strictness }) => compliant('OK', `${strictness}`),
    }),
];

/** And what must compile: declared facts as values, optional ones as facts, parameters in their types. */
const accepted = defineRule({
  ...metadata,
  resource: ['bucket', 'accessPoint'],
  facts: ['publicAccessBlock'],
  optionalFacts: ['accountPublicAccessBlock'],
  parameters: {
    strict: { type: 'boolean', default: false, description: 'Strictness.' },
    days: { type: 'integer', default: 1, minimum: 1, maximum: 9, description: 'Days.' },
    version: { type: 'text', default: '', enum: ['1.2', '1.3'], description: 'Version.' },
    names: { type: 'list', default: [], description: 'Names.' },
  },
  evaluate({ publicAccessBlock, accountPublicAccessBlock }, { strict, days, version, names }) {
    const flag: boolean | undefined = publicAccessBlock?.blockPublicAcls;
    const account: boolean | undefined = accountPublicAccessBlock.known
      ? accountPublicAccessBlock.value?.blockPublicAcls
      : undefined;
    const values: [boolean, number, '' | '1.2' | '1.3', readonly string[]] = [strict, days, version, names];
    return compliant('OK', `${flag} ${account} ${values}`);
  },
});

it('is held by the compiler; this test keeps the file in the run', () => {
  expect(refused).toHaveLength(5);
  expect(accepted.kinds).toEqual(['bucket', 'accessPoint']);
});
