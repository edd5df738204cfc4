import { matches } from './glob.js';
import { fixedAccount, namedValuesOf } from './named-values.js';
import { parsePolicy } from './parse.js';
import { patternFrom } from './patterns.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';

/** Whom a policy may grant to, beside the account that owns the resource; what is left out is empty. */
export interface Trust {
  /** Account ids. */
  readonly accounts?: readonly string[];
  /** Ids of organizations. */
  readonly organizations?: readonly string[];
  /** Patterns of `aws:PrincipalOrgPaths`: `o-example1/r-ab12/ou-ab12-11111111/*`. */
  readonly organizationPaths?: readonly string[];
  /** Patterns of principal ARNs, compared part by part, with `*` and `?`; and canonical user ids. */
  readonly principals?: readonly string[];
  readonly vpcs?: readonly string[];
  readonly vpcEndpoints?: readonly string[];
  /** Accounts that may do no more than deliver logs: put objects, and read the ACL of the bucket. */
  readonly logDelivery?: readonly string[];
}

/**
 * The policy as if it denied everything to those who are trusted, so that what is still granted goes to others.
 *
 * Denying rather than looking at names leaves it to the engine what a condition confines a grant to: a grant to an
 * account confined to a trusted organization is gone, one confined to a pattern that is wider than a trusted one is not.
 */
export function withTrustedDenied(policy: Policy, context: PolicyContext, trust: Trust): Policy {
  const named = namedValuesOf(policy, context.accountId).accounts;
  // What the policy does not mention can be anything, so denying some of it would change nothing.
  const accounts = (trust.accounts ?? []).filter((id) => named.has(id));
  const deliverers = (trust.logDelivery ?? []).filter((id) => named.has(id));
  const byPrincipal = principalsOf(policy, accounts, trust.principals ?? []).map((principal) => deny(principal));
  const deliveries = deliverers.length === 0 ? [] : [deny({ AWS: deliverers }, {}, LOG_DELIVERY)];
  const byKey = conditionsOf(policy, context, { ...trust, accounts: [context.accountId, ...accounts] })
    .filter(({ values }) => values.length > 0)
    .map(({ operator, key, values }) => deny('*', { [operator]: { [key]: values } }));
  return withStatements(policy, [...byPrincipal, ...deliveries, ...byKey]);
}

/** The policy with further statements, given as JSON. */
export function withStatements(policy: Policy, more: readonly object[]): Policy {
  if (more.length === 0) return policy;
  const { statements } = parsePolicy({ Version: policy.version, Statement: more });
  return { ...policy, statements: [...policy.statements, ...statements] };
}

const LOG_DELIVERY = ['s3:PutObject', 's3:GetBucketAcl'];

function deny(principal: unknown, condition: object = {}, action: unknown = '*'): object {
  return { Effect: 'Deny', Principal: principal, Action: action, Resource: '*', Condition: condition };
}

/** The trusted accounts, and the principals of the policy that fit a trusted pattern. */
function principalsOf(policy: Policy, accounts: readonly string[], patterns: readonly string[]): readonly object[] {
  const elements = policy.statements.map(({ principal }) => principal);
  const fits = (arn: string) => patterns.some((pattern) => fitsArn(pattern, arn));
  const arns = elements.flatMap((element) => element.arns.filter(fits));
  const whole = elements.flatMap((element) => element.accounts.filter((id) => fits(`arn:aws:iam::${id}:root`)));
  const ids = elements.flatMap(({ canonicalUsers }) => canonicalUsers.filter((id) => patterns.includes(id)));
  const aws = [...new Set([...accounts, ...whole, ...arns])];
  return [
    ...(aws.length === 0 ? [] : [{ AWS: aws }]),
    ...(ids.length === 0 ? [] : [{ CanonicalUser: [...new Set(ids)] }]),
  ];
}

/** The account decides, not the partition, so that is not compared. */
function fitsArn(pattern: string, arn: string): boolean {
  const glob = patternFrom(withoutPartition(pattern), 'arn', { variables: false, ownerAccount: '', grow: false });
  return glob !== null && matches(glob, withoutPartition(arn));
}

function withoutPartition(arn: string): string {
  return arn.replace(/^arn:[^:]*:/, 'arn:any:');
}

interface TrustedValues {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** By which values of which keys those who are trusted can be told; the owner's account is among the accounts. */
function conditionsOf(
  { statements }: Policy,
  { kind, accountId }: PolicyContext,
  { accounts = [], organizations = [], organizationPaths = [], principals = [], vpcs = [], vpcEndpoints = [] }: Trust,
): readonly TrustedValues[] {
  const conditions = statements.flatMap((statement) => statement.conditions);
  const told = (key: string) =>
    conditions.filter((one) => one.key === key.toLowerCase()).flatMap(({ values }) => values);
  const ids = (key: string, trusted: readonly string[]): TrustedValues => {
    const mentioned = new Set(told(key).map((value) => value.toLowerCase()));
    const values = trusted.filter((value) => mentioned.has(value.toLowerCase()));
    return { operator: 'StringEqualsIgnoreCase', key, values };
  };
  const owners = (key: string): TrustedValues => ({
    operator: 'StringEquals',
    key,
    values: told(key).length === 0 ? [] : accounts,
  });
  const paths = (key: string): TrustedValues => ({
    operator: 'ForAnyValue:StringLike',
    key,
    values: told(key).length === 0 ? [] : [...organizations.map((id) => `${id}/*`), ...organizationPaths],
  });
  const arns = (key: string, more: readonly string[] = []): readonly TrustedValues[] => {
    const mentioned = conditions.filter((one) => one.key === key.toLowerCase());
    if (mentioned.length === 0) return [];
    // Under StringLike the wildcards of the policy's own patterns reach further than in an ARN.
    const isOfOwners = (value: string) => fixedAccount(value).some((account) => accounts.includes(account));
    const texts = mentioned.filter(({ family }) => family === 'string').flatMap(({ values }) => values);
    const patterns = mentioned.filter(({ family }) => family === 'arn').flatMap(({ values }) => values);
    return [
      { operator: 'StringLike', key, values: texts.filter(isOfOwners) },
      // The owner's, so that no request of the owner stands for those of others.
      { operator: 'ArnLike', key, values: [...patterns.filter(isOfOwners), `arn:*:*:*:${accountId}:*`, ...more] },
    ];
  };
  return [
    owners('aws:PrincipalAccount'),
    ...arns(
      'aws:PrincipalArn',
      principals.filter((pattern) => pattern.startsWith('arn:')),
    ),
    ids('aws:PrincipalOrgID', organizations),
    paths('aws:PrincipalOrgPaths'),
    ids('aws:SourceVpc', vpcs),
    ids('aws:SourceVpce', vpcEndpoints),
    owners('aws:VpceAccount'),
    ids('aws:VpceOrgID', organizations),
    paths('aws:VpceOrgPaths'),
    owners('aws:SourceAccount'),
    owners('aws:SourceOwner'),
    ...arns('aws:SourceArn'),
    ids('aws:SourceOrgID', organizations),
    paths('aws:SourceOrgPaths'),
    // Who comes through an access point was let in by its owner. An access point's own policy is that decision.
    ...(kind === 'bucket' ? [owners('s3:DataAccessPointAccount'), ...arns('s3:DataAccessPointArn')] : []),
  ];
}
