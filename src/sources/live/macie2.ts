import { DescribeBucketsCommand, GetMacieSessionCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { createService } from './service.js';

/** Amazon Macie: which buckets are looked at for sensitive data. */
export const macie2 = createService('macie2', (config) => new Macie2Client(config), {
  DescribeBuckets: DescribeBucketsCommand,
  GetMacieSession: GetMacieSessionCommand,
});
