import { isAwsOwned } from './aws-owned-buckets.js';
import { BudgetExceededError, createBudget } from './budget.js';
import { byOrganization } from './by-organization.js';
import type { Caller } from './callers.js';
import { reachedText, widestOf } from './endpoint-reach-text.js';
import { type EndpointService, endpointTargets } from './endpoint-targets.js';
import { matches, wildGlob } from './glob.js';
import { type Grant, searchGrants } from './grant-search.js';
import { describeStatement, type StatementReference } from './label.js';
import type { Condition, Policy, Statement } from './policy.js';
import { arnsOf, type PolicyContext } from './policy-context.js';
import { createInquiry } from './question.js';
import { withStatements, withTrustedDenied } from './trust.js';

/** Where a VPC endpoint leads, and whom and what its owner trusts. */
export interface EndpointTrust extends EndpointService {
  /** The endpoint's own account first, then others: as callers, and as owners of buckets. */
  readonly accounts: readonly [string, ...string[]];
  /** Ids of organizations, in both ways too. */
  readonly organizations: readonly string[];
  /** Patterns of ARNs of buckets and access points that may be reached, whoever owns them. */
  readonly resources: readonly string[];
  /** Whether AWS is trusted: its services may call, and anyone may reach the buckets that statements name as its own. */
  readonly aws: boolean;
}

/** What an endpoint's policy lets through that is not trusted. */
export interface EndpointReach {
  /** Grants to callers that are not trusted; of each statement the first that was found. */
  readonly callers: readonly Grant[];
  /** Grants on buckets and access points that are not trusted, to whomever. */
  readonly resources: readonly ReachGrant[];
  /** The statements of which deciding it costs too much. */
  readonly undecided: readonly StatementReference[];
}

export interface ReachGrant extends Grant {
  /** In words: `any bucket`, `buckets named app-*`, `app-data`. */
  readonly reached: readonly string[];
}

/**
 * Whether the policy of a VPC endpoint confines who calls through it, and what they reach.
 *
 * The engine answers for one bucket or access point at a time; those asked about stand for all there are. Which VPC and
 * endpoint a request comes through tells nothing here: it is always this one.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function endpointReach(policy: Policy, trust: EndpointTrust): EndpointReach {
  const judged = judgedPart(policy, trust);
  const targets = targetsOf(judged, trust);
  if (targets === null) {
    const allows = judged.statements.filter(({ effect }) => effect === 'Allow');
    return { callers: [], resources: [], undecided: allows.map(describeStatement) };
  }
  const callers = new Map<number, Grant>();
  const resources = new Map<number, ReachGrant>();
  const undecided = new Map<number, StatementReference>();
  const budget = createBudget(WHOLE);
  const search = (part: Policy, target: PolicyContext, isAsked: (caller: Caller) => boolean): readonly Grant[] => {
    const found = searchGrants(createInquiry(part, target, budget), { isAsked });
    for (const one of found.undecided) undecided.set(one.index, one);
    return found.grants;
  };
  for (const part of byOrganization(judged)) {
    const toOthers = withCallersDenied(part, trust);
    const ofOthers = withOwnersDenied(part, trust.organizations);
    for (const target of targets) {
      for (const grant of search(toOthers, target, (caller) => isForeign(caller, trust))) {
        if (!callers.has(grant.statement.index)) callers.set(grant.statement.index, grant);
      }
      if (isTrusted(target, trust)) continue;
      for (const grant of search(ofOthers, target, (caller) => caller.kind !== 'service' || !trust.aws)) {
        const { index } = grant.statement;
        const before = resources.get(index);
        const reached = [...(before?.reached ?? []), reachedText(judged, index, target)];
        resources.set(index, { ...(before ?? grant), reached: widestOf(reached) });
      }
    }
  }
  return { callers: inOrder(callers), resources: inOrder(resources), undecided: [...undecided.values()] };
}

/** What all targets may cost together: a few seconds. */
const WHOLE = 100_000_000;

