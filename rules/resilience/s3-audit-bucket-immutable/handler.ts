import { createHandler } from '../../../src/lambda/handler.js';
import { cloudtrail } from '../../../src/sources/live/cloudtrail.js';
import { s3 } from '../../../src/sources/live/s3.js';
import { s3control } from '../../../src/sources/live/s3control.js';
import rule from './rule.js';

export const handler = createHandler(rule, { cloudtrail, s3, s3control });
