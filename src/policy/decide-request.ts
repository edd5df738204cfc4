import { isAbout } from './callers.js';
import { knownRule } from './condition-keys.js';
import { globsOf, testOf } from './condition-test.js';
import { afterReading, isAnything, matches, wildGlob } from './glob.js';
import { describeStatement, type StatementReference } from './label.js';
import type { PartialRequest } from './partial-request.js';
import { patternFrom, type Reading } from './patterns.js';
import { fits } from './points.js';
import type { Condition, PatternElement, Policy, Statement } from './policy.js';

/** What a policy says of a request of which not everything is known. */
export interface RequestDecision {
  /** `'unknown'` where it hangs on what is not known. */
  readonly value: 'allowed' | 'explicitlyDenied' | 'notAllowed' | 'unknown';
  /** The statements that decide, or of which it is open whether they match. */
  readonly statements: readonly StatementReference[];
  /** Where it is unknown: the condition keys it hangs on as written, and `Resource`. */
  readonly dependsOn: readonly string[];
}

/**
 * Decides one request by a resource policy alone, in three values: whatever is not known of the request, the answer
 * holds. Unlike the questions about all requests it takes any action and any service's policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decideRequest(policy: Policy, request: PartialRequest): RequestDecision {
  const judged = policy.statements.map((statement) => ({ statement, ...matchOf(statement, request, policy) }));
  const which = (effect: Statement['effect'], truth: Truth) =>
    judged.filter((one) => one.statement.effect === effect && one.truth === truth);
  const decided = (value: RequestDecision['value'], by: typeof judged): RequestDecision => ({
    value,
    statements: by.map(({ statement }) => describeStatement(statement)),
    dependsOn: value === 'unknown' ? [...new Set(by.flatMap(({ open }) => open))] : [],
  });
  const denies = which('Deny', true);
  if (denies.length > 0) return decided('explicitlyDenied', denies);
  const allows = which('Allow', true);
  const mayAllow = allows.length > 0 ? [] : which('Allow', 'unknown');
  if (allows.length === 0 && mayAllow.length === 0) return decided('notAllowed', []);
  const open = [...mayAllow, ...which('Deny', 'unknown')];
  return open.length > 0 ? decided('unknown', open) : decided('allowed', allows);
}

type Truth = boolean | 'unknown';

interface Match {
  readonly truth: Truth;
  /** What it hangs on. */
  readonly open: readonly string[];
}

function matchOf(
  { effect: _, principal, action, resource, conditions }: Statement,
  request: PartialRequest,
  policy: Policy,
) {
  const reading = { variables: policy.version === '2012-10-17', ownerAccount: request.ownerAccount };
  const isAsked = action.patterns.some((text) => matches(wildGlob(text.toLowerCase()), request.action.toLowerCase()));
  if (!isAbout(principal, request.caller) || isAsked === action.not) return NO_MATCH;
  const parts = [
    { truth: isOn(resource, request, reading), open: 'Resource' },
    ...conditions.map((one) => ({ truth: holds(one, request, reading), open: one.keyName })),
  ];
  if (parts.some(({ truth }) => truth === false)) return NO_MATCH;
  const open = parts.filter(({ truth }) => truth === 'unknown').map((part) => part.open);
  return { truth: open.length > 0 ? ('unknown' as const) : true, open };
}

const NO_MATCH: Match = { truth: false, open: [] };

type Words = Omit<Reading, 'grow'>;

function isOn({ patterns, not }: PatternElement, { resource, isOpen }: PartialRequest, words: Words): Truth {
  const globs = (grow: boolean) => patterns.flatMap((text) => patternFrom(text, 'text', { ...words, grow }) ?? []);
  const covers = globs(false).some((glob) =>
    isOpen ? afterReading(glob, resource).some(isAnything) : matches(glob, resource),
  );
  if (covers) return !not;
  const meets = globs(true).some((glob) =>
    isOpen ? afterReading(glob, resource).length > 0 : matches(glob, resource),
  );
  return meets ? 'unknown' : not;
}

/** Whether a condition holds, whichever of its possible values the key has. */
function holds(condition: Condition, { stateOf }: PartialRequest, words: Words): Truth {
  const { family, key } = condition;
  const state = stateOf(key);
  if (state === 'present' && family === 'null') return saysMissing(condition, false);
  if (state === 'present' || state === 'unknown') return 'unknown';
  const truths = new Set(state.map((values) => holdsFor(condition, values, words)));
  const [only = 'unknown', ...others] = truths;
  return others.length > 0 ? 'unknown' : only;
}

function holdsFor(condition: Condition, values: readonly string[], words: Words): Truth {
  const { family, negated, ifExists, quantifier } = condition;
  const isMissing = values.length === 0;
  if (family === 'null') return saysMissing(condition, isMissing);
  const compared = values.map((value) => compares(condition, value, words));
  if (quantifier === 'all') return every(compared.map((truth) => flip(truth, negated)));
  if (isMissing && ifExists) return true;
  if (quantifier === 'any') return some(compared.map((truth) => flip(truth, negated)));
  return flip(some(compared), negated);
}

function saysMissing({ values }: Condition, isMissing: boolean): boolean {
  return values.some((value) => (value.toLowerCase() === 'true') === isMissing);
}

/** Whether a value compares with one of the condition's; what depends on the request is read small and large. */
function compares(condition: Condition, value: string, words: Words): Truth {
  const rule = knownRule(condition.key);
  if (rule && !fits(condition.family, rule.type)) return 'unknown';
  const test = (grow: boolean) => testOf(condition, globsOf(condition, { ...words, grow }))(value);
  if (test(false)) return true;
  return test(true) ? 'unknown' : false;
}

function some(truths: readonly Truth[]): Truth {
  return truths.includes(true) || (truths.includes('unknown') && 'unknown');
}

function every(truths: readonly Truth[]): Truth {
  return !truths.includes(false) && (truths.includes('unknown') ? 'unknown' : true);
}

function flip(truth: Truth, negated: boolean): Truth {
  return truth === 'unknown' ? truth : truth !== negated;
}
