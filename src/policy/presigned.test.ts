import { presignedBlocked, presignedVersion2Denied, signatureAgeMaxMs } from './presigned.js';
import { bucket, bucketArn, deny, OTHER, objectsArn, policyOf, type StatementSource, when } from './sample-policies.js';

const AGE = 's3:signatureAge';
const TYPE = 's3:authType';
const TEN_MINUTES = 600_000;

const denyObjects = (changes: StatementSource) => deny({ Resource: objectsArn, ...changes });
const limitOf = (...statements: readonly StatementSource[]) => signatureAgeMaxMs(policyOf(...statements), bucket).value;
const isBlocked = (...statements: readonly StatementSource[]) =>
  presignedBlocked(policyOf(...statements), bucket).value;

describe('the limit of age', () => {
  test.each<[string, readonly StatementSource[], number | null]>([
    ['older than ten minutes', [denyObjects(when('NumericGreaterThan', AGE, TEN_MINUTES))], TEN_MINUTES],
    ['as text', [denyObjects(when('NumericGreaterThan', AGE, '600000'))], TEN_MINUTES],
    ['ten minutes or older', [denyObjects(when('NumericGreaterThanEquals', AGE, TEN_MINUTES))], TEN_MINUTES - 1],
    ['with IfExists', [denyObjects(when('NumericGreaterThanIfExists', AGE, TEN_MINUTES))], TEN_MINUTES],
    ['a value that looks like seconds', [denyObjects(when('NumericGreaterThan', AGE, 600))], 600],
    [
      'the lower of two',
      [denyObjects(when('NumericGreaterThan', AGE, TEN_MINUTES)), denyObjects(when('NumericGreaterThan', AGE, 60_000))],
      60_000,
    ],
    [
      'only of presigned requests',
      [
        denyObjects({
          Condition: { NumericGreaterThan: { [AGE]: TEN_MINUTES }, StringEquals: { [TYPE]: 'REST-QUERY-STRING' } },
        }),
      ],
      TEN_MINUTES,
    ],
    [
      'in two statements for all actions',
      [
        denyObjects({ Action: 's3:Get*', ...when('NumericGreaterThan', AGE, TEN_MINUTES) }),
        denyObjects({ Action: undefined, NotAction: 's3:Get*', ...when('NumericGreaterThan', AGE, 60_000) }),
      ],
      TEN_MINUTES,
    ],
    ['on bucket and objects', [deny(when('NumericGreaterThan', AGE, TEN_MINUTES))], TEN_MINUTES],
    ['presigned requests blocked', [denyObjects(when('StringEquals', TYPE, 'REST-QUERY-STRING'))], 0],
    ['no limit', [deny(when('Bool', 'aws:SecureTransport', 'false'))], null],
    ['the wrong way round', [denyObjects(when('NumericLessThan', AGE, TEN_MINUTES))], null],
    [
      'one account',
      [denyObjects({ Principal: { AWS: OTHER }, ...when('NumericGreaterThan', AGE, TEN_MINUTES) })],
      null,
    ],
    ['one action', [denyObjects({ Action: 's3:GetObject', ...when('NumericGreaterThan', AGE, TEN_MINUTES) })], null],
    [
      'one prefix',
      [denyObjects({ Resource: `${bucketArn}/logs/*`, ...when('NumericGreaterThan', AGE, TEN_MINUTES) })],
      null,
    ],
    [
      'only requests by header',
      [
        denyObjects({
          Condition: { NumericGreaterThan: { [AGE]: TEN_MINUTES }, StringEquals: { [TYPE]: 'REST-HEADER' } },
        }),
      ],
      null,
    ],
  ])('%s', (_, statements, expected) => {
    expect(limitOf(...statements)).toBe(expected);
  });
});

describe('presigned requests are blocked', () => {
  test.each<[string, StatementSource, boolean]>([
    ['by their type', denyObjects(when('StringEquals', TYPE, 'REST-QUERY-STRING')), true],
    ['with all types but the header', denyObjects(when('StringNotEquals', TYPE, 'REST-HEADER')), true],
    ['with everything', deny(), true],
    ['not with forms', denyObjects(when('StringEquals', TYPE, 'POST')), false],
    [
      'not for one action',
      denyObjects({ Action: 's3:GetObject', ...when('StringEquals', TYPE, 'REST-QUERY-STRING') }),
      false,
    ],
    [
      'not for one account',
      denyObjects({ Principal: { AWS: OTHER }, ...when('StringEquals', TYPE, 'REST-QUERY-STRING') }),
      false,
    ],
    ['not by an age', denyObjects(when('NumericGreaterThan', AGE, TEN_MINUTES)), false],
    ['not with another type', denyObjects(when('StringNotEquals', TYPE, 'REST-QUERY-STRING')), false],
    [
      'not on the bucket alone',
      deny({ Resource: bucketArn, ...when('StringEquals', TYPE, 'REST-QUERY-STRING') }),
      false,
    ],
  ])('%s', (_, statement, expected) => {
    expect(isBlocked(statement)).toBe(expected);
  });
});

describe('version 2 signatures, whose age is always 0', () => {
  test.each<[string, StatementSource, boolean]>([
    ['denied by name', denyObjects(when('StringEquals', 's3:signatureversion', 'AWS')), true],
    [
      'denied with all but version 4',
      denyObjects(when('StringNotEquals', 's3:signatureversion', 'AWS4-HMAC-SHA256')),
      true,
    ],
    ['not denied by a limit of age', denyObjects(when('NumericGreaterThan', AGE, TEN_MINUTES)), false],
    ['denied with all presigned requests', denyObjects(when('StringEquals', TYPE, 'REST-QUERY-STRING')), true],
  ])('%s', (_, statement, expected) => {
    expect(presignedVersion2Denied(policyOf(statement), bucket).value).toBe(expected);
  });
});
