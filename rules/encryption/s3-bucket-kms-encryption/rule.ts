import type { EncryptionKey } from '../../../src/core/facts.js';
import { sparingLogDestinations } from '../../../src/core/log-destination.js';
import type { ParameterDefinitions, ParameterValues } from '../../../src/core/parameters.js';
import { words } from '../../../src/core/reason.js';
import { defineRule, type Judged } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, type Verdict } from '../../../src/core/verdict.js';

const parameters = {
  minimumLevel: {
    type: 'text',
    enum: ['aws:kms', 'aws:kms:dsse'],
    default: 'aws:kms',
    description: 'The least encryption that counts: aws:kms (one layer) or aws:kms:dsse (two).',
  },
  allowAwsManagedKey: {
    type: 'boolean',
    default: false,
    description: 'Whether the AWS managed key aws/s3 counts. Its policy cannot be changed.',
  },
  allowedKeyArns: {
    type: 'list',
    default: [],
    pattern: '^arn:[^:]+:kms:[^:]+:\\d{12}:key/.+$',
    description: 'ARNs of the only keys that may be used, whoever owns them. Not set: every key of a trusted account.',
  },
  allowedKeyAccounts: {
    type: 'list',
    default: [],
    pattern: '^\\d{12}$',
    description: "Accounts whose keys may be used beside those of the bucket's own account.",
  },
  allowExternalKeyStore: {
    type: 'boolean',
    default: false,
    description: 'Whether a key in an external key store counts, whose material lies outside AWS.',
  },
  requireBucketKey: {
    type: 'boolean',
    default: false,
    description:
      'Whether an S3 Bucket Key must be on, which saves calls to AWS KMS. It does not exist for aws:kms:dsse.',
  },
  requireRotation: {
    type: 'boolean',
    default: false,
    description: 'Whether automatic rotation of the key must be on.',
  },
} as const satisfies ParameterDefinitions;

export default defineRule({
  id: 's3-bucket-kms-encryption',
  severity: 'MEDIUM',
  title: 'Default encryption uses a customer managed AWS KMS key that works',
  description:
    'New objects are encrypted with a customer managed AWS KMS key of a trusted account that is enabled. Destinations of access logs are not judged. Controls: S3.17.',
  tier: 'extended',
  controls: [
    'Security Hub S3.17',
    'PCI DSS 4.0.1 3.5.1',
    'NIST 800-53 r5 AU-9',
    'NIST 800-53 r5 CA-9(1)',
    'NIST 800-53 r5 CM-3(6)',
    'NIST 800-53 r5 SC-7(10)',
    'NIST 800-53 r5 SC-12(2)',
    'NIST 800-53 r5 SC-13',
    'NIST 800-53 r5 SC-28',
    'NIST 800-53 r5 SC-28(1)',
    'NIST 800-53 r5 SI-7(6)',
    'NIST 800-171 r2 3.8.9',
    'NIST 800-171 r2 3.13.11',
    'NIST 800-171 r2 3.13.16',
  ],
  remediation: {
    summary:
      'Set the default encryption to SSE-KMS with the ARN of an enabled customer managed key of your own; objects that are there keep their encryption.',
  },
  resource: 'bucket',
  facts: ['encryption'],
  optionalFacts: ['encryptionKey', 'encryptionKeyRotation', 'policy', 'acl', 'loggingSources'],
  parameters,
  evaluate(bucket, values) {
    const verdict = verdictOnAlgorithm(bucket, values) ?? verdictOnKey(bucket, values);
    return verdict.compliance === 'COMPLIANT' ? verdict : sparingLogDestinations(bucket, verdict);
  },
});

type Bucket = Judged<'bucket', 'encryption', 'encryptionKey' | 'encryptionKeyRotation'>;
type Values = ParameterValues<typeof parameters>;

/** Null: nothing to find fault with. */
const verdictOnAlgorithm = ({ encryption }: Bucket, { minimumLevel, requireBucketKey }: Values): Verdict | null => {
  if (encryption === null) {
    // Since 5 January 2023: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
    return nonCompliant('NOT_KMS', 'No default encryption is set, so S3 uses SSE-S3 and no AWS KMS key.', [
      { path: 'encryption', found: null, expected: minimumLevel },
    ]);
  }
  const { algorithm, bucketKeyEnabled } = encryption;
  const evidence = { path: 'encryption.algorithm', found: algorithm, expected: minimumLevel };
  if (algorithm === 'AES256') {
    return nonCompliant('NOT_KMS', 'The default encryption is SSE-S3 (AES256) and uses no AWS KMS key.', [evidence]);
  }
  if (minimumLevel === 'aws:kms:dsse' && algorithm === 'aws:kms') {
    return nonCompliant('ONE_LAYER', 'The default encryption is aws:kms with one layer, not aws:kms:dsse with two.', [
      evidence,
    ]);
  }
  if (!requireBucketKey || algorithm === 'aws:kms:dsse' || bucketKeyEnabled) return null;
  return nonCompliant('NO_BUCKET_KEY', 'The default encryption does without an S3 Bucket Key.', [
    { path: 'encryption.bucketKeyEnabled', found: bucketKeyEnabled, expected: true },
  ]);
};

