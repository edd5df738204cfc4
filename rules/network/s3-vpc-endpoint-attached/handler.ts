import { createHandler } from '../../../src/lambda/handler.js';
import { ec2 } from '../../../src/sources/live/ec2.js';
import rule from './rule.js';

export const handler = createHandler(rule, { ec2 });
