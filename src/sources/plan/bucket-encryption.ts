import { HiddenValue } from '../answers/hidden-value.js';
import { newBucket } from '../declared/bucket-defaults.js';
import { type Members, mapElements, mapMembers, memberIn, withoutUndefined } from '../declared/members.js';
import { type BucketContext, isUnwritten, type Setting } from './bucket-settings.js';
import { firstOf, setIn } from './names.js';
import type { PlanResource } from './plan.js';

/** The default encryption of a bucket. */
export const encryptionSetting = ({ bucket, leftOut }: BucketContext): Setting => ({
  type: 'aws_s3_bucket_server_side_encryption_configuration',
  member: 'ServerSideEncryptionConfiguration',
  from: (resource) => answerOf(memberIn(resource.values, 'rule'), (rule) => blockedBy(resource, rule), keyOf(resource)),
  attribute: 'server_side_encryption_configuration',
  inline: (value) => inlineEncryption(value, bucket),
  fresh: () => leftOut(['encryption', 'ssecBlocked'], newBucket.encryption),
});

/** The bucket's own block does not tell whether SSE-C is blocked, of what is there already. */
const inlineEncryption = (value: unknown, { isNew }: PlanResource): unknown => {
  const rules = setIn(memberIn(firstOf(value), 'rule'));
  if (rules === undefined) return undefined;
  const hidden = { EncryptionType: new HiddenValue('the bucket as it is: its block does not tell what is blocked') };
  return answerOf(rules, () => (isNew ? undefined : hidden), setIn);
};

const answerOf = (rules: unknown, blocked: (rule: Members) => unknown, key: (keyId: unknown) => unknown): unknown => ({
  ServerSideEncryptionConfiguration: {
    Rules: mapElements(rules, (rule) =>
      withoutUndefined({
        ApplyServerSideEncryptionByDefault: mapMembers(
          firstOf(rule.apply_server_side_encryption_by_default) ?? undefined,
          ({ sse_algorithm: algorithm, kms_master_key_id: keyId }) =>
            // Providers call the key unknown where none is asked for.
            withoutUndefined({
              SSEAlgorithm: algorithm,
              KMSMasterKeyID: algorithm === 'AES256' ? undefined : key(keyId),
            }),
        ),
        BucketKeyEnabled: rule.bucket_key_enabled ?? undefined,
        BlockedEncryptionTypes: blocked(rule),
      }),
    ),
  },
});

const PATH = ['rule', 'apply_server_side_encryption_by_default'];

/** A key that no file sets is the AWS managed one. */
const keyOf =
  (resource: PlanResource) =>
  (keyId: unknown): unknown => {
    if (!(keyId instanceof HiddenValue)) return setIn(keyId);
    return isUnwritten(resource, PATH, 'kms_master_key_id') ? undefined : keyId;
  };

/** Providers before 6.22 do not read what is blocked; S3 blocks nothing where an encryption is set that does not say so. */
const blockedBy = ({ address, isSame }: PlanResource, { blocked_encryption_types: types }: Members): unknown => {
  if (types instanceof HiddenValue) return types;
  if (Array.isArray(types)) return { EncryptionType: types };
  return isSame ? new HiddenValue(`${address} blocked_encryption_types`) : undefined;
};
