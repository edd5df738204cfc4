import { exposureOf, parsePolicy } from '../src/policy/index.js';
import { type Goal, medianOf, timeInTurns, warmUp } from './measure.js';
import { ordinaryPolicies } from './ordinary-policies.js';

/** Everything about a bucket but its policy. */
const bucket = {
  context: { kind: 'bucket', name: 'app-data', accountId: '111122223333', partition: 'aws' },
  acl: { ownerId: 'a'.repeat(64), grants: [] },
  ownership: 'BucketOwnerEnforced',
  accountBlock: null,
  bucketBlock: null,
} as const;

/** All facts of exposure of ordinary policies, from the parsed JSON on. */
export const benchPolicy = (rounds: number): readonly Goal[] => {
  const factsOf = (document: object) => exposureOf({ ...bucket, policy: parsePolicy(document) });
  // A process that judges many buckets has compiled every path; so has this one before it looks at the clock.
  warmUp(() => ordinaryPolicies.map(({ document }) => factsOf(document)));
  const rows = ordinaryPolicies.map(({ name, document }) => {
    const text = JSON.stringify(document);
    const { facts, json } = timeInTurns({ facts: () => factsOf(document), json: () => JSON.parse(text) }, rounds);
    const ratios = facts.map((time, round) => time / (json[round] ?? Number.NaN));
    return { name, statements: statementsIn(document), time: medianOf(facts), ratio: medianOf(ratios) };
  });
  console.log(`${'policy'.padEnd(36)} statements  microseconds  x JSON.parse`);
  for (const { name, statements, time, ratio } of rows) {
    console.log(
      `${name.padEnd(36)} ${String(statements).padStart(10)}  ${time.toFixed(1).padStart(12)}  ${ratio.toFixed(1).padStart(12)}`,
    );
  }
  return [
    {
      id: 'P0',
      measured: medianOf(rows.map(({ time }) => time)),
      limit: 50,
      is: '<=',
      what: 'microseconds for all facts of an ordinary policy, median of the table',
    },
  ];
};

const statementsIn = (document: object): number =>
  'Statement' in document && Array.isArray(document.Statement) ? document.Statement.length : 0;
