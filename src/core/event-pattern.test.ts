import { type Coverage, eventOf } from './api-call-event.js';
import { eventPatternCoverage } from './event-pattern.js';

const ACCOUNT = '111122223333';
const put = eventOf('PutBucketPolicy', ACCOUNT);
const coverage = (pattern: unknown): Coverage =>
  eventPatternCoverage(typeof pattern === 'string' ? pattern : JSON.stringify(pattern), put);
const named = (...eventName: readonly unknown[]) => ({ detail: { eventName } });
const covers = (...eventName: readonly unknown[]): Coverage => coverage(named(...eventName));

describe('an event pattern', () => {
  it('as AWS documents it for calls to S3', () => {
    const documented = {
      source: ['aws.s3'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventSource: ['s3.amazonaws.com'], eventName: ['PutBucketAcl', 'PutBucketPolicy'] },
    };
    expect(coverage(documented)).toBe('every');
    expect(eventPatternCoverage(JSON.stringify(documented), eventOf('PutBucketCors', ACCOUNT))).toBe('none');
  });

  it.each<[string, unknown, Coverage]>([
    ['of the source alone', { source: ['aws.s3'] }, 'every'],
    ['of another source', { source: ['aws.ec2'] }, 'none'],
    ['of events of S3 itself', { source: ['aws.s3'], 'detail-type': ['Object Created'] }, 'none'],
    ['of this account', { account: [ACCOUNT] }, 'every'],
    ['of another account', { account: ['444455556666'] }, 'none'],
    ['of one bucket', { detail: { requestParameters: { bucketName: ['app-data'] } } }, 'some'],
    ['of one caller', { detail: { userIdentity: { type: ['Root'] } } }, 'some'],
    ['of one region', { region: ['eu-west-1'] }, 'some'],
    ['of failures', { detail: { errorCode: [{ exists: true }] } }, 'none'],
    ['of a sort of failure', { detail: { errorCode: ['AccessDenied'] } }, 'none'],
    ['of successes', { detail: { errorCode: [{ exists: false }] } }, 'every'],
    ['of a field of what is not there', { detail: { errorCode: { sort: ['x'] } } }, 'none'],
    [
      'of a field whether it is there or not',
      { detail: { userAgent: [{ exists: true }, { exists: false }] } },
      'every',
    ],
    ['of a field where it is there', { detail: { vpcEndpointId: [{ exists: true }] } }, 'some'],
    ['of calls that write', { detail: { readOnly: [false] } }, 'every'],
    ['of calls that read', { detail: { readOnly: [true] } }, 'none'],
    ['of the text "false"', { detail: { readOnly: ['false'] } }, 'none'],
    ['that looks for a value where fields are', { detail: ['x'] }, 'none'],
    ['that looks for fields where a value is', { source: { name: ['aws.s3'] } }, 'none'],
    ['of two fields, one of them not met', { source: ['aws.s3'], detail: { eventName: ['GetObject'] } }, 'none'],
    ['of two fields, one of them not known', { source: ['aws.s3'], region: ['eu-west-1'] }, 'some'],
  ])('%s', (_, pattern, expected) => {
    expect(coverage(pattern)).toBe(expected);
  });

  it.each<[string, unknown, Coverage]>([
    ['a value', 'PutBucketPolicy', 'every'],
    ['a value in another case', 'putbucketpolicy', 'none'],
    ['prefix', { prefix: 'PutBucket' }, 'every'],
    ['prefix', { prefix: 'Delete' }, 'none'],
    ['prefix without case', { prefix: { 'equals-ignore-case': 'putbucket' } }, 'every'],
    ['suffix', { suffix: 'Policy' }, 'every'],
    ['suffix', { suffix: 'Acl' }, 'none'],
    ['suffix without case', { suffix: { 'equals-ignore-case': 'POLICY' } }, 'every'],
    ['equals-ignore-case', { 'equals-ignore-case': 'putbucketpolicy' }, 'every'],
    ['equals-ignore-case', { 'equals-ignore-case': 'putbucket' }, 'none'],
    ['wildcard', { wildcard: 'Put*Policy' }, 'every'],
    ['wildcard', { wildcard: '*Acl' }, 'none'],
    ['anything-but a value', { 'anything-but': 'PutBucketAcl' }, 'every'],
    ['anything-but a value', { 'anything-but': 'PutBucketPolicy' }, 'none'],
    ['anything-but values', { 'anything-but': ['PutBucketAcl', 'PutBucketPolicy'] }, 'none'],
    ['anything-but values', { 'anything-but': ['GetObject', 'PutObject'] }, 'every'],
    ['anything-but a prefix', { 'anything-but': { prefix: 'Get' } }, 'every'],
    ['anything-but prefixes', { 'anything-but': { prefix: ['Get', 'Put'] } }, 'none'],
    ['anything-but a suffix', { 'anything-but': { suffix: 'Policy' } }, 'none'],
    ['anything-but wildcards', { 'anything-but': { wildcard: ['*Get*', '*List*'] } }, 'every'],
    ['anything-but without case', { 'anything-but': { 'equals-ignore-case': ['putbucketpolicy'] } }, 'none'],
    ['exists', { exists: true }, 'every'],
    ['exists', { exists: false }, 'none'],
    ['numeric', { numeric: ['>', 0] }, 'none'],
    ['cidr', { cidr: '10.0.0.0/8' }, 'none'],
    ['null', null, 'none'],
    ['a number', 1, 'none'],
    ['an operator of tomorrow', { like: 'PutBucket' }, 'unknown'],
    ['two operators in one', { prefix: 'Put', suffix: 'Policy' }, 'unknown'],
    ['a prefix that is no text', { prefix: 1 }, 'unknown'],
    ['anything-but something of tomorrow', { 'anything-but': { like: 'x' } }, 'unknown'],
    ['exists that is no boolean', { exists: 'yes' }, 'unknown'],
  ])('by %s: %j', (_, matcher, expected) => {
    expect(covers(matcher)).toBe(expected);
  });

  it('takes any element of a list', () => {
    expect(covers('PutBucketAcl', { prefix: 'PutBucketPol' })).toBe('every');
    expect(covers({ like: 'x' }, 'PutBucketPolicy')).toBe('every');
    expect(covers({ like: 'x' }, 'PutBucketAcl')).toBe('unknown');
  });

  it('anything-but asks for a field that is there', () => {
    expect(coverage({ detail: { errorCode: [{ 'anything-but': 'AccessDenied' }] } })).toBe('none');
  });

  it('takes any of $or beside the rest', () => {
    const bySource = { source: ['aws.s3'] };
    expect(coverage({ $or: [{ source: ['aws.ec2'] }, bySource] })).toBe('every');
    expect(coverage({ $or: [{ source: ['aws.ec2'] }, { region: ['eu-west-1'] }] })).toBe('some');
    expect(coverage({ $or: [bySource], region: ['eu-west-1'] })).toBe('some');
    expect(coverage({ detail: { $or: [{ eventName: ['PutBucketPolicy'] }, { readOnly: [true] }] } })).toBe('every');
    expect(coverage({ $or: [] })).toBe('unknown');
    expect(coverage({ $or: ['x'] })).toBe('unknown');
  });

  it.each([
    ['no JSON', '{"source": ['],
    ['a list', '["aws.s3"]'],
    ['nothing', '{}'],
    ['an empty list', '{"source": []}'],
    ['a value without a list', '{"source": "aws.s3"}'],
    ['too long', JSON.stringify({ source: ['aws.s3', 'x'.repeat(17_000)] })],
  ])('is not understood: %s', (_, pattern) => {
    expect(coverage(pattern)).toBe('unknown');
  });

  it('takes no members for known that every object has', () => {
    expect(coverage({ constructor: ['x'] })).toBe('some');
    expect(covers({ constructor: 'x' })).toBe('unknown');
  });
});
