import type { PolicyContext } from './policy-context.js';
import {
  accessOf,
  allow,
  bucket,
  bucketArn,
  deny,
  ORGANIZATION,
  OTHER,
  OWNER,
  objectsArn,
  policyOf,
  type StatementSource,
  when,
} from './sample-policies.js';
import { strangerAccess } from './stranger-access.js';

describe('sorts of access', () => {
  test.each<[string, StatementSource, readonly string[]]>([
    ['reading objects', { Action: 's3:GetObject' }, ['read', 'any']],
    ['reading versions', { Action: 's3:GetObjectVersion' }, ['read', 'any']],
    ['listing', { Action: 's3:ListBucket', Resource: bucketArn }, ['list', 'any']],
    ['listing versions', { Action: 's3:ListBucketVersions', Resource: bucketArn }, ['list', 'any']],
    ['writing', { Action: 's3:PutObject' }, ['write', 'any']],
    ['deleting', { Action: 's3:DeleteObject' }, ['write', 'any']],
    ['deleting versions', { Action: 's3:DeleteObjectVersion' }, ['write', 'any']],
    ['changing the policy', { Action: 's3:PutBucketPolicy', Resource: bucketArn }, ['admin', 'any']],
    ['changing the ACL of objects', { Action: 's3:PutObjectAcl' }, ['admin', 'any']],
    ['breaking locks', { Action: 's3:BypassGovernanceRetention' }, ['admin', 'any']],
    [
      'changing the lifecycle is none of the four',
      { Action: 's3:PutLifecycleConfiguration', Resource: bucketArn },
      ['any'],
    ],
    ['reading ACLs is no reading of objects', { Action: 's3:GetObjectAcl' }, ['any']],
    ['everything', { Action: '*', Resource: '*' }, ['read', 'list', 'write', 'admin', 'any']],
    [
      'all but deleting the bucket',
      { Action: undefined, NotAction: 's3:DeleteBucket', Resource: '*' },
      ['read', 'list', 'write', 'admin', 'any'],
    ],
    ['s3:Get* is reading, not writing', { Action: 's3:Get*', Resource: '*' }, ['read', 'any']],
    ['a listing of objects grants nothing', { Action: 's3:ListBucket', Resource: objectsArn }, []],
    ['a reading of the bucket grants nothing', { Action: 's3:GetObject', Resource: bucketArn }, []],
    ['an action in another case', { Action: 'S3:getobject' }, ['read', 'any']],
    ['an action of another service', { Action: 'sqs:*' }, []],
    ['a wildcard in the service', { Action: 's3*:Get*' }, ['read', 'any']],
    ['all services', { Action: '*:*' }, ['read', 'write', 'admin', 'any']],
  ])('%s', (_, changes, expected) => {
    expect(accessOf([allow(changes)])).toEqual(expected);
  });
});

describe('resources', () => {
  test.each<[string, unknown, boolean]>([
    ['all objects', objectsArn, true],
    ['a prefix', `${bucketArn}/public/*`, true],
    ['one object', `${bucketArn}/index.html`, true],
    ['anything', '*', true],
    ['any bucket', 'arn:aws:s3:::*', true],
    ['buckets that begin so', 'arn:aws:s3:::exam*', true],
    ['wildcards before the key', 'arn:*:s3:::example-b?cket/*.html', true],
    ['keys of a folder of any bucket', 'arn:aws:s3:::*/index.html', true],
    ['another bucket', 'arn:aws:s3:::another/*', false],
    ['a bucket whose name begins with this one', 'arn:aws:s3:::example-bucket-2/*', false],
    ['another partition', 'arn:aws-us-gov:s3:::example-bucket/*', false],
    ['another case', 'arn:aws:s3:::Example-bucket/*', false],
    ['the bucket with a slash but no key', `${bucketArn}/`, false],
  ])('%s', (_, Resource, expected) => {
    expect(accessOf([allow({ Resource })]).includes('read')).toBe(expected);
  });

  test('all but the bucket and one prefix', () => {
    const statement = allow({ Resource: undefined, NotResource: [bucketArn, `${bucketArn}/private/*`] });
    expect(accessOf([statement])).toEqual(['read', 'any']);
  });

  test('all but all objects', () => {
    expect(accessOf([allow({ Resource: undefined, NotResource: objectsArn })])).toEqual([]);
  });
});

