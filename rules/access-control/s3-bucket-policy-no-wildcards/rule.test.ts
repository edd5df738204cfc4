import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, bucketWith, OTHER_ACCOUNT, REGION, resourceWith } from '../../../test/builders.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const BUCKET_ARN = 'arn:aws:s3:::app-data';
const DIRECTORY_ARN = `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/scratch--euw1-az1--x-s3`;
const TABLES_ARN = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/tables`;

const reader = {
  Sid: 'Reader',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/reader` },
  Action: 's3:GetObject',
  Resource: `${BUCKET_ARN}/*`,
};
const everything = { ...reader, Sid: 'Everything', Action: 's3:*', Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`] };

const policyOf = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const withStatements = (...statements: readonly object[]) => bucketWith({ policy: policyOf(...statements) });
const but = (change: object) => withStatements({ ...reader, ...change });
const doing = (Action: string | readonly string[]) => but({ Action });

const directory = (Action: string) =>
  resourceWith(
    'directoryBucket',
    {
      type: 'AWS::S3Express::DirectoryBucket',
      id: 'scratch--euw1-az1--x-s3',
      arn: DIRECTORY_ARN,
      accountId: ACCOUNT,
      region: REGION,
    },
    { policy: policyOf({ ...reader, Action, Resource: DIRECTORY_ARN }), tags: {} },
  );
const tables = (Action: string) =>
  resourceWith(
    'tableBucket',
    { type: 'AWS::S3Tables::TableBucket', id: TABLES_ARN, arn: TABLES_ARN, accountId: ACCOUNT, region: REGION },
    { policy: policyOf({ ...reader, Action, Resource: TABLES_ARN }), tags: {} },
  );

/** To whom everything may be granted while `allowSameAccountRoot` is on. */
const ofOwnAccount: readonly (readonly [string, object])[] = [
  ['the account as a whole', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }],
  ['the account by its id', { Principal: { AWS: ACCOUNT } }],
  [
    'everyone of the account, by a condition',
    { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } } },
  ],
  [
    "the account's access points, as AWS documents it",
    { Principal: '*', Condition: { StringEquals: { 's3:DataAccessPointAccount': [ACCOUNT] } } },
  ],
];

/** To whom not. */
const ofOthers: readonly (readonly [string, object])[] = [
  ['a role of the account', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/app` } }],
  ['the account and another', { Principal: { AWS: [ACCOUNT, OTHER_ACCOUNT] } }],
  ['the account and a service', { Principal: { AWS: ACCOUNT, Service: 'logging.s3.amazonaws.com' } }],
  ['the account and a canonical user', { Principal: { AWS: ACCOUNT, CanonicalUser: 'b'.repeat(64) } }],
  ['the account and an identity provider', { Principal: { AWS: ACCOUNT, Federated: 'graph.facebook.com' } }],
  ['everyone', { Principal: '*' }],
  [
    'everyone of another account',
    { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': OTHER_ACCOUNT } } },
  ],
  [
    'everyone of the account or another',
    { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': [ACCOUNT, OTHER_ACCOUNT] } } },
  ],
  [
    'everyone but the account, by a condition',
    { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } } },
  ],
  [
    'everyone of the account, or without the key',
    { Principal: '*', Condition: { StringEqualsIfExists: { 's3:DataAccessPointAccount': ACCOUNT } } },
  ],
  [
    'everyone, by a set that may be empty',
    { Principal: '*', Condition: { 'ForAllValues:StringEquals': { 's3:DataAccessPointAccount': ACCOUNT } } },
  ],
  ['everyone with the key', { Principal: '*', Condition: { Null: { 's3:DataAccessPointAccount': 'false' } } }],
  [
    'everyone of an organization',
    { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example1' } } },
  ],
];

