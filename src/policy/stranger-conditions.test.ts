import {
  accessOf,
  allow,
  bucket,
  deny,
  ORGANIZATION,
  OTHER,
  OWNER,
  policyOf,
  type StatementSource,
  when,
} from './sample-policies.js';
import { strangerAccess } from './stranger-access.js';

const withNull = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value }, Null: { [key]: 'false' } },
});

describe('conditions that tell who calls by a fixed value', () => {
  test.each<[string, StatementSource]>([
    ['an organization', when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION)],
    [
      'paths of an organization, which are not on S3 s list',
      when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/*`),
    ],
    ['a VPC endpoint', when('StringEquals', 'aws:SourceVpce', 'vpce-1a2b3c4d')],
    ['a VPC endpoint in any case', when('StringEqualsIgnoreCase', 'aws:SourceVpce', 'VPCE-1a2b3c4d')],
    ['VPCs', when('StringEquals', 'aws:SourceVpc', ['vpc-1', 'vpc-2'])],
    ['ForAnyValue', when('ForAnyValue:StringEquals', 'aws:SourceVpc', 'vpc-1')],
    ['ForAllValues beside Null', withNull('ForAllValues:StringEquals', 'aws:SourceVpc', 'vpc-1')],
    ['a narrow range', when('IpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    ['an account', when('StringEquals', 'aws:PrincipalAccount', OTHER)],
    [
      'an account, though IfExists: the key is always there',
      when('StringEqualsIfExists', 'aws:PrincipalAccount', OTHER),
    ],
    ['a role', when('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${OTHER}:role/Reader`)],
    ['roles of an account', when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${OTHER}:role/*`)],
    ['sessions of a role by its id', when('StringLike', 'aws:userid', 'AROAEXAMPLEID12345678:*')],
    ['an account of the source', when('StringEquals', 'aws:SourceAccount', OWNER)],
    ['a source', when('ArnLike', 'aws:SourceArn', `arn:aws:sns:us-east-1:${OWNER}:topic`)],
    ['sources of an account', when('ArnLike', 'aws:SourceArn', `arn:aws:cloudtrail:*:${OWNER}:trail/*`)],
    ['an organization of the source', when('StringEquals', 'aws:SourceOrgID', ORGANIZATION)],
    ['access points of an account', when('StringEquals', 's3:DataAccessPointAccount', OWNER)],
    [
      'all access points of an account',
      when('ArnLike', 's3:DataAccessPointArn', `arn:aws:s3:*:${OWNER}:accesspoint/*`),
    ],
    ['an account that owns the endpoint', when('StringEquals', 'aws:VpceAccount', OWNER)],
    ['a literal star, which no endpoint has', when('StringEquals', 'aws:SourceVpce', 'vpce-*')],
    [
      'a literal star, which no access point has',
      when('StringEquals', 's3:DataAccessPointArn', `arn:aws:s3:us-east-1:${OWNER}:accesspoint/*`),
    ],
    ['the account of another bucket s owner', when('StringEquals', 'aws:ResourceAccount', OTHER)],
    ['the account of the owner, by variable', when('StringEquals', 'aws:PrincipalAccount', `\${aws:ResourceAccount}`)],
  ])('%s', (_, changes) => {
    expect(accessOf([allow(changes)])).toEqual([]);
  });
});

describe('conditions that strangers meet', () => {
  test.each<[string, StatementSource]>([
    ['a header', when('StringLike', 'aws:Referer', 'https://example.com/*')],
    ['a user agent', when('StringEquals', 'aws:UserAgent', 'secret')],
    ['a tag of the caller s own', when('StringEquals', 'aws:PrincipalTag/team', 'blue')],
    ['a user name, which any account can have', when('StringEquals', 'aws:username', 'ann')],
    ['TLS', when('Bool', 'aws:SecureTransport', 'true')],
    ['MFA, which any account can use', when('Bool', 'aws:MultiFactorAuthPresent', 'true')],
    ['any AWS service', when('Bool', 'aws:PrincipalIsAWSService', 'true')],
    ['the own account of the bucket', when('StringEquals', 's3:ResourceAccount', OWNER)],
    ['members of any organization', when('Null', 'aws:PrincipalOrgID', 'false')],
    ['any endpoint', when('StringLike', 'aws:SourceVpce', 'vpce-*')],
    ['one wild value among fixed ones', when('StringLike', 'aws:SourceVpce', ['vpce-1', 'vpce-2*'])],
    ['a role name of any account', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/Admin')],
    ['accounts that begin so', when('StringLike', 'aws:PrincipalAccount', '4444*')],
    ['everyone except an organization', when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION)],
    ['everyone except a range', when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    ['IfExists on a key that can be missing', when('StringEqualsIfExists', 'aws:SourceVpce', 'vpce-1')],
    ['ForAllValues without the key', when('ForAllValues:StringEquals', 'aws:SourceVpc', 'vpc-1')],
    ['half of the addresses', when('IpAddress', 'aws:SourceIp', '0.0.0.0/1')],
    ['all addresses in two halves', when('IpAddress', 'aws:SourceIp', ['0.0.0.0/1', '128.0.0.0/1'])],
    ['more than the private range', when('IpAddress', 'aws:SourceIp', '10.0.0.0/7')],
    ['access points of any account', when('ArnLike', 's3:DataAccessPointArn', 'arn:aws:s3:*:*:accesspoint/*')],
    ['buckets that begin so as source', when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::logs-*')],
    ['a date in the past or not: there is no clock', when('DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z')],
    ['a tag of the object', when('StringEquals', 's3:ExistingObjectTag/public', 'true')],
    ['an age of the signature', when('NumericLessThan', 's3:signatureAge', 600000)],
    ['a key AWS has not published', when('StringEquals', 'aws:Moon', 'full')],
    ['an address compared as text', when('StringLike', 'aws:SourceIp', '203.*')],
    ['being anonymous, by user id', when('StringEquals', 'aws:userid', 'anonymous')],
    ['being anonymous, by account', when('StringEquals', 'aws:PrincipalAccount', 'anonymous')],
    [
      'the owner s account, or by variable the caller s',
      when('StringEquals', 'aws:ResourceAccount', ['${aws:PrincipalAccount}', OWNER]),
    ],
    ['an ARN pattern that is none', when('ArnLike', 'aws:PrincipalArn', '*')],
    ['an organization by variable', when('StringEquals', 'aws:PrincipalOrgID', `\${aws:ResourceOrgID}`)],
  ])('%s', (_, changes) => {
    const policy = policyOf(allow(changes));
    expect(strangerAccess(policy, bucket).read.value).toBe(true);
  });
});

describe('conditions that never hold together', () => {
  test.each<[string, StatementSource['Condition']]>([
    ['a key that is always there, missing', { Null: { 'aws:SecureTransport': 'true' } }],
    [
      'an address and an endpoint',
      { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' }, StringLike: { 'aws:SourceVpce': 'vpce-*' } },
    ],
    [
      'a TLS version without TLS',
      { Bool: { 'aws:SecureTransport': 'false' }, NumericLessThan: { 's3:TlsVersion': '1.3' } },
    ],
    [
      'an MFA age without MFA',
      { Bool: { 'aws:MultiFactorAuthPresent': 'false' }, NumericLessThan: { 'aws:MultiFactorAuthAge': 3600 } },
    ],
    [
      'no organization, and a path in one',
      { Null: { 'aws:PrincipalOrgID': 'true' }, 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': '*/r-1/*' } },
    ],
    [
      'a key of KMS without KMS',
      {
        StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' },
        StringLike: { 's3:x-amz-server-side-encryption-aws-kms-key-id': '*' },
      },
    ],
    [
      'no access point, and one of some account',
      { Null: { 's3:DataAccessPointArn': 'true' }, StringLike: { 's3:DataAccessPointAccount': '*' } },
    ],
  ])('%s', (_, Condition) => {
    expect(accessOf([allow({ Action: 's3:*', Condition })])).toEqual([]);
  });
});

describe('address ranges that are broad together', () => {
  const ranges = (count: number) => Array.from({ length: count }, (_, i) => `${i + 20}.0.0.0/8`);

  test('one /8 is a fixed value', () => {
    expect(accessOf([allow(when('IpAddress', 'aws:SourceIp', ranges(1)))])).toEqual([]);
  });

  test('the same /8 in parts is too', () => {
    expect(accessOf([allow(when('IpAddress', 'aws:SourceIp', ['20.0.0.0/9', '20.128.0.0/9', '20.1.0.0/16']))])).toEqual(
      [],
    );
  });

  test('two are unknown', () => {
    expect(accessOf([allow(when('IpAddress', 'aws:SourceIp', ranges(2)))])).toEqual(['read?', 'any?']);
  });

  test('private ranges beside one do not count', () => {
    expect(
      accessOf([allow(when('IpAddress', 'aws:SourceIp', ['20.0.0.0/8', '10.0.0.0/8', '192.168.0.0/16']))]),
    ).toEqual([]);
  });

  test('what a Deny blocks does not count', () => {
    const blocked = deny({ ...when('IpAddress', 'aws:SourceIp', ranges(3)) });
    expect(accessOf([allow(when('IpAddress', 'aws:SourceIp', '203.0.113.0/24')), blocked])).toEqual([]);
  });
});
