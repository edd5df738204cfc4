import { lockedOut } from './locked-out.js';
import {
  allow,
  bucket,
  bucketArn,
  deny,
  OTHER,
  OWNER,
  objectsArn,
  policyOf,
  type StatementSource,
  when,
} from './sample-policies.js';

const isLockedOut = (...statements: readonly StatementSource[]) => lockedOut(policyOf(...statements), bucket).value;
const put = (changes: StatementSource = {}) => deny({ Action: 's3:PutBucketPolicy', Resource: bucketArn, ...changes });
const root = `arn:aws:iam::${OWNER}:root`;

test.each<[string, readonly StatementSource[]]>([
  ['everything denied to everyone', [deny()]],
  ['new policies denied to everyone', [put()]],
  ['denied to the account', [put({ Principal: { AWS: OWNER } })]],
  ['denied to all but the root user, by ARN', [put(when('ArnNotEquals', 'aws:PrincipalArn', root))]],
  ['denied to all but the root user, by kind', [put(when('StringNotEquals', 'aws:PrincipalType', 'Account'))]],
  ['denied to all but the root user, by id', [put(when('StringNotEquals', 'aws:userId', OWNER))]],
  ['denied to all but another account', [put(when('StringNotEquals', 'aws:PrincipalAccount', OTHER))]],
  [
    'denied to roles and to users',
    [
      put(when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/*')),
      put(when('ArnNotLike', 'aws:PrincipalArn', ['arn:aws:iam::*:role/*', root])),
    ],
  ],
])('locked out: %s', (_, statements) => {
  expect(isLockedOut(...statements)).toBe(true);
});

test.each<[string, readonly StatementSource[]]>([
  ['nothing denied', [allow()]],
  ['over plain HTTP', [put(when('Bool', 'aws:SecureTransport', 'false'))]],
  ['all but one role', [put(when('ArnNotEquals', 'aws:PrincipalArn', `arn:aws:iam::${OWNER}:role/admin`))]],
  ['outside of a network', [deny(when('StringNotEquals', 'aws:SourceVpce', 'vpce-1'))]],
  ['without MFA', [deny(when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'))]],
  ['one role', [put({ Principal: { AWS: `arn:aws:iam::${OWNER}:role/app` } })]],
  [
    'all but one role, by NotPrincipal',
    [put({ Principal: undefined, NotPrincipal: { AWS: [`arn:aws:iam::${OWNER}:role/admin`, root] } })],
  ],
  ['other accounts', [put(when('StringNotEquals', 'aws:PrincipalAccount', OWNER))]],
  ['objects alone', [put({ Action: 's3:*', Resource: objectsArn })]],
  ['another bucket', [put({ Resource: 'arn:aws:s3:::other' })]],
  ['reading alone', [put({ Action: 's3:GetBucketPolicy' })]],
  ['the root user alone', [put(when('ArnEquals', 'aws:PrincipalArn', root))]],
])('not locked out: %s', (_, statements) => {
  expect(isLockedOut(...statements)).toBe(false);
});

test('the reason says whether the policy can still be deleted', () => {
  expect(lockedOut(policyOf(put({ Sid: 'Put' })), bucket).reason).toBe(
    'Statement "Put" denies s3:PutBucketPolicy to everyone in the account but its root user. s3:DeleteBucketPolicy is left.',
  );
  expect(lockedOut(policyOf(deny({ Sid: 'All' })), bucket).reason).toBe(
    'Statement "All" denies s3:PutBucketPolicy to everyone in the account but its root user.',
  );
});
