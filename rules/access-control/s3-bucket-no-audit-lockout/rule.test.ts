import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, bucketWith, OTHER_ACCOUNT, resourceWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { NOW, type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const BUCKET_ARN = 'arn:aws:s3:::app-data';
const OBJECTS_ARN = `${BUCKET_ARN}/*`;
const SERVICE_ROLES = `arn:aws:iam::${ACCOUNT}:role/aws-service-role`;
const CONFIG_ROLE = `${SERVICE_ROLES}/config.amazonaws.com/AWSServiceRoleForConfig`;
const ADVISOR_ROLE = `${SERVICE_ROLES}/trustedadvisor.amazonaws.com/AWSServiceRoleForTrustedAdvisor`;
const ADMIN_ROLE = `arn:aws:iam::${ACCOUNT}:role/admin`;
const ORGANIZATION = 'o-a1b2c3d4e5';
const EVERY_AUDITOR =
  'AWSServiceRoleForConfig, AWSServiceRoleForSecurityHub, AWSServiceRoleForTrustedAdvisor, AWSServiceRoleForAccessAnalyzer';

const denyAll = {
  Sid: 'Perimeter',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET_ARN, OBJECTS_ARN],
};
const withStatements = (...statements: readonly object[]) =>
  bucketWith({ policy: { Version: '2012-10-17', Statement: statements } });
const but = (change: object) => withStatements({ ...denyAll, ...change });
const onlyIf = (operator: string, key: string, value: unknown) => but({ Condition: { [operator]: { [key]: value } } });

