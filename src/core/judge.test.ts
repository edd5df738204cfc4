import { bucketWith, resourceWith } from '../../test/builders.js';
import { known, unknown } from './fact.js';
import { judge } from './judge.js';
import { judgeReading } from './judge-reading.js';
import { createResource, type Resource } from './resource.js';
import { defineRule } from './rule.js';
import { compliant, insufficientData, nonCompliant } from './verdict.js';

const now = new Date('2026-11-25T12:00:00.000Z');

const metadata = {
  id: 's3-bucket-example',
  severity: 'LOW',
  title: 'An example',
  description: 'An example.',
  tier: 'core',
  controls: [],
  remediation: { summary: 'None.' },
} as const;

/** Compliant if versioned; else the ownership decides. */
const rule = defineRule({
  ...metadata,
  resource: 'bucket',
  facts: ['versioning'],
  optionalFacts: ['ownership'],
  parameters: {},
  evaluate(bucket) {
    if (bucket.versioning.status === 'Enabled') return compliant('VERSIONED', 'Versioned.');
    const { ownership } = bucket;
    if (!ownership.known) return insufficientData(ownership.code, `${ownership.reason}.`);
    return nonCompliant('OWNED', `Owned: ${ownership.value}.`, [
      { path: 'ownership', found: ownership.value, expected: null },
    ]);
  },
});

const judged = (resource: Resource, given: object = {}) => judge(rule, resource, rule.readParameters(given), now);

describe('judge', () => {
  it('evaluates a resource of the kind', () => {
    expect(judged(bucketWith({ versioning: { status: 'Enabled', mfaDelete: false } }))).toMatchObject({
      code: 'VERSIONED',
    });
  });

  it('never evaluates without a required fact', () => {
    const resource = bucketWith({ versioning: unknown('DENIED', 'the read of versioning was denied') });
    expect(judged(resource)).toEqual({
      compliance: 'INSUFFICIENT_DATA',
      code: 'DENIED',
      reason: 'The read of versioning was denied.',
      evidence: [],
    });
  });

  it('says that a rule for general purpose buckets does not apply to a directory bucket', () => {
    const identity = {
      type: 'AWS::S3Express::DirectoryBucket',
      id: 'x--euw1-az1--x-s3',
      arn: null,
      accountId: '111122223333',
      region: 'eu-west-1',
    };
    expect(judged(resourceWith('directoryBucket', identity, {}))).toMatchObject({
      compliance: 'NOT_APPLICABLE',
      code: 'OTHER_BUCKET_KIND',
    });
  });

  it('says nothing about other resources', () => {
    const identity = {
      type: 'AWS::EC2::VPCEndpoint',
      id: 'vpce-1',
      arn: null,
      accountId: '111122223333',
      region: 'eu-west-1',
    };
    expect(judged(resourceWith('vpcEndpoint', identity, {}))).toBeNull();
  });

  it('does not look at an exempt resource', () => {
    const resource = bucketWith({ versioning: unknown('DENIED', 'denied') });
    expect(judged(resource, { exemptResources: 'app-data' })).toMatchObject({
      compliance: 'NOT_APPLICABLE',
      code: 'EXEMPT',
    });
  });

  describe('with applyToTag', () => {
    const versioned = { versioning: { status: 'Enabled', mfaDelete: false } } as const;

    it.each([
      ['the key', 'tier', 'VERSIONED'],
      ['the key and the value', 'tier=gold', 'VERSIONED'],
      ['another value', 'tier=silver', 'NOT_TAGGED'],
      ['another key', 'owner', 'NOT_TAGGED'],
      ['a key every object has', 'constructor', 'NOT_TAGGED'],
    ])('asks for %s', (_, applyToTag, code) => {
      expect(judged(bucketWith({ ...versioned, tags: { tier: 'gold' } }), { applyToTag })).toMatchObject({ code });
    });

    it('cannot say without the tags', () => {
      const resource = bucketWith({ ...versioned, tags: unknown('DENIED', 's3:GetBucketTagging was denied') });
      expect(judged(resource, { applyToTag: 'tier' })).toMatchObject({
        compliance: 'INSUFFICIENT_DATA',
        reason: 'Whether the rule applies is decided by tags: s3:GetBucketTagging was denied.',
      });
    });
  });
});

describe('judgeReading', () => {
  const identity = { type: 'AWS::S3::Bucket', id: 'b', arn: null, accountId: '111122223333', region: 'eu-west-1' };
  const unread = (name: string) => unknown('NOT_READ', `${name} was not read`);
  const versioned = (status: 'Enabled' | 'Off') =>
    createResource('bucket', identity, { versioning: () => known({ status, mfaDelete: false }) }, unread);

  it('reads nothing that does not decide', async () => {
    const read = jest.fn();
    expect(await judgeReading(rule, versioned('Enabled'), {}, now, read)).toMatchObject({ code: 'VERSIONED' });
    expect(read).not.toHaveBeenCalled();
  });

  it('reads what decides, once', async () => {
    const read = jest.fn(async () => known('ObjectWriter'));
    expect(await judgeReading(rule, versioned('Off'), {}, now, read)).toMatchObject({ code: 'OWNED' });
    expect(read.mock.calls).toEqual([['ownership']]);
  });

  it('reads a required fact that the item does not carry', async () => {
    const read = jest.fn(async (name: string) =>
      name === 'versioning' ? known({ status: 'Off', mfaDelete: false }) : unknown('DENIED', 'it was denied'),
    );
    expect(await judgeReading(rule, createResource('bucket', identity, {}, unread), {}, now, read)).toMatchObject({
      compliance: 'INSUFFICIENT_DATA',
      code: 'DENIED',
    });
    expect(read.mock.calls).toEqual([['versioning'], ['ownership']]);
  });

  it('passes a fault on', async () => {
    const fault = new Error('throttled');
    await expect(judgeReading(rule, versioned('Off'), {}, now, () => Promise.reject(fault))).rejects.toBe(fault);
  });

  it('does not turn in a circle if a reader gives nothing', async () => {
    await expect(judgeReading(rule, versioned('Off'), {}, now, async () => unread('ownership'))).rejects.toThrow(
      's3-bucket-example: the fact "ownership" was read and is still not there',
    );
  });
});
