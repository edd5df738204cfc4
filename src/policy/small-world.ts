import fc from 'fast-check';
import type { Caller } from './callers.js';
import { bucketArn, OTHER, OWNER, type StatementSource } from './sample-policies.js';

// A world so small that all its requests can be tried, for the tests that hold the engine to plain evaluation.

/** An account that no policy of the small world names. */
export const STRANGER = '999900001111';
/** A principal that policies of the small world name. */
export const ROLE = `arn:aws:iam::${OTHER}:role/app/Reader`;
/** A service that policies of the small world name. */
export const SERVICE = 'cloudtrail.amazonaws.com';

/** Values a request can have of each key; what no policy of the small world names is there too. */
export const VALUES: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  'aws:SecureTransport': ['true', 'false'],
  's3:TlsVersion': ['1.1', '1.2', '1.3'],
  'aws:SourceIp': ['203.0.113.7', '203.0.114.1', '10.1.1.1', '198.51.100.9', '2001:db8::1', '2600::1'],
  'aws:SourceVpce': ['vpce-1', 'vpce-2', 'vpce-9'],
  'aws:SourceVpc': ['vpc-1', 'vpc-9'],
  'aws:PrincipalOrgID': ['o-1', 'o-2', 'o-9'],
  'aws:PrincipalOrgPaths': [['o-1/r-1/ou-1/'], ['o-2/r-1/'], ['o-9/r-1/ou-1/']],
  'aws:PrincipalAccount': [OWNER, OTHER, STRANGER, 'anonymous'],
  'aws:PrincipalArn': [
    ROLE,
    ...[OWNER, OTHER, STRANGER].flatMap((account) => [
      `arn:aws:iam::${account}:role/app/Writer`,
      `arn:aws:iam::${account}:user/ann`,
    ]),
  ],
  'aws:PrincipalIsAWSService': ['true', 'false'],
  'aws:SourceAccount': [OWNER, OTHER, STRANGER],
  'aws:SourceArn': [
    `arn:aws:cloudtrail:us-east-1:${OWNER}:trail/a`,
    `arn:aws:cloudtrail:us-east-1:${STRANGER}:trail/a`,
    'arn:aws:s3:::source',
    'arn:aws:s3:::elsewhere',
  ],
  's3:DataAccessPointAccount': [OWNER, OTHER, STRANGER],
  's3:DataAccessPointArn': [OWNER, OTHER, STRANGER].map((account) => `arn:aws:s3:us-east-1:${account}:accesspoint/a`),
  'aws:MultiFactorAuthPresent': ['true', 'false'],
  'aws:MultiFactorAuthAge': ['10', '3600', '4000'],
  's3:signatureAge': ['0', '600000', '600001', '900000'],
  's3:authType': ['REST-HEADER', 'REST-QUERY-STRING', 'POST'],
  's3:x-amz-server-side-encryption': ['AES256', 'aws:kms', 'aws:kms:dsse'],
  's3:x-amz-server-side-encryption-customer-algorithm': ['AES256'],
  's3:x-amz-server-side-encryption-aws-kms-key-id': ['key-1', 'key-2', 'key-9'],
  's3:prefix': ['', 'home/', 'home/ann', 'home/ann.log', 'x.log', 'x'],
  'aws:TagKeys': [['team'], ['cost'], ['team', 'cost'], ['other'], ['team', 'other']],
  's3:max-keys': ['5', '10', '11'],
  'aws:CurrentTime': ['2025-12-31T00:00:00Z', '2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z'],
};

/** The callers of the small world. */
export const CALLERS: readonly Caller[] = [
  { kind: 'anonymous' },
  { kind: 'account', account: STRANGER, arn: null },
  { kind: 'account', account: OWNER, arn: null },
  { kind: 'account', account: OTHER, arn: null },
  { kind: 'account', account: OTHER, arn: ROLE },
  { kind: 'service', name: SERVICE },
  { kind: 'service', name: '' },
];

