import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { factsToRead, operationsOf } from '../src/core/derivations.js';
import type { Kind } from '../src/core/resource.js';
import { factNamesOf, type Rule } from '../src/core/rule.js';
import { cutInnerRows, cutRows, type Keep } from './cut-rows.js';

/**
 * Leaves out of a rule's bundle what only other rules need: rows of the tables of facts and operations, and with them
 * what no other row uses. All functions stand inline in one template, which has a limit.
 *
 * If a row were missed after all, its fact would be unknown and the verdict UNVERIFIED.
 */
export const cutTablesPlugin = (rule: Rule): Plugin => ({
  name: 'cut-tables',
  setup: ({ onLoad }) => {
    for (const [module, cut] of Object.entries(cutsFor(rule))) {
      const filter = new RegExp(`[\\\\/]${module.replaceAll('/', '[\\\\/]').replace('.', '\\.')}$`);
      onLoad({ filter }, async ({ path }) => ({ contents: cut(await readFile(path, 'utf8')), loader: 'ts' }));
    }
  },
});

/** Facts that others are made of, which their rules do not name. */
export const madeOf: Readonly<Record<string, readonly string[]>> = {
  encryptionKey: ['encryption'],
  encryptionKeyRotation: ['encryption', 'encryptionKey'],
  encryptionKeyPolicy: ['encryption', 'encryptionKey'],
  replicationTargets: ['replication'],
  loggingSources: ['logging'],
  accessLogSources: ['logging'],
};

type Cut = (text: string) => string;

/** What a role is allowed an operation on. Its variables of `Fn::Sub` would look like mistakes in a function's code. */
const PERMISSION = /\bresource: ([A-Z_]+|'\*'),?/g;

/** How the text of each module is cut for a rule, by path from the root of the project. */
export const cutsFor = (rule: Rule): Readonly<Record<string, Cut>> => {
  const toldOf = (kind: Kind): Keep =>
    rule.kinds.includes(kind) ? oneOf([...withParts(factNamesOf(rule)), 'tags']) : () => false;
  const read = oneOf(withParts([...rule.kinds.flatMap((kind) => factsToRead(rule, kind)), ...rule.factsWithoutItem]));
  const rows =
    (table: string, keep: Keep): Cut =>
    (text) =>
      cutRows(text, table, keep);
  return {
    'src/core/operations.ts': (text) => cutRows(text, 'operations', oneOf(operationsOf(rule))).replace(PERMISSION, ''),
    'src/core/fact-origins.ts': (text) => cutInnerRows(text, 'factOrigins', (kind) => toldOf(kind as Kind)),
    'src/sources/answers/access-analyzers.ts': (text) =>
      cutRows(cutRows(text, 'bucketAccessAnalyzers', read), 'accountAccessAnalyzers', read),
    'src/sources/answers/access-point.ts': rows('accessPointFacts', read),
    'src/sources/answers/account.ts': rows('accountFacts', read),
    'src/sources/answers/acl.ts': rows('bucketAcl', read),
    'src/sources/answers/bucket-settings.ts': rows('bucketSettings', read),
    'src/sources/answers/directory-bucket.ts': rows('directoryBucketFacts', read),
    'src/sources/answers/data-event-recorders.ts': rows('accountDataEvents', read),
    'src/sources/answers/encryption.ts': rows('bucketEncryption', read),
    'src/sources/answers/event-rules.ts': rows('accountEventRules', read),
    'src/sources/answers/identity.ts': rows('identityFacts', read),
    'src/sources/answers/logging.ts': rows('bucketLogging', read),
    'src/sources/answers/management-trails.ts': rows('accountManagementTrails', read),
    'src/sources/answers/multi-region-access-point.ts': rows('multiRegionAccessPointFacts', read),
    'src/sources/answers/object-data-events.ts': rows('bucketDataEvents', read),
    'src/sources/answers/audit-deliveries.ts': rows('bucketAuditDeliveries', read),
    'src/sources/answers/macie.ts': rows('bucketMacie', read),
    'src/sources/answers/replication.ts': rows('bucketReplication', read),
    'src/sources/answers/table-bucket.ts': rows('tableBucketFacts', read),
    'src/sources/answers/trail-filters.ts': rows('accountTrailFilters', read),
    'src/sources/answers/vpc.ts': rows('vpcFacts', read),
    'src/sources/answers/vpc-endpoint.ts': rows('vpcEndpointFacts', read),
    'src/sources/configuration-item/access-point-readers.ts': (text) =>
      cutRows(
        cutRows(text, 'accessPointReaders', toldOf('accessPoint')),
        'multiRegionAccessPointReaders',
        toldOf('accessPoint'),
      ),
    'src/sources/configuration-item/account-readers.ts': rows('accountReaders', toldOf('account')),
    'src/sources/configuration-item/bucket-readers.ts': rows('bucketReaders', toldOf('bucket')),
    'src/sources/configuration-item/directory-bucket-readers.ts': rows(
      'directoryBucketReaders',
      toldOf('directoryBucket'),
    ),
    'src/sources/configuration-item/identity-readers.ts': rows('identityReaders', toldOf('identity')),
    'src/sources/configuration-item/table-bucket-readers.ts': rows('tableBucketReaders', toldOf('tableBucket')),
    'src/sources/configuration-item/vpc-endpoint-readers.ts': rows('vpcEndpointReaders', toldOf('vpcEndpoint')),
    'src/sources/configuration-item/vpc-readers.ts': rows('vpcReaders', toldOf('vpc')),
  };
};

const withParts = (facts: readonly string[]): readonly string[] =>
  facts.flatMap((fact) => [fact, ...(madeOf[fact] ?? [])]);

const oneOf = (names: readonly string[]): Keep => {
  const known = new Set(names);
  return (name) => known.has(name);
};
