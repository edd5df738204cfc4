import { accountWith, bucketWith } from '../../test/builders.js';
import { type ExclusionSetName, excludedOwnerOf, exclusionSetNames } from './exclusion-sets.js';

const ownerOf = (name: string, ...chosen: ExclusionSetName[]) =>
  excludedOwnerOf({ ...bucketWith().identity, id: name, accountId: '111122223333', region: 'eu-west-1' }, chosen);

it.each<[string, ExclusionSetName, string]>([
  ['aws-controltower-logs-111122223333-eu-west-1', 'control-tower', 'AWS Control Tower'],
  ['aws-controltower-s3-access-logs-111122223333-eu-west-1', 'control-tower', 'AWS Control Tower'],
  ['aws-controltower-config-access-logs-111122223333-kpk-ykc', 'control-tower', 'AWS Control Tower'],
  ['aws-aft-logs-111122223333-eu-west-1', 'account-factory-for-terraform', 'Account Factory for Terraform'],
  ['aft-backend-111122223333-primary-region', 'account-factory-for-terraform', 'Account Factory for Terraform'],
  [
    'aws-accelerator-central-logs-111122223333-eu-west-1',
    'landing-zone-accelerator',
    'Landing Zone Accelerator on AWS',
  ],
  [
    'aws-accelerator-elb-access-logs-111122223333-eu-west-1',
    'landing-zone-accelerator',
    'Landing Zone Accelerator on AWS',
  ],
  ['datadog-forwarder-forwarderbucket-d008l9a3gziu', 'log-forwarders', 'a log forwarder'],
  ['datadogintegration-forwarderstack--forwarderbucket-d008l9a3gziu', 'log-forwarders', 'a log forwarder'],
])('D18: %s is in the set %s', (name, set, owner) => {
  expect(ownerOf(name, set)).toBe(owner);
  expect(ownerOf(name, ...exclusionSetNames.filter((other) => other !== set))).toBeNull();
});

it.each([
  ['another account in the name', 'aws-controltower-logs-444455556666-eu-west-1'],
  ['no account in the name', 'aws-accelerator-logs'],
  ['another region in the name', 'aws-accelerator-central-logs-111122223333-us-east-1'],
  ['a longer beginning', 'my-aws-controltower-logs-111122223333-eu-west-1'],
  ['a bucket of one’s own', 'app-data'],
])('none is: %s', (_, name) => {
  expect(ownerOf(name, ...exclusionSetNames)).toBeNull();
});

it('no set chosen excludes nothing', () => {
  expect(ownerOf('aws-controltower-logs-111122223333-eu-west-1')).toBeNull();
});

it('accounts and access points are in none', () => {
  expect(excludedOwnerOf(accountWith().identity, exclusionSetNames)).toBeNull();
  const accessPoint = { ...bucketWith().identity, type: 'AWS::S3::AccessPoint', id: 'datadog-forwarderbucket-1' };
  expect(excludedOwnerOf(accessPoint, exclusionSetNames)).toBeNull();
});
