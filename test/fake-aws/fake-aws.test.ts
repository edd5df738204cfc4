import type { BucketFacts } from '../../src/core/facts.js';
import { createResource } from '../../src/core/resource.js';
import { createFactReader } from '../../src/sources/answers/fact-reader.js';
import { config } from '../../src/sources/live/config.js';
import { createLiveAsk } from '../../src/sources/live/live-ask.js';
import { s3 } from '../../src/sources/live/s3.js';
import { s3control } from '../../src/sources/live/s3control.js';
import { ACCOUNT, BUCKET, block, KEY_ARN, OWNER_ID, REGION } from '../builders.js';
import { accessPointItem, asDeleted, eventItem } from '../items.js';
import { type FakeAccount, RULE_NAME, TOKEN } from './index.js';
import { useFakeAws } from './use-fake-aws.js';

const start = useFakeAws();

const connect = async (account: Partial<FakeAccount> = {}) => {
  const aws = await start(account);
  Object.assign(process.env, aws.environment);
  return { aws, call: config.createCall({ region: REGION }) };
};

const good = {
  ComplianceResourceType: 'AWS::S3::Bucket',
  ComplianceResourceId: BUCKET,
  ComplianceType: 'COMPLIANT',
  Annotation: 'OK: Well.',
  OrderingTimestamp: new Date('2026-11-20T08:00:00.000Z'),
};

describe('PutEvaluations of the fake', () => {
  const put = async (changes: object, ResultToken: unknown = TOKEN) => {
    const { aws, call } = await connect();
    await call('config:PutEvaluations', { ResultToken, Evaluations: [{ ...good, ...changes }] });
    return aws.evaluations;
  };

  it('keeps a good one', async () => {
    expect(await put({})).toEqual([
      {
        type: 'AWS::S3::Bucket',
        id: BUCKET,
        compliance: 'COMPLIANT',
        annotation: 'OK: Well.',
        orderingTime: good.OrderingTimestamp,
      },
    ]);
  });

  it.each([
    ['an annotation of 257 characters', { Annotation: 'x'.repeat(257) }, 'ValidationException'],
    ['an empty annotation', { Annotation: '' }, 'ValidationException'],
    ['INSUFFICIENT_DATA', { ComplianceType: 'INSUFFICIENT_DATA' }, 'InvalidParameterValueException'],
    ['another compliance', { ComplianceType: 'ERROR' }, 'ValidationException'],
    ['AWS::Account', { ComplianceResourceType: 'AWS::Account' }, 'InvalidParameterValueException'],
    ['an account that is none', { ComplianceResourceType: 'AWS::::Account' }, 'InvalidParameterValueException'],
    ['a time as text', { OrderingTimestamp: '2026-11-20T08:00:00.000Z' }, 'SerializationException'],
  ])('refuses %s', async (_, changes, name) => {
    await expect(put(changes)).rejects.toMatchObject({ name });
  });

  it.each(['made-up', ''])('refuses the token %p', async (token) => {
    await expect(put({}, token)).rejects.toThrow();
  });

  it.each([
    [0, 'InvalidParameterValueException'],
    [101, 'ValidationException'],
  ])('refuses %i at a time', async (length, name) => {
    const { call } = await connect();
    const Evaluations = Array.from({ length }, () => good);
    await expect(call('config:PutEvaluations', { ResultToken: TOKEN, Evaluations })).rejects.toMatchObject({ name });
  });

  it('takes an annotation of 256 characters', async () => {
    expect(await put({ Annotation: 'x'.repeat(256) })).toHaveLength(1);
  });
});

describe('GetComplianceDetailsByConfigRule of the fake', () => {
  const results = Array.from({ length: 12 }, (_, index) => ({
    type: 'AWS::S3::Bucket',
    id: `bucket-${index}`,
    compliance: 'COMPLIANT',
    orderingTime: good.OrderingTimestamp,
  }));
  const operation = 'config:GetComplianceDetailsByConfigRule';

  it('gives ten a page if no limit is given, and the rest by its token', async () => {
    const { call } = await connect({ results });
    const page = await call(operation, { ConfigRuleName: RULE_NAME });
    expect(page).toMatchObject({ EvaluationResults: { length: 10 }, NextToken: expect.any(String) });
    const { NextToken } = page as { readonly NextToken: string };
    const last = await call(operation, { ConfigRuleName: RULE_NAME, NextToken });
    expect(last).toMatchObject({ EvaluationResults: { length: 2 } });
    expect(last).not.toHaveProperty('NextToken', expect.any(String));
  });

  it.each([
    ['a name of 65 characters', { ConfigRuleName: 'x'.repeat(65) }, 'ValidationException'],
    ['an unknown rule', { ConfigRuleName: 'x' }, 'NoSuchConfigRuleException'],
    ['a limit of 101', { ConfigRuleName: RULE_NAME, Limit: 101 }, 'InvalidLimitException'],
    [
      'INSUFFICIENT_DATA as a filter',
      { ConfigRuleName: RULE_NAME, ComplianceTypes: ['INSUFFICIENT_DATA'] },
      'InvalidParameterValueException',
    ],
    ['a made-up token', { ConfigRuleName: RULE_NAME, NextToken: 'x' }, 'InvalidNextTokenException'],
  ])('refuses %s', async (_, input, name) => {
    const { call } = await connect({ results });
    await expect(call(operation, input)).rejects.toMatchObject({ name });
  });
});

