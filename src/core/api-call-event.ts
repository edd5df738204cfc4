/** Of the events of one sort, how many a pattern matches; `unknown` where it is not understood. */
export type Coverage = 'every' | 'some' | 'none' | 'unknown';

/** What all of several patterns match together. */
export const allOf = (each: readonly Coverage[]): Coverage => first(each, ['none', 'some', 'unknown'], 'every');

/** What any of several patterns matches: two that match some each are not taken to match every one together. */
export const anyOf = (each: readonly Coverage[]): Coverage => first(each, ['every', 'unknown', 'some'], 'none');

const first = (each: readonly Coverage[], order: readonly Coverage[], otherwise: Coverage): Coverage =>
  order.find((one) => each.includes(one)) ?? otherwise;

/** What is known of the events of one sort: values, `null` for a field that they do not have, and nothing of the rest. */
export type KnownFields = { readonly [field: string]: string | boolean | null | KnownFields };

/**
 * What CloudTrail records of every successful call of S3's that changes a setting.
 *
 * @param eventName as CloudTrail calls it, which is not always the operation's name: `PutBucketLifecycle`
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const recordOf = (eventName: string, accountId: string): KnownFields => ({
  eventSource: 's3.amazonaws.com',
  eventName,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  managementEvent: true,
  readOnly: false,
  recipientAccountId: accountId,
  errorCode: null,
  errorMessage: null,
});

/** The same as EventBridge sends it around. */
export const eventOf = (eventName: string, accountId: string): KnownFields => ({
  version: '0',
  source: 'aws.s3',
  'detail-type': 'AWS API Call via CloudTrail',
  account: accountId,
  detail: recordOf(eventName, accountId),
});
