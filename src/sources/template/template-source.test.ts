import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bucketFact, factTo, subjectNamed, subjectsOfTemplate } from '../../../test/template-subjects.js';
import type { Subject } from '../subject.js';
import { templateSource } from './template-source.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder of files, whose texts are given or made of objects. */
const folderOf = (files: Readonly<Record<string, string | object>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
};

const subjectsAt = async (...paths: readonly string[]): Promise<readonly Subject[]> => {
  const found: Subject[] = [];
  for await (const subject of templateSource(paths).subjects()) found.push(subject);
  return found;
};

const placesOf = (subjects: readonly Subject[]): readonly string[] =>
  subjects.map((one) => `${one.state} ${one.state === 'gone' ? '' : one.location?.name}`);

const bucket = (properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties: properties });
const template = (resources: object, sections: object = {}) => ({ ...sections, Resources: resources });
const own = (name: string) => ({ Ref: name });
const parameters = { Parameters: { Env: { Type: 'String' }, One: { Type: 'String', AllowedValues: ['only'] } } };
const env = { Ref: 'Env' };

const publicPolicy = (bucketName: unknown, more: object = {}) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: bucketName,
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: { 'Fn::Sub': '${Bucket.Arn}/*' },
          ...more,
        },
      ],
    },
  },
});

