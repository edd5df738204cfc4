import { createHandler } from '../../../src/lambda/handler.js';
import { accessAnalyzer } from '../../../src/sources/live/access-analyzer.js';
import { s3 } from '../../../src/sources/live/s3.js';
import rule from './rule.js';

export const handler = createHandler(rule, { 'access-analyzer': accessAnalyzer, s3 });
