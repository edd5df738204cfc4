import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import type { Decider } from './decide.js';
import { describeStatement, labelsOf, type StatementReference, sentence, statementsThat } from './label.js';
import type { Condition, Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry } from './question.js';
import type { Region } from './requests.js';
import { withStatements } from './trust.js';
import { uncoveredText } from './uncovered.js';
import { witnessOf } from './witness.js';

/** How a policy protects some actions by MFA. */
export interface MfaProtection {
  /** Whether they are denied to everyone who has not used MFA. */
  readonly required: boolean;
  /** The age in seconds above which MFA no longer counts; null: any age does. */
  readonly maxAgeSeconds: number | null;
}

/** What is asked of the protection. */
export interface MfaAsked {
  /** Whole names of actions, on the bucket or on objects. */
  readonly actions: readonly string[];
  /** Patterns of the ARNs of roles and users that need no MFA. */
  readonly exempt: readonly string[];
}

/**
 * Whether some actions are explicitly denied to everyone who has not used MFA: temporary credentials that say so, and
 * long-term keys and anonymous callers, whose requests lack the keys.
 *
 * Codes: `MFA_REQUIRED`; else `LONG_TERM_KEYS` (only temporary credentials are asked for MFA), `TEMPORARY_CREDENTIALS`
 * (only those are not), `AGE_ALONE` (only requests that have an age), `NOT_REQUIRED`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-MFA
 */
export function mfaProtection(policy: Policy, context: PolicyContext, asked: MfaAsked): Answer<MfaProtection> {
  const actions = new Set(asked.actions);
  const operation = ({ action }: Operation) => actions.has(action);
  return createInquiry(withExempt(policy, asked.exempt), context).ask((decider) => {
    const withoutMfa = regionOf(operation, isWithoutMfa);
    const cover = own(decider.coverOf(withoutMfa));
    if (cover === null) return gapAnswer(decider, operation, withoutMfa);
    const maxAgeSeconds = maxAgeOf(decider, operation);
    const age = maxAgeSeconds === null ? '' : ` MFA counts for ${maxAgeSeconds} seconds.`;
    return {
      value: { required: true, maxAgeSeconds },
      statements: cover,
      reason: sentence(`${statementsThat('denies', cover)} ${asked.actions.join(', ')} without MFA.${age}`),
      code: 'MFA_REQUIRED',
    };
  });
}

const PRESENT = 'aws:multifactorauthpresent';
const AGE = 'aws:multifactorauthage';

type Operations = (operation: Operation) => boolean;

function regionOf(operation: Operations, isIn: (key: string, value: string | null) => boolean): Region {
  return { operation, where: { keys: [PRESENT, AGE], isIn } };
}

function isWithoutMfa(key: string, value: string | null): boolean {
  return key === PRESENT ? value !== 'true' : value === null;
}

/** The index of the statement that stands for those who are exempt; no statement of the policy has it. */
const ADDED = -1;

/** The policy as if it denied everything to those who are exempt, so that the others are left to judge. */
function withExempt(policy: Policy, patterns: readonly string[]): Policy {
  if (patterns.length === 0) return policy;
  const condition = { ArnLike: { 'aws:PrincipalArn': patterns } };
  const added = withStatements({ ...policy, statements: [] }, [
    { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: condition },
  ]);
  return {
    ...policy,
    statements: [...policy.statements, ...added.statements.map((one) => ({ ...one, index: ADDED }))],
  };
}

function own(cover: ReturnType<Decider['coverOf']>): ReturnType<Decider['coverOf']> {
  return cover === null ? null : cover.filter(({ index }) => index !== ADDED);
}

function gapAnswer(decider: Decider, operation: Operations, withoutMfa: Region): Answer<MfaProtection> {
  const { model } = decider;
  const value = { required: false, maxAgeSeconds: null };
  const about = model.policy.statements.filter(isAboutMfa);
  if (about.length === 0) {
    return { value, statements: [], reason: 'No statement denies anything for want of MFA.', code: 'NOT_REQUIRED' };
  }
  const isCovered = (isPresent: string | null) =>
    decider.coverOf(regionOf(operation, (key, one) => (key === PRESENT ? one === isPresent : one === null))) !== null;
  const uncovered = uncoveredText(decider, withoutMfa);
  const left = uncovered?.text ?? 'some request';
  const statements = about.map(describeStatement);
  const [reason, code] = gapOf(about, statements, isCovered, left);
  const witness = uncovered === null ? {} : witnessOf(model, uncovered.finding);
  return { value, statements, reason: sentence(reason), code, ...witness };
}

function gapOf(
  about: readonly Statement[],
  statements: readonly StatementReference[],
  isCovered: (isPresent: string | null) => boolean,
  left: string,
): readonly [reason: string, code: string] {
  const labels = labelsOf(statements);
  if (isCovered('false')) {
    const why = 'requests with long-term keys and anonymous ones lack aws:MultiFactorAuthPresent; use BoolIfExists';
    return [`${labels} asks only temporary credentials for MFA: ${why}.`, 'LONG_TERM_KEYS'];
  }
  if (isCovered(null)) {
    const why = 'theirs have aws:MultiFactorAuthPresent false; use BoolIfExists with false';
    return [`${labels} does not ask temporary credentials for MFA: ${why}.`, 'TEMPORARY_CREDENTIALS'];
  }
  if (about.every(({ conditions }) => conditions.filter(isMfaKey).every(isAgeAlone))) {
    const why = 'who has not used MFA has no aws:MultiFactorAuthAge; use NumericGreaterThanIfExists';
    return [`${labels} denies only MFA that is too old: ${why}.`, 'AGE_ALONE'];
  }
  return [`without MFA is not denied: ${left}.`, 'NOT_REQUIRED'];
}

/** The age above which everything is denied; null when the greatest age passes. */
function maxAgeOf({ model, coverOf }: Decider, operation: Operations): number | null {
  const points = model.keys.get(AGE)?.points ?? [];
  const ages = points.flatMap((age) => (age === null ? [] : Number(age))).sort((a, b) => b - a);
  const isOpen = (age: number) =>
    coverOf(regionOf(operation, (key, value) => value === (key === PRESENT ? 'true' : String(age)))) === null;
  const [oldest] = ages;
  if (oldest === undefined || isOpen(oldest)) return null;
  return ages.find(isOpen) ?? 0;
}

function isAboutMfa({ effect, conditions }: Statement): boolean {
  return effect === 'Deny' && conditions.some(isMfaKey);
}

function isMfaKey({ key }: Condition): boolean {
  return key === PRESENT || key === AGE;
}

function isAgeAlone({ key, family, comparison, ifExists }: Condition): boolean {
  return key === AGE && family === 'numeric' && comparison.startsWith('more') && !ifExists;
}
