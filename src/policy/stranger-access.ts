import { actionText } from './action-text.js';
import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import { type AllowedFinding, type Decider, operationsIn } from './decide.js';
import { describeStatement, sentence, statementsThat } from './label.js';
import { isEmptyMask, type Mask, overlap } from './mask.js';
import type { Model } from './model.js';
import type { Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry, type Inquiry, tooIntricate } from './question.js';
import { strangerText } from './request.js';
import type { KeyFilter } from './requests.js';
import { isBroadTogether, strangersOf, unpinned } from './strangers.js';
import { witnessOf } from './witness.js';

/** What a stranger may do, by sort of access; `any` is any action of the service. */
export type AccessSort = 'read' | 'list' | 'write' | 'admin' | 'any';

/** For each sort of access, whether a stranger has it through the policy. */
export type StrangerAccess = Readonly<Record<AccessSort, Answer>>;

/**
 * Whether strangers have access through a policy, Denies counted, ACLs and Block Public Access not.
 *
 * A stranger is an anonymous caller, or a principal or service acting for an account that the policy does not pin down
 * by a fixed value.
 *
 * Codes: `OPEN`; `CLOSED` (nothing is granted to strangers), `DENIED` (what is granted, Denies take back);
 * `BROAD_RANGES` (unknown: it is confined to address ranges that are broad together).
 */
export function strangerAccess(policy: Policy, context: PolicyContext): StrangerAccess {
  return strangerAccessIn(createInquiry(policy, context));
}

/** {@link strangerAccess} of an inquiry that is under way. */
export function strangerAccessIn(inquiry: Inquiry): StrangerAccess {
  const { policy, context, decide } = inquiry;
  if (context.kind === 'accessPoint' && context.networkOrigin === 'VPC') return everySort(() => INSIDE);
  if (!policy.statements.some(mayOpen)) return everySort(closed);
  const access = decide(decideAccess);
  return access === 'unknown' ? everySort(() => tooIntricate()) : access;
}

/** A session of a directory bucket reads, lists and writes. */
const SESSION = 's3express:CreateSession';

const READING: ReadonlySet<string> = /* @__PURE__ */ new Set([
  's3:GetObject',
  's3:GetObjectVersion',
  's3tables:GetTableData',
  SESSION,
]);

const LISTING: ReadonlySet<string> = /* @__PURE__ */ new Set([
  's3:ListBucket',
  's3:ListBucketVersions',
  's3tables:ListTables',
  's3tables:ListNamespaces',
  SESSION,
]);

const WRITING: ReadonlySet<string> = /* @__PURE__ */ new Set([
  's3:PutObject',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3tables:PutTableData',
  's3tables:DeleteTable',
  SESSION,
]);

/** Which operations give a sort of access. */
const GIVES: Readonly<Record<AccessSort, (operation: Operation) => boolean>> = {
  read: ({ action }) => READING.has(action),
  list: ({ action }) => LISTING.has(action),
  write: ({ action }) => WRITING.has(action),
  admin: ({ level }) => level === 'permissions',
  any: () => true,
};

const SORTS: readonly AccessSort[] = ['read', 'list', 'write', 'admin', 'any'];

/** What no statement does where a sort of access is closed. */
const GRANTING: Readonly<Record<AccessSort, string>> = {
  read: 'lets strangers read',
  list: 'lets strangers list',
  write: 'lets strangers write',
  admin: 'lets strangers change permissions',
  any: 'grants anything to strangers',
};

function closed(sort: AccessSort): Answer {
  return { value: false, statements: [], reason: `No statement ${GRANTING[sort]}.`, code: 'CLOSED' };
}

/** S3 holds that an access point which only a VPC can reach is never public. */
const INSIDE: Answer = {
  value: false,
  statements: [],
  reason: 'Only a VPC can reach the access point.',
  code: 'CLOSED',
};

