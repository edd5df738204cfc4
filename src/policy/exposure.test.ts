import type { AclPermission } from './access-control-list.js';
import type { PublicAccessBlock } from './public-access-block.js';
import { accessWith, aclWith, closed, exposureWith, factsWith, off, on, otherId } from './sample-exposure.js';
import { allow, bucketArn, deny, ORGANIZATION, OTHER, OWNER, objectsArn, policyOf, when } from './sample-policies.js';

const publicPolicy = policyOf(allow({ Sid: 'Pub', Action: ['s3:GetObject', 's3:PutObject'] }));

test('a bucket that nothing opens', () => {
  expect(factsWith([])).toEqual({
    malformed: false,
    policyIsPublic: false,
    aclIsPublic: false,
    ...closed,
    crossAccount: [],
    canonicalUsers: [],
    aclExternalGrantees: [],
    orgIds: [],
    services: [],
    confusedDeputy: [],
    accessPointDelegation: { accounts: [] },
    accessPoints: {},
    tlsEnforced: false,
    minTlsVersion: null,
    mfaDelete: false,
    signatureAgeMaxMs: null,
    presignedBlocked: false,
    sse: null,
    kmsKeys: [],
    ssecDenied: false,
    perimeter: { enforced: false },
  });
});

describe('the ACL', () => {
  test.each<[string, string, AclPermission, Partial<typeof closed>]>([
    ['READ lists', 'AllUsers', 'READ', { publicList: true }],
    ['WRITE writes', 'AllUsers', 'WRITE', { publicWrite: true }],
    ['WRITE_ACP administers', 'AllUsers', 'WRITE_ACP', { publicAdmin: true }],
    [
      'FULL_CONTROL is on but reading objects',
      'AllUsers',
      'FULL_CONTROL',
      { publicList: true, publicWrite: true, publicAdmin: true },
    ],
    ['READ_ACP is none of the four', 'AllUsers', 'READ_ACP', {}],
    ['every AWS account is the public too', 'AuthenticatedUsers', 'READ', { publicList: true }],
    ['log delivery is not', 'LogDelivery', 'WRITE', {}],
  ])('%s', (_, grantee, permission, expected) => {
    expect(accessWith([], { acl: aclWith([grantee, permission]) })).toEqual({ ...closed, ...expected });
    expect(factsWith([], { acl: aclWith([grantee, permission]) }).aclIsPublic).toBe(grantee !== 'LogDelivery');
  });

  test('is disabled by BucketOwnerEnforced, whatever is recorded', () => {
    const facts = factsWith([], {
      acl: aclWith(['AllUsers', 'READ'], [otherId, 'READ']),
      ownership: 'BucketOwnerEnforced',
    });
    expect(facts).toMatchObject({ aclIsPublic: true, publicList: false, aclExternalGrantees: [] });
  });

  test.each(['BucketOwnerPreferred', 'ObjectWriter', null, 'unknown'] as const)(
    'counts with ownership %s',
    (ownership) => {
      const facts = factsWith([], { acl: aclWith(['AllUsers', 'READ'], [otherId, 'READ']), ownership });
      expect(facts).toMatchObject({ publicList: true, aclExternalGrantees: [otherId] });
    },
  );

  test('grants to other accounts stand under IgnorePublicAcls', () => {
    const facts = factsWith([], {
      acl: aclWith([otherId, 'READ'], ['AllUsers', 'READ']),
      bucketBlock: { ...off, ignorePublicAcls: true },
    });
    expect(facts).toMatchObject({ aclIsPublic: true, publicList: false, aclExternalGrantees: [otherId] });
  });

  test('of its owner names no external grantee', () => {
    expect(factsWith([]).aclExternalGrantees).toEqual([]);
  });
});

