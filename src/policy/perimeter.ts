import type { Answer } from './answer.js';
import { isNarrow, isWithin, joinRanges, rangeFrom } from './cidr.js';
import type { Decider } from './decide.js';
import { sentence, statementsThat } from './label.js';
import { confines, fixedOrganization } from './named-values.js';
import type { Condition, Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry, type Inquiry } from './question.js';
import type { Region } from './requests.js';
import { uncoveredText } from './uncovered.js';
import { witnessOf } from './witness.js';

/** Whether a policy refuses whoever has none of some fixed values, and which those are; a list without part is left out. */
export interface Perimeter {
  readonly enforced: boolean;
  readonly vpce?: readonly string[];
  readonly vpc?: readonly string[];
  readonly cidr?: readonly string[];
  readonly org?: readonly string[];
  /** Accounts and organizations that own the VPC endpoint; only with `endpointOwners`. */
  readonly vpceAccount?: readonly string[];
  readonly vpceOrg?: readonly string[];
}

/** How strict a perimeter is asked for. */
export interface PerimeterOptions {
  /** Whether owners of VPC endpoints (`aws:VpceAccount`, `aws:VpceOrgID`) count as fixed values. */
  readonly endpointOwners?: boolean;
}

/**
 * Whether every request to the bucket and its objects that has none of the fixed values which Denies list is
 * explicitly denied, for everyone.
 *
 * Codes: `ENFORCED`; `EXEMPTED` (it would be, but for exemptions by other keys, which the reason names);
 * `NOT_ENFORCED`.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html
 */
export function perimeter(policy: Policy, context: PolicyContext, options: PerimeterOptions = {}): Answer<Perimeter> {
  return perimeterIn(createInquiry(policy, context), options);
}

/** {@link perimeter} of an inquiry that is under way. */
export function perimeterIn(inquiry: Inquiry, options: PerimeterOptions = {}): Answer<Perimeter> {
  const { policy, context } = inquiry;
  const sorts = options.endpointOwners ? SORTS : CORE_SORTS;
  const keys = new Set(sorts.flatMap((sort) => sort.keys));
  if (!policy.statements.some((statement) => isPerimeter(statement, keys))) return inquiry.ask(decideWithout);
  const strict = inquiry.ask((decider) => decide(decider, sorts));
  if (strict.value === 'unknown' || strict.value.enforced) return strict;
  const exemptions = exemptionsOf(policy.statements, keys);
  if (exemptions.length === 0) return strict;
  const lenient = withoutExemptions().ask((decider) => decide(decider, sorts));
  if (lenient.value === 'unknown' || !lenient.value.enforced) return strict;
  const reason = sentence(`${statementsThat('exempts', lenient.statements)} requests by ${exemptions.join(', ')}.`);
  return { ...strict, statements: lenient.statements, reason, code: 'EXEMPTED' };

  /** The inquiry into the policy without the conditions by which its perimeter exempts. */
  function withoutExemptions(): Inquiry {
    const statements = policy.statements.map((statement) => {
      if (!isPerimeter(statement, keys)) return statement;
      return { ...statement, conditions: statement.conditions.filter(({ key }) => keys.has(key)) };
    });
    return createInquiry({ ...policy, statements }, context);
  }
}

/** A sort of fixed values: the keys that have them, and which of a condition's values are fixed. */
interface Sort {
  readonly name: Exclude<keyof Perimeter, 'enforced'>;
  readonly keys: readonly string[];
  readonly fixed: (value: string) => readonly string[];
  /** Gives the test whether a request's value is of one of some fixed ones. */
  readonly testOf: (fixed: readonly string[]) => (value: string) => boolean;
}

const CORE_SORTS: readonly Sort[] = [
  { name: 'vpce', keys: ['aws:sourcevpce'], fixed: fixedText, testOf: sameText },
  { name: 'vpc', keys: ['aws:sourcevpc'], fixed: fixedText, testOf: sameText },
  { name: 'cidr', keys: ['aws:sourceip'], fixed: narrowRange, testOf: inRanges },
  {
    name: 'org',
    keys: ['aws:principalorgid', 'aws:principalorgpaths'],
    fixed: fixedOrganization,
    testOf: ofOrganizations,
  },
];

const SORTS: readonly Sort[] = /* @__PURE__ */ CORE_SORTS.concat([
  { name: 'vpceAccount', keys: ['aws:vpceaccount'], fixed: fixedText, testOf: sameText },
  { name: 'vpceOrg', keys: ['aws:vpceorgid', 'aws:vpceorgpaths'], fixed: fixedOrganization, testOf: ofOrganizations },
]);

