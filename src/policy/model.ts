import { type Box, type Dimension, isEmpty } from './box.js';
import type { Spend } from './budget.js';
import { type Caller, callersOf } from './callers.js';
import { globsOf } from './condition-test.js';
import { constrained, constraintsOf } from './constraints.js';
import { decidable } from './decidable-condition.js';
import { type Glob, matches } from './glob.js';
import { type Coverage, coverageOf, insidePoints } from './inside-points.js';
import { type Key, type KeySpace, type KeyUse, keySpaceOf, readingOf } from './key-space.js';
import { fullMask, type Mask, maskWhere, overlap, union } from './mask.js';
import { type NamedValues, namedValuesOf } from './named-values.js';
import { type OperationTable, operationTableOf } from './operation-table.js';
import { isArnPattern, patternFrom, type Reading } from './patterns.js';
import { fits } from './points.js';
import type { Condition, PatternElement, Policy, Statement } from './policy.js';
import { arnsOf, fixedKeys, type PolicyContext } from './policy-context.js';

/**
 * A policy made ready to be decided: its statements as boxes over a finite space of requests.
 *
 * An Allow's boxes hold at least the requests it may match, a Deny's at most those it must. Where both are the same,
 * which is nearly always, decisions are exact; elsewhere they err towards "open" and "not enforced".
 */
export interface Model {
  readonly policy: Policy;
  readonly context: PolicyContext;
  readonly table: OperationTable;
  /** Keys of objects that stand for all keys. */
  readonly insides: readonly string[];
  readonly keys: ReadonlyMap<string, Key>;
  /** Operations, keys of objects, and condition keys, in this order. */
  readonly space: readonly Dimension[];
  /** Every request: all operations, keys and values. */
  readonly everything: Box;
  readonly statements: readonly BoxedStatement[];
  readonly named: NamedValues;
  readonly callers: readonly Caller[];
  /** Values of condition keys that are the same in every request. */
  readonly fixed: ReadonlyMap<string, string>;
  /** Principals that statements name by ARN, and services they name. */
  readonly arns: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  /** Whether all boxes are exact: no statement had to be read large or small. */
  readonly isExact: () => boolean;
  readonly spend: Spend;
}

/** A statement, and the requests it matches of the callers it is about. */
export interface BoxedStatement {
  readonly statement: Statement;
  /** Its conditions, put so that they can be decided. */
  readonly conditions: readonly Condition[];
  readonly boxes: readonly Box[];
}

/** The model of a policy for the resource it is attached to. */
export function modelOf(policy: Policy, context: PolicyContext, spend: Spend): Model {
  const { statements } = policy;
  const variables = policy.version === '2012-10-17';
  const table = operationTableOf(context.kind);
  const named = namedValuesOf(policy, context.accountId);
  const fixed = fixedKeys(context);
  const arns = new Set<string>();
  const services = new Set<string>();
  const target = arnsOf(context);
  const coverages: Coverage[] = [];
  const inner: Glob[] = [];
  const conditions: (readonly Condition[])[] = [];
  const uses: KeyUse[] = [];
  for (const statement of statements) {
    for (const arn of statement.principal.arns) arns.add(arn);
    for (const service of statement.principal.services) services.add(service);
    const coverage = coverageIn(statement, target, context.accountId, variables);
    coverages.push(coverage);
    inner.push(...coverage.inner);
    const own = variables ? statement.conditions.map((one) => decidable(one, context.accountId)) : statement.conditions;
    conditions.push(own);
    for (const condition of own) {
      const reading = readingOf(condition, statement, variables, context.accountId);
      uses.push({ condition, globs: globsOf(condition, reading) });
    }
  }
  const insides = insidePoints(inner, spend);
  const insideMask = fullMask(insides.length);
  const insideAt = table.all.length;
  const keySpace = keySpaceOf(
    uses,
    context.partition,
    { named, arns, services, fixed },
    insideAt + insideMask.length,
    spend,
  );
  const keys = [...keySpace.keys.values()];
  const space = [
    { at: 0, words: insideAt, many: false },
    { at: insideAt, words: insideMask.length, many: false },
    ...keys,
  ];
  const bits = table.all.concat(insideMask);
  for (const { points } of keys) bits.push(...fullMask(points.length));
  const everything: Box = { bits, hits: [] };
  const frame: Frame = { table, insides, space, everything, keySpace, spend };
  return {
    policy,
    context,
    table,
    insides,
    keys: keySpace.keys,
    space,
    everything,
    statements: statements.map((statement, i) => boxed(statement, conditions[i] ?? [], coverages[i] ?? NOTHING, frame)),
    named,
    callers: callersOf(statements, keySpace.accounts),
    fixed,
    arns,
    services,
    isExact: () => !statements.some((statement, i) => isLoose(statement, conditions[i] ?? [], keySpace)),
    spend,
  };
}

