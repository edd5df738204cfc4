import { isAwsOwned } from './aws-owned-buckets.js';

const reading = { action: { not: false, patterns: ['s3:GetObject', 's3:ListBucket'] } };
const anything = { action: { not: false, patterns: ['s3:*'] } };
const allBut = { action: { not: true, patterns: ['s3:PutObject'] } };

test.each([
  ['objects of a bucket with a region', 'arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*'],
  ['the bucket itself', 'arn:aws:s3:::jumpstart-cache-prod-us-east-1'],
  ['the region first', 'arn:aws:s3:::ap-southeast-2-birdwatcher-prod/*'],
  ['the region between dots', 'arn:aws:s3:::packages.eu-central-1.amazonaws.com/*'],
  ['a bucket without a region', 'arn:aws:s3:::amazoncloudwatch-agent/*'],
  ['a region of another partition', 'arn:aws-us-gov:s3:::amazonlinux-2-repos-us-gov-west-1/*'],
  ['a region without dashes', 'arn:aws:s3:::cloudformation-custom-resource-response-useast1/*'],
  ['one whose other forms are those of users', 'arn:aws:s3:::elasticbeanstalk-us-east-1/*'],
])('%s, whatever is done to it', (_, pattern) => {
  expect([reading, anything, allBut].map((statement) => isAwsOwned(pattern, statement))).toEqual([true, true, true]);
});

test.each([
  ['any region', 'arn:aws:s3:::amazonlinux.*.amazonaws.com/*'],
  ['some regions', 'arn:aws:s3:::aws-ssm-eu-*/*'],
])('%s, to read', (_, pattern) => {
  expect([reading, anything, allBut].map((statement) => isAwsOwned(pattern, statement))).toEqual([true, false, false]);
});

test.each([
  ['a bucket of somebody', 'arn:aws:s3:::app-data/*'],
  ['a name that goes on', 'arn:aws:s3:::amazoncloudwatch-agent-example/*'],
  ['what is no region', 'arn:aws:s3:::aws-ssm-example-1/*'],
  ['a region that is empty', 'arn:aws:s3:::aws-ssm-/*'],
  ['a region with dashes where none are written', 'arn:aws:s3:::cloudformation-custom-resource-response-us-east-1/*'],
  ['a region without dashes where they are written', 'arn:aws:s3:::cloudformation-waitcondition-useast1/*'],
  ["users' own buckets by a wildcard", 'arn:aws:s3:::elasticbeanstalk-*/*'],
  ["a user's own bucket", 'arn:aws:s3:::elasticbeanstalk-us-east-1-111122223333/*'],
  ['a wildcard outside the region', 'arn:aws:s3:::amazoncloudwatch-*/*'],
  ['everything', '*'],
  ['every bucket', 'arn:aws:s3:::*'],
  ['an access point', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/aws-cli'],
])('not %s', (_, pattern) => {
  expect([reading, anything].map((statement) => isAwsOwned(pattern, statement))).toEqual([false, false]);
});
