import { HiddenValue } from '../answers/hidden-value.js';
import { error, newBucket } from '../declared/bucket-defaults.js';
import { type Members, mapMembers, memberIn, withoutUndefined } from '../declared/members.js';
import type { AccountPlace } from '../declared/service-defaults.js';
import { aclAnswer, newBlock, newOwnership } from './bucket-acl.js';
import { encryptionSetting } from './bucket-encryption.js';
import { type BucketContext, type Setting, settingOf } from './bucket-settings.js';
import { objectLockAnswer, versioningSetting } from './bucket-versions.js';
import { lifecycleSetting } from './lifecycle-rules.js';
import { firstOf, setIn, valueAt } from './names.js';
import type { PlanResource } from './plan.js';
import { policyTextOf } from './policy-text.js';
import { replicationSetting } from './replication-rules.js';
import { tagsAnswer } from './tags.js';

/** What a bucket's answers rest on beside its resources. */
export interface BucketSurroundings extends BucketContext {
  readonly place: AccountPlace;
  /** The canonical id of the account, if the plan tells it. */
  readonly ownerId: string | undefined;
  /** Whether its provider adds tags of its own. */
  readonly hasDefaultTags: boolean;
}

/**
 * What S3 would answer about a bucket, from the resources that set its parts and from what it shows itself.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket
 */
export const bucketAnswers = (context: BucketSurroundings): Members => {
  const { bucket, ownerId } = context;
  return {
    's3:GetBucketPolicy': settingOf(context, policySetting(context)),
    's3:GetPublicAccessBlock': settingOf(context, blockSetting(context)),
    's3:GetBucketOwnershipControls': settingOf(context, ownershipSetting(context)),
    's3:GetBucketAcl': aclAnswer(context, ownerId),
    's3:GetBucketEncryption': settingOf(context, encryptionSetting(context)),
    's3:GetBucketVersioning': settingOf(context, versioningSetting(context)),
    's3:GetBucketLogging': settingOf(context, loggingSetting),
    's3:GetBucketLifecycleConfiguration': settingOf(context, lifecycleSetting(bucket)),
    's3:GetBucketReplication': settingOf(context, replicationSetting),
    's3:GetObjectLockConfiguration': objectLockAnswer(context),
    's3:GetBucketRequestPayment': settingOf(context, paymentSetting(context)),
    's3:GetBucketWebsite': settingOf(context, websiteSetting),
    's3:GetBucketTagging': tagsAnswer(bucket, context.hasDefaultTags),
  };
};

/** What S3 would answer about the default encryption of a directory bucket. */
export const directoryEncryption = (context: BucketContext): unknown => settingOf(context, encryptionSetting(context));

const policySetting = ({ bucket, place }: BucketSurroundings): Setting => {
  const answer = (policy: unknown): unknown => {
    const text = policyTextOf(bucket, policy, place);
    return text === undefined ? error('NoSuchBucketPolicy') : { Policy: text };
  };
  return {
    type: 'aws_s3_bucket_policy',
    member: 'Policy',
    from: ({ values }) => answer(memberIn(values, 'policy')),
    attribute: 'policy',
    inline: answer,
    fresh: () => error('NoSuchBucketPolicy'),
    gone: error('NoSuchBucketPolicy'),
  };
};

/** The four flags as Terraform names them, of which those not set are off. */
export const flagsIn = (value: unknown): unknown =>
  value instanceof HiddenValue
    ? value
    : {
        BlockPublicAcls: memberIn(value, 'block_public_acls') ?? false,
        IgnorePublicAcls: memberIn(value, 'ignore_public_acls') ?? false,
        BlockPublicPolicy: memberIn(value, 'block_public_policy') ?? false,
        RestrictPublicBuckets: memberIn(value, 'restrict_public_buckets') ?? false,
      };

const blockSetting = (context: BucketContext): Setting => ({
  type: 'aws_s3_bucket_public_access_block',
  member: 'PublicAccessBlockConfiguration',
  from: ({ values }) => ({ PublicAccessBlockConfiguration: flagsIn(values) }),
  attribute: null,
  fresh: () => newBlock(context),
});

const ownershipSetting = (context: BucketContext): Setting => ({
  type: 'aws_s3_bucket_ownership_controls',
  member: 'OwnershipControls',
  from: ({ values }) => ({
    OwnershipControls: { Rules: [{ ObjectOwnership: valueAt(values, ['rule', 'object_ownership']) }] },
  }),
  attribute: null,
  fresh: () => newOwnership(context),
});

const loggingFrom = (value: unknown): unknown => ({
  LoggingEnabled: mapMembers(value, ({ target_bucket, target_prefix }) =>
    withoutUndefined({ TargetBucket: target_bucket, TargetPrefix: target_prefix }),
  ),
});

const loggingSetting: Setting = {
  type: 'aws_s3_bucket_logging',
  member: 'LoggingEnabled',
  from: ({ values }) => loggingFrom(values),
  attribute: 'logging',
  inline: (value) => loggingFrom(firstOf(value)),
  fresh: () => ({}),
  gone: {},
};

const paymentSetting = ({ leftOut }: BucketContext): Setting => ({
  type: 'aws_s3_bucket_request_payment_configuration',
  member: 'Payer',
  from: ({ values }) => ({ Payer: memberIn(values, 'payer') }),
  attribute: 'request_payer',
  inline: (payer) => (setIn(payer) === undefined ? undefined : { Payer: payer }),
  fresh: () => leftOut(['requesterPays'], newBucket.requestPayment),
});

const noWebsite = error('NoSuchWebsiteConfiguration');

const websiteSetting: Setting = {
  type: 'aws_s3_bucket_website_configuration',
  member: 'IndexDocument',
  from: ({ values }) => websiteFrom(values),
  attribute: 'website',
  inline: (value) => (setIn(value) === undefined ? noWebsite : mapMembers(firstOf(value), inlineWebsite)),
  fresh: () => noWebsite,
  gone: noWebsite,
};

const websiteFrom = (values: PlanResource['values']): unknown => {
  const index = valueAt(values, ['index_document', 'suffix']);
  const redirect = firstOf(memberIn(values, 'redirect_all_requests_to')) ?? undefined;
  return withoutUndefined({
    IndexDocument: setIn(index) === undefined ? undefined : { Suffix: index },
    RedirectAllRequestsTo: mapMembers(redirect, ({ host_name, protocol }) =>
      withoutUndefined({ HostName: host_name, Protocol: setIn(protocol) }),
    ),
  });
};

/** The bucket's own block writes a redirect as one text: `https://www.example.com`. */
const inlineWebsite = ({ index_document: index, redirect_all_requests_to: target }: Members): unknown => {
  const redirect = setIn(target);
  const [host, protocol] = typeof redirect === 'string' ? redirect.split('://').reverse() : [];
  return withoutUndefined({
    IndexDocument: setIn(index) === undefined ? undefined : { Suffix: index },
    RedirectAllRequestsTo:
      typeof redirect === 'string' ? withoutUndefined({ HostName: host, Protocol: protocol }) : redirect,
  });
};