/** Actions with their resources. */
export const OPERATIONS: readonly (readonly [string, string])[] = [
  ['s3:ListBucket', bucketArn],
  ['s3:PutBucketPolicy', bucketArn],
  ...['a', 'home/a', 'home/a.log', 'b.log'].flatMap((key): (readonly [string, string])[] => [
    ['s3:GetObject', `${bucketArn}/${key}`],
    ['s3:PutObject', `${bucketArn}/${key}`],
    ['s3:DeleteObject', `${bucketArn}/${key}`],
  ]),
];

const TEXT_OPERATORS = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'];
const ARN_OPERATORS = ['ArnLike', 'ArnNotEquals', 'StringLike', 'StringNotLike', 'StringEquals'];
const NUMBER_OPERATORS = [
  'NumericLessThan',
  'NumericGreaterThan',
  'NumericEquals',
  'NumericNotEquals',
  'NumericGreaterThanEquals',
];

interface Vocabulary {
  readonly operators: readonly string[];
  readonly values: readonly string[];
}

const text = (...values: readonly string[]): Vocabulary => ({ operators: TEXT_OPERATORS, values });
const arns = (...values: readonly string[]): Vocabulary => ({ operators: ARN_OPERATORS, values });
const numbers = (...values: readonly string[]): Vocabulary => ({ operators: NUMBER_OPERATORS, values });
const truth: Vocabulary = { operators: ['Bool'], values: ['true', 'false'] };

/** What policies of the small world say of each key. */
const VOCABULARY: Readonly<Record<string, Vocabulary>> = {
  'aws:SecureTransport': truth,
  's3:TlsVersion': numbers('1.2', '1.3'),
  'aws:SourceIp': {
    operators: ['IpAddress', 'NotIpAddress'],
    values: ['203.0.113.0/24', '128.0.0.0/1', '10.0.0.0/8', '2001:db8::/32'],
  },
  'aws:SourceVpce': text('vpce-1', 'vpce-2', 'vpce-*', 'VPCE-1'),
  'aws:SourceVpc': text('vpc-1', '*'),
  'aws:PrincipalOrgID': text('o-1', 'o-2', 'o-*'),
  'aws:PrincipalOrgPaths': text('o-1/*', 'o-2/r-1/', '*/ou-1/'),
  'aws:PrincipalAccount': text(OWNER, OTHER, '4444*'),
  'aws:PrincipalArn': arns(
    ROLE,
    `arn:aws:iam::${OTHER}:role/app/*`,
    'arn:aws:iam::*:role/*',
    `arn:aws:iam::${OWNER}:*`,
  ),
  'aws:PrincipalIsAWSService': truth,
  'aws:SourceAccount': text(OWNER, OTHER),
  'aws:SourceArn': arns(
    `arn:aws:cloudtrail:*:${OWNER}:trail/*`,
    'arn:aws:s3:::source',
    'arn:aws:s3:::*',
    'arn:aws:cloudtrail:*:*:trail/a',
  ),
  's3:DataAccessPointAccount': text(OWNER, OTHER),
  's3:DataAccessPointArn': arns(
    `arn:aws:s3:*:${OTHER}:accesspoint/*`,
    `arn:aws:s3:us-east-1:${OWNER}:accesspoint/a`,
    'arn:aws:s3:*:*:accesspoint/*',
  ),
  'aws:MultiFactorAuthPresent': truth,
  'aws:MultiFactorAuthAge': numbers('3600'),
  's3:signatureAge': numbers('600000'),
  's3:authType': text('REST-QUERY-STRING', 'REST-HEADER'),
  's3:x-amz-server-side-encryption': text('AES256', 'aws:kms', 'aws:*'),
  's3:x-amz-server-side-encryption-aws-kms-key-id': text('key-1', 'key-2'),
  's3:prefix': text('home/*', '*.log', 'home/ann', '', '?'),
  'aws:TagKeys': text('team', 'cost', '*e*'),
  's3:max-keys': numbers('10'),
  'aws:CurrentTime': {
    operators: ['DateLessThan', 'DateGreaterThanEquals', 'DateEquals'],
    values: ['2026-01-01T00:00:00Z'],
  },
};

const MANY = ['aws:PrincipalOrgPaths', 'aws:TagKeys'];