function mayOpen({ effect, principal }: Statement): boolean {
  return effect === 'Allow' && (principal.everyone || principal.not || principal.federated.length > 0);
}

function everySort(answer: (sort: AccessSort) => Answer): StrangerAccess {
  return {
    read: answer('read'),
    list: answer('list'),
    write: answer('write'),
    admin: answer('admin'),
    any: answer('any'),
  };
}

function decideAccess(decider: Decider): StrangerAccess {
  const { model } = decider;
  const where = unpinned(model);
  const granted = grantedSorts(decider, where);
  const found = findingsOf(decider, where, granted);
  const anywhere = except(where, 'aws:sourceip');
  const doubted = isBroadTogether(model.named.ranges) ? grantedSorts(decider, anywhere) : [];
  const doubtful = findingsOf(
    decider,
    anywhere,
    doubted.filter((sort) => !found.has(sort)),
  );
  return everySort((sort) => {
    const finding = found.get(sort);
    const doubt = doubtful.get(sort);
    if (finding !== undefined) return openAnswer(decider, finding, sort);
    if (doubt !== undefined) return broadAnswer(decider, doubt, sort);
    return granted.includes(sort) ? deniedAnswer(decider, sort) : closed(sort);
  });
}

function except({ keys, isIn }: KeyFilter, free: string): KeyFilter {
  return { keys: keys.filter((key) => key !== free), isIn };
}

/** The sorts of access that some Allow grants to strangers, whatever the Denies. Most policies grant none. */
function grantedSorts({ model, grantedIn }: Decider, where: KeyFilter): readonly AccessSort[] {
  const granted = grantedIn(strangersOf(model), { where });
  return SORTS.filter((sort) => !isEmptyMask(overlap(granted, model.table.where(GIVES[sort]))));
}

/** For each sort of access that is asked for the first requests that have it. */
function findingsOf(
  { model, visitAllowed }: Decider,
  where: KeyFilter,
  asked: readonly AccessSort[],
): ReadonlyMap<AccessSort, AllowedFinding> {
  const found = new Map<AccessSort, AllowedFinding>();
  if (asked.length === 0) return found;
  visitAllowed(strangersOf(model), { where }, (finding) => {
    for (const sort of asked) {
      if (!found.has(sort) && !isEmptyMask(givenBy(finding, sort, model))) found.set(sort, finding);
    }
    return found.size === asked.length;
  });
  return found;
}

/** The operations of a finding that give a sort of access. */
function givenBy({ requests }: AllowedFinding, sort: AccessSort, model: Model): Mask {
  return overlap(operationsIn(model, requests), model.table.where(GIVES[sort]));
}

function openAnswer({ model }: Decider, finding: AllowedFinding, sort: AccessSort): Answer {
  const statement = describeStatement(finding.allow);
  const given = givenBy(finding, sort, model);
  const what = actionText(given, model.table, model.context.kind);
  return {
    value: true,
    statements: [statement],
    reason: sentence(`${statement.label} lets ${strangerText(finding.caller)} ${what}; no fixed condition limits it.`),
    code: 'OPEN',
    ...witnessOf(model, finding, {}, given),
  };
}

function broadAnswer(decider: Decider, finding: AllowedFinding, sort: AccessSort): Answer {
  return {
    ...openAnswer(decider, finding, sort),
    value: 'unknown',
    reason:
      'Access is confined to address ranges that together are broader than one /8; whether S3 takes that for public is not documented.',
    code: 'BROAD_RANGES',
  };
}

function deniedAnswer({ model, allowsIn, deniesIn }: Decider, sort: AccessSort): Answer {
  const region = { where: unpinned(model), operation: GIVES[sort] };
  const granting = allowsIn(strangersOf(model), region);
  const denies = deniesIn(region);
  return {
    value: false,
    statements: [...granting, ...denies],
    reason: sentence(
      `${statementsThat('takes back', denies)} what ${statementsThat('grants', granting)} to strangers.`,
    ),
    code: 'DENIED',
  };
}
