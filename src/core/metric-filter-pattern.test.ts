import { type Coverage, recordOf } from './api-call-event.js';
import { metricFilterCoverage } from './metric-filter-pattern.js';

const record = recordOf('PutBucketPolicy', '111122223333');
const coverage = (pattern: string): Coverage => metricFilterCoverage(pattern, record);

/** The filter of CIS AWS Foundations 1.4, 4.8. */
const cis =
  '{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }';

describe('the pattern of a metric filter', () => {
  it.each([
    ['PutBucketAcl', 'every'],
    ['DeleteBucketReplication', 'every'],
    ['PutBucketPublicAccessBlock', 'none'],
  ])('of CIS 4.8: %s', (name, expected) => {
    expect(metricFilterCoverage(cis, recordOf(name, '111122223333'))).toBe(expected);
  });

  it.each<[string, Coverage]>([
    ['{ $.eventName = PutBucketPolicy }', 'every'],
    ['{$.eventName="PutBucketPolicy"}', 'every'],
    ['{ $.eventName = "putbucketpolicy" }', 'none'],
    ['{ $.eventName = "PutBucket*" }', 'every'],
    ['{ $.eventName = *Policy }', 'every'],
    ['{ $.eventName = * }', 'every'],
    ['{ $.eventName = "*Acl" }', 'none'],
    ['{ $.eventName != "PutBucketAcl" }', 'every'],
    ['{ $.eventName != "PutBucket*" }', 'none'],
    ['{ ($.eventName = "PutBucketPolicy") && ($.eventSource = "s3.amazonaws.com") }', 'every'],
    ['{ ($.eventName = "PutBucketPolicy") && ($.eventSource = "ec2.amazonaws.com") }', 'none'],
    ['{ $.eventName = "GetObject" || $.eventName = "PutBucketPolicy" && $.eventSource = "s3*" }', 'every'],
    ['{ ($.eventName = "GetObject" || $.eventName = "PutBucketPolicy") && $.eventSource = "ec2*" }', 'none'],
    ['{ $.errorCode NOT EXISTS }', 'every'],
    ['{ $.eventName NOT EXISTS }', 'none'],
    ['{ $.errorCode = "AccessDenied" }', 'none'],
    ['{ $.readOnly IS FALSE }', 'every'],
    ['{ $.readOnly IS TRUE }', 'none'],
    ['{ $.managementEvent is true }', 'every'],
    ['{ $.eventName IS NULL }', 'none'],
    ['{ $.eventName IS TRUE }', 'none'],
  ])('%s: %s', (pattern, expected) => {
    expect(coverage(pattern)).toBe(expected);
  });

  it.each([
    '{ $.requestParameters.bucketName = "app-data" }',
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS }',
    '{ $.sourceIPAddress != "10.*" }',
    '{ $.eventName = "PutBucketPolicy" && $.userIdentity.type = "Root" }',
    '{ $.eventVersion > 1 }',
    '{ $.constructor = x }',
  ])('%s takes some', (pattern) => {
    expect(coverage(pattern)).toBe('some');
  });

  it.each([
    '{ $.eventName = %PutBucket.*% }',
    '{ $.errorCode != "AccessDenied" }',
    '{ $.errorCode IS NULL }',
    '{ $.readOnly = false }',
    '{ $.eventName > 1 }',
    '{ $.resources[0].ARN = "x" }',
    "{ $.['eventName'] = PutBucketPolicy }",
    '{ eventName = PutBucketPolicy }',
    '{ $.eventName = }',
    '{ $.eventName }',
    '{ $.eventName LIKE x }',
    '{ $.eventName NOT FOUND }',
    '{ $.eventName IS MAYBE }',
    '{ ($.eventName = PutBucketPolicy }',
    '{ $.eventName = PutBucketPolicy ) }',
    '{ $.eventName = "PutBucketPolicy }',
    '{ $.eventName = PutBucketPolicy } x',
    '{ $.eventName = PutBucketPolicy',
    '{}',
    `{ $.eventName = "${'x'.repeat(1100)}" }`,
    '[ip, user, name = PutBucketPolicy]',
    '%PutBucketPolicy%',
    '?PutBucketPolicy PutBucketAcl',
  ])('%s is not understood', (pattern) => {
    expect(coverage(pattern)).toBe('unknown');
  });

  it.each<[string, Coverage]>([
    ['', 'every'],
    ['  ', 'every'],
    ['PutBucketPolicy', 'every'],
    ['"PutBucketPolicy"', 'every'],
    ['PutBucketPolicy s3.amazonaws.com', 'every'],
    ['PutBucketPolicy Root', 'some'],
    ['PutBucketAcl', 'some'],
    ['PutBucketPolicy -Root', 'some'],
    ['?PutBucketAcl ?PutBucketPolicy', 'every'],
    ['?PutBucketAcl ?"GetObject"', 'some'],
  ])('of terms: %j: %s', (pattern, expected) => {
    expect(coverage(pattern)).toBe(expected);
  });

  it('is read in time, however it is made', () => {
    const nested = `{ ${'('.repeat(400)}$.eventName = PutBucketPolicy${')'.repeat(400)} }`;
    expect(coverage(nested)).toBe('every');
    expect(coverage(`{ $.eventName = "${'*a'.repeat(450)}" }`)).toBe('none');
  });
});
