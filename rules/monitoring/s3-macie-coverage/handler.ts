import { createHandler } from '../../../src/lambda/handler.js';
import { macie2 } from '../../../src/sources/live/macie2.js';
import { s3 } from '../../../src/sources/live/s3.js';
import rule from './rule.js';

export const handler = createHandler(rule, { macie2, s3 });
