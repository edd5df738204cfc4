import { createHandler } from '../../../src/lambda/handler.js';
import { cloudtrail } from '../../../src/sources/live/cloudtrail.js';
import { events } from '../../../src/sources/live/events.js';
import { logs } from '../../../src/sources/live/logs.js';
import { monitoring } from '../../../src/sources/live/monitoring.js';
import rule from './rule.js';

export const handler = createHandler(rule, { cloudtrail, events, logs, monitoring });