const compliant: readonly RuleCase[] = [
  { name: 'no policy', resource: bucketWith({ policy: null }), code: 'NO_POLICY' },
  {
    name: 'a named action',
    resource: withStatements(reader),
    code: 'NAMED',
    reason: 'No statement grants every action or all but some.',
  },
  { name: 'a pattern of one family of actions (A4)', resource: doing('s3:Get*'), code: 'NAMED' },
  { name: 'everyone of an organization, for a named action (A8)', resource: but({ Principal: '*' }), code: 'NAMED' },
  { name: 'all objects and the bucket as resource', resource: but({ Resource: '*' }), code: 'NAMED' },
  { name: 'every action denied (A10)', resource: withStatements({ ...everything, Effect: 'Deny' }), code: 'NAMED' },
  {
    name: 'exclusions in a Deny',
    resource: withStatements({
      Effect: 'Deny',
      NotPrincipal: { AWS: ACCOUNT },
      NotAction: 's3:GetObject',
      NotResource: `${BUCKET_ARN}/public/*`,
    }),
    code: 'NAMED',
  },
  {
    name: 'every action of another service, which a bucket policy cannot grant',
    resource: doing('s3express:*'),
    code: 'NAMED',
  },
  ...ofOwnAccount.map(([name, change]) => ({
    name: `every action for ${name}`,
    resource: withStatements({ ...everything, ...change }),
    code: 'NAMED',
  })),
  {
    name: 'all but some actions for the account',
    resource: but({ Principal: { AWS: ACCOUNT }, Action: undefined, NotAction: 's3:DeleteBucket' }),
    code: 'NAMED',
  },
  { name: 'sessions of a directory bucket', resource: directory('s3express:CreateSession'), code: 'NAMED' },
  {
    name: 's3:* in the policy of a directory bucket, which grants nothing',
    resource: directory('s3:*'),
    code: 'NAMED',
  },
  { name: 'data of a table bucket', resource: tables('s3tables:GetTableData'), code: 'NAMED' },
];

const nonCompliant: readonly RuleCase[] = [
  {
    name: 's3:*',
    resource: withStatements(reader, everything),
    code: 'WILDCARD_GRANT',
    reason:
      'Granted by wildcard or exclusion: statement "Everything" (s3:*). Name what is needed, such as s3:GetObject, s3:PutObject or s3:ListBucket.',
    evidence: ['policy.Statement[1]'],
    severity: 'MEDIUM',
  },
  ...['*', '*:*', 'S3:*', 's3:?*', 's3:**', 's3*:*'].map((action) => ({
    name: `the action ${action}`,
    resource: doing(action),
    code: 'WILDCARD_GRANT',
  })),
  {
    name: 'a list that holds s3:*',
    resource: doing(['s3:GetObject', 's3:*']),
    code: 'WILDCARD_GRANT',
    reason: /\(s3:\*\)/,
  },
  {
    name: 'all actions but one',
    resource: but({ Action: undefined, NotAction: 's3:DeleteBucket' }),
    code: 'WILDCARD_GRANT',
    reason: /\(NotAction\)/,
  },
  {
    name: 'all principals but one',
    resource: but({ Principal: undefined, NotPrincipal: { AWS: OTHER_ACCOUNT } }),
    code: 'WILDCARD_GRANT',
    reason: /\(NotPrincipal\)/,
  },
  {
    name: 'all principals but the account',
    resource: but({ Principal: undefined, NotPrincipal: { AWS: ACCOUNT } }),
    code: 'WILDCARD_GRANT',
  },
  {
    name: 'all resources but one',
    resource: but({ Resource: undefined, NotResource: `${BUCKET_ARN}/secret/*` }),
    code: 'WILDCARD_GRANT',
    reason: /\(NotResource\)/,
  },
  {
    name: 'several in one statement, and another statement',
    resource: withStatements(
      { ...everything, Resource: undefined, NotResource: `${BUCKET_ARN}/secret/*` },
      { ...everything, Sid: undefined },
    ),
    code: 'WILDCARD_GRANT',
    reason: /statement "Everything" \(s3:\*, NotResource\), Statement\[1\] \(s3:\*\)\./,
    evidence: ['policy.Statement[0]', 'policy.Statement[1]'],
  },
  ...ofOthers.map(([name, change]) => ({
    name: `every action for ${name}`,
    resource: withStatements({ ...everything, ...change }),
    code: 'WILDCARD_GRANT',
  })),
  ...ofOwnAccount.map(([name, change]) => ({
    name: `every action for ${name}, not allowed`,
    resource: withStatements({ ...everything, ...change }),
    parameters: { allowSameAccountRoot: 'false' },
    code: 'WILDCARD_GRANT',
  })),
  {
    name: 'every action of a directory bucket',
    resource: directory('s3express:*'),
    code: 'WILDCARD_GRANT',
    reason: /such as s3express:CreateSession\.$/,
  },
  {
    name: 'every action of a table bucket',
    resource: tables('s3tables:*'),
    code: 'WILDCARD_GRANT',
    reason: /such as s3tables:GetTableData, s3tables:PutTableData or s3tables:ListTables\.$/,
  },
];

testRule(rule, {
  compliant,
  nonCompliant,
  notApplicable: [],
  insufficientData: [
    {
      name: 'the policy was not read (A9)',
      resource: bucketWith({ policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'DENIED',
    },
  ],
});

describe('parameters', () => {
  it('malformed', () => {
    expect(() => rule.readParameters({ allowSameAccountRoot: 'root' })).toThrow(ParameterError);
  });
});
