import { evaluateRequest } from './evaluate-request.js';
import { mfaProtection } from './mfa-protected.js';
import { bucket, bucketArn, deny, OWNER, objectsArn, policyOf, type StatementSource, when } from './sample-policies.js';

const ACTIONS = ['s3:DeleteObject', 's3:DeleteBucket'];
const PRESENT = 'aws:MultiFactorAuthPresent';
const AGE = 'aws:MultiFactorAuthAge';
const ROLE = `arn:aws:iam::${OWNER}:role/cleanup`;

const denyDeletions = (changes: StatementSource = {}) =>
  deny({ Action: ACTIONS, ...when('BoolIfExists', PRESENT, 'false'), ...changes });
const protectionOf = (statements: readonly StatementSource[], exempt: readonly string[] = []) => {
  const policy = policyOf(...statements);
  const answer = mfaProtection(policy, bucket, { actions: ACTIONS, exempt });
  if (answer.witness !== undefined) expect(evaluateRequest(policy, answer.witness)).not.toBe('explicitlyDenied');
  return answer;
};

describe('required', () => {
  test.each<[string, readonly StatementSource[], number | null]>([
    ['by presence', [denyDeletions()], null],
    ['by a missing age', [denyDeletions(when('Null', AGE, 'true'))], null],
    ['by an age', [denyDeletions(when('NumericGreaterThanIfExists', AGE, 3600))], 3600],
    ['by an age, that one included', [denyDeletions(when('NumericGreaterThanEqualsIfExists', AGE, 3600))], 3599],
    ['by presence, and an age beside it', [denyDeletions(), denyDeletions(when('NumericGreaterThan', AGE, 900))], 900],
    [
      'by presence, and an age for some of it',
      [denyDeletions(), denyDeletions({ Action: 's3:DeleteBucket', ...when('NumericGreaterThan', AGE, 900) })],
      null,
    ],
    [
      'by two statements',
      [denyDeletions(when('Bool', PRESENT, 'false')), denyDeletions(when('Null', PRESENT, 'true'))],
      null,
    ],
    ['by one statement each', [denyDeletions({ Resource: bucketArn }), denyDeletions({ Resource: objectsArn })], null],
    ['of an age that is too low', [denyDeletions(), denyDeletions(when('NumericLessThan', AGE, 60))], null],
    ['where everything is denied', [deny()], null],
  ])('%s', (_, statements, maxAgeSeconds) => {
    expect(protectionOf(statements).value).toEqual({ required: true, maxAgeSeconds });
  });

  test('of all but those who are exempt', () => {
    const sparing = denyDeletions({
      Sid: 'Mfa',
      Condition: { BoolIfExists: { [PRESENT]: 'false' }, ArnNotLike: { 'aws:PrincipalArn': ROLE } },
    });
    expect(protectionOf([sparing]).value).toMatchObject({ required: false });
    const answer = protectionOf([sparing], [`arn:aws:iam::${OWNER}:role/clean*`]);
    expect(answer).toEqual({
      value: { required: true, maxAgeSeconds: null },
      statements: [{ index: 0, sid: 'Mfa', label: 'statement "Mfa"', path: 'policy.Statement[0]' }],
      reason: 'Statement "Mfa" denies s3:DeleteObject, s3:DeleteBucket without MFA.',
      code: 'MFA_REQUIRED',
    });
    expect(protectionOf([sparing], [`arn:aws:iam::${OWNER}:role/other`]).value).toMatchObject({ required: false });
  });
});

test.each<[string, readonly StatementSource[], string]>([
  ['no statement about it', [deny(when('Bool', 'aws:SecureTransport', 'false'))], 'NOT_REQUIRED'],
  ['Bool, which long-term keys pass', [denyDeletions(when('Bool', PRESENT, 'false'))], 'LONG_TERM_KEYS'],
  ['Null, which temporary credentials pass', [denyDeletions(when('Null', PRESENT, 'true'))], 'TEMPORARY_CREDENTIALS'],
  ['an age alone', [denyDeletions(when('NumericGreaterThan', AGE, 3600))], 'AGE_ALONE'],
  ['one action', [denyDeletions({ Action: 's3:DeleteObject' })], 'NOT_REQUIRED'],
  [
    'two conditions that never hold together',
    [denyDeletions({ Condition: { Bool: { [PRESENT]: 'false' }, Null: { [PRESENT]: 'true' } } })],
    'NOT_REQUIRED',
  ],
])('not required: %s', (_, statements, code) => {
  expect(protectionOf(statements)).toMatchObject({ value: { required: false, maxAgeSeconds: null }, code });
});
