import { unknown } from '../../../src/core/fact.js';
import type { DefaultEncryption } from '../../../src/core/facts.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { bucketWith, KEY_ARN, OTHER_ACCOUNT } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const SSE = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const CUSTOMER = 's3:x-amz-server-side-encryption-customer-algorithm';
const OTHER_KEY_ARN = KEY_ARN.replace('1234abcd', '5678abcd');
const KEY_ID = KEY_ARN.replace(/.*\//, '');

const deny = {
  Sid: 'Uploads',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::app-data/*',
};
/** Only what is sent is judged, so that clients that rely on the default keep working. */
const sent = { Null: { [SSE]: 'false' } };
const denyOthers = { ...deny, Condition: { StringNotEquals: { [SSE]: ['aws:kms', 'aws:kms:dsse'] }, ...sent } };
const denyOtherKeys = {
  ...deny,
  Sid: 'Keys',
  Condition: { StringNotEquals: { [KEY]: KEY_ARN }, ...sent },
};
const denyCustomerKeys = { ...deny, Sid: 'SseC', Condition: { Null: { [CUSTOMER]: 'false' } } };
/** The old form: without the header an upload is denied too. */
const denyMissing = { ...deny, Condition: { StringNotEquals: { [SSE]: 'aws:kms' } } };
const onlyKey = { ...deny, Condition: { StringNotEquals: { [KEY]: KEY_ARN } } };

const kms: DefaultEncryption = { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true };
const withDefault = (encryption: DefaultEncryption | null, ...statements: readonly object[]) =>
  bucketWith({ encryption, policy: { Version: '2012-10-17', Statement: statements } });
const withStatements = (...statements: readonly object[]) => withDefault(kms, ...statements);
const when = (condition: object) => ({ ...deny, Condition: condition });

const ofKey = { keyArns: KEY_ARN };
const dsse = { algorithm: 'aws:kms:dsse' };
const named = { requireKeyId: 'true' };

const enforced = (note: string) =>
  `Uploads that ask for anything but aws:kms are denied. Those without encryption headers ${note}`;
const byDefault = enforced('get it by default.');
const noteOnCustomerKeys = ' SSE-C is not denied; s3-bucket-sse-c-blocked judges it.';

/** One thing spoiled each: the header may then ask for SSE-S3. */
const gaps: readonly (readonly [string, object])[] = [
  ['one account', { ...denyOthers, Principal: { AWS: OTHER_ACCOUNT } }],
  ['one prefix', { ...denyOthers, Resource: 'arn:aws:s3:::app-data/in/*' }],
  ['another action', { ...denyOthers, Action: 's3:GetObject' }],
  [
    'everyone but one role',
    { ...denyOthers, Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/app' } },
  ],
  ['an Allow', { ...denyOthers, Effect: 'Allow' }],
  ['a header, whatever it asks for', when({ Null: { [SSE]: 'true' } })],
  ['SSE-S3 let through', when({ StringNotEquals: { [SSE]: ['aws:kms', 'AES256'] } })],
  ['KMS denied instead', when({ StringEquals: { [SSE]: 'aws:kms' } })],
  ['only who fails both', when({ StringNotEquals: { [SSE]: 'aws:kms', 'aws:PrincipalAccount': '111122223333' } })],
];

testRule(rule, {
  compliant: [
    {
      name: 'other headers denied, and KMS by default (E7)',
      resource: withStatements(denyOthers),
      code: 'ENFORCED',
      reason: `${byDefault}${noteOnCustomerKeys}`,
    },
    {
      name: 'SSE-C denied too',
      resource: withStatements(denyOthers, denyCustomerKeys),
      code: 'ENFORCED',
      reason: byDefault,
    },
    {
      name: 'SSE-S3 denied by its name',
      resource: withStatements(when({ StringEquals: { [SSE]: 'AES256' } })),
      code: 'ENFORCED',
    },
    {
      name: 'the old form, which breaks clients that rely on the default (E7)',
      resource: withStatements(denyMissing),
      code: 'HEADER_REQUIRED',
      reason: enforced('are denied too, which breaks clients that rely on the default.'),
    },
    {
      name: 'the old form with IfExists, which a missing header meets all the same',
      resource: withDefault(null, when({ StringNotEqualsIfExists: { [SSE]: 'aws:kms' } })),
      code: 'HEADER_REQUIRED',
    },
    { name: 'the old form, and SSE-S3 by default', resource: withDefault(null, denyMissing), code: 'HEADER_REQUIRED' },
    {
      name: 'two layers by default where KMS is asked for',
      resource: withDefault({ ...kms, algorithm: 'aws:kms:dsse' }, denyOthers),
      code: 'ENFORCED',
    },
    {
      name: 'two layers required, in header and default',
      resource: withDefault(
        { ...kms, algorithm: 'aws:kms:dsse' },
        when({ StringNotEquals: { [SSE]: 'aws:kms:dsse' }, ...sent }),
      ),
      parameters: dsse,
      code: 'ENFORCED',
    },
    {
      name: 'the AWS managed key, where any key will do',
      resource: withDefault({ ...kms, keyId: null }, denyOthers),
      code: 'ENFORCED',
    },
    {
      name: 'one key required, in header and default',
      resource: withStatements(denyOthers, denyOtherKeys),
      parameters: ofKey,
      code: 'ENFORCED',
      reason: `Uploads that ask for anything but aws:kms with one of ${KEY_ARN} are denied. Those without encryption headers get it by default.${noteOnCustomerKeys}`,
    },
    {
      name: 'one of two keys required, the policy names both',
      resource: withStatements(when({ StringNotEquals: { [KEY]: [KEY_ARN, OTHER_KEY_ARN] } })),
      parameters: { keyArns: `${OTHER_KEY_ARN},${KEY_ARN}` },
      code: 'HEADER_REQUIRED',
    },
    {
      name: 'a key that every upload must name',
      resource: withDefault(null, onlyKey),
      parameters: { ...ofKey, ...named },
      code: 'HEADER_REQUIRED',
    },
    {
      name: 'some key that every upload must name',
      resource: withDefault(null, when({ Null: { [KEY]: 'true' } })),
      parameters: named,
      code: 'HEADER_REQUIRED',
      reason: /^Uploads that ask for anything but aws:kms with a named key are denied\./,
    },
    {
      name: 'two Denies of which each denies the key of the other',
      resource: withStatements(onlyKey, when({ StringNotEquals: { [KEY]: OTHER_KEY_ARN } })),
      parameters: ofKey,
      code: 'NO_UPLOAD',
      reason: 'Every upload is denied.',
    },
  ],
  nonCompliant: [
    {
      name: 'no policy',
      resource: bucketWith({ policy: null, encryption: kms }),
      code: 'NO_POLICY',
      evidence: ['policy'],
      severity: 'LOW',
    },
    ...gaps.map(
      ([name, statement]): RuleCase => ({
        name,
        resource: withStatements(statement),
        code: 'OTHER_ENCRYPTION',
        reason: 'Not denied are uploads that ask for AES256; required is aws:kms.',
      }),
    ),
    {
      name: 'other headers denied, and SSE-S3 by default',
      resource: withDefault({ algorithm: 'AES256', keyId: null, bucketKeyEnabled: null }, denyOthers),
      code: 'DEFAULT_ENCRYPTION',
      reason: 'Uploads without encryption headers are not denied, and the default encryption is AES256, not aws:kms.',
      evidence: ['encryption.algorithm'],
    },
    {
      name: 'other headers denied, and no default ever set',
      resource: withDefault(null, denyOthers),
      code: 'DEFAULT_ENCRYPTION',
    },
    {
      name: 'two layers required, and one in the header',
      resource: withDefault({ ...kms, algorithm: 'aws:kms:dsse' }, denyOthers),
      parameters: dsse,
      code: 'OTHER_ENCRYPTION',
      reason: 'Not denied are uploads that ask for aws:kms; required is aws:kms:dsse.',
      evidence: ['policy.Statement[0]'],
    },
    {
      name: 'two layers required, and one by default',
      resource: withStatements(when({ StringNotEquals: { [SSE]: 'aws:kms:dsse' }, ...sent })),
      parameters: dsse,
      code: 'DEFAULT_ENCRYPTION',
    },
    {
      name: 'one key required, and any key in the header',
      resource: withStatements(denyOthers),
      parameters: ofKey,
      code: 'KEY_NOT_REQUIRED',
      reason: /that ask for aws:kms without a key, which takes aws\/s3/,
    },
    {
      name: 'one key required, and another one let through',
      resource: withStatements(when({ StringNotEquals: { [KEY]: [KEY_ARN, OTHER_KEY_ARN] } })),
      parameters: ofKey,
      code: 'OTHER_KEY',
      reason: `Not denied are uploads that name ${OTHER_KEY_ARN}; required is aws:kms with one of ${KEY_ARN}.`,
    },
    {
      name: 'one key required, and all of an account let through',
      resource: withStatements(when({ StringNotLike: { [KEY]: KEY_ARN.replace(KEY_ID, '*') } })),
      parameters: ofKey,
      code: 'OTHER_KEY',
      reason: /that name a key that the policy does not name/,
    },
    {
      name: 'one key required, and another one by default',
      resource: withDefault({ ...kms, keyId: OTHER_KEY_ARN }, denyOthers, denyOtherKeys),
      parameters: ofKey,
      code: 'DEFAULT_KEY',
      reason: `Uploads without encryption headers are not denied, and the default encryption uses ${OTHER_KEY_ARN}, not one of ${KEY_ARN}.`,
      evidence: ['encryption.keyId'],
    },
    {
      name: 'one key required, and the AWS managed key by default',
      resource: withDefault({ ...kms, keyId: null }, denyOthers, denyOtherKeys),
      parameters: ofKey,
      code: 'DEFAULT_KEY',
      reason: /the AWS managed key aws\/s3/,
    },
    {
      name: 'a key that every upload must name, and the default may decide',
      resource: withStatements(denyOthers, denyOtherKeys),
      parameters: named,
      code: 'KEY_NOT_REQUIRED',
      reason: 'Not denied are uploads without encryption headers; required is aws:kms with a named key.',
    },
    {
      name: 'a key that every upload must name, and KMS without one let through',
      resource: withStatements(denyMissing),
      parameters: named,
      code: 'KEY_NOT_REQUIRED',
    },
  ],
  notApplicable: [
    {
      name: 'a bucket without the tag that is asked for',
      resource: withStatements(denyOthers),
      parameters: { applyToTag: 'kms' },
      code: 'NOT_TAGGED',
    },
  ],
  insufficientData: [
    {
      name: 'the policy was not read (A9)',
      resource: bucketWith({ policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'DENIED',
    },
    {
      name: 'the default encryption was not read',
      resource: bucketWith({
        policy: { Version: '2012-10-17', Statement: denyOthers },
        encryption: unknown('NOT_RECORDED', 'the item does not hold the default encryption'),
      }),
      code: 'NOT_RECORDED',
    },
    {
      name: 'one key required by ARN, and named by its id in the policy',
      resource: withStatements(when({ StringNotEquals: { [KEY]: KEY_ID } })),
      parameters: ofKey,
      code: 'KEY_NAME',
      reason: `Whether ${KEY_ID} is one of the keys required is not known; name keys by ARN.`,
    },
    {
      name: 'one key required by ARN, and named by an alias in the default encryption',
      resource: withDefault({ ...kms, keyId: 'alias/app' }, denyOthers, denyOtherKeys),
      parameters: ofKey,
      code: 'KEY_NAME',
      reason: /names its key alias\/app; whether that is one of arn:.* is not known\.$/,
    },
    {
      name: 'a policy too intricate to decide',
      resource: withStatements(...intricateDenies(denyMissing)),
      code: 'TOO_INTRICATE',
    },
  ],
});

describe('parameters', () => {
  it.each([{ algorithm: 'AES256' }, { keyArns: 'alias/app' }, { keyArns: KEY_ID }, { requireKeyId: 'yes' }])(
    'malformed %j',
    (parameters) => {
      expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
    },
  );
});
