import type { Answer } from './answer.js';
import type { Decider } from './decide.js';
import { describeStatement, sentence, statementsThat } from './label.js';
import type { Condition, Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry, type Inquiry } from './question.js';
import type { Region } from './requests.js';
import { uncoveredText } from './uncovered.js';
import { witnessOf } from './witness.js';

/**
 * Whether every request over plain HTTP is explicitly denied: by any caller, with any action, to the bucket or
 * anything in it.
 *
 * Codes: `HTTP_DENIED`; else `NO_DENY` (no statement denies any HTTP request), `NOT_COVERED` (some are left),
 * `BROKEN_AND_PATTERN` (one Deny asks for HTTP and for a TLS version), `TLS_VERSION_ONLY`, `ALLOW_ONLY`,
 * `STRING_OPERATOR` (unknown).
 *
 * @see https://repost.aws/knowledge-center/s3-bucket-policy-for-config-rule
 */
export function plainHttpDenied(policy: Policy, context: PolicyContext): Answer {
  return plainHttpDeniedIn(createInquiry(policy, context));
}

/** {@link plainHttpDenied} of an inquiry that is under way. */
export function plainHttpDeniedIn({ policy, context, ask }: Inquiry): Answer {
  const strict = ask(decidePlainHttp);
  if (strict.value !== false || !policy.statements.some(usesStringOperator)) return strict;
  const lenient = createInquiry({ ...policy, statements: policy.statements.map(readAsBool) }, context);
  if (lenient.ask(decidePlainHttp).value === false) return strict;
  return {
    value: 'unknown',
    statements: policy.statements.filter(usesStringOperator).map(describeStatement),
    reason:
      'HTTP is denied only by a string operator on aws:SecureTransport; whether that works is not documented. Use Bool.',
    code: 'STRING_OPERATOR',
  };
}

/**
 * The lowest TLS version with which some request is not explicitly denied; null when no version is asked for.
 *
 * Only the four versions there are count: a policy that asks for more than 1.2 asks for 1.3.
 */
export function minimumTlsVersion(policy: Policy, context: PolicyContext): Answer<string | null> {
  return minimumTlsVersionIn(createInquiry(policy, context));
}

/** {@link minimumTlsVersion} of an inquiry that is under way. */
export function minimumTlsVersionIn({ ask }: Inquiry): Answer<string | null> {
  return ask((decider) => {
    const lowest = VERSIONS.findIndex((version) => isOpen(decider, withVersion(version)));
    if (lowest === 0) {
      return { value: null, statements: [], reason: 'The policy asks for no TLS version.', code: 'NO_MINIMUM' };
    }
    // A policy that denies every version denies the older ones for certain.
    const value = VERSIONS[lowest] ?? LAST_VERSION;
    const statements = decider.coverOf(withVersion(FIRST_VERSION)) ?? [];
    return {
      value,
      statements,
      reason: sentence(`${statementsThat('denies', statements)} TLS below ${value}.`),
      code: 'MINIMUM',
    };
  });
}

const SECURE_TRANSPORT = 'aws:securetransport';
const TLS_VERSION = 's3:tlsversion';
const FIRST_VERSION = '1.0';
const LAST_VERSION = '1.3';
const VERSIONS = [FIRST_VERSION, '1.1', '1.2', LAST_VERSION];

const KEYS = [SECURE_TRANSPORT, TLS_VERSION];

const PLAIN_HTTP: Region = {
  where: { keys: KEYS, isIn: (key, value) => value === (key === SECURE_TRANSPORT ? 'false' : null) },
};

function withVersion(version: string): Region {
  return { where: { keys: KEYS, isIn: (key, value) => value === (key === SECURE_TRANSPORT ? 'true' : version) } };
}

function isOpen(decider: Decider, region: Region): boolean {
  return decider.visitUndenied(decider.model.callers, region, () => true);
}

function decidePlainHttp(decider: Decider): Answer {
  const { model, coverOf, deniesIn } = decider;
  const cover = coverOf(PLAIN_HTTP);
  if (cover !== null) {
    return {
      value: true,
      statements: cover,
      reason: sentence(`${statementsThat('denies', cover)} plain HTTP.`),
      code: 'HTTP_DENIED',
    };
  }
  const uncovered = uncoveredText(decider, PLAIN_HTTP);
  const witness = uncovered === null ? {} : witnessOf(model, uncovered.finding, { 'aws:SecureTransport': 'false' });
  const known = flawOf(model.policy.statements);
  if (known !== null) return { value: false, ...known, ...witness };
  const statements = deniesIn(PLAIN_HTTP);
  if (statements.length === 0 || uncovered === null) {
    const reason = 'No statement denies requests over plain HTTP.';
    return { value: false, statements: [], reason, code: 'NO_DENY', ...witness };
  }
  return {
    value: false,
    statements,
    reason: `HTTP is not denied for ${uncovered.text}.`,
    code: 'NOT_COVERED',
    ...witness,
  };
}

/** The flaws that have a name, gravest first. */
function flawOf(statements: readonly Statement[]): Pick<Answer, 'statements' | 'reason' | 'code'> | null {
  const both = statements.filter(({ effect, conditions }) => {
    return effect === 'Deny' && conditions.some(matchesHttp) && conditions.some(needsTls);
  });
  if (both.length > 0) {
    return {
      statements: both.map(describeStatement),
      reason: sentence(
        `${statementsThat('denies', both.map(describeStatement))} nothing: a request without TLS has no s3:TlsVersion, so its conditions never hold together. Use two statements.`,
      ),
      code: 'BROKEN_AND_PATTERN',
    };
  }
  if (
    statements.some(
      ({ effect, conditions }) => effect === 'Deny' && conditions.some(({ key }) => key === SECURE_TRANSPORT),
    )
  ) {
    return null;
  }
  const version = statements.filter(({ effect, conditions }) => effect === 'Deny' && conditions.some(needsTls));
  if (version.length > 0) {
    return {
      statements: version.map(describeStatement),
      reason:
        'Only s3:TlsVersion is required, which plain HTTP does not have; add a Deny for aws:SecureTransport false.',
      code: 'TLS_VERSION_ONLY',
    };
  }
  const allow = statements.filter(({ effect, conditions }) => {
    return effect === 'Allow' && conditions.some(({ key }) => key === SECURE_TRANSPORT);
  });
  if (allow.length === 0) return null;
  return {
    statements: allow.map(describeStatement),
    reason: sentence(
      `${statementsThat('allows', allow.map(describeStatement))} over TLS but nothing denies plain HTTP, which other grants may allow.`,
    ),
    code: 'ALLOW_ONLY',
  };
}

function matchesHttp({ key, family, values }: Condition): boolean {
  return key === SECURE_TRANSPORT && family === 'bool' && values.some((value) => value.toLowerCase() === 'false');
}

/** Whether the condition holds only for requests that have a TLS version. */
function needsTls({ key, family, negated, ifExists, quantifier }: Condition): boolean {
  return (
    key === TLS_VERSION && family !== 'null' && !ifExists && quantifier !== 'all' && (!negated || quantifier === 'any')
  );
}

function usesStringOperator({ effect, conditions }: Statement): boolean {
  return effect === 'Deny' && conditions.some(({ key, family }) => key === SECURE_TRANSPORT && family === 'string');
}

function readAsBool(statement: Statement): Statement {
  return { ...statement, conditions: statement.conditions.map(asBool) };
}

function asBool(condition: Condition): Condition {
  const isString = condition.key === SECURE_TRANSPORT && condition.family === 'string';
  return isString ? { ...condition, family: 'bool', comparison: 'equals' } : condition;
}
