import { type Answers, encryptionAnswer, errorAnswer, keyAnswer } from '../../../test/answers.js';
import { askOf, factTold, fakeServices, fronts, unreadBucket } from '../../../test/asks.js';
import { ACCOUNT, KEY_ARN, OTHER_ACCOUNT, REGION } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import type { DefaultEncryption, EncryptionKey } from '../../core/facts.js';
import { createLiveAsk } from '../live/live-ask.js';
import { createFactReader } from './fact-reader.js';

const operation = 's3:GetBucketEncryption';
const byDefault = (rule: object) => ({ ServerSideEncryptionConfiguration: { Rules: [rule] } });
const kms: DefaultEncryption = { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true };
const key: EncryptionKey = {
  arn: KEY_ARN,
  accountId: ACCOUNT,
  manager: 'CUSTOMER',
  state: 'Enabled',
  origin: 'AWS_KMS',
};
const foreign = KEY_ARN.replace(ACCOUNT, OTHER_ACCOUNT);

describe.each(fronts)('the default encryption, %s', (front) => {
  const told = (answer: unknown) => factTold(front, 'encryption', { own: { [operation]: answer } });

  it.each<[string, DefaultEncryption]>([
    ['SSE-S3', { algorithm: 'AES256', keyId: null, bucketKeyEnabled: false }],
    ['SSE-S3 of before 2020', { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null }],
    ['SSE-KMS', kms],
    ['SSE-KMS with two layers', { ...kms, algorithm: 'aws:kms:dsse' }],
    ['SSE-KMS without a key', { ...kms, keyId: null }],
  ])('%s', async (_name, encryption) => {
    expect(await told(encryptionAnswer(encryption))).toEqual(known(encryption));
  });

  it.each<[string, unknown]>([
    ['an error says so', errorAnswer('ServerSideEncryptionConfigurationNotFoundError')],
    ['the rule is there for blocked types alone', byDefault({ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } })],
    ['there is no rule', { ServerSideEncryptionConfiguration: { Rules: [] } }],
  ])('is null where %s', async (_name, answer) => {
    expect(await told(answer)).toEqual(known(null));
  });

  it('is found beside a rule for blocked types', async () => {
    const [rule] = (encryptionAnswer(kms) as { ServerSideEncryptionConfiguration: { Rules: readonly object[] } })
      .ServerSideEncryptionConfiguration.Rules;
    const blocked = { BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } };
    expect(await told({ ServerSideEncryptionConfiguration: { Rules: [blocked, rule] } })).toEqual(known(kms));
  });

  it.each<[string, unknown, string]>([
    [
      'an algorithm nobody knows',
      byDefault({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:fsx' } }),
      'ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm must be one of AES256, aws:kms, aws:kms:dsse, got "aws:fsx"',
    ],
    [
      'no algorithm',
      byDefault({ ApplyServerSideEncryptionByDefault: {} }),
      'ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm must be one of AES256, aws:kms, aws:kms:dsse, got nothing',
    ],
    [
      'an empty key',
      encryptionAnswer({ ...kms, keyId: '' }),
      'ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.KMSMasterKeyID must be text, got ""',
    ],
    [
      'two defaults',
      {
        ServerSideEncryptionConfiguration: {
          Rules: [0, 1].map(() => ({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } })),
        },
      },
      'ServerSideEncryptionConfiguration.Rules must be a list with one default, got a list',
    ],
    ['an empty answer', {}, 'ServerSideEncryptionConfiguration must be an object, got nothing'],
  ])('refuses %s', async (_name, answer, reason) => {
    expect(await told(answer)).toEqual(unknown('MALFORMED', `${operation}: ${reason}`));
  });
});