/** Whether a statement depends on the request in a way that boxes cannot tell: by a variable, or an unfit operator. */
function isLoose({ resource }: Statement, conditions: readonly Condition[], { keys }: KeySpace): boolean {
  const hasVariable = (values: readonly string[]) => values.some((value) => value.includes('${'));
  const isUnfit = ({ family, key, values }: Condition) => {
    const type = keys.get(key)?.rule.type ?? 'text';
    return (
      hasVariable(values) ||
      (family !== 'null' && !fits(family, type)) ||
      (family === 'arn' && !values.every(isArnPattern))
    );
  };
  return hasVariable(resource.patterns) || conditions.some(isUnfit);
}

interface Frame extends Pick<Model, 'table' | 'insides' | 'space' | 'everything' | 'spend'> {
  readonly keySpace: KeySpace;
}

const NOTHING: Coverage = { outer: false, inner: [] };

function coverageIn(
  { resource, effect }: Statement,
  { outer, inner }: ReturnType<typeof arnsOf>,
  ownerAccount: string,
  variables: boolean,
): Coverage {
  const reading: Reading = { variables, ownerAccount, grow: (effect === 'Allow') !== resource.not };
  const globs: Glob[] = [];
  for (const pattern of resource.patterns) {
    const glob = patternFrom(pattern, 'text', reading);
    if (glob !== null) globs.push(glob);
  }
  return coverageOf(globs, outer, inner);
}

/**
 * The boxes of a statement. The bucket has no object key, so operations on it and those on objects make boxes of
 * their own, unless all objects are covered alike.
 */
function boxed(
  statement: Statement,
  conditions: readonly Condition[],
  coverage: Coverage,
  frame: Frame,
): BoxedStatement {
  const { table, insides, everything, space, keySpace, spend } = frame;
  const { action, resource } = statement;
  spend(10 * action.patterns.length + 3 * coverage.inner.length * insides.length);
  const acts = operationsMask(action, table);
  const inner = maskWhere(insides.length, (i) => covers(coverage, insides[i] ?? '') !== resource.not);
  const isWhole = inner.every((word, i) => word === everything.bits[acts.length + i]);
  const hasOuter = coverage.outer !== resource.not;
  const constraints = constraintsOf(conditions, statement.effect, keySpace, spend);
  const onInsides = (isWhole && hasOuter ? acts : overlap(acts, table.inner)).concat(inner);
  const heads = isWhole || !hasOuter ? [onInsides] : [onInsides, overlap(acts, table.outer)];
  const boxes: Box[] = [];
  for (const head of heads) {
    const box: Box = { bits: head.concat(everything.bits.slice(head.length)), hits: [] };
    if (!isEmpty(space, box)) boxes.push(...constrained(box, constraints, space, spend));
  }
  return { statement, conditions, boxes };
}

function operationsMask({ patterns, not }: PatternElement, table: OperationTable): Mask {
  const [first, ...more] = patterns.map(table.matching);
  const named = first === undefined ? [] : more.reduce(union, first);
  return not ? overlap(table.all, named, true) : named;
}

function covers({ inner }: Coverage, inside: string): boolean {
  return inner.some((glob) => matches(glob, inside));
}
