import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { createService } from './service.js';

/** Amazon CloudWatch: alarms. */
export const monitoring = createService('monitoring', (config) => new CloudWatchClient(config), {
  DescribeAlarms: DescribeAlarmsCommand,
});
