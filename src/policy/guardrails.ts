import { leftText } from './action-text.js';
import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import { isCallerKey } from './caller-keys.js';
import type { Caller } from './callers.js';
import { type Decider, operationsIn } from './decide.js';
import { labelsOf, sentence } from './label.js';
import { type Mask, union } from './mask.js';
import { namedOn } from './named-on-key.js';
import { confines, fixedOrganization, isPinned } from './named-values.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry } from './question.js';
import type { KeyFilter, Region } from './requests.js';
import { strangersOf } from './strangers.js';
import { withStatements } from './trust.js';
import { isOrganizationKey } from './usual-call.js';

/** The account whose organization is asked about. */
export interface GuardedAccount {
  readonly accountId: string;
  readonly partition: string;
}

/**
 * Whether service control policies deny everyone in an account to change its Block Public Access.
 *
 * Principals, or tags of principals, that a Deny spares by name may be let through: those who administer it.
 *
 * Codes: `DENIED`, `NOT_DENIED`.
 *
 * @param policy of all service control policies above the account
 */
export function blockChangeDenied(policy: Policy, account: GuardedAccount): Answer {
  return deniedToMembers(policy, { ...account, kind: 'account', name: account.accountId }, account, {});
}

/**
 * Whether service control policies deny everyone in an account to give a bucket or an object a canned ACL that is public,
 * on every bucket. An upload that gives one needs `s3:PutObjectAcl` too.
 *
 * Principals spared by name may be let through, as in {@link blockChangeDenied}.
 *
 * Codes: `DENIED`, `NOT_DENIED`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
 */
export function publicAclsDenied(policy: Policy, account: GuardedAccount): Answer {
  return deniedToMembers(policy, everyBucket(account), account, {
    operation: setsAcl,
    where: { keys: [CANNED_ACL], isIn: (_, value) => PUBLIC_ACLS.includes(value ?? '') },
  });
}

/**
 * Whether resource control policies deny every bucket of an account to whoever belongs to no organization or account that
 * they name. AWS services are no such callers, and tags of resources may exempt these.
 *
 * Codes: `DENIED`, `NOT_DENIED`, `OTHER_ORGANIZATION` (those they name are not the account's own).
 *
 * @param organization the account's own, for which `${aws:ResourceOrgID}` stands
 */
export function outsidersDenied(policy: Policy, account: GuardedAccount, organization: string): Answer {
  const own = withOrganization(policy, organization);
  const spared = own.statements.flatMap((statement) =>
    statement.conditions
      .filter((one) => isOrganizationKey(one.key) && confines(one, statement))
      .flatMap(({ values }) => values.flatMap(fixedOrganization)),
  );
  if (spared.length > 0 && !spared.includes(organization)) {
    const named = [...new Set(spared)].join(', ');
    const reason = `What is let in is ${named}, not the organization ${organization} of the account.`;
    return { value: false, statements: [], reason, code: 'OTHER_ORGANIZATION' };
  }
  return createInquiry(own, everyBucket(account)).ask((decider) => {
    const callers = strangersOf(decider.model).filter(({ kind }) => kind !== 'service');
    return answerOn(decider, callers, { where: outside(decider) });
  });
}

const CANNED_ACL = 's3:x-amz-acl';
const PUBLIC_ACLS: readonly string[] = ['public-read', 'public-read-write', 'authenticated-read'];

function setsAcl({ action }: Operation): boolean {
  return /^s3:Put(Bucket|Object|ObjectVersion)Acl$/.test(action);
}

/** A character that no policy can hold: names made of it are named by no policy, and matched by wildcards alone. */
const FOREIGN = '\u0101';

/** What policies are judged for that are about every bucket of an account: a bucket that none of them names. */
export function everyBucket({ accountId, partition }: GuardedAccount): PolicyContext {
  return { kind: 'bucket', name: FOREIGN.repeat(20), accountId, partition };
}

