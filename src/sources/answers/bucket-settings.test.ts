import { blockAnswer, errorAnswer } from '../../../test/answers.js';
import { factTold, fronts } from '../../../test/asks.js';
import { block } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import { parsePolicy } from '../../policy/index.js';

type Row = readonly [name: string, fact: string, key: string, answer: unknown, expected: Fact<unknown>];

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::app-data/*' }],
};
const text = JSON.stringify(document);
const malformed = (reason: string) => unknown('MALFORMED', reason);
const ownership = (...rules: readonly unknown[]) => ({ OwnershipControls: { Rules: rules } });
const lock = (retention: unknown) => ({
  ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: retention } },
});
const { BlockPublicAcls: _, ...three } = (
  blockAnswer(block(true)) as { PublicAccessBlockConfiguration: Record<string, boolean> }
).PublicAccessBlockConfiguration;

const rows: readonly Row[] = [
  ['a policy', 'policy', 's3:GetBucketPolicy', { Policy: text }, known(parsePolicy(text))],
  ['no policy', 'policy', 's3:GetBucketPolicy', errorAnswer('NoSuchBucketPolicy'), known(null)],
  [
    'a policy that is no JSON',
    'policy',
    's3:GetBucketPolicy',
    { Policy: '{' },
    malformed('s3:GetBucketPolicy: the policy is not JSON'),
  ],
  [
    'a policy that S3 would refuse',
    'policy',
    's3:GetBucketPolicy',
    { Policy: text.replace('Allow', 'allow') },
    malformed('s3:GetBucketPolicy: Statement[0].Effect must be "Allow" or "Deny", got "allow"'),
  ],
  [
    'an empty policy text',
    'policy',
    's3:GetBucketPolicy',
    { Policy: '' },
    malformed('s3:GetBucketPolicy: Policy must be text, got ""'),
  ],
  [
    'no policy in the answer',
    'policy',
    's3:GetBucketPolicy',
    {},
    malformed('s3:GetBucketPolicy: Policy must be text, got nothing'),
  ],
  [
    'all four settings on',
    'publicAccessBlock',
    's3:GetPublicAccessBlock',
    blockAnswer(block(true)),
    known(block(true)),
  ],
  [
    'all four settings off',
    'publicAccessBlock',
    's3:GetPublicAccessBlock',
    blockAnswer(block(false)),
    known(block(false)),
  ],
  [
    'each setting in its own place',
    'publicAccessBlock',
    's3:GetPublicAccessBlock',
    blockAnswer({ ...block(false), ignorePublicAcls: true, restrictPublicBuckets: true }),
    known({ ...block(false), ignorePublicAcls: true, restrictPublicBuckets: true }),
  ],
  [
    'no block',
    'publicAccessBlock',
    's3:GetPublicAccessBlock',
    errorAnswer('NoSuchPublicAccessBlockConfiguration'),
    known(null),
  ],
  [
    'a setting left out',
    'publicAccessBlock',
    's3:GetPublicAccessBlock',
    { PublicAccessBlockConfiguration: three },
    malformed(
      's3:GetPublicAccessBlock: PublicAccessBlockConfiguration.BlockPublicAcls must be true or false, got nothing',
    ),
  ],
  [
    'a setting as text',
    'publicAccessBlock',
    's3:GetPublicAccessBlock',
    { PublicAccessBlockConfiguration: { ...three, BlockPublicAcls: 'true' } },
    malformed(
      's3:GetPublicAccessBlock: PublicAccessBlockConfiguration.BlockPublicAcls must be true or false, got "true"',
    ),
  ],
  [
    'an answer without the block',
    'publicAccessBlock',
    's3:GetPublicAccessBlock',
    {},
    malformed('s3:GetPublicAccessBlock: PublicAccessBlockConfiguration must be an object, got nothing'),
  ],
  ...(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const).map(
    (one): Row => [
      `ownership ${one}`,
      'ownership',
      's3:GetBucketOwnershipControls',
      ownership({ ObjectOwnership: one }),
      known(one),
    ],
  ),
  [
    'no ownership controls',
    'ownership',
    's3:GetBucketOwnershipControls',
    errorAnswer('OwnershipControlsNotFoundError'),
    known(null),
  ],
  [
    'an ownership nobody knows',
    'ownership',
    's3:GetBucketOwnershipControls',
    ownership({ ObjectOwnership: 'BucketOwnerEnforced2' }),
    malformed(
      's3:GetBucketOwnershipControls: OwnershipControls.Rules[0].ObjectOwnership must be one of BucketOwnerEnforced, BucketOwnerPreferred, ObjectWriter, got "BucketOwnerEnforced2"',
    ),
  ],
  [
    'ownership controls without a rule',
    'ownership',
    's3:GetBucketOwnershipControls',
    ownership(),
    malformed('s3:GetBucketOwnershipControls: OwnershipControls.Rules must be a list of one rule, got a list'),
  ],
  [
    'two rules of ownership',
    'ownership',
    's3:GetBucketOwnershipControls',
    ownership({ ObjectOwnership: 'BucketOwnerEnforced' }, { ObjectOwnership: 'ObjectWriter' }),
    malformed('s3:GetBucketOwnershipControls: OwnershipControls.Rules must be a list of one rule, got a list'),
  ],
  ['never versioned', 'versioning', 's3:GetBucketVersioning', {}, known({ status: 'Off', mfaDelete: false })],
  [
    'versioned',
    'versioning',
    's3:GetBucketVersioning',
    { Status: 'Enabled', MFADelete: 'Disabled' },
    known({ status: 'Enabled', mfaDelete: false }),
  ],
  [
    'suspended, with MFA delete',
    'versioning',
    's3:GetBucketVersioning',
    { Status: 'Suspended', MFADelete: 'Enabled' },
    known({ status: 'Suspended', mfaDelete: true }),
  ],
  [
    'a null status',
    'versioning',
    's3:GetBucketVersioning',
    { Status: null, MFADelete: null },
    known({ status: 'Off', mfaDelete: false }),
  ],
  [
    'a status nobody knows',
    'versioning',
    's3:GetBucketVersioning',
    { Status: 'enabled' },
    malformed('s3:GetBucketVersioning: Status must be one of Enabled, Suspended, got "enabled"'),
  ],
  [
    'an MFA delete nobody knows',
    'versioning',
    's3:GetBucketVersioning',
    { Status: 'Enabled', MFADelete: true },
    malformed('s3:GetBucketVersioning: MFADelete must be one of Enabled, Disabled, got true'),
  ],
  ...[['Requester', true] as const, ['BucketOwner', false] as const].map(
    ([Payer, pays]): Row => [`${Payer} pays`, 'requesterPays', 's3:GetBucketRequestPayment', { Payer }, known(pays)],
  ),
  [
    'nobody pays',
    'requesterPays',
    's3:GetBucketRequestPayment',
    {},
    malformed('s3:GetBucketRequestPayment: Payer must be one of Requester, BucketOwner, got nothing'),
  ],
  [
    'a lock without default retention',
    'objectLock',
    's3:GetObjectLockConfiguration',
    { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } },
    known({ defaultRetention: null }),
  ],
  [
    'a lock for days',
    'objectLock',
    's3:GetObjectLockConfiguration',
    lock({ Mode: 'COMPLIANCE', Days: 30 }),
    known({ defaultRetention: { mode: 'COMPLIANCE', days: 30 } }),
  ],
  [
    'a lock for years',
    'objectLock',
    's3:GetObjectLockConfiguration',
    lock({ Mode: 'GOVERNANCE', Years: 2 }),
    known({ defaultRetention: { mode: 'GOVERNANCE', days: 730 } }),
  ],
  ...['ObjectLockConfigurationNotFoundError', 'ObjectLockConfigurationNotFound'].map(
    (code): Row => [`no lock (${code})`, 'objectLock', 's3:GetObjectLockConfiguration', errorAnswer(code), known(null)],
  ),
  [
    'a lock for days and years',
    'objectLock',
    's3:GetObjectLockConfiguration',
    lock({ Mode: 'GOVERNANCE', Years: 2, Days: 1 }),
    malformed(
      's3:GetObjectLockConfiguration: ObjectLockConfiguration.Rule.DefaultRetention must be Days or Years, got an object',
    ),
  ],
  [
    'a lock for no time',
    'objectLock',
    's3:GetObjectLockConfiguration',
    lock({ Mode: 'GOVERNANCE' }),
    malformed(
      's3:GetObjectLockConfiguration: ObjectLockConfiguration.Rule.DefaultRetention must be Days or Years, got an object',
    ),
  ],
  [
    'a lock in a mode nobody knows',
    'objectLock',
    's3:GetObjectLockConfiguration',
    lock({ Mode: 'NONE', Days: 1 }),
    malformed(
      's3:GetObjectLockConfiguration: ObjectLockConfiguration.Rule.DefaultRetention.Mode must be one of GOVERNANCE, COMPLIANCE, got "NONE"',
    ),
  ],
  [
    'a lock that is not enabled',
    'objectLock',
    's3:GetObjectLockConfiguration',
    { ObjectLockConfiguration: {} },
    malformed(
      's3:GetObjectLockConfiguration: ObjectLockConfiguration.ObjectLockEnabled must be one of Enabled, got nothing',
    ),
  ],
  [
    'tags',
    'tags',
    's3:GetBucketTagging',
    {
      TagSet: [
        { Key: 'team', Value: 'data' },
        { Key: 'empty', Value: '' },
      ],
    },
    known({ team: 'data', empty: '' }),
  ],
  ['no tags', 'tags', 's3:GetBucketTagging', errorAnswer('NoSuchTagSet'), known({})],
  [
    'a tag without a value',
    'tags',
    's3:GetBucketTagging',
    { TagSet: [{ Key: 'team' }] },
    malformed('s3:GetBucketTagging: TagSet[0].Value must be text, got nothing'),
  ],
];

describe.each(fronts)('settings of a bucket, %s', (front) => {
  it.each(rows)('%s', async (_name, fact, key, answer, expected) => {
    expect(await factTold(front, fact, { own: { [key]: answer } })).toEqual(expected);
  });
});