describe('principals', () => {
  test.each<[string, StatementSource, boolean]>([
    ['a list of a star', { Principal: { AWS: ['*'] } }, true],
    ['a star among accounts', { Principal: { AWS: [OTHER, '*'] } }, true],
    ['an identity provider', { Principal: { Federated: 'cognito-identity.amazonaws.com' } }, true],
    ['everyone but one account', { Principal: undefined, NotPrincipal: { AWS: OTHER } }, true],
    ['an account', { Principal: { AWS: OTHER } }, false],
    ['a service', { Principal: { Service: 'cloudfront.amazonaws.com' } }, false],
    ['a canonical user', { Principal: { CanonicalUser: 'a'.repeat(64) } }, false],
    ['what remains of a user', { Principal: { AWS: 'AIDAEXAMPLEID12345678' } }, false],
  ])('%s', (_, changes, expected) => {
    expect(accessOf([allow(changes)]).includes('read')).toBe(expected);
  });
});

describe('other kinds of resources', () => {
  const point: PolicyContext = {
    kind: 'accessPoint',
    name: 'finance',
    accountId: OWNER,
    partition: 'aws',
    region: 'us-east-1',
  };
  const pointArn = `arn:aws:s3:us-east-1:${OWNER}:accesspoint/finance`;
  test.each<[string, PolicyContext, StatementSource, readonly string[]]>([
    ['objects of an access point', point, { Resource: `${pointArn}/object/*` }, ['read', 'any']],
    ['an access point', point, { Action: 's3:ListBucket', Resource: pointArn }, ['list', 'any']],
    ['objects of the bucket itself', point, { Resource: objectsArn }, []],
    [
      'objects of another access point',
      point,
      { Resource: `arn:aws:s3:us-east-1:${OWNER}:accesspoint/hr/object/*` },
      [],
    ],
    [
      'an access point, confined to itself',
      point,
      { Resource: `${pointArn}/object/*`, ...when('StringEquals', 's3:DataAccessPointAccount', OWNER) },
      ['read', 'any'],
    ],
    [
      'a multi-region access point',
      { kind: 'multiRegionAccessPoint', name: 'm1a2b3.mrap', accountId: OWNER, partition: 'aws' },
      { Resource: `arn:aws:s3::${OWNER}:accesspoint/m1a2b3.mrap/object/*` },
      ['read', 'any'],
    ],
    [
      'a directory bucket',
      {
        kind: 'directoryBucket',
        name: 'example--use1-az4--x-s3',
        accountId: OWNER,
        partition: 'aws',
        region: 'us-east-1',
      },
      { Action: 's3express:*', Resource: `arn:aws:s3express:us-east-1:${OWNER}:bucket/example--use1-az4--x-s3` },
      ['read', 'list', 'write', 'admin', 'any'],
    ],
    [
      's3: actions in a directory bucket',
      {
        kind: 'directoryBucket',
        name: 'example--use1-az4--x-s3',
        accountId: OWNER,
        partition: 'aws',
        region: 'us-east-1',
      },
      { Action: 's3:*', Resource: '*' },
      [],
    ],
    [
      'a table bucket',
      { kind: 'tableBucket', name: 'tables', accountId: OWNER, partition: 'aws', region: 'us-east-1' },
      { Action: 's3tables:GetTableData', Resource: `arn:aws:s3tables:us-east-1:${OWNER}:bucket/tables/table/*` },
      ['read', 'any'],
    ],
  ])('%s', (_, context, changes, expected) => {
    expect(accessOf([allow(changes)], context)).toEqual(expected);
  });
});

describe('reasons', () => {
  test('an open policy', () => {
    const { read } = strangerAccess(policyOf(allow({ Sid: 'Pub' })), bucket);
    expect(read).toMatchObject({
      value: true,
      code: 'OPEN',
      reason: 'Statement "Pub" lets anyone s3:GetObject on objects; no fixed condition limits it.',
      statements: [{ path: 'policy.Statement[0]' }],
    });
  });

  test('a policy whose Denies close it', () => {
    const statement = deny({ Sid: 'Closed', ...when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION) });
    const { read } = strangerAccess(policyOf(allow({ Sid: 'Pub' }), statement), bucket);
    expect(read).toMatchObject({
      value: false,
      code: 'DENIED',
      reason: 'Statement "Closed" takes back what statement "Pub" grants to strangers.',
    });
  });

  test('any AWS account', () => {
    const statement = allow({ Sid: 'Mfa', ...when('Bool', 'aws:MultiFactorAuthPresent', 'true') });
    expect(strangerAccess(policyOf(statement), bucket).read.reason).toBe(
      'Statement "Mfa" lets any AWS account s3:GetObject on objects; no fixed condition limits it.',
    );
  });
});