/** Whether Denies cover what a role and a user may ask for whom nobody names. */
function deniedToMembers(policy: Policy, context: PolicyContext, account: GuardedAccount, region: Region): Answer {
  const { accountId, partition } = account;
  const arns = ['role', 'user'].map((sort) => `arn:${partition}:iam::${accountId}:${sort}/${FOREIGN}`);
  const named = withStatements(policy, [statementThatNames(arns)]);
  const callers = arns.map((arn): Caller => ({ kind: 'account', account: accountId, arn }));
  return createInquiry(named, context).ask((decider) => {
    const unnamed = ofNobodyNamed(decider);
    const asked = region.where;
    const keys = [...unnamed.keys, ...(asked?.keys ?? [])];
    const isIn: KeyFilter['isIn'] = (key, value) =>
      asked?.keys.includes(key) ? asked.isIn(key, value) : unnamed.isIn(key, value);
    return answerOn(decider, callers, { ...region, where: { keys, isIn } });
  });
}

/** A statement that matches nothing, and makes the engine tell these principals and canned ACLs from all others. */
function statementThatNames(principals: readonly string[]): object {
  const condition = { StringEquals: { [CANNED_ACL]: PUBLIC_ACLS } };
  return { Effect: 'Deny', Principal: { AWS: principals }, Action: 'iam:GetUser', Resource: '*', Condition: condition };
}

/** Requests of a principal's own, which carries no tag that a Deny spares. */
function ofNobodyNamed({ model }: Decider): KeyFilter {
  const keys = [...model.keys.keys()];
  const tags = new Map(keys.filter(isPrincipalTag).map((key) => [key, namedOn(key, model.statements)]));
  return {
    keys: keys.filter((key) => tags.has(key) || isOfService(key)),
    isIn: (key, value) => {
      if (isOfService(key)) return value === (key === 'aws:viaawsservice' ? 'false' : null);
      return value === null || tags.get(key)?.(value) !== true;
    },
  };
}

function isPrincipalTag(key: string): boolean {
  return key.startsWith('aws:principaltag/');
}

/** Whether a key tells of a service that asks in a principal's name. */
function isOfService(key: string): boolean {
  return key === 'aws:viaawsservice' || key.startsWith('aws:calledvia');
}

/** Requests that no fixed value of a key about callers pins down, to resources with no tag that a Deny spares. */
function outside({ model }: Decider): KeyFilter {
  const keys = [...model.keys.keys()];
  const tags = new Map(keys.filter(isResourceTag).map((key) => [key, namedOn(key, model.statements)]));
  return {
    keys: keys.filter((key) => isCallerKey(key) || tags.has(key)),
    isIn: (key, value) => {
      if (value === null) return true;
      return !(tags.get(key)?.(value) ?? isPinned(model.named, key, value));
    },
  };
}

function isResourceTag(key: string): boolean {
  return /^(aws:resourcetag|s3:buckettag)\//.test(key);
}

function withOrganization(policy: Policy, organization: string): Policy {
  const own = (value: string) => (value.toLowerCase() === '${aws:resourceorgid}' ? organization : value);
  const statements = policy.statements.map((statement) => ({
    ...statement,
    conditions: statement.conditions.map((one) => ({ ...one, values: one.values.map(own) })),
  }));
  return { ...policy, statements };
}

function answerOn(decider: Decider, callers: readonly Caller[], region: Region): Answer {
  const { model, coverOf, visitUndenied } = decider;
  const statements = coverOf(region, callers);
  if (statements !== null) {
    return { value: true, statements, reason: sentence(`${labelsOf(statements)} denies it.`), code: 'DENIED' };
  }
  const masks: Mask[] = [];
  visitUndenied(callers, region, ({ requests }) => masks.push(operationsIn(model, requests)) === PIECES);
  const left = leftText(masks.reduce(union), model.table, model.context.kind);
  return { value: false, statements: [], reason: `Not denied: ${left}.`, code: 'NOT_DENIED' };
}

/** How many pieces are looked at for words; one is enough for there being any. */
const PIECES = 64;
