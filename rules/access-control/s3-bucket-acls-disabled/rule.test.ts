import { unknown } from '../../../src/core/fact.js';
import type { Acl } from '../../../src/core/facts.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { bucketWith, OWNER_ID, resourceWith } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const logs: Acl = {
  ownerId: OWNER_ID,
  grants: [
    { grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' },
    { grantee: { kind: 'group', group: 'LogDelivery' }, permission: 'WRITE' },
  ],
};
const open: Acl = {
  ownerId: OWNER_ID,
  grants: [{ grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' }],
};
const acceptPreferred = { allowBucketOwnerPreferred: 'true' };

testRule(rule, {
  compliant: [
    {
      name: 'bucket owner enforced',
      resource: bucketWith({ ownership: 'BucketOwnerEnforced' }),
      code: 'ACLS_DISABLED',
      reason: 'Object Ownership is BucketOwnerEnforced: ACLs are disabled.',
    },
    {
      name: 'bucket owner enforced, the ACL not read',
      resource: bucketWith({ ownership: 'BucketOwnerEnforced', acl: unknown('DENIED', 's3:GetBucketAcl was denied') }),
      code: 'ACLS_DISABLED',
    },
    {
      name: 'bucket owner preferred, which is accepted',
      resource: bucketWith({ ownership: 'BucketOwnerPreferred' }),
      parameters: acceptPreferred,
      code: 'BUCKET_OWNER_PREFERRED',
      reason: /ACLs still count\.$/,
    },
  ],
  nonCompliant: [
    {
      name: 'bucket owner preferred',
      resource: bucketWith({ ownership: 'BucketOwnerPreferred' }),
      code: 'ACLS_ENABLED',
      reason: 'Object Ownership is BucketOwnerPreferred, so ACLs still grant access.',
      evidence: ['ownership'],
      severity: 'MEDIUM',
    },
    {
      name: 'object writer, no grant to anyone but the owner (the managed rule looks at grants)',
      resource: bucketWith({ ownership: 'ObjectWriter' }),
      code: 'ACLS_ENABLED',
      reason: 'Object Ownership is ObjectWriter, so ACLs grant access and whoever writes an object owns it.',
      evidence: ['ownership'],
    },
    {
      name: 'object writer, bucket owner preferred accepted',
      resource: bucketWith({ ownership: 'ObjectWriter' }),
      parameters: acceptPreferred,
      code: 'ACLS_ENABLED',
    },
    {
      name: 'never set, as in a bucket of before April 2023',
      resource: bucketWith({ ownership: null }),
      code: 'NOT_CONFIGURED',
      reason: 'Object Ownership was never set, so ACLs grant access and whoever writes an object owns it.',
      evidence: ['ownership'],
    },
    {
      name: 'never set, bucket owner preferred accepted',
      resource: bucketWith({ ownership: null }),
      parameters: acceptPreferred,
      code: 'NOT_CONFIGURED',
    },
    {
      name: 'a log bucket that takes its logs by an ACL grant (D8)',
      resource: bucketWith({ ownership: 'ObjectWriter', acl: logs }),
      code: 'ACLS_ENABLED',
      reason:
        /Its ACL lets S3 deliver access logs here: give logging\.s3\.amazonaws\.com s3:PutObject by the bucket policy before ACLs are disabled\.$/,
    },
    {
      name: 'a grant to another group, which is not log delivery',
      resource: bucketWith({ ownership: 'ObjectWriter', acl: open }),
      code: 'ACLS_ENABLED',
      reason: /owns it\.$/,
    },
    {
      name: 'the ACL not read, which only explains',
      resource: bucketWith({ ownership: 'ObjectWriter', acl: unknown('DENIED', 's3:GetBucketAcl was denied') }),
      code: 'ACLS_ENABLED',
      reason: /owns it\.$/,
    },
  ],
  notApplicable: [
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
      name: 'ownership was not read',
      resource: bucketWith({ ownership: unknown('DENIED', 's3:GetBucketOwnershipControls was denied') }),
      code: 'DENIED',
      reason: 's3:GetBucketOwnershipControls was denied.',
    },
  ],
});

describe('parameters', () => {
  it('allowBucketOwnerPreferred that is not true or false', () => {
    expect(() => rule.readParameters({ allowBucketOwnerPreferred: 'preferred' })).toThrow(ParameterError);
  });
});
