import { type Answers, encryptionAnswer, errorAnswer, keyAnswer } from '../../../test/answers.js';
import { factTold, fronts, unreadBucket } from '../../../test/asks.js';
import { ACCOUNT, KEY_ARN, OTHER_ACCOUNT, REGION } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import type { EncryptionKey } from '../../core/facts.js';
import { parsePolicy } from '../../policy/index.js';
import type { Ask, Question } from './ask.js';
import { createFactReader } from './fact-reader.js';

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' }],
};
const Policy = JSON.stringify(document);
const key: EncryptionKey = {
  arn: KEY_ARN,
  accountId: ACCOUNT,
  manager: 'CUSTOMER',
  state: 'Enabled',
  origin: 'AWS_KMS',
};
const foreign = KEY_ARN.replace(ACCOUNT, OTHER_ACCOUNT);
const ofForeign = unknown('DENIED', `AWS KMS shows the policy of ${foreign} to its own account ${OTHER_ACCOUNT} alone`);
const encrypted = (keyId: string | null) => encryptionAnswer({ algorithm: 'aws:kms', keyId, bucketKeyEnabled: true });
const aliasArn = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/app`;

describe.each(fronts)('the policy of the default key, %s', (front) => {
  const told = (keyId: string | null, account: Answers): Promise<Fact<unknown>> =>
    factTold(front, 'encryptionKeyPolicy', { account, own: { 's3:GetBucketEncryption': encrypted(keyId) } });
  const ofKey = { [`kms:GetKeyPolicy#${KEY_ARN}`]: { PolicyName: 'default', Policy } };

  it.each(['ARN', 'id'])('of a key given by its %s', async (form) => {
    const keyId = form === 'ARN' ? KEY_ARN : KEY_ARN.replace(/.*\//, '');
    expect(await told(keyId, ofKey)).toEqual(known(parsePolicy(document)));
  });

  it.each(['alias/app', aliasArn])('of %s, which is resolved first', async (alias) => {
    const resolved = (answer: unknown) => told(alias, { ...ofKey, [`kms:DescribeKey#${aliasArn}`]: answer });
    expect(await resolved(keyAnswer(key))).toEqual(known(parsePolicy(document)));
    expect(await resolved(errorAnswer('NotFoundException'))).toEqual(known(null));
    expect(await resolved(errorAnswer('AccessDeniedException'))).toEqual(
      unknown('DENIED', `kms:DescribeKey was denied for ${aliasArn}`),
    );
    expect(await resolved(keyAnswer({ ...key, arn: foreign, accountId: OTHER_ACCOUNT }))).toEqual(ofForeign);
  });

  it('of a key of another account is unknown without being asked for', async () => {
    expect(await told(foreign, {})).toEqual(ofForeign);
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'the policy is not JSON'],
    ['nothing', undefined, 'Policy must be text, got nothing'],
  ])('that is %s is malformed', async (_name, text, complaint) => {
    expect(await told(KEY_ARN, { [`kms:GetKeyPolicy#${KEY_ARN}`]: { Policy: text } })).toEqual(
      unknown('MALFORMED', `kms:GetKeyPolicy for ${KEY_ARN}: ${complaint}`),
    );
  });

  it('is none where there is no key', async () => {
    const sse = encryptionAnswer({ algorithm: 'AES256', keyId: null, bucketKeyEnabled: null });
    expect(await factTold(front, 'encryptionKeyPolicy', { own: { 's3:GetBucketEncryption': sse } })).toEqual(
      known(null),
    );
  });
});

it("asks for the policy by its name, in the key's region", async () => {
  const asked: Question[] = [];
  const ask: Ask = async (question) => {
    asked.push(question);
    return { kind: 'answer', output: { Policy } };
  };
  const keyId = KEY_ARN.replace(REGION, 'us-west-2');
  const bucket = unreadBucket({ encryption: known({ algorithm: 'aws:kms', keyId, bucketKeyEnabled: true }) });
  await createFactReader(bucket, ask)('encryptionKeyPolicy');
  expect(asked).toEqual([
    {
      operation: 'kms:GetKeyPolicy',
      input: { KeyId: keyId, PolicyName: 'default' },
      region: 'us-west-2',
      owner: null,
      id: keyId,
    },
  ]);
});
