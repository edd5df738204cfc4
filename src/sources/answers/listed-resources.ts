import type { Operation } from '../../core/operations.js';
import type { Kind, ResourceIdentity } from '../../core/resource.js';
import type { Subject } from '../subject.js';
import type { Ask } from './ask.js';
import { ec2ListInput } from './ec2-list.js';
import { accountQuestion } from './fact-functions.js';
import { authorizationDetails, identitiesIn } from './identity.js';
import {
  elementsOf,
  isAbsent,
  MalformedAnswerError,
  malformed,
  memberOf,
  optional,
  type Part,
  textOf,
} from './part.js';
import { factOfReply, replyTo } from './reply.js';
import { vpcsIn } from './vpc.js';
import { type Ec2Place, vpcEndpointsIn } from './vpc-endpoint.js';

/** A resource that a recorded list names, or why there may be others of its kind. */
export type Listed =
  | { readonly state: 'listed'; readonly kind: Kind; readonly identity: ResourceIdentity }
  | Extract<Subject, { readonly state: 'unreadable' }>;

/** What the answer to a list says nothing about. */
interface Place {
  readonly accountId: string;
  readonly partition: string;
  /** Of the key it is recorded under; null where that names none. */
  readonly region: string | null;
}

/** How the resources of a kind are found among an account's answers. */
interface Listing {
  readonly kind: Kind;
  /** As reasons name them. */
  readonly name: string;
  readonly operation: Operation;
  /** What the question names beside its region; nothing, unless given. */
  readonly input?: (accountId: string) => Readonly<Record<string, unknown>>;
  /** The member of the answer that is set where it is not whole. */
  readonly token: string;
  /** Who they are, with ids as AWS Config has them. */
  readonly identitiesFrom: (answer: Part, place: Place) => readonly ResourceIdentity[];
}

/** In the order in which resources are given. */
const listings: readonly Listing[] = [
  {
    kind: 'directoryBucket',
    name: 'directory buckets',
    operation: 's3:ListDirectoryBuckets',
    token: 'ContinuationToken',
    identitiesFrom: (answer, place) =>
      elementsOf(memberOf(answer, 'Buckets')).map((bucket) => directoryBucketFrom(bucket, place)),
  },
  {
    kind: 'tableBucket',
    name: 'table buckets',
    operation: 's3tables:ListTableBuckets',
    token: 'continuationToken',
    identitiesFrom: (answer, { accountId }) =>
      elementsOf(memberOf(answer, 'tableBuckets')).map((bucket) => tableBucketFrom(bucket, accountId)),
  },
  {
    kind: 'accessPoint',
    name: 'Multi-Region Access Points',
    operation: 's3control:ListMultiRegionAccessPoints',
    input: (accountId) => ({ AccountId: accountId }),
    token: 'NextToken',
    identitiesFrom: (answer, place) =>
      elementsOf(memberOf(answer, 'AccessPoints')).map((point) => multiRegionAccessPointFrom(point, place)),
  },
  {
    kind: 'vpc',
    name: 'VPCs',
    operation: 'ec2:DescribeVpcs',
    input: () => ec2ListInput('ec2:DescribeVpcs'),
    token: 'NextToken',
    identitiesFrom: (answer, place) => vpcsIn(answer, regional(place)),
  },
  {
    kind: 'vpcEndpoint',
    name: 'VPC endpoints',
    operation: 'ec2:DescribeVpcEndpoints',
    input: () => ec2ListInput('ec2:DescribeVpcEndpoints'),
    token: 'NextToken',
    identitiesFrom: (answer, place) => vpcEndpointsIn(answer, regional(place)),
  },
  {
    kind: 'identity',
    name: 'IAM identities',
    operation: 'iam:GetAccountAuthorizationDetails',
    input: () => authorizationDetails.input,
    token: 'Marker',
    identitiesFrom: (answer, { accountId }) =>
      identitiesIn(answer).map((identity) => ({ ...identity, accountId, region: null })),
  },
];

/**
 * The resources that the lists among an account's answers name, each once, and the lists that could not be read. What
 * was not listed is not known to be there.
 */
