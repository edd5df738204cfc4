import { count, hasBit, type Mask, overlap } from './mask.js';
import type { OperationTable } from './operation-table.js';
import type { PolicyKind } from './policy.js';

/** At most so many actions are named in a reason. */
const NAMED_ACTIONS = 2;

/** Operations in words: `s3:GetObject, s3:PutObject and 3 more on objects and s3:ListBucket on the bucket`. */
export function actionText(operations: Mask, table: OperationTable, kind: PolicyKind): string {
  return placesText(operations, table, kind, (some) => `${namesText(some, table)} on `);
}

/** The same for what is left of all operations: `requests to the bucket (such as s3:ListBucket)` when it is all. */
export function leftText(operations: Mask, table: OperationTable, kind: PolicyKind): string {
  return placesText(operations, table, kind, (some, all, place) =>
    count(some) === count(all)
      ? `requests to ${place} (such as ${firstAction(some, table)})`
      : `${namesText(some, table)} on `,
  );
}

/** The best known action of some operations. */
export function firstAction(operations: Mask, table: OperationTable): string {
  return table.operations.find((_, i) => hasBit(operations, i))?.action ?? '';
}

type PlaceText = (some: Mask, all: Mask, place: string) => string;

function placesText(operations: Mask, table: OperationTable, kind: PolicyKind, textOf: PlaceText): string {
  return [table.inner, table.outer]
    .flatMap((all) => {
      const some = overlap(operations, all);
      if (count(some) === 0) return [];
      const place = placeText(all === table.inner, kind);
      const text = textOf(some, all, place);
      return [text.endsWith(' on ') ? `${text}${place}` : text];
    })
    .join(' and ');
}

function namesText(operations: Mask, { operations: all }: OperationTable): string {
  const more = count(operations) - NAMED_ACTIONS;
  const names: string[] = [];
  for (const [i, { action }] of all.entries()) {
    if (names.length === NAMED_ACTIONS) break;
    if (hasBit(operations, i)) names.push(action);
  }
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function placeText(inside: boolean, kind: PolicyKind): string {
  if (inside) return kind === 'tableBucket' ? 'tables' : 'objects';
  if (kind === 'account') return 'the account';
  return kind === 'accessPoint' || kind === 'multiRegionAccessPoint' ? 'the access point' : 'the bucket';
}
