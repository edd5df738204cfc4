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
  if (typeof source !== 'string') return policyFrom(source);
  const document = jsonFrom(source);
  const policy = policyFrom(document);
  if (membersWritten(source) !== membersOf(document)) {
    throw new MalformedPolicyError('the policy must not name a member of an object twice');
  }
  return policy;
}

const POLICY_MEMBERS: ReadonlySet<string> = /* @__PURE__ */ new Set(['Version', 'Id', 'Statement']);

const STATEMENT_MEMBERS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new MalformedPolicyError('the policy is not JSON', { cause });
    throw cause;
  }
}

function policyFrom(source: unknown): Policy {
  const document = objectFrom(source, 'the policy', POLICY_MEMBERS);
  const { Version, Id, Statement: statements } = document;
  const list = Array.isArray(statements) ? statements : [statements];
  if (statements === undefined || list.length === 0) {
    throw malformed('Statement', 'must be an object or a list of objects', statements);
  }
  return {
    version: versionFrom(Version),
    id: optionalText(Id, 'Id'),
    statements: list.map((statement, index) => statementFrom(statement, index)),
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

function statementFrom(value: unknown, index: number): Statement {
  const place = `Statement[${index}]`;
  const statement = objectFrom(value, place, STATEMENT_MEMBERS);
  const { Sid, Effect, Principal, NotPrincipal, Condition } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed(`${place}.Effect`, 'must be "Allow" or "Deny"', Effect);
  if ((Principal === undefined) === (NotPrincipal === undefined)) throw oneOf(place, 'Principal', Principal);
  return {
    index,
    sid: optionalText(Sid, `${place}.Sid`),
    effect: Effect,
    principal:
      Principal === undefined
        ? principalFrom(NotPrincipal, true, `${place}.NotPrincipal`)
        : principalFrom(Principal, false, `${place}.Principal`),
    action: actionFrom(statement, place),
    resource: patternsFrom(statement, 'Resource', place),
    conditions: Condition === undefined ? [] : conditionsFrom(Condition, `${place}.Condition`),
  };
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

function actionFrom(statement: Readonly<Record<string, unknown>>, place: string): PatternElement {
  const action = patternsFrom(statement, 'Action', place);
  const bare = action.patterns.find((pattern) => !pattern.includes(':') && !/^\*+$/.test(pattern));
  if (bare === undefined) return action;
  throw malformed(
    `${place}.${action.not ? 'NotAction' : 'Action'}`,
    'must be "*" or begin with a service such as "s3:"',
    bare,
  );
}

function oneOf(place: string, element: string, named: unknown): MalformedPolicyError {
  const found = named === undefined ? 'neither' : 'both';
  return new MalformedPolicyError(`${place} must have ${element} or Not${element}, has ${found}`);
}
