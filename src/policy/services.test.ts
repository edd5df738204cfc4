import { evaluateRequest } from './evaluate-request.js';
import { allow, bucket, deny, ORGANIZATION, OWNER, policyOf, type StatementSource, when } from './sample-policies.js';
import { confusedDeputy, services } from './services.js';

const TRAIL = 'cloudtrail.amazonaws.com';
const LOGS = 'logging.s3.amazonaws.com';
const CDN = 'cloudfront.amazonaws.com';

const grant = (changes: StatementSource = {}) =>
  allow({ Principal: { Service: TRAIL }, Action: 's3:PutObject', ...changes });
const servicesOf = (...statements: readonly StatementSource[]) => services(policyOf(...statements), bucket).value;
const deputiesOf = (...statements: readonly StatementSource[]) => {
  const policy = policyOf(...statements);
  const { value, witness } = confusedDeputy(policy, bucket);
  if (value.length > 0) expect(witness && evaluateRequest(policy, witness)).toBe('allowed');
  return value;
};

describe('services that are granted something', () => {
  test.each<[string, readonly StatementSource[], readonly string[]]>([
    ['one', [grant()], [TRAIL]],
    ['several, sorted', [grant({ Principal: { Service: [LOGS, CDN] } })], [CDN, LOGS]],
    ['none', [allow()], []],
    ['one that a Deny names', [grant(), deny({ Principal: { Service: TRAIL } })], []],
    [
      'one that a Deny of all but services spares',
      [grant(), deny(when('Bool', 'aws:PrincipalIsAWSService', 'false'))],
      [TRAIL],
    ],
    [
      'one that a condition on organizations shuts out: services are of none',
      [grant(when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION))],
      [],
    ],
    [
      'one whose source is of another account than the excluded one',
      [
        grant({
          Condition: {
            ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${OWNER}:trail/*` },
            StringNotEquals: { 'aws:SourceAccount': '444455556666' },
            Null: { 'aws:SourceAccount': 'false' },
          },
        }),
      ],
      [TRAIL],
    ],
    [
      'one whose source is of an account that contradicts the source account',
      [
        grant({
          Condition: {
            ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${OWNER}:trail/*` },
            StringEquals: { 'aws:SourceAccount': '444455556666' },
          },
        }),
      ],
      [],
    ],
    [
      'one that a Deny of other accounts denies',
      [grant(), deny(when('StringNotEquals', 'aws:PrincipalAccount', OWNER))],
      [],
    ],
    ['one on another bucket', [grant({ Resource: 'arn:aws:s3:::another/*' })], []],
    ['one that is excepted', [allow({ Principal: undefined, NotPrincipal: { Service: TRAIL } })], []],
  ])('%s', (_, statements, expected) => {
    expect(servicesOf(...statements)).toEqual(expected);
  });
});

describe('grants that are tied to an account', () => {
  test.each<[string, StatementSource]>([
    ['the account of the source', when('StringEquals', 'aws:SourceAccount', OWNER)],
    ['the ARN of the source', when('ArnLike', 'aws:SourceArn', `arn:aws:cloudtrail:us-east-1:${OWNER}:trail/main`)],
    [
      'an ARN with wildcards beside the account',
      when('ArnLike', 'aws:SourceArn', `arn:aws:cloudtrail:*:${OWNER}:trail/*`),
    ],
    ['the same as text', when('StringLike', 'aws:SourceArn', `arn:aws:cloudtrail:*:${OWNER}:trail/*`)],
    ['a distribution', when('StringEquals', 'AWS:SourceArn', `arn:aws:cloudfront::${OWNER}:distribution/E1`)],
    ['an organization', when('StringEquals', 'aws:SourceOrgID', ORGANIZATION)],
    ['paths of an organization', when('ForAnyValue:StringLike', 'aws:SourceOrgPaths', `${ORGANIZATION}/*`)],
    ['several accounts', when('StringEquals', 'aws:SourceAccount', [OWNER, '444455556666'])],
    [
      'a bucket and its account',
      {
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::source' },
          StringEquals: { 'aws:SourceAccount': OWNER },
        },
      },
    ],
    [
      'ForAllValues beside Null',
      {
        Condition: {
          'ForAllValues:StringEquals': { 'aws:SourceAccount': OWNER },
          Null: { 'aws:SourceAccount': 'false' },
        },
      },
    ],
  ])('%s', (_, changes) => {
    expect(deputiesOf(grant(changes))).toEqual([]);
    expect(servicesOf(grant(changes))).toEqual([TRAIL]);
  });

  test('a Deny ties too', () => {
    expect(deputiesOf(grant(), deny(when('StringNotEquals', 'aws:SourceAccount', OWNER)))).toEqual([]);
  });
});

describe('grants that are not', () => {
  test.each<[string, StatementSource]>([
    ['no condition', {}],
    ['IfExists', when('StringEqualsIfExists', 'aws:SourceAccount', OWNER)],
    ['ForAllValues', when('ForAllValues:StringEquals', 'aws:SourceAccount', OWNER)],
    ['all accounts but one', when('StringNotEquals', 'aws:SourceAccount', OWNER)],
    ['accounts that begin so', when('StringLike', 'aws:SourceAccount', '1111*')],
    ['an ARN of any account', when('ArnLike', 'aws:SourceArn', 'arn:aws:cloudtrail:*:*:trail/*')],
    ['a bucket, whose ARN has no account', when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::source')],
    ['another key', when('StringEquals', 's3:x-amz-acl', 'bucket-owner-full-control')],
    ['TLS', when('Bool', 'aws:SecureTransport', 'true')],
  ])('%s', (_, changes) => {
    expect(deputiesOf(grant(changes))).toEqual([TRAIL]);
  });

  test('the reason names the statement and the service', () => {
    const { reason } = confusedDeputy(policyOf(grant({ Sid: 'Trail' })), bucket);
    expect(reason).toBe(`Statement "Trail" grants to untied services ${TRAIL}.`);
  });
});
