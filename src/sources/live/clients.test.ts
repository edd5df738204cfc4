import { ACCOUNT, REGION } from '../../../test/builders.js';
import { controlError, jsonError, loopback, xmlError } from '../../../test/loopback.js';
import type { Operation } from '../../core/operations.js';
import type { Ask, Question } from '../answers/ask.js';
import { allServices } from './all-services.js';
import { ApiFaultError, createLiveAsk } from './live-ask.js';

const server = loopback();

const liveAsk = (): Ask => createLiveAsk(allServices, { region: 'us-east-1', accountId: ACCOUNT });

const question = (operation: Operation, input: Question['input'], more: Partial<Question> = {}): Question => ({
  operation,
  input,
  region: REGION,
  owner: null,
  ...more,
});

const DIRECTORY = 'scratch--euw1-az1--x-s3';
const ofBucket = { owner: { kind: 'bucket', name: 'app-data' } } as const;
const versioning = question('s3:GetBucketVersioning', { Bucket: 'app-data' }, ofBucket);
const accountBlock = question('s3control:GetPublicAccessBlock', { AccountId: ACCOUNT }, { region: null });

/** One client: a question, what AWS sends, and what the SDK makes of it. */
interface Client {
  readonly question: Question;
  readonly path: string;
  readonly target?: string;
  readonly body: string;
  readonly output: object;
  readonly error: (code: string) => string;
  readonly denied: string;
  /** Its kind of answer, and the code; null where no code of the client says that something is not there. */
  readonly notFound: readonly ['absent' | 'gone', string] | null;
}

