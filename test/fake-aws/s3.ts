import { bucketAnswers, publicAccessBlockTold } from './bucket-answers.js';
import { ServiceError } from './fault.js';
import { pageOf } from './input.js';
import type { FakeBucket, State } from './state.js';
import { type XmlMembers, xmlDocument } from './xml.js';

/** A call of a REST service, already told apart by operation. */
export interface RestCall {
  readonly operation: string;
  /** The bucket it is about; empty for the account. */
  readonly about: string;
  readonly answer: (state: State) => string;
}

/** Where and for whom a request was signed, and what it says of the bucket's owner. */
export interface RestRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly region: string;
}

/** Tells a path-style request of S3 or S3 Control. */
export const restCallOf = (request: RestRequest): RestCall => {
  const { pathname, searchParams } = request.url;
  if (pathname.startsWith('/v20180820/')) return controlCallOf(pathname, request);
  const name = decodeURIComponent(pathname.split('/')[1] ?? '');
  if (name === '')
    return { operation: 's3:ListBuckets', about: '', answer: (state) => listBuckets(state, searchParams) };
  const asked = Object.keys(bucketAnswers).find((parameter) => searchParams.has(parameter)) ?? '';
  const operation = operationNames[asked];
  if (!operation) throw new ServiceError('NotImplemented', `The fake does not know ${request.url}`, 501);
  return {
    operation: `${isDirectory(name) ? 's3express' : 's3'}:${operation}`,
    about: name,
    answer: (state) => bucketAnswers[asked]?.(bucketOf(state, name, request)) ?? '',
  };
};

const isDirectory = (bucket: string): boolean => bucket.endsWith('--x-s3');

const operationNames: Readonly<Record<string, string>> = {
  policy: 'GetBucketPolicy',
  acl: 'GetBucketAcl',
  publicAccessBlock: 'GetPublicAccessBlock',
  ownershipControls: 'GetBucketOwnershipControls',
  encryption: 'GetBucketEncryption',
  versioning: 'GetBucketVersioning',
  logging: 'GetBucketLogging',
  lifecycle: 'GetBucketLifecycleConfiguration',
  'object-lock': 'GetObjectLockConfiguration',
  website: 'GetBucketWebsite',
  tagging: 'GetBucketTagging',
};

const listBuckets = (state: State, parameters: URLSearchParams): string => {
  const region = parameters.get('bucket-region');
  const most = Number(parameters.get('max-buckets') ?? 10_000);
  if (!(most >= 1 && most <= 10_000)) throw new ServiceError('InvalidArgument', 'max-buckets must be 1 to 10000');
  const all = state.buckets
    .filter(({ name }) => !isDirectory(name))
    .map((bucket) => ({ name: bucket.name, region: bucket.region ?? state.region }))
    .filter((bucket) => region === null || bucket.region === region)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const { page, next } = pageOf(all, parameters.get('continuation-token') ?? undefined, most);
  return xmlDocument('ListAllMyBucketsResult', {
    Owner: { ID: 'a'.repeat(64) },
    Buckets: {
      // The region is told only to those who ask with a parameter.
      Bucket: page.map((bucket) => ({
        Name: bucket.name,
        CreationDate: '2026-01-15T09:21:58.000Z',
        BucketRegion: parameters.size > 1 ? bucket.region : null,
      })),
    },
    ContinuationToken: next,
  });
};

const bucketOf = (state: State, name: string, { headers, region }: RestRequest): FakeBucket => {
  const bucket = state.buckets.find((one) => one.name === name);
  if (!bucket) throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404);
  const owner = headers['x-amz-expected-bucket-owner'];
  if (owner !== undefined && owner !== state.accountId) throw new ServiceError('AccessDenied', 'Access Denied', 403);
  if (region !== (bucket.region ?? state.region)) {
    throw new ServiceError('PermanentRedirect', 'The bucket must be addressed using the specified endpoint', 301);
  }
  return bucket;
};

/** Multi-Region Access Points are all told alike, whatever their names, and in one region. */
const multiRegionCallOf = (pathname: string, region: string): RestCall | null => {
  const [, name = '', isPolicy] = /^\/v20180820\/mrap\/instances\/([^/]+)(\/policy)?$/.exec(pathname) ?? [];
  if (name === '') return null;
  const operation = `s3control:GetMultiRegionAccessPoint${isPolicy ? 'Policy' : ''}`;
  return {
    operation,
    about: name,
    answer: (state) => {
      if (region !== 'us-west-2') throw new ServiceError('PermanentRedirectControlError', 'Ask us-west-2', 301);
      return xmlDocument('Result', (state.answers[operation] ?? {}) as XmlMembers);
    },
  };
};

/** What a test told, else an account without access points. */
const listOf = (pathname: string): RestCall | null => {
  const [name, list] = lists[pathname] ?? [];
  if (name === undefined || list === undefined) return null;
  const operation = `s3control:${name}`;
  return {
    operation,
    about: '',
    answer: (state) => xmlDocument(`${name}Result`, (state.answers[operation] ?? { [list]: {} }) as XmlMembers),
  };
};

const lists: Readonly<Record<string, readonly [operation: string, list: string]>> = {
  '/v20180820/accesspoint': ['ListAccessPoints', 'AccessPointList'],
  '/v20180820/mrap/instances': ['ListMultiRegionAccessPoints', 'AccessPoints'],
};

const controlCallOf = (pathname: string, { headers, region }: RestRequest): RestCall => {
  const list = listOf(pathname);
  if (list) return list;
  const ofMultiRegion = multiRegionCallOf(pathname, region);
  if (ofMultiRegion) return ofMultiRegion;
  if (pathname !== '/v20180820/configuration/publicAccessBlock') {
    throw new ServiceError('NotImplemented', `The fake does not know ${pathname}`, 501);
  }
  return {
    operation: 's3control:GetPublicAccessBlock',
    about: String(headers['x-amz-account-id'] ?? ''),
    answer: (state) => publicAccessBlockTold(state.accountPublicAccessBlock),
  };
};