describe('what a template makes', () => {
  it('is what rules judge, each with its place', async () => {
    const subjects = await subjectsOfTemplate(`
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Data: {Type: AWS::S3::Bucket}
  Point: {Type: AWS::S3::AccessPoint, Properties: {Bucket: !Ref Data}}
  Everywhere: {Type: AWS::S3::MultiRegionAccessPoint, Properties: {Regions: [{Bucket: !Ref Data}]}}
  Fast: {Type: AWS::S3Express::DirectoryBucket, Properties: {LocationName: euw1-az1, DataRedundancy: SingleAvailabilityZone}}
  Tables: {Type: AWS::S3Tables::TableBucket, Properties: {TableBucketName: tables}}
  Endpoint: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: vpc-1, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.s3'}}
  Role: {Type: AWS::IAM::Role, Properties: {}}
  Managed: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: []}}}
`);
    expect(
      subjects.map((one) => one.state === 'live' && [one.resource.kind, one.location?.name, one.location?.line]),
    ).toEqual([
      ['bucket', 'Data', 4],
      ['accessPoint', 'Point', 5],
      ['directoryBucket', 'Fast', 7],
      ['tableBucket', 'Tables', 8],
      ['accessPoint', 'Everywhere', 6],
      ['vpcEndpoint', 'Endpoint', 9],
      ['identity', 'Managed', 11],
      ['identity', 'Role', 10],
    ]);
    expect(await factTo(subjectNamed(subjects, 'Endpoint'), 'policyDocument')).toMatchObject({
      value: { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
    });
    expect(await factTo(subjectNamed(subjects, 'Managed'), 'tags')).toEqual({ known: true, value: {} });
    expect(await factTo(subjectNamed(subjects, 'Point'), 'buckets')).toMatchObject({ value: [{ name: 'Data' }] });
    expect(await factTo(subjectNamed(subjects, 'Everywhere'), 'buckets')).toMatchObject({ value: [{ name: 'Data' }] });
  });

  it('is judged under every condition that the deployment decides, and under none that is false', async () => {
    const subjects = await subjectsOfTemplate(
      template(
        { Maybe: { ...bucket(), Condition: 'IsProd' }, Never: { ...bucket(), Condition: 'Never' } },
        {
          ...parameters,
          Conditions: { IsProd: { 'Fn::Equals': [env, 'prod'] }, Never: { 'Fn::Equals': ['a', 'b'] } },
        },
      ),
    );
    expect(placesOf(subjects)).toEqual(['live Maybe']);
  });

  it('may be one of two buckets of a name, each of which is judged with its own policy', async () => {
    const named = { BucketName: 'app-data' };
    const subjects = await subjectsOfTemplate(
      template({
        Bucket: { ...bucket(named), Condition: 'A' },
        Other: { ...bucket({ ...named, VersioningConfiguration: { Status: 'Enabled' } }), Condition: 'B' },
        Policy: { ...publicPolicy('app-data'), Condition: 'A' },
      }),
    );
    const told = async (fact: string) =>
      Promise.all(['Bucket', 'Other'].map((name) => factTo(subjectNamed(subjects, name), fact)));
    expect(await told('versioning')).toMatchObject([{ value: { status: 'Off' } }, { value: { status: 'Enabled' } }]);
    expect(await told('policy')).toMatchObject([
      { value: { statements: [{}] } },
      { code: 'NOT_DEPLOYED', reason: 'Policy depends on condition A' },
    ]);
  });
});

describe("a bucket's setting that is left out", () => {
  it.each<[string, unknown]>([
    [
      'publicAccessBlock',
      { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true },
    ],
    ['ownership', 'BucketOwnerEnforced'],
    ['encryption', { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null }],
    ['ssecBlocked', true],
    ['versioning', { status: 'Off', mfaDelete: false }],
    ['requesterPays', false],
  ])('has the default of a new bucket: %s', async (name, value) => {
    expect(await bucketFact(name, {})).toEqual({ known: true, value });
    expect(await bucketFact(name, {}, { assume: 'existing' })).toMatchObject({
      code: 'NOT_DEPLOYED',
      reason: expect.stringMatching(/depends on the bucket as it is, since the template leaves it out$/),
    });
  });

  it.each(['logging', 'lifecycle', 'objectLock', 'policy', 'replication', 'website'])('is absent: %s', async (name) => {
    expect(await bucketFact(name, {})).toEqual({ known: true, value: null });
  });

  it('is said to be assumed', async () => {
    const { assumed } = subjectNamed(
      await subjectsOfTemplate(template({ Bucket: bucket({ VersioningConfiguration: { Status: 'Enabled' } }) })),
      'Bucket',
    );
    expect([...(assumed ?? [])].sort()).toEqual([
      'acl',
      'encryption',
      'ownership',
      'publicAccessBlock',
      'requesterPays',
      'ssecBlocked',
    ]);
  });
});

describe('a setting of a bucket', () => {
  it.each<[string, object, string, unknown]>([
    [
      'flags that are not named are off',
      { PublicAccessBlockConfiguration: { BlockPublicAcls: 'true' } },
      'publicAccessBlock',
      { blockPublicAcls: true, ignorePublicAcls: false, blockPublicPolicy: false, restrictPublicBuckets: false },
    ],
    ['a canned ACL that needs ACLs means that they are on', { AccessControl: 'PublicRead' }, 'ownership', null],
    ['a public canned ACL means that it is not blocked', { AccessControl: 'PublicRead' }, 'publicAccessBlock', null],
    [
      'a canned ACL for log delivery is not public',
      { AccessControl: 'LogDeliveryWrite' },
      'publicAccessBlock',
      expect.objectContaining({ blockPublicAcls: true }),
    ],
    ['a private one does not', { AccessControl: 'Private' }, 'ownership', 'BucketOwnerEnforced'],
    [
      'logs without a destination go to the bucket itself',
      { BucketName: 'app-data', LoggingConfiguration: { LogFilePrefix: 'x/' } },
      'logging',
      { destinationBucket: 'app-data', prefix: 'x/' },
    ],
    [
      'Object Lock turns versioning on',
      { ObjectLockEnabled: true },
      'versioning',
      { status: 'Enabled', mfaDelete: false },
    ],
    [
      'SSE-C is not blocked by an encryption that does not say so',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
      'ssecBlocked',
      false,
    ],
    [
      'SSE-C is blocked by one that does',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } }],
        },
      },
      'ssecBlocked',
      true,
    ],
    [
      'days as text, in the old form',
      { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', NoncurrentVersionExpirationInDays: '30' }] } },
      'lifecycle',
      [
        {
          id: null,
          enabled: true,
          wholeBucket: true,
          expirationDays: null,
          expirationDate: null,
          noncurrentExpirationDays: 30,
          abortMultipartUploadDays: null,
        },
      ],
    ],
  ])('%s', async (_, properties, fact, value) => {
    expect(await bucketFact(fact, properties)).toEqual({ known: true, value });
  });

  it.each([
    ['PublicRead', [['AllUsers', 'READ']]],
    [
      'PublicReadWrite',
      [
        ['AllUsers', 'READ'],
        ['AllUsers', 'WRITE'],
      ],
    ],
    ['AuthenticatedRead', [['AuthenticatedUsers', 'READ']]],
    [
      'LogDeliveryWrite',
      [
        ['LogDelivery', 'WRITE'],
        ['LogDelivery', 'READ_ACP'],
      ],
    ],
    ['BucketOwnerFullControl', []],
  ])('the canned ACL %s grants what S3 says', async (canned, grants) => {
    expect(await bucketFact('acl', { AccessControl: canned })).toMatchObject({
      value: { grants: [{}, ...grants.map(([group, permission]) => ({ grantee: { group }, permission }))] },
    });
  });

  it.each<[string, object]>([
    ['acl', { AccessControl: 'Everybody' }],
    ['publicAccessBlock', { PublicAccessBlockConfiguration: 'on' }],
    ['publicAccessBlock', { PublicAccessBlockConfiguration: { BlockPublicAcls: 'perhaps' } }],
    ['versioning', { VersioningConfiguration: { Status: 'On' } }],
    ['encryption', { BucketEncryption: { ServerSideEncryptionConfiguration: 'AES256' } }],
    ['lifecycle', { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 'soon' }] } }],
    ['logging', { LoggingConfiguration: { DestinationBucketName: 7 } }],
    ['website', { WebsiteConfiguration: {} }],
    ['objectLock', { ObjectLockEnabled: true, ObjectLockConfiguration: { Rule: { DefaultRetention: {} } } }],
    ['tags', { Tags: 'x' }],
  ])('of a form that nobody documents is unknown: %s %j', async (fact, properties) => {
    expect(await bucketFact(fact, properties)).toMatchObject({ known: false, code: 'MALFORMED' });
  });

  it.each<[string, object]>([
    ['acl', { AccessControl: env }],
    ['publicAccessBlock', { PublicAccessBlockConfiguration: env }],
    ['publicAccessBlock', { PublicAccessBlockConfiguration: { BlockPublicAcls: env } }],
    ['ownership', { OwnershipControls: { Rules: [{ ObjectOwnership: env }] } }],
    ['encryption', { BucketEncryption: env }],
    ['encryption', { BucketEncryption: { ServerSideEncryptionConfiguration: [env] } }],
    ['versioning', { VersioningConfiguration: { Status: env } }],
    ['versioning', { ObjectLockEnabled: env }],
    ['logging', { LoggingConfiguration: env }],
    ['logging', { LoggingConfiguration: { DestinationBucketName: env } }],
    ['lifecycle', { LifecycleConfiguration: { Rules: env } }],
    ['lifecycle', { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Prefix: env }] } }],
    ['lifecycle', { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: env }] } }],
    ['replication', { ReplicationConfiguration: { Rules: [{ Status: 'Enabled', Destination: { Bucket: env } }] } }],
    ['objectLock', { ObjectLockEnabled: env }],
    ['website', { WebsiteConfiguration: { IndexDocument: env } }],
    ['tags', { Tags: [{ Key: 'env', Value: env }] }],
  ])('that a parameter hides is unknown, with its name: %s %j', async (fact, properties) => {
    expect(await bucketFact(fact, properties, { sections: parameters })).toMatchObject({
      known: false,
      code: 'NOT_DEPLOYED',
      reason: expect.stringMatching(/ depends on parameter Env$/),
    });
  });

  it('is known where the parameter is given, or can have one value alone', async () => {
    const versioning = (Status: unknown) => ({ VersioningConfiguration: { Status } });
    const options = { sections: parameters, parameters: { Env: 'Enabled' } };
    expect(await bucketFact('versioning', versioning(env), options)).toMatchObject({ value: { status: 'Enabled' } });
    expect(
      await bucketFact('logging', { LoggingConfiguration: { DestinationBucketName: { Ref: 'One' } } }, options),
    ).toMatchObject({
      value: { destinationBucket: 'only' },
    });
  });
});

