import { unknown } from '../../../src/core/fact.js';
import type { Acl, AclGrantee, AclPermission } from '../../../src/core/facts.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { block, bucketWith, OWNER_ID, resourceWith } from '../../../test/builders.js';
import { NOW, type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const OTHER_ID = 'b'.repeat(64);
const CLOUDFRONT_ID = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';

const anyone: AclGrantee = { kind: 'group', group: 'AllUsers' };
const anyAccount: AclGrantee = { kind: 'group', group: 'AuthenticatedUsers' };
const logDelivery: AclGrantee = { kind: 'group', group: 'LogDelivery' };
const other: AclGrantee = { kind: 'canonicalUser', id: OTHER_ID };
const cloudFront: AclGrantee = { kind: 'canonicalUser', id: CLOUDFRONT_ID };
const strange: AclGrantee = { kind: 'other', text: 'somebody@example.com' };

const permissions: readonly AclPermission[] = ['FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'];
const writes: readonly AclPermission[] = ['FULL_CONTROL', 'WRITE', 'WRITE_ACP'];

/** The owner's grant as S3 writes it, and then these. */
const aclOf = (...grants: readonly (readonly [AclPermission, AclGrantee])[]): Acl => ({
  ownerId: OWNER_ID,
  grants: [
    { grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' },
    ...grants.map(([permission, grantee]) => ({ permission, grantee })),
  ],
});

/** A bucket whose ACL counts and is held back by nothing, with what the test changes. */
const bucket = (given: Parameters<typeof bucketWith>[0]) =>
  bucketWith({ ownership: 'ObjectWriter', publicAccessBlock: null, accountPublicAccessBlock: null, ...given });

const ignoring = { ...block(false), ignorePublicAcls: true };
const allButIgnoring = { ...block(true), ignorePublicAcls: false };
const accountUnread = unknown('DENIED', 's3:GetAccountPublicAccessBlock was denied');
const onlyEffective = { latent: 'ignore' };

const compliant: readonly RuleCase[] = [
  {
    name: 'the owner alone',
    resource: bucket({ acl: aclOf() }),
    code: 'RESTRICTED',
    reason:
      "The bucket's ACL grants nothing to the public or to accounts that are not allowed; Config does not record the ACLs of objects.",
  },
  {
    name: 'no grant at all, the owner not known',
    resource: bucket({ acl: { ownerId: null, grants: [] } }),
    code: 'RESTRICTED',
  },
  {
    name: 'another account that is allowed',
    resource: bucket({ acl: aclOf(['READ', other]) }),
    parameters: { allowedCanonicalIds: `${'c'.repeat(64)},${OTHER_ID}` },
    code: 'RESTRICTED',
  },
  {
    name: 'an account that is allowed, the owner not known',
    resource: bucket({ acl: { ownerId: null, grants: [{ grantee: other, permission: 'READ' }] } }),
    parameters: { allowedCanonicalIds: OTHER_ID },
    code: 'RESTRICTED',
  },
  {
    name: 'the log delivery group',
    resource: bucket({ acl: aclOf(['WRITE', logDelivery], ['READ_ACP', logDelivery]) }),
    code: 'RESTRICTED',
  },
  {
    name: "CloudFront's awslogsdelivery account",
    resource: bucket({ acl: aclOf(['FULL_CONTROL', cloudFront]) }),
    code: 'RESTRICTED',
  },
  {
    name: 'the blocks not read, and nothing they could hold back',
    resource: bucket({
      acl: aclOf(),
      publicAccessBlock: unknown('DENIED', 's3:GetBucketPublicAccessBlock was denied'),
      accountPublicAccessBlock: accountUnread,
    }),
    parameters: onlyEffective,
    code: 'RESTRICTED',
  },
  {
    name: "a public grant that the bucket's IgnorePublicAcls holds back, only what is effective asked for (A5)",
    resource: bucket({ acl: aclOf(['READ', anyone]), publicAccessBlock: ignoring }),
    parameters: onlyEffective,
    code: 'HELD_BACK',
    reason:
      "The bucket's ACL grants READ to AllUsers (anyone). IgnorePublicAcls of the bucket holds back those to the public.",
  },
  {
    name: "a public grant that the account's IgnorePublicAcls holds back, only what is effective asked for (B1)",
    resource: bucket({ acl: aclOf(['READ', anyone]), accountPublicAccessBlock: ignoring }),
    parameters: onlyEffective,
    code: 'HELD_BACK',
    reason: /IgnorePublicAcls of the account holds back/,
  },
];

const nonCompliant: readonly RuleCase[] = [
  ...permissions.map((permission) => ({
    name: `${permission} to anyone`,
    resource: bucket({ acl: aclOf([permission, anyone]) }),
    code: 'PUBLIC_GRANT',
    reason: `The bucket's ACL grants ${permission} to AllUsers (anyone).`,
    evidence: ['acl.grants[1]'],
    severity: writes.includes(permission) ? ('CRITICAL' as const) : ('HIGH' as const),
  })),
  ...permissions.map((permission) => ({
    name: `${permission} to any AWS account, which is public too`,
    resource: bucket({ acl: aclOf([permission, anyAccount]) }),
    code: 'PUBLIC_GRANT',
    reason: `The bucket's ACL grants ${permission} to AuthenticatedUsers (any AWS account).`,
    evidence: ['acl.grants[1]'],
    severity: 'HIGH' as const,
  })),
  {
    name: 'one grant among several that lets anyone write',
    resource: bucket({ acl: aclOf(['READ', anyone], ['WRITE', anyone]) }),
    code: 'PUBLIC_GRANT',
    evidence: ['acl.grants[1]', 'acl.grants[2]'],
    severity: 'CRITICAL',
  },
  {
    name: 'another account',
    resource: bucket({ acl: aclOf(['READ', other]) }),
    code: 'FOREIGN_GRANT',
    reason: `The bucket's ACL grants READ to canonical user ${OTHER_ID}.`,
    evidence: ['acl.grants[1]'],
    severity: 'HIGH',
  },
  {
    name: 'another account that may write, which is not the public',
    resource: bucket({ acl: aclOf(['FULL_CONTROL', other]) }),
    code: 'FOREIGN_GRANT',
    severity: 'HIGH',
  },
  {
    name: 'another account than the one that is allowed',
    resource: bucket({ acl: aclOf(['READ', other]) }),
    parameters: { allowedCanonicalIds: 'c'.repeat(64) },
    code: 'FOREIGN_GRANT',
  },
  {
    name: 'another account, which IgnorePublicAcls does not hold back',
    resource: bucket({ acl: aclOf(['READ', other]), publicAccessBlock: block(true) }),
    parameters: onlyEffective,
    code: 'FOREIGN_GRANT',
    reason: `The bucket's ACL grants READ to canonical user ${OTHER_ID}.`,
  },
  {
    name: 'the log delivery group, not allowed',
    resource: bucket({ acl: aclOf(['WRITE', logDelivery]) }),
    parameters: { allowLogDelivery: 'false' },
    code: 'FOREIGN_GRANT',
    reason: "The bucket's ACL grants WRITE to LogDelivery.",
  },
  {
    name: "CloudFront's awslogsdelivery account, not allowed",
    resource: bucket({ acl: aclOf(['FULL_CONTROL', cloudFront]) }),
    parameters: { allowLogDelivery: 'false' },
    code: 'FOREIGN_GRANT',
  },
  {
    name: "held back by the bucket's IgnorePublicAcls: it counts the day that is switched off",
    resource: bucket({ acl: aclOf(['WRITE', anyone]), publicAccessBlock: ignoring }),
    code: 'LATENT_PUBLIC_GRANT',
    reason: /IgnorePublicAcls of the bucket holds back those to the public\.$/,
    evidence: ['acl.grants[1]'],
    severity: 'HIGH',
  },
  {
    name: "held back by the account's IgnorePublicAcls: it counts the day that is switched off",
    resource: bucket({ acl: aclOf(['WRITE', anyone]), accountPublicAccessBlock: ignoring }),
    code: 'LATENT_PUBLIC_GRANT',
    reason: /IgnorePublicAcls of the account holds back/,
    severity: 'HIGH',
  },
  {
    name: 'the other three settings on, of which none holds a grant back (A7, Steampipe trusts BlockPublicAcls)',
    resource: bucket({
      acl: aclOf(['WRITE', anyone]),
      publicAccessBlock: allButIgnoring,
      accountPublicAccessBlock: allButIgnoring,
    }),
    parameters: onlyEffective,
    code: 'PUBLIC_GRANT',
    severity: 'CRITICAL',
  },
  {
    name: 'whether the account holds it back is unknown, which lessens nothing',
    resource: bucket({ acl: aclOf(['WRITE', anyone]), accountPublicAccessBlock: accountUnread }),
    code: 'PUBLIC_GRANT',
    reason:
      "The bucket's ACL grants WRITE to AllUsers (anyone). Whether IgnorePublicAcls holds back those to the public is unknown: s3:GetAccountPublicAccessBlock was denied.",
    severity: 'CRITICAL',
  },
  {
    name: 'another account beside the public, only what is effective asked for, the public held back',
    resource: bucket({ acl: aclOf(['WRITE', anyone], ['READ', other]), publicAccessBlock: ignoring }),
    parameters: onlyEffective,
    code: 'FOREIGN_GRANT',
    evidence: ['acl.grants[2]'],
    severity: 'HIGH',
  },
  {
    name: 'another account beside the public, only what is effective asked for, the account not read',
    resource: bucket({ acl: aclOf(['WRITE', anyone], ['READ', other]), accountPublicAccessBlock: accountUnread }),
    parameters: onlyEffective,
    code: 'PUBLIC_GRANT',
    evidence: ['acl.grants[1]', 'acl.grants[2]'],
    severity: 'CRITICAL',
  },
  {
    name: 'ownership not read: recorded grants count',
    resource: bucket({
      acl: aclOf(['READ', anyone]),
      ownership: unknown('DENIED', 's3:GetBucketOwnershipControls was denied'),
    }),
    code: 'PUBLIC_GRANT',
  },
  {
    name: 'ownership never set: recorded grants count',
    resource: bucket({ acl: aclOf(['READ', anyone]), ownership: null }),
    code: 'PUBLIC_GRANT',
  },
  {
    name: 'bucket owner preferred: recorded grants count',
    resource: bucket({ acl: aclOf(['READ', anyone]), ownership: 'BucketOwnerPreferred' }),
    code: 'PUBLIC_GRANT',
  },
  {
    name: 'the public beside a grantee nobody can name',
    resource: bucket({ acl: aclOf(['READ', strange], ['READ', anyone]) }),
    code: 'PUBLIC_GRANT',
    evidence: ['acl.grants[2]'],
  },
];

testRule(rule, {
  compliant,
  nonCompliant,
  notApplicable: [
    {
      name: 'ACLs are disabled',
      resource: bucket({ acl: aclOf(), ownership: 'BucketOwnerEnforced' }),
      code: 'ACLS_DISABLED',
    },
    {
      name: 'ACLs are disabled over a recorded public grant',
      resource: bucket({ acl: aclOf(['WRITE', anyone]), ownership: 'BucketOwnerEnforced' }),
      code: 'ACLS_DISABLED',
    },
    {
      name: 'a directory bucket, where ACLs are always disabled',
      resource: resourceWith(
        'directoryBucket',
        {
          type: 'AWS::S3Express::DirectoryBucket',
          id: 'scratch--euw1-az1--x-s3',
          arn: null,
          accountId: '111122223333',
          region: 'eu-west-1',
        },
        {},
      ),
      code: 'OTHER_BUCKET_KIND',
    },
  ],
  insufficientData: [
    {
      name: 'the ACL was not read',
      resource: bucket({ acl: unknown('DENIED', 's3:GetBucketAcl was denied') }),
      code: 'DENIED',
      reason: 's3:GetBucketAcl was denied.',
    },
    {
      name: 'only what is effective asked for, and whether the account holds it back is unknown',
      resource: bucket({ acl: aclOf(['READ', anyone]), accountPublicAccessBlock: accountUnread }),
      parameters: onlyEffective,
      code: 'DENIED',
      reason: /is unknown: s3:GetAccountPublicAccessBlock was denied\.$/,
      evidence: ['acl.grants[1]'],
    },
    {
      name: 'a grantee in a spelling nobody documents',
      resource: bucket({ acl: aclOf(['READ', strange]) }),
      code: 'GRANTEE_UNCLEAR',
      reason: "Whether these grants of the bucket's ACL go to its owner cannot be told: READ to somebody@example.com.",
      evidence: ['acl.grants[1]'],
    },
    {
      name: 'such a grantee beside a public grant that is held back',
      resource: bucket({ acl: aclOf(['READ', anyone], ['READ', strange]), publicAccessBlock: ignoring }),
      parameters: onlyEffective,
      code: 'GRANTEE_UNCLEAR',
      evidence: ['acl.grants[2]'],
    },
    {
      name: 'a canonical id where the owner is not known',
      resource: bucket({ acl: { ownerId: null, grants: [{ grantee: other, permission: 'FULL_CONTROL' }] } }),
      code: 'GRANTEE_UNCLEAR',
      evidence: ['acl.grants[0]'],
    },
  ],
});

describe('parameters', () => {
  it.each([
    { latent: 'warn' },
    { allowedCanonicalIds: '111122223333' },
    { allowedCanonicalIds: OTHER_ID.toUpperCase() },
    { allowLogDelivery: 'maybe' },
  ])('malformed %j', (parameters) => {
    expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
  });
});

describe('evidence', () => {
  it('is the grant, where none is expected', () => {
    const verdict = rule.evaluate(bucket({ acl: aclOf(['READ', anyone]) }), rule.readParameters({}), NOW);
    expect(verdict.evidence).toEqual([
      { path: 'acl.grants[1]', found: { grantee: anyone, permission: 'READ' }, expected: null },
    ]);
  });
});
