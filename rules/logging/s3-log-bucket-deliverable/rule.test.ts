import { known, unknown } from '../../../src/core/fact.js';
import type { AccessLogSource, Acl, AclPermission, EncryptionKey } from '../../../src/core/facts.js';
import { judgeReading } from '../../../src/core/judge-reading.js';
import { ParameterError } from '../../../src/core/parameters.js';
import {
  ACCOUNT,
  BUCKET,
  block,
  bucketWith,
  KEY_ARN,
  OTHER_ACCOUNT,
  OWNER_ID,
  REGION,
} from '../../../test/builders.js';
import { NOW, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

type Given = NonNullable<Parameters<typeof bucketWith>[0]>;
type Statement = Readonly<Record<string, unknown>>;

const LOGGING = 'logging.s3.amazonaws.com';
const bucketArn = `arn:aws:s3:::${BUCKET}`;
const objects = `${bucketArn}/*`;

/** As the S3 user guide grants delivery (enable-server-access-logging). */
const grant = {
  Sid: 'S3ServerAccessLogsPolicy',
  Effect: 'Allow',
  Principal: { Service: LOGGING },
  Action: 's3:PutObject',
  Resource: `${bucketArn}/logs/*`,
  Condition: {
    ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::app-web' },
    StringEquals: { 'aws:SourceAccount': ACCOUNT },
  },
};
const deny = (Condition: object, changes: Statement = {}): Statement => ({
  Sid: 'Guard',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [bucketArn, objects],
  Condition,
  ...changes,
});
const policyOf = (...statements: readonly Statement[]) => ({ Version: '2012-10-17', Statement: statements });

const source: AccessLogSource = { bucket: 'app-web', prefix: 'logs/' };
const good: Given = { accessLogSources: [source], policy: policyOf(grant) };
const withPolicy = (...statements: readonly Statement[]) => bucketWith({ ...good, policy: policyOf(...statements) });
const denied = (action: string) => unknown('DENIED', `${action} was denied`);

const key: EncryptionKey = {
  arn: KEY_ARN,
  accountId: ACCOUNT,
  manager: 'CUSTOMER',
  state: 'Enabled',
  origin: 'AWS_KMS',
};
const keyStatement = (changes: Statement = {}): Statement => ({
  Sid: 'Logs',
  Effect: 'Allow',
  Principal: { Service: LOGGING },
  Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
  Resource: '*',
  ...changes,
});
const ownerOfKey = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' };
const withKey = (changes: Given = {}): Given => ({
  ...good,
  encryption: { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true },
  encryptionKey: key,
  encryptionKeyPolicy: policyOf(ownerOfKey, keyStatement()),
  ...changes,
});
const awsManaged = { ...good, encryption: { algorithm: 'aws:kms', keyId: null, bucketKeyEnabled: true } } as const;

const aclOf = (...permissions: readonly AclPermission[]): Acl => ({
  ownerId: OWNER_ID,
  grants: permissions.map((permission) => ({ grantee: { kind: 'group', group: 'LogDelivery' }, permission })),
});
const byAcl: Given = { ...good, policy: null, acl: aclOf('WRITE', 'READ_ACP'), ownership: 'ObjectWriter' };

/** As AWS documents what each service is granted. */
const documented = (service: string, path: string, bucketActions: readonly string[] = []): readonly Statement[] => [
  {
    Sid: 'Write',
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 's3:PutObject',
    Resource: `${bucketArn}/${path}`,
    Condition: {
      StringEquals: {
        'aws:SourceAccount': ACCOUNT,
        ...(bucketActions.length > 0 && { 's3:x-amz-acl': 'bucket-owner-full-control' }),
      },
    },
  },
  ...(bucketActions.length > 0
    ? [
        {
          Sid: 'Check',
          Effect: 'Allow',
          Principal: { Service: service },
          Action: bucketActions,
          Resource: bucketArn,
          Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:logs:${REGION}:${ACCOUNT}:*` } },
        },
      ]
    : []),
];
const vended = documented('delivery.logs.amazonaws.com', `AWSLogs/${ACCOUNT}/*`, ['s3:GetBucketAcl']);
const elb = documented('logdelivery.elasticloadbalancing.amazonaws.com', `alb/AWSLogs/${ACCOUNT}/*`);
const trail = documented('cloudtrail.amazonaws.com', `AWSLogs/${ACCOUNT}/*`, ['s3:GetBucketAcl']);
const recorder = documented('config.amazonaws.com', `AWSLogs/${ACCOUNT}/Config/*`, [
  's3:GetBucketAcl',
  's3:ListBucket',
]);
const others = (...statements: readonly Statement[]) => bucketWith({ policy: policyOf(...statements) });

testRule(rule, {
  compliant: [
    {
      name: "the grant of AWS's page, with SSE-S3 (D2, D19)",
      resource: bucketWith(good),
      code: 'DELIVERABLE',
      reason: 'These can arrive: access logs of app-web.',
    },
    {
      name: 'several sources below one grant',
      resource: bucketWith({
        accessLogSources: [
          { bucket: 'app-api', prefix: 'logs/api/' },
          { bucket: 'app-web', prefix: 'logs/web/' },
        ],
        policy: policyOf({ ...grant, Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } }),
      }),
      code: 'DELIVERABLE',
      reason: 'These can arrive: access logs of app-api, access logs of app-web.',
    },
    {
      name: 'no prefix, and a grant on everything',
      resource: bucketWith({
        ...good,
        accessLogSources: [{ ...source, prefix: '' }],
        policy: policyOf({ ...grant, Resource: objects }),
      }),
      code: 'DELIVERABLE',
    },
    {
      name: 'a grant to S3 alone by action and resource wildcards',
      resource: withPolicy({ ...grant, Action: 's3:*', Resource: '*' }),
      code: 'DELIVERABLE',
    },
    {
      name: 'a bucket without default encryption on record, from before 2023',
      resource: bucketWith({ ...good, encryption: null }),
      code: 'DELIVERABLE',
    },
    ...Object.entries({
      'of plain HTTP': { Bool: { 'aws:SecureTransport': 'false' } },
      'of TLS below 1.2': { NumericLessThan: { 's3:TlsVersion': '1.2' } },
      'outside the organization that spares services': {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
      'of other addresses that spares services': {
        NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
      },
      'of an encryption header that is not KMS': {
        StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
        Null: { 's3:x-amz-server-side-encryption': 'false' },
      },
      'of sources in other accounts': { StringNotEquals: { 'aws:SourceAccount': ACCOUNT } },
    }).map(([name, condition]) => ({
      name: `a Deny ${name}`,
      resource: withPolicy(grant, deny(condition)),
      code: 'DELIVERABLE',
    })),
    {
      name: 'a Deny on another prefix',
      resource: withPolicy(grant, deny({}, { Resource: `${bucketArn}/private/*` })),
      code: 'DELIVERABLE',
    },
    {
      name: 'a Deny for others than the logging service',
      resource: withPolicy(grant, {
        ...deny({}),
        Principal: undefined,
        NotPrincipal: { Service: LOGGING },
      }),
      code: 'DELIVERABLE',
    },
    {
      name: 'the access control list lets S3 write, and ACLs are in force (D8)',
      resource: bucketWith(byAcl),
      code: 'DELIVERABLE',
    },
    {
      name: 'the access control list lets S3 do everything, beside a policy about something else',
      resource: bucketWith({
        ...byAcl,
        acl: aclOf('FULL_CONTROL'),
        policy: policyOf(deny({ Bool: { 'aws:SecureTransport': 'false' } })),
      }),
      code: 'DELIVERABLE',
    },
    {
      name: 'a customer managed key whose policy lets the logging service in (D6)',
      resource: bucketWith(withKey()),
      code: 'DELIVERABLE',
    },
    {
      name: 'the AWS managed key, with a warning (D5)',
      resource: bucketWith(awsManaged),
      code: 'AWS_MANAGED_KEY',
      reason: /^The default key is the AWS managed key aws\/s3, .* These can arrive: access logs of app-web\.$/,
    },
    {
      name: 'the AWS managed key by its alias',
      resource: bucketWith({
        ...good,
        encryption: { algorithm: 'aws:kms', keyId: 'alias/aws/s3', bucketKeyEnabled: true },
      }),
      code: 'AWS_MANAGED_KEY',
    },
    {
      name: 'the AWS managed key by its ARN',
      resource: bucketWith(withKey({ encryptionKey: { ...key, manager: 'AWS' } })),
      code: 'AWS_MANAGED_KEY',
    },
    {
      name: 'a policy that is public, and held back',
      resource: withPolicy(grant, { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: objects }),
      code: 'DELIVERABLE',
    },
    ...(
      [
        ['elb', elb, 'Elastic Load Balancing'],
        ['nlb', vended, 'Network Load Balancers'],
        ['cloudtrail', trail, 'CloudTrail'],
        ['config', recorder, 'AWS Config'],
        ['vpcflow', vended, 'VPC flow logs'],
        ['cloudfront', vended, 'CloudFront'],
      ] as const
    ).map(([producers, statements, name]) => ({
      name: `the documented grant of ${name} (D17)`,
      resource: others(...statements, deny({ Bool: { 'aws:SecureTransport': 'false' } })),
      parameters: { producers },
      code: 'DELIVERABLE',
      reason: `These can arrive: logs of ${name}.`,
    })),
    {
      name: 'access logs and those of another producer',
      resource: withPolicy(grant, ...trail),
      parameters: { producers: 's3,cloudtrail' },
      code: 'DELIVERABLE',
      reason: 'These can arrive: access logs of app-web, logs of CloudTrail.',
    },
    {
      name: 'Object Lock, where no access logs are asked for',
      resource: bucketWith({
        policy: policyOf(...trail),
        objectLock: { defaultRetention: { mode: 'COMPLIANCE', days: 400 } },
      }),
      parameters: { producers: 'cloudtrail' },
      code: 'DELIVERABLE',
    },
    {
      name: "a customer managed key that lets CloudWatch's vended logs in (E6)",
      resource: bucketWith({
        ...withKey({ accessLogSources: [] }),
        policy: policyOf(...vended),
        encryptionKeyPolicy: policyOf({
          ...keyStatement(),
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        }),
      }),
      parameters: { producers: 'vpcflow' },
      code: 'DELIVERABLE',
    },
  ],
  nonCompliant: [
    {
      name: 'no policy, and an ACL that grants nothing (D19)',
      resource: bucketWith({ ...good, policy: null }),
      code: 'DELIVERY_NOT_GRANTED',
      reason: `Not delivered: access logs of app-web. Nothing grants ${LOGGING} s3:PutObject on logs/*.`,
      evidence: ['policy'],
    },
    ...Object.entries({
      'on another prefix': { Resource: `${bucketArn}/other/*` },
      'on another bucket': { Resource: 'arn:aws:s3:::other/logs/*' },
      'on a narrower prefix that is not the account': { Resource: `${bucketArn}/logs/web/*` },
      'of another action': { Action: 's3:GetObject' },
      'to another service': { Principal: { Service: 'cloudtrail.amazonaws.com' } },
      'for another source': { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::app-api' } } },
      'for another account': { Condition: { StringEquals: { 'aws:SourceAccount': OTHER_ACCOUNT } } },
      'for an encryption header': { Condition: { StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' } } },
    }).map(([name, changes]) => ({
      name: `a grant ${name}`,
      resource: withPolicy({ ...grant, ...changes }),
      code: 'DELIVERY_NOT_GRANTED',
    })),
    {
      name: 'one of two sources is not granted',
      resource: bucketWith({ ...good, accessLogSources: [{ bucket: 'app-api', prefix: 'logs/' }, source] }),
      code: 'DELIVERY_NOT_GRANTED',
      reason: /^Not delivered: access logs of app-api\. /,
    },
    ...Object.entries({
      'that wants an encryption header': { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      'that wants an encryption header to be there': { Null: { 's3:x-amz-server-side-encryption': 'true' } },
      'outside the organization': { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
      'outside a VPC endpoint': { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
      'of other principals': { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/Logs` } },
      'of other sources': { ArnNotLike: { 'aws:SourceArn': 'arn:aws:s3:::app-api' } },
      'without any condition': {},
    }).map(([name, condition]) => ({
      name: `a Deny ${name}`,
      resource: withPolicy(grant, deny(condition)),
      code: 'DELIVERY_DENIED',
      reason: `Not delivered: access logs of app-web. It is statement "Guard" that denies ${LOGGING} s3:PutObject on logs/*.`,
      evidence: ['policy.Statement[1]'],
    })),
    {
      name: 'an ACL grant where ACLs are disabled (D8, D9)',
      resource: bucketWith({ ...byAcl, ownership: 'BucketOwnerEnforced' }),
      code: 'DELIVERY_NOT_GRANTED',
    },
    {
      name: 'an ACL that grants half of what S3 needs',
      resource: bucketWith({ ...byAcl, acl: aclOf('WRITE') }),
      code: 'DELIVERY_NOT_GRANTED',
    },
    {
      name: 'an ACL grant that a Deny meets',
      resource: bucketWith({ ...byAcl, policy: policyOf(deny({})) }),
      code: 'DELIVERY_DENIED',
    },
    {
      name: 'a customer managed key whose policy lets nobody but its account in (D6)',
      resource: bucketWith(withKey({ encryptionKeyPolicy: policyOf(ownerOfKey) })),
      code: 'KEY_POLICY',
      reason: `The policy of the default key ${KEY_ARN} does not let ${LOGGING} call kms:GenerateDataKey, kms:Decrypt.`,
      evidence: ['encryptionKeyPolicy'],
    },
    {
      name: 'a customer managed key that lets the logging service encrypt alone',
      resource: bucketWith(
        withKey({ encryptionKeyPolicy: policyOf(keyStatement({ Action: 'kms:GenerateDataKey*' })) }),
      ),
      code: 'KEY_POLICY',
      reason: /call kms:Decrypt\.$/,
    },
    {
      name: 'a customer managed key for another account',
      resource: bucketWith(
        withKey({
          encryptionKeyPolicy: policyOf(
            keyStatement({ Condition: { StringEquals: { 'aws:SourceAccount': OTHER_ACCOUNT } } }),
          ),
        }),
      ),
      code: 'KEY_POLICY',
    },
    {
      name: 'a key that is disabled',
      resource: bucketWith(withKey({ encryptionKey: { ...key, state: 'Disabled' } })),
      code: 'KEY_UNUSABLE',
      evidence: ['encryptionKey.state'],
    },
    {
      name: 'a key that is gone',
      resource: bucketWith(withKey({ encryptionKey: null })),
      code: 'KEY_GONE',
    },
    {
      name: 'a key that is gone when its policy is read',
      resource: bucketWith(withKey({ encryptionKeyPolicy: null })),
      code: 'KEY_GONE',
    },
    {
      name: 'the AWS managed key, which is not accepted',
      resource: bucketWith(awsManaged),
      parameters: { treatAwsManagedKeyAs: 'FAIL' },
      code: 'AWS_MANAGED_KEY',
      evidence: ['encryption.keyId'],
    },
    {
      name: 'default retention (D7)',
      resource: bucketWith({ ...good, objectLock: { defaultRetention: { mode: 'GOVERNANCE', days: 30 } } }),
      code: 'OBJECT_LOCK_RETENTION',
      reason: 'S3 delivers no access logs to a bucket with default retention, here GOVERNANCE for 30 days.',
      evidence: ['objectLock.defaultRetention'],
    },
    {
      name: 'requesters pay',
      resource: bucketWith({ ...good, requesterPays: true }),
      code: 'REQUESTER_PAYS',
      evidence: ['requesterPays'],
    },
    {
      name: 'anyone may read the logs',
      resource: bucketWith({
        ...good,
        policy: policyOf(grant, {
          Sid: 'Open',
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: objects,
        }),
        publicAccessBlock: block(false),
      }),
      code: 'PUBLIC',
      reason: /^Logs are open to strangers\. Statement "Open" lets anyone s3:GetObject/,
      evidence: ['policy.Statement[1]'],
    },
    {
      name: 'a load balancer and a customer managed key (E6)',
      resource: bucketWith({ ...withKey({ accessLogSources: [] }), policy: policyOf(...elb) }),
      parameters: { producers: 'elb' },
      code: 'ENCRYPTION_NOT_SUPPORTED',
      reason:
        'The default encryption is aws:kms, and Elastic Load Balancing delivers only into buckets with SSE-S3 (AES256).',
      evidence: ['encryption'],
    },
    {
      name: 'a producer that may not look at the ACL',
      resource: others(...trail.slice(0, 1)),
      parameters: { producers: 'cloudtrail' },
      code: 'DELIVERY_NOT_GRANTED',
      reason: 'Not delivered: logs of CloudTrail. Nothing grants cloudtrail.amazonaws.com s3:GetBucketAcl.',
    },
    {
      name: 'a producer that a Deny meets',
      resource: others(...vended, deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })),
      parameters: { producers: 'vpcflow' },
      code: 'DELIVERY_DENIED',
      reason:
        /^Not delivered: logs of VPC flow logs\. It is statement "Guard" that denies delivery\.logs\.amazonaws\.com/,
    },
  ],
  notApplicable: [
    {
      name: 'no logs go here',
      resource: bucketWith(),
      code: 'NO_LOG_DESTINATION',
      reason: 'No logs that the rule is about go to this bucket.',
    },
    {
      name: 'no logs go here, although the policy would let them in',
      resource: bucketWith({ policy: policyOf(grant) }),
      code: 'NO_LOG_DESTINATION',
    },
    {
      name: 'no logs go here, and nothing else was read',
      resource: bucketWith({
        policy: denied('s3:GetBucketPolicy'),
        encryption: denied('s3:GetEncryptionConfiguration'),
      }),
      code: 'NO_LOG_DESTINATION',
    },
    {
      name: 'access logs go here, which are not asked for',
      resource: bucketWith(good),
      parameters: { producers: 'cloudtrail' },
      code: 'NO_LOG_DESTINATION',
    },
    {
      name: 'a producer that the policy does not name',
      resource: others(...trail),
      parameters: { producers: 'vpcflow' },
      code: 'NO_LOG_DESTINATION',
    },
    {
      name: "a producer whose principal is granted another producer's folder",
      resource: others(...documented('delivery.logs.amazonaws.com', `AWSLogs/${ACCOUNT}/vpcflowlogs/*`)),
      parameters: { producers: 'nlb,cloudfront' },
      code: 'NO_LOG_DESTINATION',
    },
    {
      name: 'no policy, where other producers are asked for',
      resource: bucketWith(),
      parameters: { producers: 'elb,nlb' },
      code: 'NO_LOG_DESTINATION',
    },
  ],
  insufficientData: [
    {
      name: 'who logs here was not read',
      resource: bucketWith({ ...good, accessLogSources: denied('config:SelectResourceConfig') }),
      code: 'DENIED',
      reason: 'config:SelectResourceConfig was denied.',
    },
    {
      name: 'the policy was not read',
      resource: bucketWith({ ...good, policy: denied('s3:GetBucketPolicy') }),
      code: 'DENIED',
      reason: 'Whether logs are let in is unknown: s3:GetBucketPolicy was denied.',
    },
    {
      name: 'the ACL that could grant was not read',
      resource: bucketWith({ ...byAcl, acl: denied('s3:GetBucketAcl') }),
      code: 'DENIED',
      reason: 'Whether access logs are let in is unknown: s3:GetBucketAcl was denied.',
    },
    {
      name: 'whether ACLs are in force was not read',
      resource: bucketWith({ ...byAcl, ownership: denied('s3:GetBucketOwnershipControls') }),
      code: 'DENIED',
      reason: 'Whether access logs are let in is unknown: s3:GetBucketOwnershipControls was denied.',
    },
    {
      name: 'a Deny of addresses, since nobody knows from where S3 delivers',
      resource: withPolicy(grant, deny({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
      code: 'DELIVERY_UNDECIDED',
      reason: `Whether ${LOGGING} is allowed s3:PutObject on logs/* depends on aws:SourceIp in statement "Guard". Undecided: access logs of app-web.`,
      evidence: ['policy.Statement[1]'],
    },
    {
      name: 'a grant for an organization, since nobody knows which the source is of',
      resource: withPolicy({ ...grant, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-exampleorg1' } } }),
      code: 'DELIVERY_UNDECIDED',
    },
    {
      name: 'a Deny of TLS below 1.3',
      resource: withPolicy(grant, deny({ NumericLessThan: { 's3:TlsVersion': '1.3' } })),
      code: 'DELIVERY_UNDECIDED',
    },
    {
      name: 'a grant on partitioned keys alone, since Config does not say which form they have',
      resource: withPolicy({ ...grant, Resource: `${bucketArn}/logs/${ACCOUNT}/*` }),
      code: 'DELIVERY_UNDECIDED',
      reason: /depends on the form of keys in statement "S3ServerAccessLogsPolicy"\./,
    },
    {
      name: 'a grant on some keys of the prefix',
      resource: withPolicy({ ...grant, Resource: `${bucketArn}/logs/*.gz` }),
      code: 'DELIVERY_UNDECIDED',
      reason: /depends on Resource in/,
    },
    {
      name: 'the default encryption was not read',
      resource: bucketWith({ ...good, encryption: denied('s3:GetEncryptionConfiguration') }),
      code: 'DENIED',
    },
    {
      name: 'the state of the key was not read',
      resource: bucketWith(withKey({ encryptionKey: denied('kms:DescribeKey') })),
      code: 'DENIED',
    },
    {
      name: "a foreign key's policy, which its account alone can read",
      resource: bucketWith(withKey({ encryptionKeyPolicy: denied('kms:GetKeyPolicy') })),
      code: 'DENIED',
      reason: /kms:GetKeyPolicy was denied\.$/,
    },
    {
      name: 'a key policy with a condition on the source, which KMS may not be told',
      resource: bucketWith(
        withKey({
          encryptionKeyPolicy: policyOf(
            keyStatement({ Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } }),
          ),
        }),
      ),
      code: 'KEY_POLICY_UNDECIDED',
      reason: /depends on aws:SourceAccount\.$/,
    },
    {
      name: 'two layers of encryption, of which AWS says nothing',
      resource: bucketWith(
        withKey({ encryption: { algorithm: 'aws:kms:dsse', keyId: KEY_ARN, bucketKeyEnabled: null } }),
      ),
      code: 'DSSE_UNDOCUMENTED',
    },
    {
      name: 'the AWS managed key, taken for unverified',
      resource: bucketWith(awsManaged),
      parameters: { treatAwsManagedKeyAs: 'UNVERIFIED' },
      code: 'AWS_MANAGED_KEY',
    },
    {
      name: 'Object Lock without default retention',
      resource: bucketWith({ ...good, objectLock: { defaultRetention: null } }),
      code: 'OBJECT_LOCK_UNCERTAIN',
    },
    {
      name: 'Object Lock was not read',
      resource: bucketWith({ ...good, objectLock: denied('s3:GetBucketObjectLockConfiguration') }),
      code: 'DENIED',
    },
    {
      name: 'who pays was not read',
      resource: bucketWith({ ...good, requesterPays: denied('s3:GetBucketRequestPayment') }),
      code: 'DENIED',
    },
    {
      name: 'whether the account holds a public policy back was not read',
      resource: bucketWith({
        ...good,
        policy: policyOf(grant, { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: objects }),
        publicAccessBlock: block(false),
        accountPublicAccessBlock: denied('s3:GetAccountPublicAccessBlock'),
      }),
      code: 'DENIED',
    },
    {
      name: 'a key whose policy does not name a producer that may bring a key of its own',
      resource: bucketWith({ ...withKey({ accessLogSources: [] }), policy: policyOf(...trail) }),
      parameters: { producers: 'cloudtrail' },
      code: 'KEY_POLICY_UNDECIDED',
      reason: /depends on the key it names itself\.$/,
    },
  ],
});

describe('parameters of s3-log-bucket-deliverable', () => {
  it.each([
    [{ producers: 'alb' }, 'producers must be a comma-separated list of s3, elb, nlb, cloudtrail, config, vpcflow, '],
    [{ treatAwsManagedKeyAs: 'PASS' }, 'treatAwsManagedKeyAs must be one of WARN, FAIL, UNVERIFIED, got "PASS"'],
  ])('refuses %j', (given, message) => {
    expect(() => rule.readParameters(given)).toThrow(ParameterError);
    expect(() => rule.readParameters(given)).toThrow(message);
  });
});

it('reads nothing of a bucket that no logs go to, and of SSE-S3 no key', async () => {
  const unread = unknown('NOT_READ', 'nobody asked');
  const facts = {
    ownership: unread,
    encryptionKey: unread,
    encryptionKeyPolicy: unread,
    accountPublicAccessBlock: unread,
  };
  const read = jest.fn(async () => known(null));
  for (const given of [facts, { ...good, ...facts }])
    await judgeReading(rule, bucketWith(given), rule.readParameters({}), NOW, read);
  expect(read.mock.calls).toEqual([]);
});