/** The policy as far as it has to be judged. */
function judgedPart(policy: Policy, trust: EndpointTrust): Policy {
  const statements = policy.statements.flatMap((statement) => {
    const rest = withJudgedPatterns(statement, trust);
    return rest === null ? [] : [withoutRoute(rest)];
  });
  return { ...policy, statements };
}

/** An Allow without the buckets of AWS, its patterns put so that the engine can read them; null where none is left. */
function withJudgedPatterns(statement: Statement, { aws, region }: EndpointTrust): Statement | null {
  const { effect, resource } = statement;
  if (effect === 'Deny' || resource.not) return statement;
  const patterns = resource.patterns
    .filter((pattern) => !aws || !isAwsOwned(pattern, statement))
    .map((pattern) => pattern.replace(NO_REGION, `$1:${region}:`).replace(EXPRESS_ACCESS_POINT, '$1:bucket/'));
  return patterns.length === 0 ? null : { ...statement, resource: { not: false, patterns } };
}

/** Nothing in these ARNs has a colon that a `*` for the region could cross to. */
const NO_REGION = /^(arn:[^:]*:s3(?:express|tables)):\*:/;

/** What is allowed on access points of directory buckets is taken as allowed on buckets of these names. */
const EXPRESS_ACCESS_POINT = /^(arn:[^:]*:s3express:[^:]*:[^:]*):accesspoint\//;

/** Of every request through an endpoint the same, but for an access point's origin, which targets do not tell apart. */
const ROUTE_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  's3:accesspointnetworkorigin',
]);

/** The statement as if its route were not known, so that an Allow may match and a Deny may not. */
function withoutRoute(statement: Statement): Statement {
  const freed = (condition: Condition): Condition =>
    ROUTE_KEYS.has(condition.key) ? { ...condition, key: `x-${condition.key}` } : condition;
  return { ...statement, conditions: statement.conditions.map(freed) };
}

function targetsOf(policy: Policy, trust: EndpointTrust): readonly PolicyContext[] | null {
  try {
    return endpointTargets(policy, trust, trust.accounts, trust.resources);
  } catch (error) {
    if (error instanceof BudgetExceededError) return null;
    throw error;
  }
}

/** As if trusted callers were denied everything. Having come through an access point of theirs makes nobody trusted. */
function withCallersDenied(policy: Policy, { accounts, organizations, partition }: EndpointTrust): Policy {
  const [accountId] = accounts;
  const context: PolicyContext = { kind: 'accessPoint', name: '', accountId, partition };
  return withTrustedDenied(policy, context, { accounts, organizations });
}

/** As if requests to what trusted organizations own were denied. */
function withOwnersDenied(policy: Policy, organizations: readonly string[]): Policy {
  const keys = new Set(policy.statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  const deny = (operator: string, key: string, values: readonly string[]): readonly object[] =>
    values.length > 0 && keys.has(key.toLowerCase())
      ? [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: { [operator]: { [key]: values } } }]
      : [];
  const paths = organizations.map((id) => `${id}/*`);
  return withStatements(policy, [
    ...deny('StringEqualsIgnoreCase', 'aws:ResourceOrgID', organizations),
    ...deny('ForAnyValue:StringLike', 'aws:ResourceOrgPaths', paths),
  ]);
}

function isForeign(caller: Caller, { accounts, aws }: EndpointTrust): boolean {
  if (caller.kind === 'account') return !accounts.includes(caller.account);
  return caller.kind !== 'service' || !aws;
}

function isTrusted(target: PolicyContext, { accounts, resources }: EndpointTrust): boolean {
  const { outer } = arnsOf(target);
  return accounts.includes(target.accountId) || resources.some((pattern) => matches(wildGlob(pattern), outer));
}

function inOrder<T extends Grant>(grants: ReadonlyMap<number, T>): readonly T[] {
  return [...grants.values()].sort((one, other) => one.statement.index - other.statement.index);
}
