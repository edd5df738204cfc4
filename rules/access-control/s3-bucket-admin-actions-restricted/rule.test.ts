import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, bucketWith, OTHER_ACCOUNT, REGION, resourceWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const BUCKET_ARN = 'arn:aws:s3:::app-data';
const BOTH = [BUCKET_ARN, `${BUCKET_ARN}/*`];
const DIRECTORY_ARN = `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/scratch--euw1-az1--x-s3`;
const TABLES_ARN = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/tables`;

const administer = {
  Sid: 'Administer',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/deployer` },
  Action: 's3:PutBucketPolicy',
  Resource: BOTH,
};
const anyone = { ...administer, Principal: '*' };
const denyAll = { ...anyone, Sid: 'Fence', Effect: 'Deny', Action: 's3:*' };

const policyOf = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const withStatements = (...statements: readonly object[]) => bucketWith({ policy: policyOf(...statements) });
const but = (change: object) => withStatements({ ...administer, ...change });
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
    { policy: policyOf({ ...administer, Action, Resource: DIRECTORY_ARN }), tags: {} },
  );
const tables = (Action: string) =>
  resourceWith(
    'tableBucket',
    { type: 'AWS::S3Tables::TableBucket', id: TABLES_ARN, arn: TABLES_ARN, accountId: ACCOUNT, region: REGION },
    { policy: policyOf({ ...administer, Action, Resource: [TABLES_ARN, `${TABLES_ARN}/*`] }), tags: {} },
  );

/** Every default action that a policy of some kind can grant. */
const actions = Object.values(rule.readParameters({}).adminActions as readonly string[]);
const resourceFor = (action: string) => {
  if (action.startsWith('s3express:')) return directory(action);
  return action.startsWith('s3tables:') ? tables(action) : doing(action);
};

const compliant: readonly RuleCase[] = [
  { name: 'no policy', resource: bucketWith({ policy: null }), code: 'NO_POLICY' },
  {
    name: 'reads and writes of objects by another account',
    resource: doing(['s3:GetObject', 's3:PutObject', 's3:ListBucket']),
    code: 'RESTRICTED',
    reason: 'The policy grants no administrative action to other accounts.',
  },
  { name: 'a pattern that holds none of the actions', resource: doing('s3:Get*'), code: 'RESTRICTED' },
  { name: "the account's own role", resource: but({ Principal: { AWS: ACCOUNT } }), code: 'RESTRICTED' },
  {
    name: 'the action on a resource that it does not have',
    resource: but({ Resource: `${BUCKET_ARN}/*` }),
    code: 'RESTRICTED',
  },
  { name: 'the action on another bucket', resource: but({ Resource: 'arn:aws:s3:::other' }), code: 'RESTRICTED' },
  { name: 'a Deny', resource: but({ Effect: 'Deny' }), code: 'RESTRICTED' },
  {
    name: 'every action but those denied',
    resource: withStatements({ ...administer, Action: 's3:*' }, { ...denyAll, Action: actions.slice(0, 13) }),
    code: 'RESTRICTED',
  },
  {
    name: 'everyone, confined to the account (blacklisted-actions does not look at conditions)',
    resource: withStatements({ ...anyone, Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } } }),
    code: 'RESTRICTED',
  },
  {
    name: "everything through the account's own access points, as AWS documents it",
    resource: withStatements({
      ...anyone,
      Action: '*',
      Condition: { StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } },
    }),
    code: 'RESTRICTED',
  },
  {
    name: 'a trusted account',
    resource: but({}),
    parameters: { trustedAccountIds: OTHER_ACCOUNT },
    code: 'RESTRICTED',
  },
  {
    name: 'an action that is not among those told',
    resource: but({}),
    parameters: { adminActions: 's3:PutBucketAcl' },
    code: 'RESTRICTED',
  },
  {
    name: 's3 actions in the policy of a directory bucket, which grant nothing',
    resource: directory('s3:*'),
    code: 'RESTRICTED',
  },
  { name: 'sessions of a directory bucket', resource: directory('s3express:CreateSession'), code: 'RESTRICTED' },
  { name: 'data of a table bucket', resource: tables('s3tables:GetTableData'), code: 'RESTRICTED' },
];

