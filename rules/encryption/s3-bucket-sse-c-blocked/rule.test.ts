import { unknown } from '../../../src/core/fact.js';
import { BUCKET, bucketWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const ALGORITHM = 's3:x-amz-server-side-encryption-customer-algorithm';
const policyOf = (more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'NoSseC',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${BUCKET}/*`,
      Condition: { Null: { [ALGORITHM]: 'false' } },
      ...more,
    },
  ],
});
const open = (given: Parameters<typeof bucketWith>[0] = {}) => bucketWith({ ssecBlocked: false, ...given });

testRule(rule, {
  compliant: [
    { name: 'blocked by the setting', resource: bucketWith(), code: 'BLOCKED' },
    {
      name: 'blocked, and the policy was not read',
      resource: bucketWith({ policy: unknown('DENIED', 'denied') }),
      code: 'BLOCKED',
    },
    {
      name: 'denied by the policy',
      resource: open({ policy: policyOf() }),
      code: 'DENIED',
      reason: 'Statement "NoSseC" denies uploads with customer-provided keys.',
    },
  ],
  nonCompliant: [
    {
      name: 'neither (E4)',
      resource: open(),
      code: 'NOT_BLOCKED',
      reason: 'The encryption configuration of the bucket does not block SSE-C. There is no policy that denies it.',
      evidence: ['ssecBlocked'],
    },
    {
      name: 'a Deny for one account',
      resource: open({ policy: policyOf({ Principal: { AWS: '444455556666' } }) }),
      code: 'NOT_BLOCKED',
    },
    {
      name: 'a Deny for a part of the objects',
      resource: open({ policy: policyOf({ Resource: `arn:aws:s3:::${BUCKET}/a/*` }) }),
      code: 'NOT_BLOCKED',
    },
    {
      name: 'a Deny of the opposite',
      resource: open({ policy: policyOf({ Condition: { Null: { [ALGORITHM]: 'true' } } }) }),
      code: 'NOT_BLOCKED',
    },
    {
      name: 'a Deny where it does not count',
      resource: open({ policy: policyOf() }),
      parameters: { acceptPolicyDeny: 'false' },
      code: 'NOT_BLOCKED',
    },
    {
      name: 'a policy that was not read',
      resource: open({ policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'NOT_BLOCKED',
      reason: /Whether the policy denies it is unknown: s3:GetBucketPolicy was denied\.$/,
    },
  ],
  notApplicable: [
    {
      name: 'a resource control policy does it',
      resource: open(),
      parameters: { enforcedByRcp: 'true' },
      code: 'ENFORCED_BY_RCP',
    },
  ],
  insufficientData: [
    {
      name: 'the setting was not read',
      resource: bucketWith({ ssecBlocked: unknown('DENIED', 'the read of the encryption was denied') }),
      code: 'DENIED',
    },
    {
      name: 'a policy too intricate to decide',
      resource: open({
        policy: { ...policyOf(), Statement: intricateDenies(policyOf().Statement[0] as { Effect: string }) },
      }),
      code: 'TOO_INTRICATE',
    },
  ],
});