describe('SelectResourceConfig of the fake', () => {
  const operation = 'config:SelectResourceConfig';
  const items = [eventItem(), accessPointItem(), asDeleted(eventItem({ name: 'gone' }))];

  it('gives what was selected of what is there and matches', async () => {
    const { call } = await connect({ items });
    const Expression = `SELECT resourceId, configuration.region WHERE resourceType = 'AWS::S3::Bucket' AND awsRegion = '${REGION}'`;
    expect(await call(operation, { Expression })).toMatchObject({
      Results: [JSON.stringify({ resourceId: BUCKET, configuration: { region: REGION } })],
    });
  });

  it.each([
    ['everything', { Expression: 'SELECT *' }],
    ['what it does not understand', { Expression: "SELECT resourceId WHERE resourceId LIKE 'x%'" }],
    ['more than 100 a page', { Expression: "SELECT resourceId WHERE resourceType = 'x'", Limit: 101 }],
  ])('refuses %s', async (_, input) => {
    const { call } = await connect({ items });
    await expect(call(operation, input)).rejects.toThrow();
  });
});

describe('S3 of the fake', () => {
  /** One setting of each sort that is not S3's default, and null where a setting is not there. */
  const facts: Partial<BucketFacts> = {
    publicAccessBlock: { ...block(true), ignorePublicAcls: false },
    accountPublicAccessBlock: block(false),
    acl: {
      ownerId: OWNER_ID,
      grants: [
        { grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' },
        { grantee: { kind: 'group', group: 'LogDelivery' }, permission: 'WRITE' },
      ],
    },
    ownership: 'ObjectWriter',
    encryption: { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: false },
    logging: { destinationBucket: 'app-logs', prefix: 'x/' },
    versioning: { status: 'Suspended', mfaDelete: true },
    lifecycle: [
      {
        id: 'old',
        enabled: true,
        wholeBucket: false,
        expirationDays: 30,
        expirationDate: null,
        noncurrentExpirationDays: 7,
        abortMultipartUploadDays: 2,
      },
    ],
    objectLock: { defaultRetention: { mode: 'COMPLIANCE', days: 10 } },
    website: { indexDocument: null, redirectAllTo: 'www.example.com' },
    tags: { team: 'a & b' },
  };
  const nothing: Partial<BucketFacts> = {
    policy: null,
    publicAccessBlock: null,
    accountPublicAccessBlock: null,
    ownership: null,
    encryption: null,
    logging: null,
    versioning: { status: 'Off', mfaDelete: false },
    lifecycle: null,
    objectLock: null,
    website: null,
    tags: {},
  };

  it.each([
    ['what was told', facts],
    ['what is not there', nothing],
  ])('answers %s to the clients of the product', async (_, told) => {
    const { accountPublicAccessBlock = null, ...settings } = told;
    const { aws } = await connect({ buckets: [{ name: BUCKET, ...settings, policy: null }], accountPublicAccessBlock });
    const identity = { type: 'AWS::S3::Bucket', id: BUCKET, arn: null, accountId: ACCOUNT, region: REGION };
    const ask = createLiveAsk({ s3, s3control }, { region: REGION, accountId: ACCOUNT });
    const read = createFactReader(createResource('bucket', identity, {}), ask);
    const found = await Promise.all(Object.keys(told).map(async (name) => [name, await read(name)] as const));
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(told).map(([name, value]) => [name, { known: true, value }])),
    );
    expect(aws.calls.length).toBe(Object.keys(told).length);
  });

  const listed = (input: object) => s3.createCall({ region: REGION })('s3:ListBuckets', { ...input });

  it('lists buckets page by page, with their region for those who ask with a parameter', async () => {
    await connect({ buckets: [{ name: 'b' }, { name: 'a' }, { name: 'c', region: 'us-east-1' }] });
    expect(await listed({ BucketRegion: REGION, MaxBuckets: 1 })).toMatchObject({
      Buckets: [{ Name: 'a', BucketRegion: REGION }],
      ContinuationToken: expect.any(String),
    });
    expect(await listed({})).toMatchObject({ Buckets: [{ Name: 'a' }, { Name: 'b' }, { Name: 'c' }] });
  });

  it.each([
    ['that is not there', { Bucket: 'none' }, 'NoSuchBucket'],
    ["that is another account's by now", { Bucket: BUCKET, ExpectedBucketOwner: '444455556666' }, 'AccessDenied'],
    ['of another region', { Bucket: 'far' }, 'PermanentRedirect'],
  ])('refuses a bucket %s', async (_, input, name) => {
    await connect({ buckets: [{ name: BUCKET }, { name: 'far', region: 'us-east-1' }] });
    await expect(s3.createCall({ region: REGION })('s3:GetBucketPolicy', input)).rejects.toMatchObject({ name });
  });
});

describe('faults of the fake', () => {
  it('come after so many calls and so many times, for what they are about', async () => {
    const { aws, call } = await connect();
    aws.fail('config:GetResourceConfigHistory', { code: 'Ordered' }, { about: 'a', after: 1, times: 1 });
    const codes: unknown[] = [];
    for (const resourceId of ['a', 'b', 'a', 'a']) {
      const input = { resourceType: 'AWS::S3::Bucket', resourceId };
      codes.push(await call('config:GetResourceConfigHistory', input).catch(({ name }: Error) => name));
    }
    expect(codes).toEqual([
      'ResourceNotDiscoveredException',
      'ResourceNotDiscoveredException',
      'Ordered',
      'ResourceNotDiscoveredException',
    ]);
  });

  it('cut the connection', async () => {
    const { aws, call } = await connect();
    aws.fail('config:SelectResourceConfig', 'reset');
    await expect(call('config:SelectResourceConfig', { Expression: 'x' })).rejects.toThrow(/ECONNRESET|hang up/);
  });
});
