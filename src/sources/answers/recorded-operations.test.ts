import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as config from '@aws-sdk/client-config-service';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import * as s3tables from '@aws-sdk/client-s3tables';
import { operations } from '../../core/operations.js';
import { isReadOperation } from './recorded-operations.js';

const clients = { s3, s3control, s3tables, kms, logs, cloudtrail, iam, organizations, config };
const reads = Object.entries(clients).flatMap(([service, client]) =>
  Object.keys(client)
    .filter((name) => /^(Get|List|Describe|Head|Search|Select|BatchGet)[A-Z].*Command$/.test(name))
    .map((name) => [service, name.replace(/Command$/, '')] as const),
);

describe('operations a recorded file may hold', () => {
  it('are all that the SDK reads with', () => {
    expect(reads.length).toBeGreaterThan(200);
    expect(reads.filter(([service, name]) => !isReadOperation(service, name))).toEqual([]);
  });

  it('are all that facts are read with', () => {
    const read = Object.keys(operations).filter((name) => name !== 'config:PutEvaluations');
    expect(read.filter((name) => !isReadOperation(...(name.split(':') as [string, string])))).toEqual([]);
  });

  it.each([
    ['ec2', 'DescribeVpcEndpoints'],
    ['iam', 'GetAccountAuthorizationDetails'],
    ['access-analyzer', 'ListFindingsV2'],
    ['macie2', 'GetMacieSession'],
    ['events', 'ListTargetsByRule'],
    ['monitoring', 'DescribeAlarms'],
    ['s3tables', 'GetTableBucketEncryption'],
  ])('%s:%s is one', (service, operation) => {
    expect(isReadOperation(service, operation)).toBe(true);
  });

  it.each([
    ['s3', 'GetBucketPolcy'],
    ['s3', 'PutBucketPolicy'],
    ['s3', 'getBucketPolicy'],
    ['ec2', 'RunInstances'],
    ['ec2', 'describeVpcs'],
    ['dynamodb', 'GetItem'],
    ['constructor', 'GetName'],
  ])('%s:%s is none', (service, operation) => {
    expect(isReadOperation(service, operation)).toBe(false);
  });
});
