import { createHandler } from '../../../src/lambda/handler.js';
import { s3control } from '../../../src/sources/live/s3control.js';
import rule from './rule.js';

export const handler = createHandler(rule, { s3control });