describe('Block Public Access', () => {
  const opened = { policy: publicPolicy, acl: aclWith(['AllUsers', 'READ']) };
  const open = { ...closed, publicRead: true, publicWrite: true, publicList: true };
  test.each<[string, Partial<PublicAccessBlock>, Partial<typeof closed>]>([
    ['nothing set', {}, open],
    ['BlockPublicAcls does nothing to what exists', { blockPublicAcls: true }, open],
    ['BlockPublicPolicy does nothing to what exists', { blockPublicPolicy: true }, open],
    ['IgnorePublicAcls closes the ACL', { ignorePublicAcls: true }, { ...open, publicList: false }],
    ['RestrictPublicBuckets closes the policy', { restrictPublicBuckets: true }, { ...closed, publicList: true }],
    ['all four', on, closed],
  ])('%s, at either level', (_, changes, expected) => {
    expect(accessWith([], { ...opened, bucketBlock: { ...off, ...changes } })).toEqual(expected);
    expect(accessWith([], { ...opened, accountBlock: { ...off, ...changes } })).toEqual(expected);
  });

  test('the levels add up, setting by setting', () => {
    const levels = {
      accountBlock: { ...off, ignorePublicAcls: true },
      bucketBlock: { ...off, restrictPublicBuckets: true },
    };
    expect(accessWith([], { ...opened, ...levels })).toEqual(closed);
  });

  test('an account level that was not read leaves it unknown', () => {
    const expected = { ...closed, publicRead: 'unknown', publicWrite: 'unknown', publicList: 'unknown' };
    expect(accessWith([], { ...opened, accountBlock: 'unknown' })).toEqual(expected);
  });

  test('unless the bucket level settles it', () => {
    expect(accessWith([], { ...opened, accountBlock: 'unknown', bucketBlock: on })).toEqual(closed);
  });

  test('or there is nothing to hold back', () => {
    expect(accessWith([], { accountBlock: 'unknown' })).toEqual(closed);
  });

  test('says what it holds back', () => {
    const { publicRead } = exposureWith([], { ...opened, bucketBlock: on });
    expect(publicRead).toMatchObject({ value: false, code: 'RESTRICTED' });
    expect(publicRead.reason).toBe(
      'RestrictPublicBuckets holds it back: Statement "Pub" lets anyone s3:GetObject on objects; no fixed condition limits it.',
    );
  });

  test('leaves a policy that is not public as it is', () => {
    const policy = policyOf(allow({ Principal: { AWS: OTHER } }));
    expect(factsWith([], { policy, bucketBlock: on })).toMatchObject({ policyIsPublic: false, crossAccount: [OTHER] });
  });

  test('cuts named accounts off when the policy is public', () => {
    const policy = policyOf(allow(), allow({ Principal: { AWS: OTHER }, Action: 's3:PutObject' }));
    expect(factsWith([], { policy, bucketBlock: on }).crossAccount).toEqual([]);
    expect(factsWith([], { policy }).crossAccount).toEqual([OTHER]);
    expect(factsWith([], { policy, accountBlock: 'unknown' }).crossAccount).toBe('unknown');
  });

  test('may not do so when a Deny takes the public grant back', () => {
    const closing = deny({
      Action: 's3:GetObject',
      Resource: objectsArn,
      ...when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION),
    });
    const policy = policyOf(allow(), closing, allow({ Principal: { AWS: OTHER }, Action: 's3:PutObject' }));
    expect(factsWith([], { policy, bucketBlock: on })).toMatchObject({
      policyIsPublic: true,
      publicRead: false,
      crossAccount: [OTHER],
    });
  });

  test('leaves services', () => {
    const policy = policyOf(
      allow(),
      allow({ Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' }),
    );
    expect(factsWith([], { policy, bucketBlock: on }).services).toEqual(['logging.s3.amazonaws.com']);
  });
});

test('the policy s status and its effect are told apart', () => {
  const closed = policyOf(allow(), deny());
  expect(factsWith([], { policy: closed })).toMatchObject({ policyIsPublic: true, publicRead: false });
  const paths = policyOf(allow(when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/*`)));
  expect(factsWith([], { policy: paths })).toMatchObject({
    policyIsPublic: true,
    publicRead: false,
    orgIds: [ORGANIZATION],
  });
});

test('access points are judged by the rules for access points', () => {
  const context = {
    kind: 'accessPoint' as const,
    name: 'open',
    accountId: OWNER,
    partition: 'aws',
    region: 'us-east-1',
  };
  const policy = policyOf(allow({ Resource: `arn:aws:s3:us-east-1:${OWNER}:accesspoint/open/object/*` }));
  const accessPoints = [
    { context, policy },
    { context: { ...context, name: 'inside', networkOrigin: 'VPC' as const }, policy },
    { context: { ...context, name: 'none' }, policy: null },
    { context: { ...context, name: 'broken' }, policy: 'malformed' as const },
  ];
  expect(factsWith([], { accessPoints }).accessPoints).toEqual({
    open: { policyIsPublic: true },
    inside: { policyIsPublic: false },
    none: { policyIsPublic: false },
    broken: { policyIsPublic: 'unknown' },
  });
});

test('every fact of a policy at once', () => {
  const policy = policyOf(
    deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    allow({ Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 's3:PutObject' }),
    allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/Reader` }, Resource: [bucketArn, objectsArn] }),
    allow({ Principal: { CanonicalUser: otherId } }),
    allow(when('StringEquals', 's3:DataAccessPointAccount', OWNER)),
  );
  expect(factsWith([], { policy })).toMatchObject({
    policyIsPublic: false,
    ...closed,
    crossAccount: [OTHER],
    canonicalUsers: [otherId],
    services: ['cloudtrail.amazonaws.com'],
    confusedDeputy: ['cloudtrail.amazonaws.com'],
    accessPointDelegation: { accounts: [OWNER] },
    tlsEnforced: true,
  });
});
