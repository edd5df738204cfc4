import fc from 'fast-check';
import { exposureOf, factsOf } from './exposure.js';
import { bucket, policyOf, type StatementSource } from './sample-policies.js';
import { anyStatement, anyStatements } from './small-world.js';

// What must hold of all policies, whatever the answers are.

const RUNS = { numRuns: Number(process.env.POLICY_RUNS ?? 120) };

const factsOfPolicy = (statements: readonly StatementSource[]) =>
  factsOf(
    exposureOf({
      context: bucket,
      policy: policyOf(...statements),
      acl: { ownerId: 'a', grants: [] },
      ownership: 'BucketOwnerEnforced',
      accountBlock: null,
      bucketBlock: null,
    }),
  );

const OPENINGS = ['publicRead', 'publicList', 'publicWrite', 'publicAdmin'] as const;
const LISTS = ['canonicalUsers', 'services', 'confusedDeputy'] as const;
const CONTROLS = ['tlsEnforced', 'mfaDelete', 'presignedBlocked', 'ssecDenied'] as const;

test('a further Deny opens nothing and loosens no control', () => {
  fc.assert(
    fc.property(anyStatements, anyStatement('Deny'), (statements, further) => {
      const before = factsOfPolicy(statements);
      const after = factsOfPolicy([...statements, further]);
      expect(after.policyIsPublic).toBe(before.policyIsPublic);
      for (const name of OPENINGS) if (before[name] === false) expect([name, after[name]]).toEqual([name, false]);
      for (const name of CONTROLS) if (before[name] === true) expect([name, after[name]]).toEqual([name, true]);
      for (const name of LISTS) expect(before[name]).toEqual(expect.arrayContaining([...after[name]]));
    }),
    RUNS,
  );
});

test('a further Allow closes nothing and changes no control', () => {
  fc.assert(
    fc.property(anyStatements, anyStatement('Allow'), (statements, further) => {
      const before = factsOfPolicy(statements);
      const after = factsOfPolicy([...statements, further]);
      for (const name of CONTROLS) expect([name, after[name]]).toEqual([name, before[name]]);
      for (const name of LISTS) expect(after[name]).toEqual(expect.arrayContaining([...before[name]]));
      // A further Allow may name an account or a value, so that who was a stranger is none any more.
      if (!JSON.stringify(further.Condition).includes('aws:') && further.Principal === '*') {
        for (const name of OPENINGS) if (before[name] === true) expect([name, after[name]]).toEqual([name, true]);
      }
    }),
    RUNS,
  );
});

test('the order of statements does not matter', () => {
  fc.assert(
    fc.property(anyStatements, (statements) => {
      expect(factsOfPolicy([...statements].reverse())).toEqual(factsOfPolicy(statements));
    }),
    RUNS,
  );
});

test('a scalar is a list of one, and names of keys have no case', () => {
  const respell = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length === 1 ? value[0] : value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, respell(member)]));
  };
  const upper = ({ Condition, ...statement }: StatementSource) => ({
    ...(respell(statement) as object),
    Condition: Object.fromEntries(
      Object.entries(Condition as object).map(([operator, keys]) => [
        operator,
        Object.fromEntries(Object.entries(keys as object).map(([key, values]) => [key.toUpperCase(), respell(values)])),
      ]),
    ),
  });
  fc.assert(
    fc.property(anyStatements, (statements) => {
      expect(factsOfPolicy(statements.map(upper))).toEqual(factsOfPolicy(statements));
    }),
    RUNS,
  );
});

test('lists may be split into statements', () => {
  const split = (statement: StatementSource): readonly StatementSource[] =>
    ['Action', 'Resource'].reduce<readonly StatementSource[]>(
      (parts, element) =>
        parts.flatMap((part) =>
          [part[element] ?? []].flat().length > 1
            ? [part[element]].flat().map((one) => ({ ...part, [element]: one }))
            : [part],
        ),
      [statement],
    );
  fc.assert(
    fc.property(anyStatements, (statements) => {
      expect(factsOfPolicy(statements.flatMap(split))).toEqual(factsOfPolicy(statements));
    }),
    RUNS,
  );
});