/** Keys that depend on each other, or on the caller: policies about one group find what hides between them. */
const GROUPS: readonly (readonly string[])[] = [
  Object.keys(VOCABULARY),
  ['aws:SourceIp', 'aws:SourceVpce', 'aws:SourceVpc'],
  ['aws:SecureTransport', 's3:TlsVersion', 's3:authType', 's3:signatureAge'],
  ['aws:MultiFactorAuthPresent', 'aws:MultiFactorAuthAge'],
  ['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths'],
  ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:PrincipalIsAWSService'],
  ['aws:SourceAccount', 'aws:SourceArn'],
  ['s3:DataAccessPointAccount', 's3:DataAccessPointArn'],
  ['s3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-aws-kms-key-id'],
];

const conditionEntryOn = (keys: readonly string[]) =>
  fc.constantFrom(...keys).chain((key) => {
    const { operators = [], values = [] } = VOCABULARY[key] ?? {};
    const prefix = fc.constantFrom('', '', MANY.includes(key) ? 'ForAnyValue:' : '', 'ForAllValues:', 'ForAnyValue:');
    const compared = fc.tuple(
      prefix,
      fc.constantFrom(...operators),
      fc.constantFrom('', '', 'IfExists'),
      fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
    );
    return fc.oneof(
      {
        weight: 6,
        arbitrary: compared.map(([set, operator, suffix, list]) => [`${set}${operator}${suffix}`, key, list] as const),
      },
      { weight: 1, arbitrary: fc.constantFrom('true', 'false').map((value) => ['Null', key, [value]] as const) },
    );
  });

/** A `Condition` element of at most two entries on some keys. */
const conditionOn = (keys: readonly string[]) =>
  fc.array(conditionEntryOn(keys), { maxLength: 2 }).map((entries) => {
    const blocks: Record<string, Record<string, readonly string[]>> = {};
    for (const [operator, key, values] of entries) blocks[operator] = { ...blocks[operator], [key]: values };
    return blocks;
  });

const anyPrincipal = fc.constantFrom<StatementSource>(
  { Principal: '*' },
  { Principal: '*' },
  { Principal: { AWS: ['*'] } },
  { Principal: { AWS: OTHER } },
  { Principal: { AWS: [ROLE, OWNER] } },
  { Principal: { Service: SERVICE } },
  { NotPrincipal: { AWS: OTHER } },
  { NotPrincipal: { AWS: [ROLE], Service: SERVICE } },
);

const anyAction = fc.constantFrom<StatementSource>(
  { Action: '*' },
  { Action: 's3:*' },
  { Action: ['s3:Get*', 's3:ListBucket'] },
  { Action: 's3:PutObject' },
  { NotAction: ['s3:GetObject', 's3:GetObjectVersion'] },
  { NotAction: 'iam:*' },
);

const anyResource = fc.constantFrom<StatementSource>(
  { Resource: `${bucketArn}*` },
  { Resource: '*' },
  { Resource: `${bucketArn}/*` },
  { Resource: bucketArn },
  { Resource: [bucketArn, `${bucketArn}/home/*`] },
  { Resource: `${bucketArn}/*.log` },
  { NotResource: `${bucketArn}/home/*` },
  { Resource: 'arn:aws:s3:::another/*' },
);

type Effect = 'Allow' | 'Deny';

const statementOn = (keys: readonly string[], effects: readonly Effect[]) =>
  fc.tuple(fc.constantFrom(...effects), anyPrincipal, anyAction, anyResource, conditionOn(keys)).map(
    ([effect, principal, action, resource, Condition]): StatementSource => ({
      Effect: effect,
      ...principal,
      ...action,
      ...resource,
      Condition,
    }),
  );

/** A statement of the small world with the given effect. */
export function anyStatement(effect: Effect): fc.Arbitrary<StatementSource> {
  return statementOn(Object.keys(VOCABULARY), [effect]);
}

/** One to four statements about some keys. */
export function anyStatementsOn(keys: readonly string[]): fc.Arbitrary<readonly StatementSource[]> {
  return fc.array(statementOn(keys, ['Allow', 'Deny']), { minLength: 1, maxLength: 4 });
}

/** One to four statements, half of the time about one group of keys. */
export const anyStatements = fc
  .oneof(fc.constant(Object.keys(VOCABULARY)), fc.constantFrom(...GROUPS))
  .chain(anyStatementsOn);