/** Without a Deny by such values only a Deny of everything keeps anyone out. */
function decideWithout({ coverOf }: Decider): Answer<Perimeter> {
  const statements = coverOf({});
  if (statements === null) return NOT_ENFORCED;
  return {
    value: { enforced: true },
    statements,
    reason: sentence(`${statementsThat('denies', statements)} everything.`),
    code: 'ENFORCED',
  };
}

const NOT_ENFORCED: Answer<Perimeter> = {
  value: { enforced: false },
  statements: [],
  reason: 'No statement denies requests by where they come from.',
  code: 'NOT_ENFORCED',
};

function decide(decider: Decider, sorts: readonly Sort[]): Answer<Perimeter> {
  const { model } = decider;
  const lists = sorts.map((sort) => ({ sort, values: listedBy(model.policy.statements, sort) }));
  const tests = new Map(lists.flatMap(({ sort, values }) => sort.keys.map((key) => [key, sort.testOf(values)])));
  const outside: Region = {
    where: { keys: [...tests.keys()], isIn: (key, value) => value === null || tests.get(key)?.(value) !== true },
  };
  const statements = decider.coverOf(outside);
  if (statements === null) {
    const uncovered = uncoveredText(decider, outside);
    if (uncovered === null) return NOT_ENFORCED;
    const reason = `Requests from elsewhere are not denied: ${uncovered.text}.`;
    return { ...NOT_ENFORCED, reason, ...witnessOf(model, uncovered.finding) };
  }
  const open = lists.flatMap(({ sort, values }) => {
    const playing = values.filter((fixed) => isOpenFrom(decider, sort, fixed));
    return playing.length === 0 ? [] : [[sort.name, playing] as const];
  });
  const reason = sentence(`${statementsThat('denies', statements)} requests from elsewhere than ${textOf(open)}.`);
  return { value: { enforced: true, ...Object.fromEntries(open) }, statements, reason, code: 'ENFORCED' };
}

function textOf(open: readonly (readonly [string, readonly string[]])[]): string {
  const values = open.flatMap(([, list]) => list);
  return values.length === 0 ? 'nowhere' : values.join(', ');
}

/** Whether some request with a fixed value is not denied. */
function isOpenFrom({ model, visitUndenied }: Decider, sort: Sort, fixed: string): boolean {
  const isOf = sort.testOf([fixed]);
  const keys = sort.keys.filter((key) => model.keys.has(key));
  return keys.some((key) => {
    const region: Region = { where: { keys: [key], isIn: (_, value) => value !== null && isOf(value) } };
    return visitUndenied(model.callers, region, () => true);
  });
}

/** The fixed values of a sort that Denies spare, sorted. */
function listedBy(statements: readonly Statement[], { keys, fixed }: Sort): readonly string[] {
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  const values = denies.flatMap((deny) =>
    deny.conditions.filter((condition) => keys.includes(condition.key) && confines(condition, deny)).flatMap(valuesOf),
  );
  return [...new Set(values.flatMap(fixed))].sort();
}

function valuesOf({ values }: Condition): readonly string[] {
  return values;
}

function isPerimeter(statement: Statement, keys: ReadonlySet<string>): boolean {
  const { effect, conditions } = statement;
  return effect === 'Deny' && conditions.some((condition) => keys.has(condition.key) && confines(condition, statement));
}

/** The keys, as written, of the further conditions of Denies that make a perimeter. */
function exemptionsOf(statements: readonly Statement[], keys: ReadonlySet<string>): readonly string[] {
  const further = statements
    .filter((statement) => isPerimeter(statement, keys))
    .flatMap(({ conditions }) => conditions.filter(({ key }) => !keys.has(key)));
  return [...new Set(further.map(({ keyName }) => keyName))];
}

function fixedText(value: string): readonly string[] {
  return /[*?]|\$\{/.test(value) ? [] : [value];
}

function narrowRange(value: string): readonly string[] {
  const range = rangeFrom(value);
  return range !== null && isNarrow(range) ? [value] : [];
}

function sameText(fixed: readonly string[]): (value: string) => boolean {
  const texts = new Set(fixed.map((text) => text.toLowerCase()));
  return (value) => texts.has(value.toLowerCase());
}

function inRanges(fixed: readonly string[]): (value: string) => boolean {
  const ranges = joinRanges(fixed.flatMap((text) => rangeFrom(text) ?? []));
  return (value) => {
    const at = rangeFrom(value)?.low;
    return at !== undefined && isWithin(at, ranges);
  };
}

function ofOrganizations(fixed: readonly string[]): (value: string) => boolean {
  const isOf = sameText(fixed);
  return (value) => isOf(value.split('/')[0] ?? '');
}
