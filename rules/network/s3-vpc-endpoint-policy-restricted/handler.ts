import { createHandler } from '../../../src/lambda/handler.js';
import rule from './rule.js';

export const handler = createHandler(rule, {});
