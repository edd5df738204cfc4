import { type Fact, unknown } from '../src/core/fact.js';
import { isOperation, operations, serviceOf } from '../src/core/operations.js';
import {
  accountIdentity,
  createResource,
  type Kind,
  type Resource,
  type ResourceIdentity,
} from '../src/core/resource.js';
import type { Ask } from '../src/sources/answers/ask.js';
import { createFactReader } from '../src/sources/answers/fact-reader.js';
import { createRecordedAsk } from '../src/sources/answers/recorded-ask.js';
import { createLiveAsk } from '../src/sources/live/live-ask.js';
import type { Services } from '../src/sources/live/service.js';
import type { Answers } from './answers.js';
import { ACCOUNT, BUCKET, REGION } from './builders.js';

/** What is answered of an account and of the one resource that a test looks at, by the keys of recorded files. */
export interface Told {
  readonly account?: Answers;
  readonly own?: Answers;
}

/** The two ways to answer, so that a table of cases runs through both. */
export const fronts = ['recorded', 'live'] as const;
export type Front = (typeof fronts)[number];

/** The fact that the answers tell of a resource. */
export const factTold = (
  front: Front,
  fact: string,
  told: Told,
  resource: Resource = unreadBucket(),
): Promise<Fact<unknown>> => createFactReader(resource, askOf(front, told, resource))(fact);

/** A question is answered from what is told, and from nothing else. */
export const askOf = (front: Front, told: Told, resource: Resource = unreadBucket()): Ask =>
  front === 'recorded'
    ? recordedAsk(told, resource)
    : createLiveAsk(fakeServices({ ...told.account, ...told.own }), { region: 'us-east-1', accountId: ACCOUNT });

/** A bucket of which nothing is known yet, with what the test tells already. */
export const unreadBucket = (facts: Readonly<Record<string, Fact<unknown>>> = {}): Resource =>
  unread(
    'bucket',
    { type: 'AWS::S3::Bucket', id: BUCKET, arn: `arn:aws:s3:::${BUCKET}`, accountId: ACCOUNT, region: REGION },
    facts,
  );

export const unreadAccount = (): Resource => unread('account', accountIdentity(ACCOUNT));

/** An identity of a type, with the ids of `item-identities.ts`. */
export const unreadIdentity = (type: string, id: string): Resource =>
  unread('identity', { type, id, arn: null, accountId: ACCOUNT, region: null });

export const unreadAccessPoint = (type = 'AWS::S3::AccessPoint'): Resource =>
  unread('accessPoint', {
    type,
    id: 'reports',
    arn: `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/reports`,
    accountId: ACCOUNT,
    region: REGION,
  });

export const DIRECTORY_BUCKET = 'scratch--euw1-az1--x-s3';
export const DIRECTORY_BUCKET_ARN = `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/${DIRECTORY_BUCKET}`;

export const unreadDirectoryBucket = (identity: Partial<ResourceIdentity> = {}): Resource =>
  unread('directoryBucket', {
    type: 'AWS::S3Express::DirectoryBucket',
    id: DIRECTORY_BUCKET,
    arn: DIRECTORY_BUCKET_ARN,
    accountId: ACCOUNT,
    region: REGION,
    ...identity,
  });

export const TABLE_BUCKET_ARN = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/tables`;

export const unreadTableBucket = (): Resource =>
  unread('tableBucket', {
    type: 'AWS::S3Tables::TableBucket',
    id: TABLE_BUCKET_ARN,
    arn: TABLE_BUCKET_ARN,
    accountId: ACCOUNT,
    region: REGION,
  });
/** A VPC endpoint of which nothing is known yet. */
export const unreadVpcEndpoint = (): Resource => unread('vpcEndpoint', ec2Identity('VPCEndpoint', 'vpc-endpoint/vpce'));

export const unreadVpc = (): Resource => unread('vpc', ec2Identity('VPC', 'vpc/vpc'));

const ec2Identity = (type: string, place: string): ResourceIdentity => ({
  type: `AWS::EC2::${type}`,
  id: `${place.split('/')[1]}-0example00000001`,
  arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:${place}-0example00000001`,
  accountId: ACCOUNT,
  region: REGION,
});

/** Services that answer from a table instead of calling AWS, with errors as the SDK throws them. */
export const fakeServices = (
  answers: Answers,
  onCall: (operation: string, region: string) => void = () => {},
): Services =>
  Object.fromEntries(
    [...serviceNames].map((name) => [
      name,
      {
        name,
        createCall:
          ({ region }) =>
          async (operation, input) => {
            onCall(operation, region);
            const id = idIn(operation, input);
            const page = input.nextToken ?? input.NextToken ?? input.ContinuationToken ?? input.Marker;
            const key = [operation, id && `#${id}`, page && `#${page}`].filter(Boolean).join('');
            if (!Object.hasOwn(answers, key)) throw new Error(`${key} is not to be asked`);
            return answerOrThrow(answers[key]);
          },
      },
    ]),
  );

const serviceNames = new Set(Object.keys(operations).filter(isOperation).map(serviceOf));

type Input = Readonly<Record<string, unknown>>;

/** What one of several answers to an operation is told apart by. */
const idIn = (operation: string, input: Input): unknown =>
  idNames.map((name) => input[name]).find((value) => value !== undefined) ??
  idOfResource(operation, input) ??
  (input.TargetId && `${input.TargetId}:${input.Filter}`) ??
  (operation === 'cloudtrail:GetTrailStatus' && input.Name);

const idNames = [
  ...['KeyId', 'TrailName', 'EventDataStore', 'analyzerArn', 'analyzerName', 'logGroupName', 'Rule'],
  ...['ChildId', 'PolicyId'],
];

/** By which the answers about directory buckets, Multi-Region Access Points, table buckets and tables are told apart. */
const idOfResource = (operation: string, input: Input): unknown => {
  if (operation.startsWith('s3express:')) return input.Bucket ?? input.ResourceArn;
  if (operation.includes(':GetMultiRegion')) return input.Name;
  const bucket = input.tableBucketARN ?? input.resourceArn;
  return input.namespace === undefined ? bucket : `${bucket}/table/${input.name}`;
};

const answerOrThrow = (answer: unknown): unknown => {
  const { error } = answer as { readonly error?: { readonly code: string; readonly message?: string } };
  if (!error) return answer;
  throw Object.assign(new Error(error.message ?? ''), { name: error.code, $metadata: { httpStatusCode: 400 } });
};

const recordedAsk = ({ account = {}, own = {} }: Told, { kind, identity }: Resource): Ask => {
  const one = { name: identity.id, region: identity.region ?? '', answers: { place: 'own', byKey: own } };
  return createRecordedAsk(
    {
      accountId: ACCOUNT,
      partition: 'aws',
      answers: { place: 'account', byKey: account },
      buckets: kind === 'bucket' ? [one] : [],
      accessPoints: kind === 'accessPoint' ? [one] : [],
    },
    'answers.json',
  );
};

const unread = (
  kind: Kind,
  identity: ResourceIdentity,
  facts: Readonly<Record<string, Fact<unknown>>> = {},
): Resource => createResource(kind, identity, {}, (fact) => facts[fact] ?? unknown('NOT_READ', `${fact} not read`));