const nonCompliant: readonly RuleCase[] = [
  {
    name: 'the bucket policy by a role of another account',
    resource: but({}),
    code: 'ADMIN_GRANT',
    reason: `The policy lets others than its account administer the bucket: arn:aws:iam::${OTHER_ACCOUNT}:role/deployer (statement "Administer": s3:PutBucketPolicy on the bucket).`,
    evidence: ['policy.Statement[0]'],
    severity: 'HIGH',
  },
  ...actions.map((action) => ({
    name: action,
    resource: resourceFor(action),
    code: 'ADMIN_GRANT',
    reason: new RegExp(action),
  })),
  { name: 'a pattern that holds one of them', resource: doing('s3:PutBucket*'), code: 'ADMIN_GRANT' },
  { name: 'every action', resource: doing('*'), code: 'ADMIN_GRANT' },
  { name: 'another case', resource: doing('S3:putbucketpolicy'), code: 'ADMIN_GRANT' },
  {
    name: 'every action but another',
    resource: but({ Action: undefined, NotAction: 's3:GetObject' }),
    code: 'ADMIN_GRANT',
  },
  { name: 'everyone', resource: withStatements(anyone), code: 'ADMIN_GRANT', reason: /: anyone \(/ },
  {
    name: 'everyone but the account',
    resource: but({ Principal: undefined, NotPrincipal: { AWS: ACCOUNT } }),
    code: 'ADMIN_GRANT',
  },
  {
    name: 'a canonical user',
    resource: but({ Principal: { CanonicalUser: 'b'.repeat(64) } }),
    code: 'ADMIN_GRANT',
  },
  {
    name: 'the members of an organization, who are of other accounts',
    resource: withStatements({ ...anyone, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example1' } } }),
    code: 'ADMIN_GRANT',
    reason: /any AWS account with aws:PrincipalOrgID o-example1/,
  },
  {
    name: 'a condition that the other account meets',
    resource: but({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    code: 'ADMIN_GRANT',
  },
  {
    name: 'a Deny that leaves one action',
    resource: withStatements({ ...administer, Action: 's3:*' }, { ...denyAll, Action: actions.slice(1, 13) }),
    code: 'ADMIN_GRANT',
    reason: /: s3:PutBucketPolicy on the bucket\)/,
  },
  {
    name: "objects' ACLs through access points of another account",
    resource: withStatements({
      ...anyone,
      Action: 's3:*Object*',
      Condition: { StringEquals: { 's3:DataAccessPointAccount': OTHER_ACCOUNT } },
    }),
    code: 'ADMIN_GRANT',
  },
  {
    name: 'another account than the trusted one',
    resource: but({}),
    parameters: { trustedAccountIds: '777788889999' },
    code: 'ADMIN_GRANT',
  },
  {
    name: 'an account whose id stands in the name of a role of another',
    resource: but({ Principal: { AWS: `arn:aws:iam::777788889999:role/${OTHER_ACCOUNT}` } }),
    parameters: { trustedAccountIds: OTHER_ACCOUNT },
    code: 'ADMIN_GRANT',
  },
  {
    name: 'an action that is told',
    resource: doing('s3:PutBucketTagging'),
    parameters: { adminActions: 's3:putbuckettagging' },
    code: 'ADMIN_GRANT',
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
    {
      name: 'a policy too intricate to decide',
      resource: withStatements(administer, ...intricateDenies(denyAll)),
      code: 'TOO_INTRICATE',
    },
    {
      name: 'an action that there is not, which would hide every grant',
      resource: but({}),
      parameters: { adminActions: 's3:PutBucketPolcy,s3:PutBucketAcl' },
      code: 'UNKNOWN_ACTION',
      reason: 'The parameter adminActions names what is no action of a bucket policy: s3:PutBucketPolcy.',
    },
    {
      name: 'a table bucket of which neither region nor ARN is known',
      resource: resourceWith(
        'tableBucket',
        { type: 'AWS::S3Tables::TableBucket', id: 'tables', arn: null, accountId: ACCOUNT, region: null },
        { policy: policyOf(administer) },
      ),
      code: 'NOT_RECORDED',
    },
  ],
});

describe('parameters', () => {
  it.each([{ adminActions: 'PutBucketPolicy' }, { adminActions: 's3:Put*' }, { trustedAccountIds: 'o-example1' }])(
    'malformed %j',
    (parameters) => {
      expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
    },
  );
});
