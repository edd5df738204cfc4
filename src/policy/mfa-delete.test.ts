import { evaluateRequest } from './evaluate-request.js';
import { mfaDelete } from './mfa-delete.js';
import {
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

const DELETIONS = ['s3:DeleteObject', 's3:DeleteObjectVersion'];
const PRESENT = 'aws:MultiFactorAuthPresent';
const AGE = 'aws:MultiFactorAuthAge';

/** No deletion without MFA, by AWS's recommendation. */
const denyDeletions = (changes: StatementSource = {}) =>
  deny({ Action: DELETIONS, Resource: objectsArn, ...when('BoolIfExists', PRESENT, 'false'), ...changes });

const enforced = (...statements: readonly StatementSource[]) => {
  const policy = policyOf(...statements);
  const { value, witness } = mfaDelete(policy, bucket);
  if (witness !== undefined) expect(evaluateRequest(policy, witness)).not.toBe('explicitlyDenied');
  return value;
};

describe('sound', () => {
  test.each<[string, readonly StatementSource[]]>([
    ['BoolIfExists of presence', [denyDeletions()]],
    ['no age', [denyDeletions(when('Null', AGE, 'true'))]],
    ['an age that is too high or missing', [denyDeletions(when('NumericGreaterThanIfExists', AGE, 3600))]],
    [
      'no MFA and no key in two statements',
      [denyDeletions(when('Bool', PRESENT, 'false')), denyDeletions(when('Null', PRESENT, 'true'))],
    ],
    ['all actions', [denyDeletions({ Action: 's3:*' })]],
    ['a wildcard', [denyDeletions({ Action: 's3:Delete*' })]],
    ['bucket and objects', [denyDeletions({ Resource: [bucketArn, objectsArn] })]],
    [
      'one action each',
      [denyDeletions({ Action: 's3:DeleteObject' }), denyDeletions({ Action: 's3:DeleteObjectVersion' })],
    ],
    ['no deletions at all', [denyDeletions({ Condition: {} })]],
    ['anything but true', [denyDeletions(when('StringNotEquals', PRESENT, 'true'))]],
  ])('%s', (_, statements) => {
    expect(enforced(...statements)).toBe(true);
  });
});

describe('not enforced', () => {
  test.each<[string, readonly StatementSource[]]>([
    ['no statement', []],
    ['Bool alone misses long-term keys', [denyDeletions(when('Bool', PRESENT, 'false'))]],
    ['Null of presence alone misses temporary credentials', [denyDeletions(when('Null', PRESENT, 'true'))]],
    [
      'both in one statement never hold together',
      [denyDeletions({ Condition: { Bool: { [PRESENT]: 'false' }, Null: { [PRESENT]: 'true' } } })],
    ],
    ['an age that is too high misses who has none', [denyDeletions(when('NumericGreaterThan', AGE, 3600))]],
    ['the wrong value', [denyDeletions(when('BoolIfExists', PRESENT, 'true'))]],
    ['only objects, not versions', [denyDeletions({ Action: 's3:DeleteObject' })]],
    ['only versions', [denyDeletions({ Action: 's3:DeleteObjectVersion' })]],
    ['only one prefix', [denyDeletions({ Resource: `${bucketArn}/logs/*` })]],
    ['only the bucket', [denyDeletions({ Resource: bucketArn })]],
    ['only one account', [denyDeletions({ Principal: { AWS: OTHER } })]],
    ['all but one account', [denyDeletions({ Principal: undefined, NotPrincipal: { AWS: OWNER } })]],
    ['an Allow with MFA', [denyDeletions({ Effect: 'Allow', ...when('Bool', PRESENT, 'true') })]],
    [
      'a further condition',
      [
        denyDeletions({
          Condition: { BoolIfExists: { [PRESENT]: 'false' }, StringNotEquals: { 'aws:PrincipalAccount': OWNER } },
        }),
      ],
    ],
  ])('%s', (_, statements) => {
    expect(enforced(denyPlain, ...statements)).toBe(false);
  });

  const denyPlain = deny(when('Bool', 'aws:SecureTransport', 'false'));

  test('the reason says what is left', () => {
    const answer = mfaDelete(policyOf(denyDeletions({ Sid: 'Mfa', Action: 's3:DeleteObject' })), bucket);
    expect(answer.reason).toBe('Without MFA is not denied: s3:DeleteObjectVersion on objects.');
    expect(answer.statements.map(({ label }) => label)).toEqual(['statement "Mfa"']);
  });
});