describe('what resources of a template tell of each other', () => {
  it('is the policy, however its bucket is named', async () => {
    for (const [name, of] of [
      [{}, own('Bucket')],
      [{ BucketName: 'app-data' }, 'app-data'],
      [{ BucketName: 'app-data' }, own('Bucket')],
      [{ BucketName: { 'Fn::Sub': '${Env}-data' } }, own('Bucket')],
      [{ BucketName: { 'Fn::Sub': '${Env}-data' } }, { 'Fn::Join': ['-', [env, 'data']] }],
    ] as const) {
      const policy = await bucketFact('policy', name, {
        resources: { Policy: publicPolicy(of) },
        sections: parameters,
      });
      expect(policy).toMatchObject({ known: true, value: { statements: [{ effect: 'Allow' }] } });
    }
  });

  it('is no policy of another bucket', async () => {
    expect(await bucketFact('policy', {}, { resources: { Policy: publicPolicy('another') } })).toMatchObject({
      value: null,
    });
  });

  it('is a policy that names its bucket as it is put together', async () => {
    const policy = publicPolicy(own('Bucket'), { Resource: { 'Fn::Sub': 'arn:aws:s3:::${Env}-data/*' } });
    const name = { BucketName: { 'Fn::Sub': '${Env}-data' } };
    expect(await bucketFact('policy', name, { resources: { Policy: policy }, sections: parameters })).toMatchObject({
      value: { statements: [{ resource: { patterns: ['arn:aws:s3:::Bucket/*'] } }] },
    });
  });

  it.each<[string, object, string]>([
    [
      'a principal that is hidden',
      { Policy: publicPolicy(own('Bucket'), { Principal: { AWS: env } }) },
      'parameter Env',
    ],
    [
      'a name that only begins alike',
      { Policy: publicPolicy(own('Bucket'), { Resource: { 'Fn::Sub': 'arn:aws:s3:::${Env}-data-logs/*' } }) },
      'parameter Env',
    ],
    [
      'two policies',
      { One: publicPolicy(own('Bucket')), Two: publicPolicy(own('Bucket')) },
      'which of One, Two is written last',
    ],
    ['a condition of its own', { Policy: { ...publicPolicy(own('Bucket')), Condition: 'IsProd' } }, 'condition IsProd'],
  ])('is unknown where it has %s', async (_, resources, cause) => {
    expect(
      await bucketFact('policy', { BucketName: { 'Fn::Sub': '${Env}-data' } }, { resources, sections: parameters }),
    ).toMatchObject({ known: false, code: 'NOT_DEPLOYED', reason: `Policy depends on ${cause}` });
  });

  it('is the ARN of an origin access identity, as S3 shows it', async () => {
    const resources = {
      Identity: { Type: 'AWS::CloudFront::OriginAccessIdentity' },
      Policy: publicPolicy(own('Bucket'), {
        Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } },
      }),
    };
    expect(await bucketFact('policy', {}, { resources })).toMatchObject({
      value: {
        statements: [
          { principal: { arns: ['arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity Identity'] } },
        ],
      },
    });
  });

  it('is the key', async () => {
    const encrypted = (KMSMasterKeyID: unknown) => ({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } },
        ],
      },
    });
    const resources = {
      Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: 'true' } },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/app', TargetKeyId: own('Key') } },
    };
    for (const id of [own('Key'), { 'Fn::GetAtt': ['Key', 'Arn'] }, own('Alias')]) {
      expect(await bucketFact('encryptionKey', encrypted(id), { resources })).toMatchObject({
        value: { manager: 'CUSTOMER', state: 'Enabled' },
      });
      expect(await bucketFact('encryptionKeyRotation', encrypted(id), { resources })).toMatchObject({ value: true });
    }
    expect(await bucketFact('encryptionKey', encrypted('alias/elsewhere'), { resources })).toMatchObject({
      known: false,
      reason: 'the template does not tell what kms:DescribeKey would answer',
    });
    expect(await bucketFact('encryptionKey', encrypted('alias/aws/s3'))).toMatchObject({ value: { manager: 'AWS' } });
  });

  it('is where access logs and audit records go', async () => {
    const resources = {
      App: bucket({ LoggingConfiguration: { DestinationBucketName: own('Bucket'), LogFilePrefix: 'app/' } }),
      Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: own('Bucket'), IsLogging: true } },
    };
    const name = { BucketName: { 'Fn::Sub': '${Env}-logs' } };
    const told = (fact: string) => bucketFact(fact, name, { resources, sections: parameters });
    expect(await told('loggingSources')).toMatchObject({ value: ['App'] });
    expect(await told('auditDeliveries')).toMatchObject({ value: [{ by: 'trail', name: 'Trail' }] });
  });
});

