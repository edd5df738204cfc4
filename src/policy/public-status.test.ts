import { publicStatements } from './public-status.js';
import { allow, deny, OTHER, policyOf, type StatementSource } from './sample-policies.js';

const ORGANIZATION = 'o-a1b2c3d4e5';
const AP = 'arn:aws:s3:us-west-2:111122223333:accesspoint';

const isPublic = (changes: StatementSource, ...more: readonly ('bucket' | 'accessPoint')[]) =>
  publicStatements(policyOf(allow(changes)), ...more).length > 0;
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });

test('the statements that make it public are given', () => {
  const fixed = allow({ Sid: 'Org', ...when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION) });
  const policy = policyOf(fixed, allow({ Sid: 'Pub' }), deny({ Sid: 'No' }));
  expect(publicStatements(policy).map(({ sid }) => sid)).toEqual(['Pub']);
});

describe('principals', () => {
  test.each<[string, StatementSource, boolean]>([
    ['a star', { Principal: '*' }, true],
    ['an AWS star', { Principal: { AWS: '*' } }, true],
    ['a list of an AWS star', { Principal: { AWS: ['*'] } }, true],
    ['a star among accounts', { Principal: { AWS: [OTHER, '*'] } }, true],
    ['an identity provider', { Principal: { Federated: 'cognito-identity.amazonaws.com' } }, true],
    ['all but one account', { Principal: undefined, NotPrincipal: { AWS: OTHER } }, true],
    ['an account', { Principal: { AWS: OTHER } }, false],
    ['a role', { Principal: { AWS: `arn:aws:iam::${OTHER}:role/Reader` } }, false],
    [
      'a CloudFront identity',
      { Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' } },
      false,
    ],
    ['a canonical user', { Principal: { CanonicalUser: 'a'.repeat(64) } }, false],
    ['what remains of a role', { Principal: { AWS: 'AROAEXAMPLEID12345678' } }, false],
    ['a service', { Principal: { Service: 'cloudtrail.amazonaws.com' } }, false],
  ])('%s', (_, changes, expected) => {
    expect(isPublic(changes)).toBe(expected);
  });
});

describe('conditions that confine', () => {
  test.each<[string, StatementSource]>([
    ['StringEquals', when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION)],
    ['StringEqualsIgnoreCase', when('StringEqualsIgnoreCase', 'aws:PrincipalOrgID', ORGANIZATION)],
    ['StringLike without wildcard', when('StringLike', 'aws:SourceVpce', 'vpce-1a2b3c4d')],
    ['ArnEquals without wildcard', when('ArnEquals', 'aws:SourceArn', 'arn:aws:sns:us-east-1:111122223333:topic')],
    ['ArnLike without wildcard', when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${OTHER}:role/Reader`)],
    ['a list of fixed values', when('StringEquals', 'aws:SourceVpc', ['vpc-1', 'vpc-2'])],
    ['a key in another case', when('StringEquals', 'AWS:sourcevpce', 'vpce-1a2b3c4d')],
    ['an operator in another case', when('stringequals', 'aws:SourceVpce', 'vpce-1a2b3c4d')],
    ['ForAnyValue of fixed values', when('ForAnyValue:StringEquals', 'aws:SourceVpc', 'vpc-1')],
    ['an account of the principal', when('StringEquals', 'aws:PrincipalAccount', OTHER)],
    ['an account of the source', when('StringEquals', 'aws:SourceAccount', OTHER)],
    ['an owner of the source', when('StringEquals', 'aws:SourceOwner', OTHER)],
    ['a user id', when('StringEquals', 'aws:userid', 'AIDAEXAMPLEID12345678')],
    ['an account of access points', when('StringEquals', 's3:DataAccessPointAccount', OTHER)],
    ['an access point', when('StringEquals', 's3:DataAccessPointArn', `${AP}/finance`)],
    ['all access points of an account', when('StringLike', 's3:DataAccessPointArn', `${AP}/*`)],
    ['a narrow range', when('IpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    ['an /8', when('IpAddress', 'aws:SourceIp', '54.0.0.0/8')],
    ['a private range', when('IpAddress', 'aws:SourceIp', '10.0.0.0/8')],
    ['an IPv6 /32', when('IpAddress', 'aws:SourceIp', '2001:db8::/32')],
    [
      '256 ranges of /8, by the letter',
      when(
        'IpAddress',
        'aws:SourceIp',
        Array.from({ length: 256 }, (__, i) => `${i}.0.0.0/8`),
      ),
    ],
    [
      'one confining key beside others',
      { Condition: { StringLike: { 'aws:Referer': '*' }, StringEquals: { 'aws:SourceVpce': 'vpce-1' } } },
    ],
  ])('%s', (_, changes) => {
    expect(isPublic(changes)).toBe(false);
  });
});

describe('conditions that do not confine', () => {
  test.each<[string, StatementSource]>([
    ['a wildcard', when('StringLike', 'aws:SourceVpc', 'vpc-*')],
    ['a wildcard account', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/Admin')],
    ['a wildcard name in an ARN', when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${OTHER}:role/*`)],
    ['one wild value among fixed ones', when('StringLike', 'aws:PrincipalOrgID', [ORGANIZATION, 'o-*'])],
    ['a literal star', when('StringEquals', 'aws:SourceVpc', 'vpc-*')],
    ['a variable', when('StringEquals', 'aws:SourceArn', `arn:aws:sns:us-east-1:\${aws:PrincipalAccount}:topic`)],
    ['ForAllValues', when('ForAllValues:StringEquals', 'aws:SourceVpc', 'vpc-1')],
    [
      'ForAllValues beside Null',
      { Condition: { 'ForAllValues:StringEquals': { 'aws:SourceVpc': 'vpc-1' }, Null: { 'aws:SourceVpc': 'false' } } },
    ],
    ['IfExists', when('StringEqualsIfExists', 'aws:SourceVpce', 'vpce-1')],
    ['IfExists on a key that is always there', when('StringEqualsIfExists', 'aws:PrincipalAccount', OTHER)],
    ['everyone except', when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION)],
    ['everyone except a range', when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    ['any endpoint', when('Null', 'aws:SourceVpce', 'false')],
    ['no endpoint', when('Null', 'aws:SourceVpce', 'true')],
    ['no value', when('StringEquals', 'aws:SourceVpce', [])],
    ['a range broader than /8', when('IpAddress', 'aws:SourceIp', '0.0.0.0/1')],
    ['a range beyond the private one', when('IpAddress', 'aws:SourceIp', '10.0.0.0/7')],
    ['an IPv6 range broader than /32', when('IpAddress', 'aws:SourceIp', '2001:d00::/24')],
    ['everything in two halves', when('IpAddress', 'aws:SourceIp', ['0.0.0.0/1', '128.0.0.0/1'])],
    ['an address compared as text', when('StringEquals', 'aws:SourceIp', '203.0.113.7')],
    ['a role id with any session', when('StringLike', 'aws:userid', 'AROAEXAMPLEID12345678:*')],
    [
      'access points of any account',
      when('StringLike', 's3:DataAccessPointArn', 'arn:aws:s3:us-west-2:*:accesspoint/*'),
    ],
    ['access points of any region', when('StringLike', 's3:DataAccessPointArn', `arn:aws:s3:*:${OTHER}:accesspoint/*`)],
    ['a literal star for access points', when('StringEquals', 's3:DataAccessPointArn', `${AP}/*`)],
    ['paths of an organization', when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/*`)],
  ])('%s', (_, changes) => {
    expect(isPublic(changes)).toBe(true);
  });

  test.each([
    'aws:Referer',
    'aws:UserAgent',
    'aws:PrincipalTag/team',
    'aws:username',
    'aws:PrincipalType',
    'aws:ResourceAccount',
    's3:ResourceAccount',
    'aws:ResourceOrgID',
    'aws:CalledViaLast',
    'aws:RequestedRegion',
    'aws:VpcSourceIp',
    'aws:SourceOrgID',
    'aws:VpceAccount',
    'aws:VpceOrgID',
    's3:AccessPointNetworkOrigin',
    's3:ExistingObjectTag/public',
    's3:x-amz-acl',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
    's3:prefix',
    's3:authType',
    's3:TlsVersion',
  ])('fixed values of %s', (key) => {
    expect(isPublic(when('StringEquals', key, 'fixed'))).toBe(true);
  });

  test.each([
    ['Bool', 'aws:SecureTransport', 'true'],
    ['Bool', 'aws:MultiFactorAuthPresent', 'true'],
    ['Bool', 'aws:PrincipalIsAWSService', 'true'],
    ['Bool', 'aws:ViaAWSService', 'true'],
    ['NumericLessThan', 's3:signatureAge', 600000],
    ['DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z'],
  ])('%s of %s', (operator, key, value) => {
    expect(isPublic(when(operator, key, value))).toBe(true);
  });
});

test('what is granted does not matter: S3 judges future actions too', () => {
  expect(isPublic({ Action: 's3:GetFoo*', Resource: 'arn:aws:s3:::another' })).toBe(true);
});

describe('access points', () => {
  test('a set of access points is public in an access point policy', () => {
    expect(isPublic(when('StringLike', 's3:DataAccessPointArn', `${AP}/*`), 'accessPoint')).toBe(true);
  });

  test('one access point is not', () => {
    expect(isPublic(when('StringLike', 's3:DataAccessPointArn', `${AP}/finance`), 'accessPoint')).toBe(false);
  });

  test('S3 does not say whether an account of access points confines there', () => {
    expect(isPublic(when('StringEquals', 's3:DataAccessPointAccount', OTHER), 'accessPoint')).toBe(true);
  });

  test('one that only a VPC can reach is never public', () => {
    expect(publicStatements(policyOf(allow()), 'accessPoint', 'VPC')).toEqual([]);
  });

  test('one that the internet can reach may be', () => {
    expect(publicStatements(policyOf(allow()), 'accessPoint', 'Internet')).toHaveLength(1);
  });
});
