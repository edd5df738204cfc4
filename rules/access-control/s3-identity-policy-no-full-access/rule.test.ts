import { unknown } from '../../../src/core/fact.js';
import type { IdentityFacts } from '../../../src/core/facts.js';
import { ACCOUNT, type Given, identityWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

type Statement = Readonly<Record<string, unknown>>;

const allow = (Action: unknown, Resource: unknown, more: Statement = {}): Statement => ({
  Sid: 'Work',
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown, more: Statement = {}): Statement => ({
  ...allow(Action, Resource, more),
  Sid: 'But',
  Effect: 'Deny',
});
const documentOf = (name: string, ...Statement: readonly Statement[]) => ({
  name,
  document: { Version: '2012-10-17', Statement },
});
/** A role with one inline policy of these statements. */
const role = (...statements: readonly Statement[]) =>
  identityWith({ policyDocuments: [documentOf('inline', ...statements)] });
/** Denies that leave nothing, which is hard to see. */
const intricate = intricateDenies({ ...deny('s3:*', '*'), Effect: 'Deny' });
const attached = (...attachedPolicies: readonly string[]) => identityWith({ attachedPolicies });
const aws = (name: string, partition = 'aws') => `arn:${partition}:iam::aws:policy/${name}`;

const full = (name: string, ...statements: readonly Statement[]): RuleCase => ({
  name,
  resource: role(...statements),
  code: 'FULL_S3_ACCESS',
  reason: /^Full access to every bucket is allowed by statement "Work" of inline\.$/,
});
const fine = (name: string, ...statements: readonly Statement[]): RuleCase => ({
  name,
  resource: role(...statements),
  code: 'NO_FULL_ACCESS',
});
const givesAway = (name: string, ...statements: readonly Statement[]): RuleCase => ({
  name,
  resource: role(...statements),
  code: 'DATA_EXFILTRATION',
});

const ALL = 'arn:aws:s3:::*';
const given = (facts: Given<IdentityFacts>, identity = {}) => identityWith(facts, identity);

testRule(rule, {
  compliant: [
    { name: 'no policies', resource: identityWith(), code: 'NO_FULL_ACCESS' },
    fine('one bucket', allow('s3:*', ['arn:aws:s3:::app-data', 'arn:aws:s3:::app-data/*'])),
    fine('buckets by a pattern that names something', allow('s3:*', 'arn:aws:s3:::app-*')),
    fine('another service', allow('ec2:*', '*')),
    fine('reading everywhere, and nothing that gives away', allow(['s3:GetObject', 's3:ListBucket'], '*')),
    fine('opening every bucket, and no reading', allow('s3:PutBucketPolicy', '*')),
    fine(
      'a condition on the buckets’ account',
      allow('s3:*', '*', { Condition: { StringEquals: { 'aws:ResourceAccount': '444455556666' } } }),
    ),
    fine(
      'a condition on a region',
      allow('s3:*', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
    ),
    fine('a Deny that takes it all back', allow('s3:*', '*'), deny('s3:*', '*')),
    fine(
      'a Deny of everything but some buckets',
      allow('s3:*', '*'),
      deny('s3:*', '', { Resource: undefined, NotResource: ['arn:aws:s3:::app-*', 'arn:aws:s3:::app-*/*'] }),
    ),
    {
      name: 'a policy of AWS that is narrower',
      resource: attached(aws('AmazonS3ReadOnlyAccess')),
      code: 'NO_FULL_ACCESS',
      reason:
        'Its own policies do not give full access to every bucket. Not looked into are these AWS managed policies: AmazonS3ReadOnlyAccess.',
    },
    {
      name: 'a customer’s policy called like one of AWS',
      resource: attached(`arn:aws:iam::${ACCOUNT}:policy/AmazonS3FullAccess`),
      code: 'NO_FULL_ACCESS',
    },
    {
      name: 'what gives away, where none of it is asked about',
      resource: role(allow(['s3:GetObject', 's3:PutBucketPolicy'], '*')),
      parameters: { sensitiveActions: 's3:PutBucketAcl' },
      code: 'NO_FULL_ACCESS',
    },
  ],
  nonCompliant: [
    full('everything on everything', allow('*', '*')),
    full('s3:* on everything', allow('s3:*', '*')),
    full('the same in other letters', allow('S3:*', '*')),
    full('a pattern that means the same', allow('s3:?*', '*')),
    full('a shorter pattern', allow('s*', '*')),
    full('every bucket by ARN', allow('s3:*', ALL)),
    full('buckets and objects apart', allow('s3:*', [ALL, `${ALL}/*`])),
    full('all actions but those of another service', allow('', '*', { Action: undefined, NotAction: 'iam:*' })),
    full('all resources but some', allow('s3:*', '', { Resource: undefined, NotResource: 'arn:aws:s3:::app-data' })),
    full(
      'a condition that every call over TLS meets',
      allow('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    ),
    full('a Deny of one bucket alone', allow('s3:*', '*'), deny('s3:*', 'arn:aws:s3:::app-data')),
    {
      ...full('a Deny on who has no MFA is none', allow('s3:*', '*')),
      evidence: ['policyDocuments[0].document.Statement[0]'],
    },
    {
      name: 'an inline policy of another partition',
      resource: given(
        { policyDocuments: [documentOf('inline', allow('s3:*', 'arn:aws-cn:s3:::*'))] },
        { arn: `arn:aws-cn:iam::${ACCOUNT}:role/example-role` },
      ),
      code: 'FULL_S3_ACCESS',
    },
    {
      name: 'AmazonS3FullAccess',
      resource: attached(aws('AmazonS3FullAccess')),
      code: 'FULL_S3_ACCESS',
      reason: 'Full access to every bucket is allowed by AmazonS3FullAccess.',
      evidence: ['attachedPolicies'],
    },
    {
      name: 'AdministratorAccess in China',
      resource: attached(aws('AdministratorAccess', 'aws-cn')),
      code: 'FULL_S3_ACCESS',
    },
    { name: 'PowerUserAccess', resource: attached(aws('PowerUserAccess')), code: 'FULL_S3_ACCESS' },
    {
      name: 'a job function with its path',
      resource: attached(aws('job-function/SystemAdministrator')),
      code: 'FULL_S3_ACCESS',
    },
    {
      name: 'a managed policy of a customer',
      resource: given(
        { name: 'all-of-s3', policyDocuments: [documentOf('all-of-s3', allow('s3:*', '*'))] },
        { type: 'AWS::IAM::Policy', arn: `arn:aws:iam::${ACCOUNT}:policy/all-of-s3` },
      ),
      code: 'FULL_S3_ACCESS',
    },
    {
      name: 'a role of IAM Identity Center, with what to change',
      resource: given({ name: 'AWSReservedSSO_Admins_1', attachedPolicies: [aws('AdministratorAccess')] }),
      code: 'FULL_S3_ACCESS',
      reason: /Change its permission set in IAM Identity Center\.$/,
    },
    givesAway('reading everything and opening every bucket', allow(['s3:GetObject', 's3:PutBucketPolicy'], '*')),
    givesAway('the same by two statements', allow('s3:Get*', '*'), { ...allow('s3:PutBucket*', ALL), Sid: 'Too' }),
    {
      name: 'only those that are asked about',
      resource: role(allow(['s3:GetObject', 's3:DeleteBucket'], '*')),
      parameters: { sensitiveActions: 's3:DeleteBucket' },
      code: 'DATA_EXFILTRATION',
      reason: /^Every object may be read, and every bucket given away by s3:DeleteBucket: /,
    },
  ],
  notApplicable: [
    {
      name: 'an exempt role by name',
      resource: given({ name: 'example-admin', attachedPolicies: [aws('AdministratorAccess')] }),
      parameters: { exemptPrincipals: 'example-*' },
      code: 'EXEMPT_PRINCIPAL',
      reason: 'The parameter exemptPrincipals names it: example-*.',
    },
    {
      name: 'an exempt role by ARN',
      resource: given({ name: 'example-admin', attachedPolicies: [aws('AdministratorAccess')] }),
      parameters: { exemptPrincipals: `arn:aws:iam::${ACCOUNT}:role/example-admin` },
      code: 'EXEMPT_PRINCIPAL',
    },
    {
      name: 'a service-linked role',
      resource: given(
        {},
        { arn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig` },
      ),
      code: 'SERVICE_LINKED_ROLE',
    },
  ],
  insufficientData: [
    {
      name: 'a document that is none',
      resource: given({ policyDocuments: [{ name: 'inline', document: '{"Statement": [' }] }),
      code: 'MALFORMED',
      reason: /^The policy document "inline" cannot be read: /,
    },
    {
      name: 'documents that were not read',
      resource: given({ policyDocuments: unknown('NOT_RECORDED', 'the item does not hold them') }),
      code: 'NOT_RECORDED',
    },
    {
      name: 'an action that S3 does not have',
      resource: identityWith(),
      parameters: { sensitiveActions: 's3:GetBuckets' },
      code: 'UNKNOWN_ACTION',
      reason: 'sensitiveActions names no actions on buckets or objects: s3:GetBuckets.',
    },
    {
      name: 'documents too intricate to decide',
      resource: role(allow('s3:*', '*'), ...(intricate as readonly Statement[])),
      code: 'TOO_INTRICATE',
    },
  ],
});
