import { createHandler } from '../../../src/lambda/handler.js';
import { organizations } from '../../../src/sources/live/organizations.js';
import rule from './rule.js';

export const handler = createHandler(rule, { organizations });
