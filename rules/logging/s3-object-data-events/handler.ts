import { createHandler } from '../../../src/lambda/handler.js';
import { cloudtrail } from '../../../src/sources/live/cloudtrail.js';
import rule from './rule.js';

export const handler = createHandler(rule, { cloudtrail });
