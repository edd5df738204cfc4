import { createHandler } from '../../../src/lambda/handler.js';
import { s3tables } from '../../../src/sources/live/s3tables.js';
import rule from './rule.js';

export const handler = createHandler(rule, { s3tables });
