import type { Box, Dimension } from './box.js';
import type { Spend } from './budget.js';
import { type Caller, callersOf } from './callers.js';
import { globsOf } from './condition-test.js';
import { constrained } from './constraints.js';
import { matches } from './glob.js';
import { type Coverage, coverageOf, insidePoints } from './inside-points.js';
import { type Key, type KeySpace, keySpaceOf, readingOf } from './key-space.js';
import { fullMask, type Mask, maskWhere, overlap, union } from './mask.js';
import { type NamedValues, namedValuesOf } from './named-values.js';
import { type OperationTable, operationTableOf } from './operation-table.js';
import { patternFrom, type Reading } from './patterns.js';
import type { PatternElement, Policy, Statement } from './policy.js';
import { arnsOf, type PolicyContext } from './policy-context.js';

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
  /** Principals that statements name by ARN, and services they name. */
  readonly arns: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly spend: Spend;
}

/** A statement, and the requests it matches of the callers it is about. */
export interface BoxedStatement {
  readonly statement: Statement;
  readonly boxes: readonly Box[];
}

/** The model of a policy for the resource it is attached to. */
export function modelOf(policy: Policy, context: PolicyContext, spend: Spend): Model {
  const { statements } = policy;
  const variables = policy.version === '2012-10-17';
  const table = operationTableOf(context.kind);
  const named = namedValuesOf(policy, context.accountId);
  const principals = statements.map(({ principal }) => principal);
  const arns = new Set(principals.flatMap((principal) => principal.arns));
  const services = new Set(principals.flatMap((principal) => principal.services));
  const coverages = statements.map((statement) => coverageOfStatement(statement, context, variables));
  const insides = insidePoints(
    coverages.flatMap(({ inner }) => inner),
    spend,
  );
  const uses = statements.flatMap((statement) =>
    statement.conditions.map((condition) => ({
      condition,
      globs: globsOf(condition, readingOf(condition, statement, variables, context.accountId)),
    })),
  );
  const insideMask = fullMask(insides.length);
  const insideAt = table.all.length;
  const keySpace = keySpaceOf(uses, context, named, arns, services, insideAt + insideMask.length, spend);
  const keys = [...keySpace.keys.values()];
  const space = [
    { at: 0, words: insideAt, many: false },
    { at: insideAt, words: insideMask.length, many: false },
    ...keys,
  ];
  const everything: Box = {
    bits: [...table.all, ...insideMask, ...keys.flatMap(({ points }) => fullMask(points.length))],
    hits: [],
  };
  const frame: Frame = { table, insides, space, everything, keySpace, spend };
  return {
    policy,
    context,
    table,
    insides,
    keys: keySpace.keys,
    space,
    everything,
    statements: statements.map((statement, i) => boxed(statement, coverages[i] ?? NOTHING, frame)),
    named,
    callers: callersOf(principals, keySpace.accounts),
    arns,
    services,
    spend,
  };
}

interface Frame extends Pick<Model, 'table' | 'insides' | 'space' | 'everything' | 'spend'> {
  readonly keySpace: KeySpace;
}

const NOTHING: Coverage = { outer: false, inner: [] };

function coverageOfStatement({ resource, effect }: Statement, context: PolicyContext, variables: boolean): Coverage {
  const reading: Reading = {
    variables,
    ownerAccount: context.accountId,
    grow: (effect === 'Allow') !== resource.not,
  };
  const globs = resource.patterns.flatMap((pattern) => patternFrom(pattern, 'text', reading) ?? []);
  const { outer, inner } = arnsOf(context);
  return coverageOf(globs, outer, inner);
}

/**
 * The boxes of a statement. The bucket has no object key, so operations on it and those on objects make boxes of
 * their own, unless all objects are covered alike.
 */
function boxed(statement: Statement, coverage: Coverage, frame: Frame): BoxedStatement {
  const { table, insides, everything, space, keySpace, spend } = frame;
  const { action, resource } = statement;
  spend(10 * action.patterns.length + coverage.inner.length * insides.length);
  const acts = operationsMask(action, table);
  const inner = maskWhere(insides.length, (i) => covers(coverage, insides[i] ?? '') !== resource.not);
  const isWhole = inner.every((word, i) => word === everything.bits[table.all.length + i]);
  const hasOuter = coverage.outer !== resource.not;
  const rows = isWhole
    ? [hasOuter ? acts : overlap(acts, table.inner)]
    : [...(hasOuter ? [overlap(acts, table.outer)] : []), overlap(acts, table.inner)];
  const boxes = rows.flatMap((row, i) => {
    const isInner = isWhole || i === rows.length - 1;
    const rest = everything.bits.slice(row.length + inner.length);
    const insidesOfRow = isInner ? inner : everything.bits.slice(row.length, row.length + inner.length);
    return constrained({ bits: [...row, ...insidesOfRow, ...rest], hits: [] }, statement, keySpace, spend);
  });
  return { statement, boxes: boxes.filter((box) => !isEmpty(box, space)) };
}

function operationsMask({ patterns, not }: PatternElement, table: OperationTable): Mask {
  const [first, ...more] = patterns.map(table.matching);
  const named = first === undefined ? [] : more.reduce(union, first);
  return not ? overlap(table.all, named, true) : named;
}

function covers({ inner }: Coverage, inside: string): boolean {
  return inner.some((glob) => matches(glob, inside));
}

function isEmpty({ bits }: Box, space: readonly Dimension[]): boolean {
  return space.some(({ at, words }) => !bits.some((word, i) => i >= at && i < at + words && word !== 0));
}
