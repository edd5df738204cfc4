import { createApi } from './aws-api.js';
import { forwardedRules } from './catalogue.js';
import { createForwarder } from './forwarder.js';

export const handler = createForwarder(createApi(), forwardedRules);
