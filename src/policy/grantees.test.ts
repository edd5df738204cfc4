import { evaluateRequest } from './evaluate-request.js';
import { accessPointDelegation, canonicalUsers, crossAccount, orgIds } from './grantees.js';
import {
  allow,
  bucket,
  deny,
  ORGANIZATION,
  OTHER,
  OWNER,
  policyOf,
  type StatementSource,
  when,
} from './sample-policies.js';

const THIRD = '777788889999';
const CANONICAL = 'c'.repeat(64);

type Question = typeof crossAccount;

/** What a question lists; its witness is tried by plain evaluation. */
const listed = (question: Question, ...statements: readonly StatementSource[]) => {
  const policy = policyOf(...statements);
  const { value, witness } = question(policy, bucket);
  if (value.length > 0) expect(witness && evaluateRequest(policy, witness)).toBe('allowed');
  return value;
};

describe('other accounts', () => {
  test.each<[string, readonly StatementSource[], readonly string[]]>([
    ['an account id', [allow({ Principal: { AWS: OTHER } })], [OTHER]],
    ['the root of an account', [allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:root` } })], [OTHER]],
    ['a user', [allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:user/ann` } })], [OTHER]],
    ['a role session', [allow({ Principal: { AWS: `arn:aws:sts::${OTHER}:assumed-role/Reader/session` } })], [OTHER]],
    ['a federated user', [allow({ Principal: { AWS: `arn:aws:sts::${OTHER}:federated-user/ann` } })], [OTHER]],
    ['an account of another partition', [allow({ Principal: { AWS: `arn:aws-us-gov:iam::${OTHER}:root` } })], [OTHER]],
    ['several, sorted', [allow({ Principal: { AWS: [THIRD, OTHER] } })], [OTHER, THIRD]],
    ['the owner is none', [allow({ Principal: { AWS: OWNER } })], []],
    ['nor is everyone', [allow()], []],
    [
      'nor is a CloudFront identity',
      [allow({ Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' } })],
      [],
    ],
    ['nor a canonical id', [allow({ Principal: { CanonicalUser: CANONICAL } })], []],
    ['nor a service', [allow({ Principal: { Service: 'cloudtrail.amazonaws.com' } })], []],
    ['nor what remains of a role', [allow({ Principal: { AWS: 'AROAEXAMPLEID12345678' } })], []],
    ['everyone of an account', [allow(when('StringEquals', 'aws:PrincipalAccount', OTHER))], [OTHER]],
    [
      'everyone who is a role',
      [allow(when('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${OTHER}:role/Reader`))],
      [OTHER],
    ],
    ['roles of an account', [allow(when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${OTHER}:role/app/*`))], [OTHER]],
    [
      'an account that a condition contradicts',
      [allow({ Principal: { AWS: OTHER }, ...when('StringEquals', 'aws:PrincipalAccount', THIRD) })],
      [],
    ],
    ['a grant on another bucket', [allow({ Principal: { AWS: OTHER }, Resource: 'arn:aws:s3:::another/*' })], []],
    ['a grant of another service s actions', [allow({ Principal: { AWS: OTHER }, Action: 'sqs:*' })], []],
    ['a grant that a Deny takes back', [allow({ Principal: { AWS: OTHER } }), deny({ Principal: { AWS: OTHER } })], []],
    [
      'a role whose account a Deny names',
      [allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/Reader` } }), deny({ Principal: { AWS: OTHER } })],
      [],
    ],
    [
      'an account of which a Deny names a role',
      [allow({ Principal: { AWS: OTHER } }), deny({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/Reader` } })],
      [OTHER],
    ],
    [
      'a role session whose role a Deny names',
      [
        allow({ Principal: { AWS: `arn:aws:sts::${OTHER}:assumed-role/Reader/session` } }),
        deny({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/app/Reader` } }),
      ],
      [],
    ],
    [
      'a role by condition, which a Deny names as principal',
      [
        allow(when('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${OTHER}:role/Reader`)),
        deny({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/Reader` } }),
      ],
      [],
    ],
    [
      'requests that are not signed, which no account makes',
      [allow({ Principal: { AWS: OTHER }, ...when('Null', 's3:authType', 'true') })],
      [],
    ],
    [
      'a role by an ARN with a literal star',
      [allow(when('StringEquals', 'aws:PrincipalArn', `arn:aws:iam::${OTHER}:role/*`))],
      [],
    ],
    ['a Deny of other actions', [allow({ Principal: { AWS: OTHER } }), deny({ Action: 's3:PutObject' })], [OTHER]],
    [
      'a Deny of everyone but the named',
      [
        allow({ Principal: { AWS: [OTHER, THIRD] } }),
        deny({ Principal: undefined, NotPrincipal: { AWS: [OTHER, OWNER] } }),
      ],
      [OTHER],
    ],
    [
      'an account that a Deny spares of what everyone is granted',
      [allow(), deny(when('StringNotEquals', 'aws:PrincipalAccount', [OWNER, OTHER]))],
      [OTHER],
    ],
    [
      'an account that a Deny names, of what is public',
      [allow(), deny({ Action: 's3:PutObject', ...when('StringNotEquals', 'aws:PrincipalAccount', OTHER) })],
      [],
    ],
    [
      'a role of another partition, under a condition on ARNs',
      [
        allow({
          Principal: { AWS: `arn:aws-us-gov:iam::${OTHER}:role/Reader` },
          ...when('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:user/*'),
        }),
      ],
      [OTHER],
    ],
    [
      'a user, by name',
      [allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:user/ann` }, ...when('StringLike', 'aws:username', 'a*') })],
      [OTHER],
    ],
    [
      'a user of another name',
      [allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:user/ann` }, ...when('StringEquals', 'aws:username', 'bob') })],
      [],
    ],
    ['everyone but an account', [allow({ Principal: undefined, NotPrincipal: { AWS: OTHER } })], []],
    ['accounts that begin so are anyone s', [allow(when('StringLike', 'aws:PrincipalAccount', '4444*'))], []],
    [
      'an account, further confined',
      [allow({ Principal: { AWS: OTHER }, ...when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION) })],
      [OTHER],
    ],
  ])('%s', (_, statements, expected) => {
    expect(listed(crossAccount, ...statements)).toEqual(expected);
  });

  test('a Deny of an ARN pattern that is none leaves them', () => {
    const policy = policyOf(allow({ Principal: { AWS: OTHER } }), deny(when('ArnLike', 'aws:PrincipalArn', '*')));
    expect(crossAccount(policy, bucket).value).toEqual([OTHER]);
  });

  test('the reason names the statement', () => {
    const answer = crossAccount(policyOf(allow({ Sid: 'Partner', Principal: { AWS: OTHER } })), bucket);
    expect(answer.reason).toBe(`Statement "Partner" grants to other accounts ${OTHER}.`);
    expect(answer.statements.map(({ path }) => path)).toEqual(['policy.Statement[0]']);
  });
});

describe('canonical users', () => {
  test.each<[string, readonly StatementSource[], readonly string[]]>([
    ['one', [allow({ Principal: { CanonicalUser: CANONICAL } })], [CANONICAL]],
    ['none', [allow({ Principal: { AWS: OTHER } })], []],
    [
      'one that a Deny names',
      [allow({ Principal: { CanonicalUser: CANONICAL } }), deny({ Principal: { CanonicalUser: CANONICAL } })],
      [],
    ],
    ['one that is only denied', [deny({ Principal: { CanonicalUser: CANONICAL } })], []],
  ])('%s', (_, statements, expected) => {
    expect(listed(canonicalUsers, ...statements)).toEqual(expected);
  });
});

describe('organizations', () => {
  test.each<[string, readonly StatementSource[], readonly string[]]>([
    ['an id', [allow(when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION))], [ORGANIZATION]],
    ['several', [allow(when('StringEquals', 'aws:PrincipalOrgID', ['o-2', 'o-1']))], ['o-1', 'o-2']],
    [
      'paths',
      [allow(when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/r-ab12/*`))],
      [ORGANIZATION],
    ],
    [
      'one that a Deny spares',
      [allow(), deny(when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION))],
      [ORGANIZATION],
    ],
    [
      'one that a Deny names, of what is public',
      [allow(), deny({ Action: 's3:PutObject', ...when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION) })],
      [],
    ],
    [
      'paths of one, but not the other',
      [
        allow({
          Condition: {
            'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' },
            StringNotEquals: { 'aws:PrincipalOrgID': 'o-2' },
          },
        }),
      ],
      ['o-1'],
    ],
    ['any', [allow(when('StringLike', 'aws:PrincipalOrgID', 'o-*'))], []],
    ['all but one', [allow(when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION))], []],
    [
      'an id that the paths contradict',
      [
        allow({
          Condition: {
            StringEquals: { 'aws:PrincipalOrgID': 'o-2' },
            'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' },
          },
        }),
      ],
      [],
    ],
    [
      'one that confines a named account',
      [allow({ Principal: { AWS: OTHER }, ...when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION) })],
      [],
    ],
    [
      'one whose grant a Deny takes back',
      [allow(when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION)), deny()],
      [],
    ],
  ])('%s', (_, statements, expected) => {
    expect(listed(orgIds, ...statements)).toEqual(expected);
  });
});

describe('delegation to access points', () => {
  const points = (account: string) => `arn:aws:s3:us-west-2:${account}:accesspoint/*`;
  test.each<[string, readonly StatementSource[], readonly string[]]>([
    ['by account', [allow(when('StringEquals', 's3:DataAccessPointAccount', OWNER))], [OWNER]],
    ['to another account', [allow(when('StringEquals', 's3:DataAccessPointAccount', OTHER))], [OTHER]],
    ['by ARN', [allow(when('ArnLike', 's3:DataAccessPointArn', points(OTHER)))], [OTHER]],
    ['by ARN as text', [allow(when('StringLike', 's3:DataAccessPointArn', points(OTHER)))], [OTHER]],
    ['by a literal star, to nobody', [allow(when('StringEquals', 's3:DataAccessPointArn', points(OTHER)))], []],
    ['by a Deny alone, to nobody', [deny(when('StringNotEquals', 's3:DataAccessPointAccount', OWNER))], []],
    ['by a Deny that spares', [allow(), deny(when('StringNotEquals', 's3:DataAccessPointAccount', OWNER))], [OWNER]],
    [
      'by an account that an ARN contradicts',
      [
        allow({
          Condition: {
            StringEquals: { 's3:DataAccessPointAccount': OWNER },
            ArnLike: { 's3:DataAccessPointArn': points(OTHER) },
          },
        }),
      ],
      [],
    ],
    [
      'by account, to access points of a name',
      [
        allow({
          Condition: {
            StringEquals: { 's3:DataAccessPointAccount': OTHER },
            ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:*:accesspoint/logs-*' },
          },
        }),
      ],
      [OTHER],
    ],
    ['to anyone s', [allow(when('ArnLike', 's3:DataAccessPointArn', 'arn:aws:s3:*:*:accesspoint/*'))], []],
    ['taken back', [allow(when('StringEquals', 's3:DataAccessPointAccount', OTHER)), deny()], []],
  ])('%s', (_, statements, expected) => {
    expect(listed(accessPointDelegation, ...statements)).toEqual(expected);
  });
});