export async function* listedResources(
  account: Omit<Place, 'region'> & { readonly regionsOf: RegionsOf },
  ask: Ask,
): AsyncGenerator<Listed, void, void> {
  for (const listing of listings) {
    const seen = new Set<string>();
    for (const region of account.regionsOf(listing.operation)) {
      for await (const one of listedIn(listing, { ...account, region }, ask)) {
        const id = one.state === 'listed' ? one.identity.id : null;
        if (id === null || !seen.has(id)) yield one;
        if (id !== null) seen.add(id);
      }
    }
  }
}

/** The member of a list's question and answer that leads to its next page; null for what is no list of resources. */
export const tokenOfListing = (operation: Operation): string | null =>
  listings.find((one) => one.operation === operation)?.token ?? null;

/** The kinds of resources that a list names. */
export const kindsOfListing = (operation: Operation): readonly Kind[] =>
  listings.filter((one) => one.operation === operation).map(({ kind }) => kind);

/** The regions that a list is asked in; null: in none in particular, as IAM. */
export type RegionsOf = (operation: Operation) => readonly (string | null)[];

async function* listedIn(listing: Listing, place: Place, ask: Ask): AsyncGenerator<Listed, void, void> {
  const { kind, name, operation, token, input } = listing;
  const { accountId, region } = place;
  const question = accountQuestion(operation, input?.(accountId) ?? {}, region);
  const unread = (reason: string): Listed => ({
    state: 'unreadable',
    kind,
    identity: { accountId, region },
    reason: `There may be ${name} that are not judged: ${reason}.`,
  });
  const found = factOfReply(question, await replyTo(ask, question), (answer) => ({
    identities: listing.identitiesFrom(answer, place),
    isWhole: isAbsent(memberOf(answer, token)) || memberOf(answer, token).value === '',
  }));
  if (!found.known) return yield unread(found.reason);
  yield* found.value.identities.map((identity): Listed => ({ state: 'listed', kind, identity }));
  if (!found.value.isWhole) yield unread(`of ${operation} only a first page is recorded`);
}

/** What EC2 answers does not name the region, so its key has to. */
const regional = ({ region, ...place }: Place): Ec2Place => {
  if (region === null) throw new MalformedAnswerError('the key must name the region, as in ec2:DescribeVpcs@eu-west-1');
  return { ...place, region };
};

/** S3 tells the ARN since 2025; the region is in it, or in the key of the list. */
const directoryBucketFrom = (bucket: Part, { accountId, partition, region }: Place): ResourceIdentity => {
  const id = textOf(memberOf(bucket, 'Name'));
  const told = optional(memberOf(bucket, 'BucketArn'), textOf);
  const place = told?.split(':')[3] || region || optional(memberOf(bucket, 'BucketRegion'), textOf);
  const arn = told ?? (place === null ? null : `arn:${partition}:s3express:${place}:${accountId}:bucket/${id}`);
  return { type: 'AWS::S3Express::DirectoryBucket', id, arn, accountId, region: place };
};

const tableBucketFrom = (bucket: Part, accountId: string): ResourceIdentity => {
  const part = memberOf(bucket, 'arn');
  const arn = textOf(part);
  const region = /^arn:[^:]+:s3tables:([^:]+):\d{12}:bucket\/./.exec(arn)?.[1];
  if (region === undefined) throw malformed(part, 'the ARN of a table bucket');
  return { type: 'AWS::S3Tables::TableBucket', id: arn, arn, accountId, region };
};

/** Its ARN holds its alias, which it has once it is made, and no region. */
const multiRegionAccessPointFrom = (point: Part, { accountId, partition }: Place): ResourceIdentity => {
  const alias = optional(memberOf(point, 'Alias'), textOf);
  return {
    type: 'AWS::S3::MultiRegionAccessPoint',
    id: textOf(memberOf(point, 'Name')),
    arn: alias === null ? null : `arn:${partition}:s3::${accountId}:accesspoint/${alias}`,
    accountId,
    region: null,
  };
};
