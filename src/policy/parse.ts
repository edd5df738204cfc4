import { MalformedPolicyError, malformed } from './malformed-policy-error.js';
import { membersOf, membersWritten, objectFrom, textsFrom } from './members.js';
import { conditionsFrom } from './parse-conditions.js';
import { principalFrom } from './parse-principal.js';
import type { PatternElement, Policy, PolicyVersion, Statement } from './policy.js';

/**
 * Reads a resource policy as S3 does.
 *
 * Takes the policies of general purpose, directory and table buckets and of access points alike: they share one
 * language. Names of actions, condition keys and resources are not looked up, since they may be newer than this code.
 *
 * @param source JSON text, or the object it stands for
 * @throws {MalformedPolicyError} for what S3 would refuse, naming the place
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(source: unknown): Policy {
  return parsed(source, 'resource');
}

/**
 * Reads a policy that has no principals, as IAM and AWS Organizations do: an identity policy, a service control policy.
 *
 * Its statements are about everyone: whose policy it is, is not written in it. Without statements it grants nothing.
 *
 * @param source JSON text, not URL-encoded, or the object it stands for
 * @throws {MalformedPolicyError} for what IAM would refuse, naming the place
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parseIdentityPolicy(source: unknown): Policy {
  return parsed(source, 'identity');
}

/** Whether statements name principals. */
type Sort = 'resource' | 'identity';

function parsed(source: unknown, sort: Sort): Policy {
  if (typeof source !== 'string') return policyFrom(source, sort);
  const document = jsonFrom(source);
  const policy = policyFrom(document, sort);
  if (membersWritten(source) !== membersOf(document)) {
    throw new MalformedPolicyError('the policy must not name a member of an object twice');
  }
  return policy;
}

const POLICY_MEMBERS: ReadonlySet<string> = /* @__PURE__ */ new Set(['Version', 'Id', 'Statement']);

const IDENTITY_MEMBERS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

const STATEMENT_MEMBERS: Readonly<Record<Sort, ReadonlySet<string>>> = {
  identity: /* @__PURE__ */ new Set(IDENTITY_MEMBERS),
  resource: /* @__PURE__ */ new Set([...IDENTITY_MEMBERS, 'Principal', 'NotPrincipal']),
};

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new MalformedPolicyError('the policy is not JSON', { cause });
    throw cause;
  }
}

function policyFrom(source: unknown, sort: Sort): Policy {
  const document = objectFrom(source, 'the policy', POLICY_MEMBERS);
  const { Version, Id, Statement: statements } = document;
  const list = Array.isArray(statements) ? statements : [statements];
  if (statements === undefined || (list.length === 0 && sort === 'resource')) {
    throw malformed('Statement', 'must be an object or a list of objects', statements);
  }
  return {
    version: versionFrom(Version),
    id: optionalText(Id, 'Id'),
    statements: list.map((statement, index) => statementFrom(statement, index, sort)),
  };
}

function versionFrom(value: unknown): PolicyVersion {
  if (value === undefined) return '2008-10-17';
  if (value === '2012-10-17' || value === '2008-10-17') return value;
  throw malformed('Version', 'must be "2012-10-17" or "2008-10-17"', value);
}

function optionalText(value: unknown, place: string): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  throw malformed(place, 'must be a string', value);
}

function statementFrom(value: unknown, index: number, sort: Sort): Statement {
  const place = `Statement[${index}]`;
  const statement = objectFrom(value, place, STATEMENT_MEMBERS[sort]);
  const { Sid, Effect, Condition } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed(`${place}.Effect`, 'must be "Allow" or "Deny"', Effect);
  const principal = sort === 'identity' ? principalFrom('*', false, place) : principalOf(statement, place);
  return {
    index,
    sid: optionalText(Sid, `${place}.Sid`),
    effect: Effect,
    principal,
    // Read at its word where it may grant; whether IAM takes such a pattern is not documented, so it proves no denial.
    action: actionFrom(statement, place, sort === 'identity' && Effect === 'Allow' ? ANY_SERVICE : EVERY_ACTION),
    resource: patternsFrom(statement, 'Resource', place),
    conditions: Condition === undefined ? [] : conditionsFrom(Condition, `${place}.Condition`),
  };
}

function principalOf(
  { Principal, NotPrincipal }: Readonly<Record<string, unknown>>,
  place: string,
): Statement['principal'] {
  if ((Principal === undefined) === (NotPrincipal === undefined)) throw oneOf(place, 'Principal', Principal);
  return Principal === undefined
    ? principalFrom(NotPrincipal, true, `${place}.NotPrincipal`)
    : principalFrom(Principal, false, `${place}.Principal`);
}

function patternsFrom(
  statement: Readonly<Record<string, unknown>>,
  element: 'Action' | 'Resource',
  place: string,
): PatternElement {
  const named = statement[element];
  const others = statement[`Not${element}`];
  if ((named === undefined) === (others === undefined)) throw oneOf(place, element, named);
  return named === undefined
    ? { not: true, patterns: textsFrom(others, `${place}.Not${element}`) }
    : { not: false, patterns: textsFrom(named, `${place}.${element}`) };
}

const EVERY_ACTION = /^\*+$/;
const ANY_SERVICE = /[*?]/;

/** @param bare what a pattern of actions that are named may be without a service */
function actionFrom(statement: Readonly<Record<string, unknown>>, place: string, bare: RegExp): PatternElement {
  const action = patternsFrom(statement, 'Action', place);
  const wrong = action.patterns.find(
    (pattern) => !pattern.includes(':') && !(action.not ? EVERY_ACTION : bare).test(pattern),
  );
  if (wrong === undefined) return action;
  throw malformed(
    `${place}.${action.not ? 'NotAction' : 'Action'}`,
    'must be "*" or begin with a service such as "s3:"',
    wrong,
  );
}

function oneOf(place: string, element: string, named: unknown): MalformedPolicyError {
  const found = named === undefined ? 'neither' : 'both';
  return new MalformedPolicyError(`${place} must have ${element} or Not${element}, has ${found}`);
}
