import { s3Actions, s3expressActions, s3tablesActions } from './actions.generated.js';
import type { PolicyKind } from './policy.js';

/** What an action does, as AWS's service reference grades it. */
export type AccessLevel = 'read' | 'list' | 'write' | 'tagging' | 'permissions';

/**
 * An action on one type of resource, the smallest thing a resource policy can grant.
 *
 * An action that can have a bucket and an object as resource stands for two operations.
 */
export interface Operation {
  /** `s3:GetObject` */
  readonly action: string;
  readonly level: AccessLevel;
  /** Whether its resource lies in the bucket or access point: an object or a table. */
  readonly inside: boolean;
}

/** The operations that a policy of a kind can grant: first those everyone knows, then by name of action. */
export function operationsOf(kind: PolicyKind): readonly Operation[] {
  return [...tableOf(kind)].sort((one, other) => fame(one) - fame(other) || (one.action < other.action ? -1 : 1));
}

function tableOf(kind: PolicyKind): readonly Operation[] {
  switch (kind) {
    case 'bucket':
      return operationsFrom('s3', s3Actions, /b/, /o/);
    case 'accessPoint':
      return operationsFrom('s3', s3Actions, /a/, /p/);
    case 'multiRegionAccessPoint':
      return operationsFrom('s3', s3Actions, /[am]/, /p/);
    case 'directoryBucket':
      return operationsFrom('s3express', s3expressActions, /b/, /o/);
    case 'tableBucket':
      return operationsFrom('s3tables', s3tablesActions, /b/, /o/);
    case 'account':
      return ACCOUNT_OPERATIONS;
  }
}

/** Those of the many actions without resource that questions are about. */
const ACCOUNT_OPERATIONS: readonly Operation[] = [
  { action: 's3:PutAccountPublicAccessBlock', level: 'permissions', inside: false },
];

/** Actions that reasons name first, since everyone knows them. */
const FAMOUS = [
  's3:GetObject',
  's3:ListBucket',
  's3:PutObject',
  's3:DeleteObject',
  's3:PutBucketPolicy',
  's3:GetBucketPolicy',
  's3express:CreateSession',
  's3tables:GetTableData',
  's3tables:PutTableData',
  's3tables:ListTables',
];

function fame({ action }: Operation): number {
  const at = FAMOUS.indexOf(action);
  return at === -1 ? FAMOUS.length : at;
}

const LEVELS: Readonly<Record<string, AccessLevel>> = {
  R: 'read',
  L: 'list',
  W: 'write',
  T: 'tagging',
  P: 'permissions',
};

function operationsFrom(service: string, table: string, outer: RegExp, inner: RegExp): readonly Operation[] {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [letter = '', resources = '', ...names] = line.split(' ');
      const level = LEVELS[letter];
      const places = [...(outer.test(resources) ? [false] : []), ...(inner.test(resources) ? [true] : [])];
      if (level === undefined) return [];
      return names.flatMap((name) => places.map((inside) => ({ action: `${service}:${name}`, level, inside })));
    });
}
