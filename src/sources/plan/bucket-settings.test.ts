import { BUCKET, config, existing, existingFact, newFact } from '../../../test/planned-bucket.js';
import { newBucket, type PlanToWrite, planFact, planSubject } from '../../../test/plans.js';

const flags = (on: boolean) => ({
  blockPublicAcls: on,
  ignorePublicAcls: on,
  blockPublicPolicy: on,
  restrictPublicBuckets: on,
});

describe('a setting that a plan leaves out', () => {
  it.each<[string, unknown]>([
    ['publicAccessBlock', flags(true)],
    ['ownership', 'BucketOwnerEnforced'],
    ['encryption', { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null }],
    ['ssecBlocked', true],
    ['versioning', { status: 'Off', mfaDelete: false }],
    ['requesterPays', false],
    ['policy', null],
    ['logging', null],
    ['lifecycle', null],
    ['replication', null],
    ['objectLock', null],
    ['website', null],
    ['tags', {}],
  ])('has the default of a new bucket: %s', async (fact, value) => {
    expect(await newFact(fact)).toEqual({ known: true, value });
  });

  it('is said to be assumed, where it is a default of S3', async () => {
    const plan: PlanToWrite = { resources: [newBucket(BUCKET)], configuration: config() };
    const subject = await planSubject(plan, BUCKET);
    await subject.read?.('versioning');
    expect([...(subject.assumed ?? [])].sort()).toEqual([
      'acl',
      'encryption',
      'ownership',
      'publicAccessBlock',
      'requesterPays',
      'ssecBlocked',
      'versioning',
    ]);
  });

  it.each<[string, unknown]>([
    ['versioning', { status: 'Enabled', mfaDelete: false }],
    ['encryption', { algorithm: 'AES256', keyId: null, bucketKeyEnabled: false }],
    ['policy', null],
    ['logging', null],
    ['lifecycle', null],
    ['replication', null],
    ['objectLock', null],
    ['website', null],
    ['requesterPays', false],
    ['tags', {}],
  ])('is what the state shows of a bucket that is there: %s', async (fact, value) => {
    expect(await existingFact(fact)).toEqual({ known: true, value });
  });

  it.each([
    ['publicAccessBlock', `${BUCKET} as it is, since the plan leaves it out`],
    ['ownership', `${BUCKET} as it is, since the plan leaves it out`],
    ['ssecBlocked', 'the bucket as it is: its block does not tell what is blocked'],
  ])('is unknown where the state does not show it: %s', async (fact, cause) => {
    expect(await existingFact(fact)).toMatchObject({
      code: 'NOT_DEPLOYED',
      reason: expect.stringMatching(new RegExp(`depends on ${cause}$`)),
    });
  });

  it('is unknown where the plan has no configuration, which would tell what is worked out from what is hidden', async () => {
    expect(await planFact({ resources: [newBucket(BUCKET)] }, BUCKET, 'versioning')).toMatchObject({
      code: 'NOT_DEPLOYED',
      reason: expect.stringContaining(`${BUCKET} versioning`),
    });
  });

  it.each(['publicAccessBlock', 'policy', 'logging'])('is unknown where the plan is not complete: %s', async (fact) => {
    const plan = { resources: [newBucket(BUCKET)], configuration: config(), sections: { complete: false } };
    expect(await planFact(plan, BUCKET, fact)).toMatchObject({
      reason: expect.stringContaining('which is not complete'),
    });
  });

  it.each<[string, object, string, string]>([
    [
      'versioning that is off may be suspended',
      { versioning: [{ enabled: false, mfa_delete: false }] },
      'versioning',
      'whether versioning was ever on',
    ],
    [
      'a lifecycle rule for all may be for sizes',
      { lifecycle_rule: [{ id: 'old', enabled: true, prefix: '', tags: {}, expiration: [{ days: 30, date: '' }] }] },
      'lifecycle',
      'sizes',
    ],
    ['nothing but an empty list of versionings', { versioning: [] }, 'versioning', 'as it is'],
  ])('is unknown where the state shows it by half: %s', async (_, after, fact, cause) => {
    expect(await existingFact(fact, existing(after))).toMatchObject({
      code: 'NOT_DEPLOYED',
      reason: expect.stringContaining(cause),
    });
  });
});