const clients: Readonly<Record<string, Client>> = {
  s3: {
    question: versioning,
    path: '/app-data/?versioning=',
    body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
    output: { Status: 'Enabled' },
    error: xmlError,
    denied: 'AccessDenied',
    notFound: ['gone', 'NoSuchBucket'],
  },
  s3control: {
    question: accountBlock,
    path: '/v20180820/configuration/publicAccessBlock',
    body: '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>',
    output: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
    error: controlError,
    denied: 'AccessDenied',
    notFound: ['absent', 'NoSuchPublicAccessBlockConfiguration'],
  },
  's3 of directory buckets': {
    question: question(
      's3express:GetBucketPolicy',
      { Bucket: DIRECTORY },
      { owner: { kind: 'directoryBucket', name: DIRECTORY }, id: DIRECTORY },
    ),
    path: `/${DIRECTORY}//?policy=`,
    body: '{"Statement":[]}',
    output: { Policy: '{"Statement":[]}' },
    error: xmlError,
    denied: 'AccessDenied',
    notFound: ['absent', 'NoSuchBucketPolicy'],
  },
  's3control of directory buckets': {
    question: question('s3express:ListTagsForResource', {
      AccountId: ACCOUNT,
      ResourceArn: `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/${DIRECTORY}`,
    }),
    path: `/v20180820/tags/arn%3Aaws%3As3express%3A${REGION}%3A${ACCOUNT}%3Abucket/${DIRECTORY}`,
    body: '<ListTagsForResourceResult><Tags><Tag><Key>team</Key><Value>data</Value></Tag></Tags></ListTagsForResourceResult>',
    output: { Tags: [{ Key: 'team', Value: 'data' }] },
    error: controlError,
    denied: 'AccessDenied',
    notFound: ['gone', 'NoSuchResource'],
  },
  's3control of Multi-Region Access Points': {
    question: question(
      's3control:GetMultiRegionAccessPointPolicy',
      { AccountId: ACCOUNT, Name: 'everywhere' },
      { region: 'us-west-2' },
    ),
    path: '/v20180820/mrap/instances/everywhere/policy',
    body: '<GetMultiRegionAccessPointPolicyResult><Policy><Established><Policy>{}</Policy></Established></Policy></GetMultiRegionAccessPointPolicyResult>',
    output: { Policy: { Established: { Policy: '{}' } } },
    error: controlError,
    denied: 'AccessDenied',
    notFound: ['gone', 'NoSuchMultiRegionAccessPoint'],
  },
  s3tables: {
    question: question('s3tables:GetTableBucketEncryption', { tableBucketARN: 'arn:aws:s3tables:a:1:bucket/tables' }),
    path: '/buckets/arn%3Aaws%3As3tables%3Aa%3A1%3Abucket%2Ftables/encryption',
    body: '{"encryptionConfiguration":{"sseAlgorithm":"AES256"}}',
    output: { encryptionConfiguration: { sseAlgorithm: 'AES256' } },
    error: jsonError,
    denied: 'ForbiddenException',
    notFound: ['absent', 'NotFoundException'],
  },
  kms: {
    question: question('kms:DescribeKey', { KeyId: 'alias/app' }),
    path: '/',
    target: 'TrentService.DescribeKey',
    body: '{"KeyMetadata":{"KeyId":"1","KeyState":"Enabled"}}',
    output: { KeyMetadata: { KeyId: '1', KeyState: 'Enabled' } },
    error: jsonError,
    denied: 'AccessDeniedException',
    notFound: ['absent', 'NotFoundException'],
  },
  logs: {
    question: question('logs:DescribeDeliverySources', {}),
    path: '/',
    target: 'Logs_20140328.DescribeDeliverySources',
    body: '{"deliverySources":[{"name":"a","status":"ACTIVE"}]}',
    output: { deliverySources: [{ name: 'a', status: 'ACTIVE' }] },
    error: jsonError,
    denied: 'AccessDeniedException',
    notFound: null,
  },
  cloudtrail: {
    question: question('cloudtrail:GetEventDataStore', {
      EventDataStore: 'arn:aws:cloudtrail:eu-west-1:1:eventdatastore/1',
    }),
    path: '/',
    target: 'CloudTrail_20131101.GetEventDataStore',
    body: '{"Name":"lake","Status":"ENABLED"}',
    output: { Name: 'lake', Status: 'ENABLED' },
    error: jsonError,
    denied: 'AccessDeniedException',
    notFound: ['gone', 'EventDataStoreNotFoundException'],
  },
  iam: {
    question: question('iam:GetAccountAuthorizationDetails', { Filter: ['Role'] }, { region: null }),
    path: '/',
    body: '<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><IsTruncated>true</IsTruncated><Marker>next</Marker><RoleDetailList><member><RoleId>AROA</RoleId><RolePolicyList><member><PolicyName>all</PolicyName><PolicyDocument>%7B%7D</PolicyDocument></member></RolePolicyList></member></RoleDetailList></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>',
    output: {
      IsTruncated: true,
      Marker: 'next',
      RoleDetailList: [{ RoleId: 'AROA', RolePolicyList: [{ PolicyName: 'all', PolicyDocument: '%7B%7D' }] }],
    },
    error: controlError,
    denied: 'AccessDenied',
    notFound: null,
  },
  organizations: {
    question: question('organizations:DescribeEffectivePolicy', { PolicyType: 'S3_POLICY' }, { region: null }),
    path: '/',
    target: 'AWSOrganizationsV20161128.DescribeEffectivePolicy',
    body: '{"EffectivePolicy":{"PolicyContent":"{}"}}',
    output: { EffectivePolicy: { PolicyContent: '{}' } },
    error: jsonError,
    denied: 'AccessDeniedException',
    notFound: ['absent', 'EffectivePolicyNotFoundException'],
  },
  config: {
    question: question('config:GetResourceConfigHistory', { resourceType: 'AWS::S3::Bucket', resourceId: 'a' }),
    path: '/',
    target: 'StarlingDoveService.GetResourceConfigHistory',
    body: '{"configurationItems":[{"resourceId":"a"}]}',
    output: { configurationItems: [{ resourceId: 'a' }] },
    error: jsonError,
    denied: 'AccessDeniedException',
    notFound: ['gone', 'ResourceNotDiscoveredException'],
  },
  events: {
    question: question('events:ListTargetsByRule', { Rule: 's3-changes' }),
    path: '/',
    target: 'AWSEvents.ListTargetsByRule',
    body: '{"Targets":[{"Id":"topic","Arn":"arn:aws:sns:eu-west-1:111122223333:security"}]}',
    output: { Targets: [{ Id: 'topic', Arn: 'arn:aws:sns:eu-west-1:111122223333:security' }] },
    error: jsonError,
    denied: 'AccessDeniedException',
    notFound: ['gone', 'ResourceNotFoundException'],
  },
  monitoring: {
    question: question('monitoring:DescribeAlarms', { AlarmTypes: ['MetricAlarm'] }),
    path: '/',
    target: 'GraniteServiceVersion20100801.DescribeAlarms',
    body: '{"MetricAlarms":[{"AlarmName":"s3-changes","Threshold":1}]}',
    output: { MetricAlarms: [{ AlarmName: 's3-changes', Threshold: 1 }] },
    error: jsonError,
    denied: 'AccessDeniedException',
    notFound: null,
  },
  'access-analyzer': {
    question: question('access-analyzer:ListArchiveRules', { analyzerName: 'watch' }),
    path: '/analyzer/watch/archive-rule',
    body: '{"archiveRules":[{"ruleName":"quiet","filter":{"isPublic":{"eq":["true"]}}}]}',
    output: { archiveRules: [{ ruleName: 'quiet', filter: { isPublic: { eq: ['true'] } } }] },
    error: jsonError,
    denied: 'AccessDeniedException',
    notFound: ['gone', 'ResourceNotFoundException'],
  },
  macie2: {
    question: question('macie2:GetMacieSession', {}),
    path: '/macie',
    body: '{"status":"ENABLED"}',
    output: { status: 'ENABLED' },
    error: jsonError,
    denied: 'AccessDeniedException',
    notFound: ['absent', 'ResourceNotFoundException'],
  },
};

describe.each(Object.entries(clients))('the client of %s over HTTP', (_name, client) => {
  const ask = (status: number, body: string) => {
    server.answer({ status, body });
    return liveAsk()(client.question);
  };

  it('asks and gives the answer', async () => {
    const answer = await ask(200, client.body);
    expect(answer).toMatchObject({ kind: 'answer', output: client.output });
    expect(server.received()).toHaveLength(1);
    expect(server.received()[0]).toMatchObject({ path: client.path, target: client.target ?? '' });
  });

  it('takes a refusal for one', async () => {
    expect(await ask(client.target ? 400 : 403, client.error(client.denied))).toMatchObject({ kind: 'denied' });
  });

  it('throws a 503', async () => {
    const asked = ask(503, client.error('ServiceUnavailable'));
    await expect(asked).rejects.toBeInstanceOf(ApiFaultError);
    await expect(asked).rejects.toMatchObject({ code: 'ServiceUnavailable', operation: client.question.operation });
  });

  it('throws a 503 without a body', async () => {
    await expect(ask(503, '')).rejects.toBeInstanceOf(ApiFaultError);
  });

  if (client.notFound) {
    const [kind, code] = client.notFound;
    it(`takes ${code} for ${kind}`, async () => {
      expect(await ask(client.target ? 400 : 404, client.error(code))).toEqual({ kind });
    });
  }
});
