import { createHandler } from '../../../src/lambda/handler.js';
import { cloudtrail } from '../../../src/sources/live/cloudtrail.js';
import { logs } from '../../../src/sources/live/logs.js';
import { s3 } from '../../../src/sources/live/s3.js';
import rule from './rule.js';

export const handler = createHandler(rule, { cloudtrail, logs, s3 });
