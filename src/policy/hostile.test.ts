import { exposureOf, factsOf } from './exposure.js';
import { parsePolicy } from './parse.js';
import { bucket, bucketArn, type StatementSource } from './sample-policies.js';

// Policies made to cost as much as they can, of the size S3 takes. Each must be decided, or be unknown, in a second.

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const letter = (index: number) => String.fromCharCode(97 + (index % 26));
const all = { Principal: '*', Action: '*', Resource: '*' };
const account = (index: number) => String(100_000_000_000 + index);

const HOSTILE: readonly (readonly [string, readonly StatementSource[]])[] = [
  [
    'Denies that overlap in many keys',
    [
      { ...all, Effect: 'Allow' },
      ...times(60, (i) => ({
        ...all,
        Effect: 'Deny',
        Condition: { StringNotEquals: Object.fromEntries(times(6, (j) => [`k${(i * 7 + j * 3) % 25}`, `v${i % 3}`])) },
      })),
    ],
  ],
  [
    'resources of chained wildcards',
    [
      {
        ...all,
        Effect: 'Allow',
        Resource: times(150, (i) => `${bucketArn}/*${'a?'.repeat(i % 20)}${letter(i)}*${letter(i * 7)}*`),
      },
    ],
  ],
  [
    'one resource of thousands of wildcards',
    [
      { ...all, Effect: 'Allow', Resource: `${bucketArn}/${'?*'.repeat(4000)}` },
      { ...all, Effect: 'Deny', Resource: `${bucketArn}/${'*?'.repeat(3000)}a` },
    ],
  ],
  ['an action of thousands of wildcards', [{ ...all, Effect: 'Allow', Action: `s3:${'*a'.repeat(4000)}` }]],
  [
    'conditions of chained wildcards',
    [
      {
        ...all,
        Effect: 'Allow',
        Condition: { StringLike: { 'aws:Referer': times(300, (i) => `*a${'?'.repeat(i % 30)}b${i}*`) } },
      },
      { ...all, Effect: 'Deny', Condition: { StringNotLike: { 'aws:Referer': times(100, (i) => `?*${i}*?*`) } } },
    ],
  ],
  [
    'sets with alternatives',
    [
      { ...all, Effect: 'Allow' },
      ...times(60, (i) => ({
        ...all,
        Effect: 'Deny',
        Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': [`t${i}*`], [`key${i % 9}`]: [`*${i}`] } },
      })),
    ],
  ],
  [
    'alternatives in one statement',
    [
      {
        ...all,
        Effect: 'Allow',
        Condition: { 'ForAnyValue:StringEqualsIfExists': Object.fromEntries(times(200, (i) => [`key${i}`, 'a'])) },
      },
    ],
  ],
  [
    'many accounts',
    [
      { ...all, Effect: 'Allow', Principal: { AWS: times(1200, account) } },
      { ...all, Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    ],
  ],
  [
    'many roles',
    [
      { ...all, Effect: 'Allow', Principal: { AWS: times(350, (i) => `arn:aws:iam::${account(i)}:role/R${i}`) } },
      {
        ...all,
        Effect: 'Deny',
        Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/R1*', 'arn:aws:iam::*:role/*9'] } },
      },
    ],
  ],
  [
    'many ranges',
    [
      {
        ...all,
        Effect: 'Allow',
        Condition: {
          IpAddress: { 'aws:SourceIp': times(900, (i) => `${1 + (i % 200)}.${i % 256}.${(i * 7) % 256}.0/24`) },
        },
      },
      {
        ...all,
        Effect: 'Deny',
        Condition: { NotIpAddress: { 'aws:SourceIp': times(100, (i) => `${1 + i}.${i}.0.0/16`) } },
      },
    ],
  ],
  [
    'many sources and access points',
    times(90, (i) => ({
      ...all,
      Effect: i % 3 === 0 ? 'Deny' : 'Allow',
      Condition: {
        StringEquals: { 's3:DataAccessPointAccount': account(i), 'aws:SourceAccount': account(i) },
        ArnLike: {
          's3:DataAccessPointArn': `arn:aws:s3:*:${account(i)}:accesspoint/*`,
          'aws:SourceArn': `arn:aws:x:*:${account(i)}:*`,
        },
      },
    })),
  ],
];

test.each(HOSTILE)('%s', (_, statements) => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const started = process.cpuUsage().user;
  const facts = factsOf(
    exposureOf({
      context: bucket,
      policy: parsePolicy(text),
      acl: { ownerId: 'a', grants: [] },
      ownership: null,
      accountBlock: null,
      bucketBlock: null,
    }),
  );
  const seconds = (process.cpuUsage().user - started) / 1_000_000;
  expect(Object.values(facts).every((value) => value !== undefined)).toBe(true);
  expect(seconds).toBeLessThan(1.5);
});

test('an Allow of everything to everyone is seen among Denies too many to count', () => {
  const [, statements = []] = HOSTILE[0] ?? [];
  const facts = factsOf(
    exposureOf({
      context: bucket,
      policy: parsePolicy({ Statement: statements }),
      acl: { ownerId: 'a', grants: [] },
      ownership: null,
      accountBlock: null,
      bucketBlock: null,
    }),
  );
  expect([true, 'unknown']).toContain(facts.publicRead);
});