describe('names that are put together of names', () => {
  const joined = (...parts: readonly unknown[]) => bucket({ BucketName: { 'Fn::Join': ['', parts] } });

  it('are known, and end where they go in a circle, which CloudFormation refuses', async () => {
    const subjects = await subjectsOfTemplate(
      template({
        A: joined('a', own('B')),
        B: bucket({ BucketName: 'b' }),
        C: joined('c', own('D')),
        D: joined('d', own('C')),
      }),
    );
    const idOf = (name: string) => subjectNamed(subjects, name).resource.identity.id;
    expect([idOf('A'), idOf('C'), idOf('D')]).toEqual(['ab', 'cD', 'dcD']);
  });

  it('do not grow without end', async () => {
    const levels = Array.from({ length: 60 }, (_, i) => [`B${i}`, joined(own(`B${i + 1}`), own(`B${i + 1}`))]);
    const subjects = await subjectsOfTemplate(
      template({ ...Object.fromEntries(levels), B60: bucket({ BucketName: 'xx' }) }),
    );
    expect(subjects).toHaveLength(61);
  });
});

describe('templates in files', () => {
  it('are those of a folder, and nothing else in it', async () => {
    const folder = folderOf({
      'a.template.json': template({ A: bucket() }),
      'b.yaml': 'Resources:\n  B: {Type: AWS::S3::Bucket}\n',
      'manifest.json': { version: '36.0.0', artifacts: {} },
      'broken.yaml': 'a: [',
      'notes.txt': 'Resources: AWS::S3::Bucket',
    });
    expect(placesOf(await subjectsAt(folder))).toEqual(['live A', 'live B']);
  });

  it('may nest others, which are judged once, with what is given to them', async () => {
    const nested = template(
      { Bucket: bucket({ VersioningConfiguration: { Status: own('Status') } }) },
      { Parameters: { Status: { Type: 'String' } } },
    );
    const stack = (more: object) => ({ Type: 'AWS::CloudFormation::Stack', ...more });
    const folder = folderOf({
      'app.json': template({
        Storage: stack({ Properties: { TemplateURL: './storage.json', Parameters: { Status: 'Enabled' } } }),
        Synthesized: stack({
          Properties: { TemplateURL: { 'Fn::Sub': 'https://s3.${AWS::URLSuffix}/x' } },
          Metadata: { 'aws:asset:path': 'more.nested.template.json' },
        }),
        Elsewhere: stack({ Properties: { TemplateURL: 'https://s3.amazonaws.com/example/x.json' } }),
        Itself: stack({ Properties: { TemplateURL: 'app.json' } }),
      }),
      'storage.json': nested,
      'more.nested.template.json': template({ More: bucket() }),
    });
    const subjects = await subjectsAt(folder);
    expect(placesOf(subjects)).toEqual(['unreadable Elsewhere', 'unreadable Itself', 'live Bucket', 'live More']);
    expect(await factTo(subjectNamed(subjects, 'Bucket'), 'versioning')).toMatchObject({
      value: { status: 'Enabled' },
    });
  });

  it.each([
    ['that are none', { 'x.json': { version: 1 } }, 'x.json: this is no CloudFormation template: it has no Resources'],
    ['that are broken', { 'x.json': '{"Resources": {' }, /x\.json: line 1: /],
    ['that are not there', {}, 'x.json: no such file or folder'],
  ])('%s are an error', async (_, files, message) => {
    await expect(subjectsAt(join(folderOf(files), 'x.json'))).rejects.toThrow(message);
  });

  it('in a folder without any are an error', async () => {
    await expect(subjectsAt(folderOf({ 'x.json': { version: 1 } }))).rejects.toThrow(
      'the folder holds no CloudFormation template',
    );
  });
});

describe('what may change a template', () => {
  it.each([
    ['a macro', { Transform: 'Example' }, 'What transform Example makes of the template is not known.'],
    [
      'an inclusion',
      { Transform: { Name: 'AWS::Include', Parameters: {} } },
      'What transform AWS::Include makes of the template is not known.',
    ],
  ])('is said: %s', async (_, sections, reason) => {
    expect(await subjectsOfTemplate(template({ A: bucket() }, sections))).toMatchObject([
      { state: 'live' },
      { state: 'unreadable', reason },
    ]);
  });

  it('is said of loops', async () => {
    const loop = { 'Fn::ForEach::Buckets': ['Name', ['a', 'b'], { 'Bucket${Name}': bucket() }] };
    expect(await subjectsOfTemplate(template(loop, { Transform: 'AWS::LanguageExtensions' }))).toMatchObject([
      { state: 'unreadable', reason: 'What Fn::ForEach::Buckets makes of the template is not known.' },
    ]);
  });

  it('is not said of transforms that leave resources as they are', async () => {
    const subjects = await subjectsOfTemplate(template({ A: bucket() }, { Transform: ['AWS::Serverless-2016-10-31'] }));
    expect(placesOf(subjects)).toEqual(['live A']);
  });
});
