import { decideRequest, type RequestDecision } from '../policy/decide-request.js';
import type { Policy } from '../policy/index.js';
import { serviceRequest } from '../policy/service-call.js';
import type { Fact } from './fact.js';
import type { DefaultEncryption, EncryptionKey } from './facts.js';
import type { DecidedDelivery } from './log-delivery.js';
import { bucketPolicyContext } from './policy-context.js';
import { words } from './reason.js';
import type { ResourceIdentity } from './resource.js';
import { compliant, insufficientData, nonCompliant, type Verdict } from './verdict.js';

/** A bucket with the facts that tell how logs are encrypted when they arrive. */
export interface EncryptingBucket extends ResourceIdentity {
  readonly encryption: Fact<DefaultEncryption | null>;
  readonly encryptionKey: Fact<EncryptionKey | null>;
  readonly encryptionKeyPolicy: Fact<Policy | null>;
}

/** What a default encryption by the AWS managed key is taken for: see `s3-log-bucket-deliverable`. */
export type AwsManagedKeyAs = 'WARN' | 'FAIL' | 'UNVERIFIED';

/**
 * Whether the producers of logs can deliver with the bucket's default encryption.
 *
 * @returns COMPLIANT where they can; of several flaws the first
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshooting-server-access-logging.html
 */
export const verdictOnLogEncryption = (
  bucket: EncryptingBucket,
  deliveries: readonly DecidedDelivery[],
  awsManagedKeyAs: AwsManagedKeyAs,
): Verdict => {
  if (!bucket.encryption.known) return unread('the default encryption', bucket.encryption);
  const { algorithm, keyId } = bucket.encryption.value ?? SSE_S3;
  if (algorithm === 'AES256') return compliant('SSE_S3', 'The default encryption is SSE-S3.');
  const found = { path: 'encryption', found: { algorithm, keyId }, expected: 'AES256' };
  const unable = deliveries.find(({ producer }) => producer.keyActions === null);
  if (unable) {
    const { name } = unable.producer;
    const reason = `The default encryption is ${algorithm}, and ${name} delivers only into buckets with SSE-S3 (AES256).`;
    return nonCompliant('ENCRYPTION_NOT_SUPPORTED', reason, [found]);
  }
  if (algorithm === 'aws:kms:dsse')
    return insufficientData('DSSE_UNDOCUMENTED', 'AWS does not document whether logs are delivered with DSSE-KMS.');
  if (keyId === null || /(^|:)alias\/aws\/s3$/.test(keyId)) return onAwsManagedKey(awsManagedKeyAs, keyId);

  const key = bucket.encryptionKey;
  if (!key.known) return unread(`the state of the default key ${keyId}`, key);
  if (key.value === null)
    return nonCompliant('KEY_GONE', `The default key ${keyId} does not exist, so no log can be encrypted.`, [found]);
  const { arn, manager, state } = key.value;
  if (manager === 'AWS') return onAwsManagedKey(awsManagedKeyAs, keyId);
  if (!usableStates.includes(state)) {
    return nonCompliant(
      'KEY_UNUSABLE',
      `The default key ${arn} is in the state ${state}, so no log can be encrypted.`,
      [{ path: 'encryptionKey.state', found: state, expected: 'Enabled' }],
    );
  }
  const policy = bucket.encryptionKeyPolicy;
  if (!policy.known) return unread(`whether the policy of the default key ${arn} lets logs in`, policy);
  if (policy.value === null)
    return nonCompliant('KEY_GONE', `The default key ${arn} does not exist, so no log can be encrypted.`, [found]);
  return onKeyPolicy(bucket, key.value, policy.value, deliveries);
};

const SSE_S3: DefaultEncryption = { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null };

/** Key states in which S3 can use a key: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const usableStates: readonly string[] = ['Enabled', 'Updating'];

const unread = (what: string, { code, reason }: Extract<Fact<unknown>, { known: false }>): Verdict =>
  insufficientData(code, `Whether logs can be encrypted is unknown, for ${what} was not read: ${reason}.`);

/** Delivery with it was seen to work, and is documented nowhere. */
const onAwsManagedKey = (as: AwsManagedKeyAs, keyId: string | null): Verdict => {
  const reason =
    'The default key is the AWS managed key aws/s3, with which AWS does not document the delivery of logs, and whose policy cannot be changed.';
  if (as === 'WARN') return compliant('AWS_MANAGED_KEY', reason);
  if (as === 'UNVERIFIED') return insufficientData('AWS_MANAGED_KEY', reason);
  return nonCompliant('AWS_MANAGED_KEY', reason, [
    { path: 'encryption.keyId', found: keyId, expected: 'SSE-S3, or a customer managed key' },
  ]);
};

const onKeyPolicy = (
  bucket: ResourceIdentity,
  key: EncryptionKey,
  policy: Policy,
  deliveries: readonly DecidedDelivery[],
): Verdict => {
  const decided = deliveries.flatMap(({ producer, source }) =>
    (producer.keyActions ?? []).map((action) => ({
      producer,
      action,
      decision: onKey(bucket, key, policy, producer.service, action, source),
    })),
  );
  const refused = decided.filter(({ decision }) => isRefused(decision));
  const [sure] = refused.filter(({ producer }) => !producer.mayNameKey);
  if (sure) {
    const { service } = sure.producer;
    const actions = refused.filter((one) => one.producer.service === service).map(({ action }) => action);
    return nonCompliant(
      'KEY_POLICY',
      words`The policy of the default key ${key.arn} does not let ${service} call ${[...new Set(actions)]}.`,
      [{ path: 'encryptionKeyPolicy', found: sure.decision, expected: `${service}: ${sure.action}` }],
    );
  }
  const [doubtful] = decided.filter(({ decision }) => decision.value !== 'allowed');
  if (!doubtful) return compliant('CUSTOMER_KEY', `The policy of the default key ${key.arn} lets the logs in.`);
  const { producer, action, decision } = doubtful;
  const on = decision.dependsOn.length > 0 ? decision.dependsOn : ['the key it names itself'];
  return insufficientData(
    'KEY_POLICY_UNDECIDED',
    words`Whether ${producer.service} may call ${action} on the default key ${key.arn} depends on ${on}.`,
  );
};

const isRefused = ({ value }: RequestDecision): boolean => value === 'notAllowed' || value === 'explicitlyDenied';

const onKey = (
  bucket: ResourceIdentity,
  { arn, accountId }: EncryptionKey,
  policy: Policy,
  service: string,
  action: string,
  source: DecidedDelivery['source'],
): RequestDecision => {
  const context = { ...bucketPolicyContext(bucket), accountId };
  // Whether KMS is told for whom the logs are is not documented, so either is possible.
  const told = source && { 'aws:sourcearn': [[], [source.arn]], 'aws:sourceaccount': [[], [source.accountId]] };
  const call = { service, action, resource: arn, isOpen: false, source: null, headers: told ?? {} };
  return decideRequest(policy, serviceRequest(call, context));
};
