import {
  CloudWatchLogsClient,
  DescribeDeliveriesCommand,
  DescribeDeliverySourcesCommand,
  DescribeMetricFiltersCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { createService } from './service.js';

/** Amazon CloudWatch Logs: the delivery of access logs, and what is counted in logs. */
export const logs = createService('logs', (config) => new CloudWatchLogsClient(config), {
  DescribeDeliveries: DescribeDeliveriesCommand,
  DescribeDeliverySources: DescribeDeliverySourcesCommand,
  DescribeMetricFilters: DescribeMetricFiltersCommand,
});
