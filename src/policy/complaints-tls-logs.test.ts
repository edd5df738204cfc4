import type { ExposureInput } from './exposure-facts.js';
import { closed, exposureWith, factsWith } from './sample-exposure.js';
import {
  allow,
  bucket,
  bucketArn,
  deny,
  denyPlainHttp,
  OWNER,
  objectsArn,
  policyOf,
  type StatementSource,
  when,
} from './sample-policies.js';
import { plainHttpDenied } from './secure-transport.js';

// What users of other tools complain of: user-demands.md, groups C and D, as far as policies and ACLs go. What rules and sources
// answer is named there.

describe('C: TLS only', () => {
  test('C1: an unrelated Deny does not matter', () => {
    const unrelated = deny({
      Action: 's3:PutObject',
      Resource: objectsArn,
      ...when('Null', 's3:x-amz-server-side-encryption', 'true'),
    });
    expect(factsWith([unrelated, denyPlainHttp()]).tlsEnforced).toBe(true);
  });

  test('C2: where only objects are covered the reason says that the bucket is not', () => {
    const { tlsEnforced } = exposureWith([denyPlainHttp({ Resource: objectsArn })]);
    expect(tlsEnforced).toMatchObject({
      value: false,
      reason: 'HTTP is not denied for requests to the bucket (such as s3:ListBucket).',
    });
  });

  test('C3: partitions other than aws', () => {
    const arn = 'arn:aws-us-gov:s3:::example-bucket';
    const statement = denyPlainHttp({ Resource: [arn, `${arn}/*`] });
    expect(plainHttpDenied(policyOf(statement), { ...bucket, partition: 'aws-us-gov' }).value).toBe(true);
  });

  test.each<[string, StatementSource]>([
    ['Bool', when('Bool', 'aws:SecureTransport', 'false')],
    ['BoolIfExists', when('BoolIfExists', 'aws:SecureTransport', 'false')],
    ['a boolean', when('Bool', 'aws:SecureTransport', false)],
    ['a list of one', when('Bool', 'aws:SecureTransport', ['false'])],
    ['an AWS star', { Principal: { AWS: '*' } }],
  ])('C4, C5, C7: spelled with %s', (_, changes) => {
    expect(factsWith([denyPlainHttp(changes)]).tlsEnforced).toBe(true);
  });

  test('C6: HTTP and a TLS version in one Deny deny nothing, and the pattern has a name', () => {
    const condition = {
      Condition: { Bool: { 'aws:SecureTransport': 'false' }, NumericLessThan: { 's3:TlsVersion': '1.2' } },
    };
    expect(exposureWith([denyPlainHttp(condition)]).tlsEnforced).toMatchObject({
      value: false,
      code: 'BROKEN_AND_PATTERN',
    });
  });

  test('C9: AWS s own example enforces TLS', () => {
    const statement = denyPlainHttp({ Sid: 'RestrictToTLSRequestsOnly', Resource: [bucketArn, objectsArn] });
    expect(factsWith([statement])).toMatchObject({ tlsEnforced: true, minTlsVersion: null });
  });
});

describe('D: log delivery', () => {
  test('D2, D19: a grant to the logging service is seen', () => {
    const grant = allow({
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${bucketArn}/logs/*`,
    });
    expect(factsWith([grant]).services).toEqual(['logging.s3.amazonaws.com']);
    expect(factsWith([{ ...grant, Resource: 'arn:aws:s3:::another/*' }]).services).toEqual([]);
  });

  test('D8: the ACL group for log delivery is not the public', () => {
    const acl: ExposureInput['acl'] = {
      ownerId: 'a',
      grants: [{ grantee: { kind: 'group', name: 'LogDelivery' }, permission: 'WRITE' }],
    };
    expect(factsWith([], { acl })).toMatchObject({ aclIsPublic: false, ...closed });
  });

  test('D17: delivery services need ties to the account', () => {
    const grant = allow({ Principal: { Service: 'delivery.logs.amazonaws.com' }, Action: 's3:PutObject' });
    expect(factsWith([grant]).confusedDeputy).toEqual(['delivery.logs.amazonaws.com']);
    expect(factsWith([{ ...grant, ...when('StringEquals', 'aws:SourceAccount', OWNER) }]).confusedDeputy).toEqual([]);
  });
});
