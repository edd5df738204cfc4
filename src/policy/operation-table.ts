import { type Operation, operationsOf } from './actions.js';
import { isAnything, matches, wildGlob } from './glob.js';
import { type Mask, maskWhere } from './mask.js';
import type { PolicyKind } from './policy.js';

/** The operations of a kind of policy as bits, with the masks that are asked for again and again. */
export interface OperationTable {
  readonly operations: readonly Operation[];
  readonly all: Mask;
  /** The operations on the bucket itself, and those on what is in it. */
  readonly outer: Mask;
  readonly inner: Mask;
  /** The operations that a pattern of actions matches. */
  readonly matching: (pattern: string) => Mask;
  /** The operations for which a predicate holds; the predicate must always say the same. */
  readonly where: (predicate: (operation: Operation) => boolean) => Mask;
}

/** The table of a kind of policy. */
export function operationTableOf(kind: PolicyKind): OperationTable {
  const known = TABLES.get(kind);
  if (known !== undefined) return known;
  const table = createTable(operationsOf(kind));
  TABLES.set(kind, table);
  return table;
}

// The tables never change; making one takes longer than deciding an ordinary policy.
const TABLES = /* @__PURE__ */ new Map<PolicyKind, OperationTable>();

/** How many patterns of actions a table remembers. */
const REMEMBERED_PATTERNS = 500;

function createTable(operations: readonly Operation[]): OperationTable {
  const size = operations.length;
  const names = operations.map(({ action }) => action.toLowerCase());
  const maskOf = (predicate: (operation: Operation) => boolean) =>
    maskWhere(size, (i) => operations.slice(i, i + 1).some(predicate));
  const all = maskWhere(size, () => true);
  const byPattern = new Map<string, Mask>();
  const byPredicate = new WeakMap<(operation: Operation) => boolean, Mask>();
  return {
    operations,
    all,
    outer: maskOf(({ inside }) => !inside),
    inner: maskOf(({ inside }) => inside),
    matching(pattern) {
      const known = byPattern.get(pattern);
      if (known !== undefined) return known;
      const mask = maskOfPattern(pattern.toLowerCase());
      if (byPattern.size >= REMEMBERED_PATTERNS) byPattern.clear();
      byPattern.set(pattern, mask);
      return mask;
    },
    where(predicate) {
      const known = byPredicate.get(predicate);
      if (known !== undefined) return known;
      const mask = maskOf(predicate);
      byPredicate.set(predicate, mask);
      return mask;
    },
  };

  function maskOfPattern(pattern: string): Mask {
    const glob = wildGlob(pattern);
    return isAnything(glob) ? all : maskWhere(size, (i) => matches(glob, names[i] ?? ''));
  }
}