describe.each(fronts)('the key of the default encryption, %s', (front) => {
  const told = (keyId: string | null, account: Answers, fact = 'encryptionKey'): Promise<Fact<unknown>> =>
    factTold(front, fact, { account, own: { [operation]: encryptionAnswer({ ...kms, keyId }) } });
  const aliasArn = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/app`;

  it.each<[string, string | null, string]>([
    ['given by its ARN', KEY_ARN, KEY_ARN],
    ['given by its id', KEY_ARN.replace(/.*\//, ''), KEY_ARN],
    ['given by the ARN of an alias', aliasArn, aliasArn],
    ['given by an alias', 'alias/app', aliasArn],
    ['of AWS, where none is given', null, `arn:aws:kms:${REGION}:${ACCOUNT}:alias/aws/s3`],
  ])('%s', async (_name, keyId, asked) => {
    expect(await told(keyId, { [`kms:DescribeKey#${asked}`]: keyAnswer(key) })).toEqual(known(key));
  });

  it('that is gone is null', async () => {
    expect(await told(KEY_ARN, { [`kms:DescribeKey#${KEY_ARN}`]: errorAnswer('NotFoundException') })).toEqual(
      known(null),
    );
  });

  it('of another account that does not let us look is unknown', async () => {
    expect(await told(foreign, { [`kms:DescribeKey#${foreign}`]: errorAnswer('AccessDeniedException') })).toEqual(
      unknown('DENIED', `kms:DescribeKey was denied for ${foreign}`),
    );
  });

  it.each<[string, string]>([
    ['KeyState', 'must be text, got nothing'],
    ['KeyManager', 'must be one of AWS, CUSTOMER, got nothing'],
    ['Arn', 'must be text, got nothing'],
  ])('is unknown without its %s', async (member, complaint) => {
    const { KeyMetadata } = keyAnswer(key) as { readonly KeyMetadata: object };
    const answer = { KeyMetadata: { ...KeyMetadata, [member]: undefined } };
    expect(await told(KEY_ARN, { [`kms:DescribeKey#${KEY_ARN}`]: answer })).toEqual(
      unknown('MALFORMED', `kms:DescribeKey for ${KEY_ARN}: KeyMetadata.${member} ${complaint}`),
    );
  });

  it.each<[string, unknown, Fact<unknown>]>([
    ['rotates', { KeyRotationEnabled: true }, known(true)],
    ['does not rotate', { KeyRotationEnabled: false }, known(false)],
    ['cannot rotate', errorAnswer('UnsupportedOperationException'), known(null)],
    ['cannot be used', errorAnswer('KMSInvalidStateException'), known(null)],
    ['is gone', errorAnswer('NotFoundException'), known(null)],
    [
      'does not let us look',
      errorAnswer('AccessDeniedException'),
      unknown('DENIED', `kms:GetKeyRotationStatus was denied for ${KEY_ARN}`),
    ],
    [
      'answers nonsense',
      {},
      unknown(
        'MALFORMED',
        `kms:GetKeyRotationStatus for ${KEY_ARN}: KeyRotationEnabled must be true or false, got nothing`,
      ),
    ],
  ])('%s', async (_name, answer, expected) => {
    const account = { [`kms:GetKeyRotationStatus#${KEY_ARN}`]: answer };
    expect(await told(KEY_ARN, account, 'encryptionKeyRotation')).toEqual(expected);
  });

  it.each<[string | null, string]>([
    ['alias/app', aliasArn],
    [null, `arn:aws:kms:${REGION}:${ACCOUNT}:alias/aws/s3`],
  ])('given as %s is resolved before its rotation is asked for', async (keyId, asked) => {
    const rotation = { [`kms:GetKeyRotationStatus#${KEY_ARN}`]: { KeyRotationEnabled: true } };
    const rotationOf = (answer: unknown) =>
      told(keyId, { ...rotation, [`kms:DescribeKey#${asked}`]: answer }, 'encryptionKeyRotation');
    expect(await rotationOf(keyAnswer(key))).toEqual(known(true));
    expect(await rotationOf(errorAnswer('NotFoundException'))).toEqual(known(null));
    expect(await rotationOf(errorAnswer('AccessDeniedException'))).toEqual(
      unknown('DENIED', `kms:DescribeKey was denied for ${asked}`),
    );
  });

  it.each(['encryptionKey', 'encryptionKeyRotation'])('has no %s where there is none', async (fact) => {
    const sse = { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null } as const;
    const of = (answer: unknown) => factTold(front, fact, { own: { [operation]: answer } });
    expect(await of(encryptionAnswer(sse))).toEqual(known(null));
    expect(await of(errorAnswer('ServerSideEncryptionConfigurationNotFoundError'))).toEqual(known(null));
    expect(await of(errorAnswer('AccessDenied'))).toEqual(
      unknown('DENIED', 's3:GetEncryptionConfiguration was denied'),
    );
  });

  it('is found by the encryption that another source told', async () => {
    const bucket = unreadBucket({ encryption: known(kms) });
    const told = { account: { [`kms:DescribeKey#${KEY_ARN}`]: keyAnswer(key) } };
    expect(await createFactReader(bucket, askOf(front, told, bucket))('encryptionKey')).toEqual(known(key));
  });
});

it('asks for a key in the region of its ARN', async () => {
  const arn = KEY_ARN.replace(REGION, 'us-west-2');
  const asked: string[] = [];
  const services = fakeServices({ [`kms:DescribeKey#${arn}`]: keyAnswer({ ...key, arn }) }, (operation, region) =>
    asked.push(`${operation} in ${region}`),
  );
  const bucket = unreadBucket({ encryption: known({ ...kms, keyId: arn }) });
  const read = createFactReader(bucket, createLiveAsk(services, { region: REGION, accountId: ACCOUNT }));
  expect(await read('encryptionKey')).toEqual(known({ ...key, arn }));
  expect(asked).toEqual(['kms:DescribeKey in us-west-2']);
});

it.each([KEY_ARN, KEY_ARN.replace(/.*:key/, 'key'), KEY_ARN.replace(/.*\//, '')])(
  'finds the recorded answer about a key told as %s',
  async (id) => {
    const own = { [operation]: encryptionAnswer(kms) };
    const account = { [`kms:DescribeKey@${REGION}#${id}`]: keyAnswer(key) };
    expect(await factTold('recorded', 'encryptionKey', { own, account })).toEqual(known(key));
  },
);

describe.each(fronts)('the block of SSE-C, %s', (front) => {
  const told = (...Rules: readonly object[]) =>
    factTold(front, 'ssecBlocked', {
      own: { 's3:GetBucketEncryption': { ServerSideEncryptionConfiguration: { Rules } } },
    });
  const byDefault = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
  const blocking = (...EncryptionType: readonly string[]) => ({ BlockedEncryptionTypes: { EncryptionType } });

  it.each([
    ['on', [{ ...byDefault, ...blocking('SSE-C') }], true],
    ['on in a rule that sets no default', [blocking('SSE-C')], true],
    ['off on purpose', [{ ...byDefault, ...blocking('NONE') }], false],
    ['off where nothing is said', [byDefault], false],
    ['off with an empty list', [{ ...byDefault, ...blocking() }], false],
  ])('is %s', async (_, rules, expected) => {
    expect(await told(...rules)).toEqual(known(expected));
  });

  it('is malformed with a type that S3 does not have', async () => {
    expect(await told(blocking('SSE-X'))).toMatchObject({ known: false, code: 'MALFORMED' });
  });

  it('is off without any encryption configuration', async () => {
    const answer = { error: { code: 'ServerSideEncryptionConfigurationNotFoundError' } };
    expect(await factTold(front, 'ssecBlocked', { own: { 's3:GetBucketEncryption': answer } })).toEqual(known(false));
  });
});
