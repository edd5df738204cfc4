import { unknown } from '../../../src/core/fact.js';
import { publicAccessBlockFlags } from '../../../src/core/facts.js';
import { block, bucketWith, resourceWith } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const off = block(false);
const on = block(true);
const nameOf = (flag: string) => flag.charAt(0).toUpperCase() + flag.slice(1);

testRule(rule, {
  compliant: [
    {
      name: 'all four on the bucket, none on the account',
      resource: bucketWith({ publicAccessBlock: on, accountPublicAccessBlock: null }),
      code: 'BLOCKED',
    },
    {
      name: 'all four on the bucket, the account not read',
      resource: bucketWith({ publicAccessBlock: on, accountPublicAccessBlock: unknown('DENIED', 'not asked') }),
      code: 'BLOCKED',
    },
    {
      name: 'nothing on the bucket, all four on the account',
      resource: bucketWith({ publicAccessBlock: null, accountPublicAccessBlock: on }),
      code: 'BLOCKED_BY_ACCOUNT',
      reason: /BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets/,
    },
    ...publicAccessBlockFlags.map((flag) => ({
      name: `${flag} on the account alone, the others on the bucket alone`,
      resource: bucketWith({
        publicAccessBlock: { ...on, [flag]: false },
        accountPublicAccessBlock: { ...off, [flag]: true },
      }),
      code: 'BLOCKED_BY_ACCOUNT',
      reason: `The account's settings block what the bucket's do not: ${nameOf(flag)}.`,
    })),
    ...publicAccessBlockFlags.map((flag) => ({
      name: `${flag} off everywhere and not required`,
      resource: bucketWith({ publicAccessBlock: { ...on, [flag]: false }, accountPublicAccessBlock: off }),
      parameters: { [flag]: 'false' },
      code: 'BLOCKED',
    })),
    {
      name: "the bucket's own settings asked for, and all on",
      resource: bucketWith({ publicAccessBlock: on, accountPublicAccessBlock: off }),
      parameters: { mode: 'bucket' },
      code: 'BLOCKED',
    },
  ],
  nonCompliant: [
    {
      name: 'never configured anywhere',
      resource: bucketWith({ publicAccessBlock: null, accountPublicAccessBlock: null }),
      code: 'NOT_BLOCKED',
      reason:
        'Neither the bucket nor its account turns on BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets.',
      evidence: ['publicAccessBlock', 'accountPublicAccessBlock'],
    },
    {
      name: 'configured with all four off',
      resource: bucketWith({ publicAccessBlock: off, accountPublicAccessBlock: off }),
      code: 'NOT_BLOCKED',
    },
    ...publicAccessBlockFlags.map((flag) => ({
      name: `${flag} on nowhere, the others on both`,
      resource: bucketWith({
        publicAccessBlock: { ...on, [flag]: false },
        accountPublicAccessBlock: { ...on, [flag]: false },
      }),
      code: 'NOT_BLOCKED',
      reason: `Neither the bucket nor its account turns on ${nameOf(flag)}.`,
    })),
    {
      name: "the bucket's own settings asked for, only the account blocks",
      resource: bucketWith({ publicAccessBlock: null, accountPublicAccessBlock: on }),
      parameters: { mode: 'bucket' },
      code: 'NOT_BLOCKED',
      reason: /^The bucket does not turn on BlockPublicAcls/,
      evidence: ['publicAccessBlock'],
    },
  ],
  notApplicable: [
    {
      name: 'none of the four required',
      resource: bucketWith({ publicAccessBlock: off }),
      parameters: Object.fromEntries(publicAccessBlockFlags.map((flag) => [flag, 'false'])),
      code: 'NOTHING_REQUIRED',
    },
    {
      name: 'a directory bucket, which always blocks public access',
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
      name: "the bucket's block was not read",
      resource: bucketWith({ publicAccessBlock: unknown('DENIED', 's3:GetBucketPublicAccessBlock was denied') }),
      code: 'DENIED',
      reason: 's3:GetBucketPublicAccessBlock was denied.',
    },
    {
      name: 'one setting is off on the bucket and the account was not read',
      resource: bucketWith({
        publicAccessBlock: { ...on, ignorePublicAcls: false },
        accountPublicAccessBlock: unknown('DENIED', 's3:GetAccountPublicAccessBlock was denied'),
      }),
      code: 'DENIED',
      reason:
        'The bucket does not turn on IgnorePublicAcls, and whether its account does is unknown: s3:GetAccountPublicAccessBlock was denied.',
    },
  ],
});