const verdictOnKey = (bucket: Bucket, values: Values): Verdict => {
  const keyId = bucket.encryption?.keyId ?? null;
  if (keyId === null || /(^|:)alias\/aws\/s3$/.test(keyId)) return verdictOnAwsManagedKey(keyId, values);
  // The ARN tells the owner without asking him; a key of a stranger would not answer.
  const strange = strangeKey('encryption.keyId', keyId, bucket.accountId, values);
  if (strange) return strange;

  const key = bucket.encryptionKey;
  if (!key.known) return insufficientData(key.code, `The state of the default key ${keyId} is unknown: ${key.reason}.`);
  if (key.value === null) {
    return nonCompliant('KEY_GONE', `The default key ${keyId} does not exist, so S3 cannot encrypt with it.`, [
      { path: 'encryptionKey', found: null, expected: keyId },
    ]);
  }
  if (key.value.manager === 'AWS') return verdictOnAwsManagedKey(keyId, values);
  return (
    strangeKey('encryptionKey.arn', key.value.arn, bucket.accountId, values) ??
    unusableKey(key.value, values) ??
    (values.requireRotation ? unrotatedKey(bucket, keyId) : null) ??
    customerKey(keyId, key.value)
  );
};

const verdictOnAwsManagedKey = (keyId: string | null, { allowAwsManagedKey }: Values): Verdict =>
  allowAwsManagedKey
    ? compliant('AWS_MANAGED_KEY_ACCEPTED', 'The default key is the AWS managed key aws/s3, which is accepted here.')
    : nonCompliant('AWS_MANAGED_KEY', 'The default key is the AWS managed key aws/s3, not a customer managed one.', [
        { path: 'encryption.keyId', found: keyId, expected: 'a customer managed key' },
      ]);

/** The verdict on a key that is not to be used, by its ARN; other spellings of a key tell nothing. */
const strangeKey = (path: string, arn: string, own: string, values: Values): Verdict | null => {
  const account = /^arn:[^:]+:kms:[^:]+:(\d{12}):key\//.exec(arn)?.[1];
  if (account === undefined) return null;
  const { allowedKeyArns, allowedKeyAccounts } = values;
  if (allowedKeyArns.length > 0) {
    if (allowedKeyArns.includes(arn)) return null;
    return nonCompliant('OTHER_KEY', words`The default key ${arn} is not one of ${allowedKeyArns}.`, [
      { path, found: arn, expected: allowedKeyArns },
    ]);
  }
  const accounts = [own, ...allowedKeyAccounts];
  if (accounts.includes(account)) return null;
  return nonCompliant('FOREIGN_KEY', words`The default key ${arn} belongs to ${account}, not to one of ${accounts}.`, [
    { path, found: arn, expected: accounts },
  ]);
};

/** Key states in which S3 can use a key: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const usableStates: readonly string[] = ['Enabled', 'Updating'];

const unusableKey = ({ arn, state, origin }: EncryptionKey, { allowExternalKeyStore }: Values): Verdict | null => {
  if (!usableStates.includes(state)) {
    return nonCompliant('KEY_UNUSABLE', `The default key ${arn} is in the state ${state}, so S3 cannot use it.`, [
      { path: 'encryptionKey.state', found: state, expected: 'Enabled' },
    ]);
  }
  if (allowExternalKeyStore) return null;
  if (origin === null) {
    return insufficientData('NOT_RECORDED', `Whether the default key ${arn} is in an external key store is unknown.`);
  }
  if (origin !== 'EXTERNAL_KEY_STORE') return null;
  return nonCompliant('EXTERNAL_KEY_STORE', `The default key ${arn} is in an external key store, outside AWS.`, [
    { path: 'encryptionKey.origin', found: origin, expected: 'AWS_KMS' },
  ]);
};

const unrotatedKey = ({ encryptionKeyRotation }: Bucket, keyId: string): Verdict | null => {
  if (!encryptionKeyRotation.known) {
    const { code, reason } = encryptionKeyRotation;
    return insufficientData(code, `Whether the default key ${keyId} rotates is unknown: ${reason}.`);
  }
  if (encryptionKeyRotation.value) return null;
  const does = encryptionKeyRotation.value === null ? 'cannot' : 'does not';
  return nonCompliant('NO_ROTATION', `The default key ${keyId} ${does} rotate automatically.`, [
    { path: 'encryptionKeyRotation', found: encryptionKeyRotation.value, expected: true },
  ]);
};

/** A bare alias is looked up in the account of whoever writes, so a writer from elsewhere may use a key of his own. */
const customerKey = (keyId: string, { arn }: EncryptionKey): Verdict =>
  keyId.startsWith('alias/')
    ? compliant(
        'CUSTOMER_KEY_BY_ALIAS',
        `The default key is ${arn}, given as ${keyId}: other accounts look that up among their own keys.`,
      )
    : compliant('CUSTOMER_KEY', `The default key is the customer managed key ${arn}.`);
