import { decideRequest, type RequestDecision } from '../policy/decide-request.js';
import { matches, wildGlob } from '../policy/glob.js';
import type { Policy, Statement } from '../policy/index.js';
import { arnsOf } from '../policy/policy-context.js';
import { type ServiceCall, serviceRequest } from '../policy/service-call.js';
import type { AccessLogSource, Acl } from './facts.js';
import { type LogProducer, logProducers } from './log-producers.js';
import { bucketPolicyContext } from './policy-context.js';
import { partitionOf, type ResourceIdentity } from './resource.js';

/** One call that somebody's logs need to arrive in a bucket, and what its policy says of it. */
export interface DecidedDelivery {
  readonly producer: LogProducer;
  /** Whose logs: `access logs of app-data`, `logs of CloudTrail`. */
  readonly logs: string;
  /** `s3:PutObject on logs/*`, `s3:GetBucketAcl` */
  readonly need: string;
  readonly decision: RequestDecision;
  /** For what it acts, where that is known. */
  readonly source: ServiceCall['source'];
}

/**
 * Whether the access logs of each source may be put under its prefix. S3 puts a time stamp behind the prefix or, with
 * partitioned keys, the account, region and bucket of the source first; which it is Config does not say.
 *
 * @param isGrantedByAcl whether the access control list lets S3's log delivery write, so that only a Deny hinders it
 */
export const accessLogDeliveries = (
  policy: Policy | null,
  bucket: ResourceIdentity,
  sources: readonly AccessLogSource[],
  isGrantedByAcl: boolean,
): readonly DecidedDelivery[] =>
  sources.map((one) => {
    const source = { arn: `arn:${partitionOf(bucket)}:s3:::${one.bucket}`, accountId: bucket.accountId };
    const partitioned = `${one.prefix}${bucket.accountId}/${bucket.region}/${one.bucket}/`;
    const asked = isGrantedByAcl ? withAllow(policy ?? EMPTY) : (policy ?? EMPTY);
    // Years begin with a 2 for a while.
    const decisions = [one.prefix, partitioned].map((head) =>
      decide(asked, bucket, { producer: logProducers.s3, key: `${head}2`, source }),
    );
    return {
      producer: logProducers.s3,
      logs: `access logs of ${one.bucket}`,
      need: `s3:PutObject on ${one.prefix}*`,
      decision: together(decisions),
      source,
    };
  });

/**
 * Whether the logs of another producer may be put where an Allow of the policy names it. Whose logs they are is not
 * known, so conditions of an Allow on the source are taken to be right; a policy that does not name it gives none.
 */
export const grantedDeliveries = (
  policy: Policy,
  bucket: ResourceIdentity,
  producer: LogProducer,
): readonly DecidedDelivery[] => {
  const { inner, outer } = arnsOf(bucketPolicyContext(bucket));
  const heads = new Set(policy.statements.flatMap((statement) => headsOf(statement, producer, inner)));
  if (heads.size === 0) return [];
  const asked = withoutSources(policy);
  const told = (need: string, call: Partial<ServiceCall>) => ({
    producer,
    logs: `logs of ${producer.name}`,
    need,
    decision: decide(asked, bucket, { producer, key: '', source: null }, call),
    source: null,
  });
  return [
    ...[...heads].map((resource) => told(`s3:PutObject on ${resource.slice(inner.length)}*`, { resource })),
    ...producer.bucketActions.map((action) => told(action, { action, resource: outer, isOpen: false })),
  ];
};

/** Whether an access control list lets S3's log delivery write as AWS documents it. */
export const grantsLogDelivery = ({ grants }: Acl): boolean => {
  const permissions = grants.flatMap(({ grantee, permission }) =>
    grantee.kind === 'group' && grantee.group === 'LogDelivery' ? [permission] : [],
  );
  const isBoth = permissions.includes('WRITE') && permissions.includes('READ_ACP');
  return permissions.includes('FULL_CONTROL') || isBoth;
};

interface Delivered {
  readonly producer: LogProducer;
  /** What the keys of the logs begin with. */
  readonly key: string;
  readonly source: ServiceCall['source'];
}

const decide = (
  policy: Policy,
  bucket: ResourceIdentity,
  { producer, key, source }: Delivered,
  change: Partial<ServiceCall> = {},
): RequestDecision => {
  const context = bucketPolicyContext(bucket);
  const { service, headers } = producer;
  const resource = `${arnsOf(context).inner}${key}`;
  const call = { service, action: 's3:PutObject', resource, isOpen: true, source, headers, ...change };
  return decideRequest(policy, serviceRequest(call, context));
};

/** What holds whichever form keys have. */
const together = (decisions: readonly RequestDecision[]): RequestDecision => {
  const values = new Set(decisions.map(({ value }) => value));
  const open = decisions.find(({ value }) => value === 'unknown');
  const [first = NOT_ALLOWED] = decisions;
  if (values.size === 1 || !(values.has('allowed') || open)) return first;
  const statements = decisions.flatMap((one) => one.statements);
  return {
    value: 'unknown',
    statements: unique(statements),
    dependsOn: [...(open?.dependsOn ?? []), 'the form of keys'],
  };
};

const NOT_ALLOWED: RequestDecision = { value: 'notAllowed', statements: [], dependsOn: [] };

const unique = (statements: RequestDecision['statements']): RequestDecision['statements'] =>
  statements.filter(({ index }, at) => statements.findIndex((one) => one.index === index) === at);

const EMPTY: Policy = { version: '2012-10-17', id: null, statements: [] };

/** What the access control list grants, put as a statement. */
const withAllow = (policy: Policy): Policy => ({
  ...policy,
  statements: [...policy.statements, { ...ALLOW, index: policy.statements.length }],
});

const ALLOW: Omit<Statement, 'index'> = {
  sid: null,
  effect: 'Allow',
  principal: {
    not: false,
    everyone: true,
    accounts: [],
    arns: [],
    services: [],
    canonicalUsers: [],
    federated: [],
    deleted: [],
  },
  action: { not: false, patterns: ['*'] },
  resource: { not: false, patterns: ['*'] },
  conditions: [],
};

const withoutSources = (policy: Policy): Policy => ({
  ...policy,
  statements: policy.statements.map((statement) =>
    statement.effect === 'Deny'
      ? statement
      : { ...statement, conditions: statement.conditions.filter(({ key }) => !key.startsWith('aws:source')) },
  ),
});

/** What ARNs of a producer's logs begin with where a statement grants it to put them. */
const headsOf = (
  { effect, principal, action, resource }: Statement,
  { service, folder }: LogProducer,
  inner: string,
): readonly string[] => {
  const isGrant = effect === 'Allow' && !principal.not && !action.not && !resource.not;
  if (!isGrant || !principal.services.includes(service)) return [];
  if (!action.patterns.some((text) => matches(wildGlob(text.toLowerCase()), 's3:putobject'))) return [];
  return resource.patterns.flatMap((pattern) => {
    const [text = ''] = pattern.split(/[*?]|\$\{/);
    if (!text.startsWith(inner) && !(inner.startsWith(text) && text !== pattern)) return [];
    const head = text.startsWith(inner) ? text : inner;
    const [, below = ''] = /AWSLogs\/(?:o-[a-z0-9]+\/)?[^/]*\/(.*)$/.exec(head) ?? [];
    const isIts = folder === null || folder.startsWith(below) || below.startsWith(folder);
    if (!isIts) return [];
    return [head.endsWith('/') && !head.includes('AWSLogs/') ? `${head}AWSLogs/` : head];
  });
};
