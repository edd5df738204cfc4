import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventDataStoreCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListEventDataStoresCommand,
} from '@aws-sdk/client-cloudtrail';
import { createService } from './service.js';

/** AWS CloudTrail: what is recorded of objects. */
export const cloudtrail = createService('cloudtrail', (config) => new CloudTrailClient(config), {
  DescribeTrails: DescribeTrailsCommand,
  GetEventDataStore: GetEventDataStoreCommand,
  GetEventSelectors: GetEventSelectorsCommand,
  GetTrailStatus: GetTrailStatusCommand,
  ListEventDataStores: ListEventDataStoresCommand,
});