/** A perimeter of one endpoint, and a further condition. */
const outsideOf = (condition: object) =>
  but({ Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' }, ...condition } });
const sparing = (...arns: readonly string[]) => outsideOf({ ArnNotLike: { 'aws:PrincipalArn': arns } });

const blind: readonly RuleCase[] = [
  {
    name: 'a role that is denied the status of the policy, which hides a public bucket from Trusted Advisor (A19)',
    resource: but({ Principal: { AWS: ADVISOR_ROLE }, Action: 's3:GetBucketPolicyStatus', Resource: BUCKET_ARN }),
    code: 'AUDIT_BLIND',
    reason: 'Statement "Perimeter" denies s3:GetBucketPolicyStatus to AWSServiceRoleForTrustedAdvisor.',
    evidence: ['policy.Statement[0]'],
    severity: 'MEDIUM',
  },
  {
    name: 'the same by a condition on the ARN (A19)',
    resource: onlyIf('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/aws-service-role/trustedadvisor*'),
    code: 'AUDIT_BLIND',
    reason: /^Statement "Perimeter" denies .*s3:GetBucketPolicy, .* to AWSServiceRoleForTrustedAdvisor\.$/,
  },
  {
    name: 'an endpoint, and nobody spared',
    resource: outsideOf({}),
    code: 'AUDIT_BLIND',
    reason: new RegExp(`^Statement "Perimeter" denies .* to ${EVERY_AUDITOR}\\.$`),
  },
  {
    name: 'an endpoint, and one of the audit roles forgotten',
    resource: sparing(
      CONFIG_ROLE,
      `${SERVICE_ROLES}/securityhub.amazonaws.com/*`,
      `${SERVICE_ROLES}/access-analyzer.amazonaws.com/*`,
    ),
    code: 'AUDIT_BLIND',
    reason: / to AWSServiceRoleForTrustedAdvisor\.$/,
  },
  {
    name: 'an endpoint, and the roles of another account spared',
    resource: sparing(`arn:aws:iam::${OTHER_ACCOUNT}:role/aws-service-role/*`),
    code: 'AUDIT_BLIND',
  },
  {
    name: 'an endpoint and AWS services spared, which service-linked roles are none of (H6)',
    resource: outsideOf({ BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' } }),
    code: 'AUDIT_BLIND',
  },
  {
    name: 'the addresses of an office',
    resource: onlyIf('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'),
    code: 'AUDIT_BLIND',
  },
  {
    name: 'all but one role by a condition',
    resource: onlyIf('ArnNotEquals', 'aws:PrincipalArn', ADMIN_ROLE),
    code: 'AUDIT_BLIND',
  },
  {
    name: 'all but one role by NotPrincipal',
    resource: but({ Principal: undefined, NotPrincipal: { AWS: ADMIN_ROLE } }),
    code: 'AUDIT_BLIND',
  },
  {
    name: 'MFA, which no service uses',
    resource: onlyIf('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'),
    code: 'AUDIT_BLIND',
  },
  {
    name: 'an organization that is known not to be that of the account',
    resource: onlyIf('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION),
    parameters: { trustedOrgIds: 'o-zzzzzzzzzz' },
    code: 'AUDIT_BLIND',
  },
  {
    name: 'an audit role of our own, which the others do not stand for',
    resource: sparing(`${SERVICE_ROLES}/*`),
    parameters: { auditPrincipals: 'auditor' },
    code: 'AUDIT_BLIND',
    reason: / to auditor\.$/,
  },
  {
    name: 'an audit role of another account, by its ARN',
    resource: sparing(`${SERVICE_ROLES}/*`),
    parameters: { auditPrincipals: `arn:aws:iam::${OTHER_ACCOUNT}:role/auditor` },
    code: 'AUDIT_BLIND',
  },
  {
    name: 'an action that we ask for, in any case',
    resource: but({ Action: 's3:GetBucketCORS' }),
    parameters: { auditActions: 's3:getbucketcors' },
    code: 'AUDIT_BLIND',
    reason: /^Statement "Perimeter" denies s3:GetBucketCORS to AWS/,
  },
];

const lockedOut: readonly RuleCase[] = [
  {
    name: 'everything denied to everyone',
    resource: but({}),
    code: 'LOCKED_OUT',
    reason: `Statement "Perimeter" denies s3:PutBucketPolicy to everyone in the account but its root user. Audit roles are shut out too: ${EVERY_AUDITOR}.`,
    evidence: ['policy.Statement[0]'],
  },
  {
    name: 'new policies denied to everyone, and deleting left',
    resource: but({ Action: 's3:PutBucketPolicy', Resource: BUCKET_ARN }),
    code: 'LOCKED_OUT',
    reason:
      'Statement "Perimeter" denies s3:PutBucketPolicy to everyone in the account but its root user. s3:DeleteBucketPolicy is left.',
  },
  {
    name: 'everyone but the root user by a condition',
    resource: but({
      Action: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:root` } },
    }),
    code: 'LOCKED_OUT',
  },
  {
    name: 'everyone but another account',
    resource: onlyIf('StringNotEquals', 'aws:PrincipalAccount', OTHER_ACCOUNT),
    code: 'LOCKED_OUT',
  },
];

testRule(rule, {
  compliant: [
    {
      name: 'no policy',
      resource: bucketWith({ policy: null }),
      code: 'NO_POLICY',
      reason: 'The bucket has no policy.',
    },
    {
      name: 'Allows alone',
      resource: but({ Effect: 'Allow', Principal: { AWS: OTHER_ACCOUNT } }),
      code: 'AUDITABLE',
      reason: `No statement denies the audit reads to ${EVERY_AUDITOR}.`,
    },
    {
      name: 'plain HTTP denied, which harms nobody (H4)',
      resource: onlyIf('Bool', 'aws:SecureTransport', 'false'),
      code: 'AUDITABLE',
    },
    {
      name: 'old TLS denied (H4)',
      resource: onlyIf('NumericLessThan', 's3:TlsVersion', '1.3'),
      code: 'AUDITABLE',
    },
    {
      name: 'uploads without encryption denied (H4)',
      resource: but({ Action: 's3:PutObject', Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } } }),
      code: 'AUDITABLE',
    },
    { name: 'objects alone denied', resource: but({ Resource: OBJECTS_ARN }), code: 'AUDITABLE' },
    { name: 'another account denied', resource: but({ Principal: { AWS: OTHER_ACCOUNT } }), code: 'AUDITABLE' },
    {
      name: 'other accounts denied',
      resource: onlyIf('StringNotEquals', 'aws:PrincipalAccount', ACCOUNT),
      code: 'AUDITABLE',
    },
    {
      name: 'an endpoint, and the audit roles spared',
      resource: sparing(`${SERVICE_ROLES}/*`),
      code: 'AUDITABLE',
    },
    {
      name: 'an endpoint, and audit roles of any account spared',
      resource: sparing('arn:aws:iam::*:role/aws-service-role/*'),
      code: 'AUDITABLE',
    },
    {
      name: 'new policies denied to all but one role',
      resource: but({
        Action: 's3:PutBucketPolicy',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': ADMIN_ROLE } },
      }),
      code: 'AUDITABLE',
    },
    {
      name: 'an action that no auditor needs, denied to everyone',
      resource: but({ Action: 's3:GetBucketCORS' }),
      code: 'AUDITABLE',
    },
    {
      name: 'an organization that the parameter names',
      resource: onlyIf('StringNotEqualsIfExists', 'aws:PrincipalOrgID', ORGANIZATION),
      parameters: { trustedOrgIds: `o-zzzzzzzzzz,${ORGANIZATION}` },
      code: 'AUDITABLE',
    },
    {
      name: 'one of our own audit roles spared',
      resource: sparing(`arn:aws:iam::${ACCOUNT}:role/security/auditor`),
      parameters: { auditPrincipals: 'security/auditor' },
      code: 'AUDITABLE',
      reason: 'No statement denies the audit reads to auditor.',
    },
    {
      name: 'a bucket in GovCloud',
      resource: bucketWith(
        {
          policy: {
            Version: '2012-10-17',
            Statement: {
              ...denyAll,
              Resource: 'arn:aws-us-gov:s3:::app-data',
              Condition: {
                ArnNotLike: { 'aws:PrincipalArn': `arn:aws-us-gov:iam::${ACCOUNT}:role/aws-service-role/*` },
                StringNotEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' },
              },
            },
          },
        },
        { arn: 'arn:aws-us-gov:s3:::app-data', region: 'us-gov-west-1' },
      ),
      code: 'AUDITABLE',
    },
  ],
  nonCompliant: [...blind, ...lockedOut],
  notApplicable: [
    {
      name: 'a table bucket',
      resource: resourceWith(
        'tableBucket',
        {
          type: 'AWS::S3Tables::TableBucket',
          id: `arn:aws:s3tables:eu-west-1:${ACCOUNT}:bucket/tables`,
          arn: `arn:aws:s3tables:eu-west-1:${ACCOUNT}:bucket/tables`,
          accountId: ACCOUNT,
          region: 'eu-west-1',
        },
        {},
      ),
      code: 'OTHER_BUCKET_KIND',
    },
  ],
  insufficientData: [
    {
      name: 'the policy may not be read, which may be its own doing (A9)',
      resource: bucketWith({ policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'DENIED',
      reason: 's3:GetBucketPolicy was denied.',
    },
    {
      name: 'the bucket has no configuration item',
      resource: bucketWith({ policy: unknown('NOT_RECORDED', 'the bucket has no configuration item') }),
      code: 'NOT_RECORDED',
    },
    {
      name: 'an organization, and that of the account is not known',
      resource: but({
        Action: 's3:GetBucketAcl',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
      }),
      code: 'UNDECIDED',
      reason: `Whether statement "Perimeter" denies s3:GetBucketAcl to ${EVERY_AUDITOR} depends on aws:PrincipalOrgID. The parameter trustedOrgIds can name the organization of the account.`,
      evidence: ['policy.Statement[0]'],
    },
    {
      name: 'a tag that roles may carry',
      resource: outsideOf({ StringNotEqualsIfExists: { 'aws:PrincipalTag/dp:exclude': 'true' } }),
      code: 'UNDECIDED',
      reason: /depends on aws:PrincipalTag\/dp:exclude\.$/,
    },
    {
      name: 'ids of roles, of which nobody knows whose they are',
      resource: onlyIf('StringNotLike', 'aws:userId', ['AROAEXAMPLEEXAMPLE00:*', ACCOUNT]),
      code: 'UNDECIDED',
      reason: /depends on aws:userId\.$/,
    },
    {
      name: 'NotPrincipal, which names the role and not its sessions',
      resource: but({
        Principal: undefined,
        NotPrincipal: { AWS: [CONFIG_ROLE, `arn:aws:iam::${ACCOUNT}:root`] },
      }),
      parameters: { auditPrincipals: 'aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig' },
      code: 'UNDECIDED',
      reason:
        /depends on NotPrincipal\. NotPrincipal does not spare the sessions of a role; use ArnNotLike on aws:PrincipalArn\.$/,
    },
    {
      name: 'a parameter that names no action of a bucket',
      resource: but({}),
      parameters: { auditActions: 's3:GetBucketPolicy,s3:GetObject,s3:GetBucketPolize' },
      code: 'UNKNOWN_ACTION',
      reason: 'The parameter auditActions names what is no action on a bucket: s3:GetObject, s3:GetBucketPolize.',
    },
    {
      name: 'a policy too intricate to decide',
      resource: withStatements(...intricateDenies(denyAll)),
      code: 'TOO_INTRICATE',
      reason: 'The policy is too intricate to decide what it denies to audit principals.',
    },
  ],
});

describe('parameters', () => {
  it.each([
    { auditPrincipals: 'role/*' },
    { auditPrincipals: 'arn:aws:s3:::app-data' },
    { auditActions: 'GetBucketPolicy' },
    { auditActions: 's3:Get*' },
    { trustedOrgIds: 'a1b2c3d4e5' },
  ])('malformed %j', (parameters) => {
    expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
  });
});

describe('evidence', () => {
  it('says what is denied to whom', () => {
    const resource = but({ Principal: { AWS: ADVISOR_ROLE }, Action: 's3:GetBucketPolicyStatus' });
    expect(rule.evaluate(resource, rule.readParameters({}), NOW).evidence).toEqual([
      {
        path: 'policy.Statement[0]',
        found: { denied: { [ADVISOR_ROLE]: ['s3:GetBucketPolicyStatus'] } },
        expected: 'no Deny of audit reads to audit principals',
      },
    ]);
  });
});
