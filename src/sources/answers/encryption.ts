import { type Fact, known, unknown } from '../../core/fact.js';
import type { DefaultEncryption, EncryptionKey } from '../../core/facts.js';
import type { Operation } from '../../core/operations.js';
import { partitionOf, type ResourceIdentity } from '../../core/resource.js';
import type { Policy } from '../../policy/policy.js';
import type { Question } from './ask.js';
import { policyFrom } from './bucket-settings.js';
import { accountQuestion, bucketQuestion, type FactContext, type FactFunctions } from './fact-functions.js';
import {
  at,
  booleanOf,
  elementsOf,
  isAbsent,
  malformed,
  memberOf,
  oneOf,
  optional,
  type Part,
  textOf,
} from './part.js';
import { factOf } from './reply.js';

/** The default encryption of a bucket and the state of its key. */
export const bucketEncryption: FactFunctions<'bucket'> = {
  encryption: ({ resource, ask }) =>
    factOf(ask, bucketQuestion(resource, 's3:GetBucketEncryption'), encryptionFrom, null),
  ssecBlocked: ({ resource, ask }) =>
    factOf(ask, bucketQuestion(resource, 's3:GetBucketEncryption'), ssecBlockedFrom, false),
  encryptionKey: (context) => ofKmsKey(context, (keyId) => describedKey(context, keyId)),
  encryptionKeyRotation: (context) => ofKmsKey(context, (keyId) => rotationOf(context, keyId)),
  encryptionKeyPolicy: (context) => ofKmsKey(context, (keyId) => keyPolicyOf(context, keyId)),
};

/**
 * The default encryption; null where no rule sets one. A rule may be there for `BlockedEncryptionTypes` alone.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html
 */
export const encryptionFrom = (answer: Part): DefaultEncryption | null => {
  const rules = at(answer, 'ServerSideEncryptionConfiguration', 'Rules');
  const [rule, ...more] = elementsOf(rules).filter(
    (one) => !isAbsent(memberOf(one, 'ApplyServerSideEncryptionByDefault')),
  );
  if (more.length > 0) throw malformed(rules, 'a list with one default');
  if (!rule) return null;
  const byDefault = memberOf(rule, 'ApplyServerSideEncryptionByDefault');
  const algorithm = oneOf(memberOf(byDefault, 'SSEAlgorithm'), ['AES256', 'aws:kms', 'aws:kms:dsse']);
  const keyId = optional(memberOf(byDefault, 'KMSMasterKeyID'), textOf);
  return {
    algorithm,
    keyId: algorithm === 'AES256' ? null : keyId,
    bucketKeyEnabled: optional(memberOf(rule, 'BucketKeyEnabled'), booleanOf),
  };
};

/**
 * Whether SSE-C is blocked. `NONE` says on purpose that nothing is, and no list says it too.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
const ssecBlockedFrom = (answer: Part): boolean =>
  elementsOf(at(answer, 'ServerSideEncryptionConfiguration', 'Rules')).some((rule) =>
    (optional(memberOf(rule, 'BlockedEncryptionTypes'), blockedIn) ?? []).includes('SSE-C'),
  );

const blockedIn = (types: Part): readonly string[] =>
  (optional(memberOf(types, 'EncryptionType'), elementsOf) ?? []).map((type) => oneOf(type, ['SSE-C', 'NONE']));

/** The alias of the AWS managed key that S3 uses where KMS is asked for without a key. */
const AWS_MANAGED_KEY = 'alias/aws/s3';

/** A fact about the key of the default encryption, null where there is no KMS key. */
const ofKmsKey = async <T>(
  { get }: FactContext,
  read: (keyId: string) => Promise<Fact<T | null>>,
): Promise<Fact<T | null>> => {
  const encryption = (await get('encryption')) as Fact<DefaultEncryption | null>;
  if (!encryption.known) return encryption;
  if (encryption.value === null || encryption.value.algorithm === 'AES256') return known(null);
  return read(encryption.value.keyId ?? AWS_MANAGED_KEY);
};

const describedKey = ({ resource, ask }: FactContext, keyId: string): Promise<Fact<EncryptionKey | null>> =>
  factOf(ask, keyQuestion('kms:DescribeKey', keyId, resource.identity), keyFrom, null);

/** KMS tells the rotation of a key, not of an alias, so an alias is resolved first. */
const rotationOf = async (context: FactContext, keyId: string): Promise<Fact<boolean | null>> => {
  const { resource, ask, get } = context;
  if (!isAlias(keyId)) {
    return factOf(ask, keyQuestion('kms:GetKeyRotationStatus', keyId, resource.identity), rotationFrom, null);
  }
  const key = (await get('encryptionKey')) as Fact<EncryptionKey | null>;
  if (!key.known) return key;
  return key.value === null ? known(null) : rotationOf(context, key.value.arn);
};

/** KMS shows the policy of a key to the key's own account alone, and takes no alias. */
const keyPolicyOf = async (context: FactContext, keyId: string): Promise<Fact<Policy | null>> => {
  const { resource, ask, get } = context;
  if (isAlias(keyId)) {
    const key = (await get('encryptionKey')) as Fact<EncryptionKey | null>;
    if (!key.known) return key;
    return key.value === null ? known(null) : keyPolicyOf(context, key.value.arn);
  }
  const owner = keyId.startsWith('arn:') ? keyId.split(':')[4] : resource.identity.accountId;
  if (owner !== resource.identity.accountId)
    return unknown('DENIED', `AWS KMS shows the policy of ${keyId} to its own account ${owner} alone`);
  const { input, ...question } = keyQuestion('kms:GetKeyPolicy', keyId, resource.identity);
  return factOf(ask, { ...question, input: { ...input, PolicyName: 'default' } }, policyFrom, null);
};

const isAlias = (keyId: string): boolean => /^(arn:[^/]*:)?alias\//.test(keyId);

/** A key is asked for by its ARN, in the ARN's region: bare ids and aliases are those of the bucket's account. */
const keyQuestion = (operation: Operation, keyId: string, identity: ResourceIdentity): Question => {
  const arn = keyId.startsWith('arn:') ? keyId : arnOf(keyId, identity);
  return accountQuestion(operation, { KeyId: arn }, arn.split(':')[3] || null, arn);
};

const arnOf = (keyId: string, identity: ResourceIdentity): string => {
  const name = keyId.startsWith('alias/') ? keyId : `key/${keyId}`;
  return `arn:${partitionOf(identity)}:kms:${identity.region ?? ''}:${identity.accountId}:${name}`;
};

const keyFrom = (answer: Part): EncryptionKey => {
  const key = memberOf(answer, 'KeyMetadata');
  const arn = memberOf(key, 'Arn');
  const accountId = textOf(arn).split(':')[4];
  if (!accountId) throw malformed(arn, 'the ARN of a key');
  return {
    arn: textOf(arn),
    accountId,
    manager: oneOf(memberOf(key, 'KeyManager'), ['AWS', 'CUSTOMER']),
    state: textOf(memberOf(key, 'KeyState')),
    origin: optional(memberOf(key, 'Origin'), textOf),
  };
};

const rotationFrom = (answer: Part): boolean => booleanOf(memberOf(answer, 'KeyRotationEnabled'));
