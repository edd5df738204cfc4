import { evaluateRequest } from './evaluate-request.js';
import { type PerimeterOptions, perimeter } from './perimeter.js';
import {
  allow,
  bucket,
  bucketArn,
  deny,
  ORGANIZATION,
  OTHER,
  OWNER,
  objectsArn,
  policyOf,
  type StatementSource,
  when,
} from './sample-policies.js';

const VPCE = 'aws:SourceVpce';

const perimeterOf = (statements: readonly StatementSource[], options?: PerimeterOptions) => {
  const policy = policyOf(...statements);
  const { value, witness } = perimeter(policy, bucket, options);
  if (witness !== undefined) expect(evaluateRequest(policy, witness)).not.toBe('explicitlyDenied');
  return value;
};

describe('enforced', () => {
  test.each<[string, readonly StatementSource[], object]>([
    ['endpoints', [deny(when('StringNotEquals', VPCE, ['vpce-2', 'vpce-1']))], { vpce: ['vpce-1', 'vpce-2'] }],
    ['endpoints, with IfExists', [deny(when('StringNotEqualsIfExists', VPCE, 'vpce-1'))], { vpce: ['vpce-1'] }],
    [
      'endpoints, compared as patterns without wildcard',
      [deny(when('StringNotLike', VPCE, 'vpce-1'))],
      { vpce: ['vpce-1'] },
    ],
    ['VPCs', [deny(when('StringNotEquals', 'aws:SourceVpc', 'vpc-1'))], { vpc: ['vpc-1'] }],
    [
      'addresses',
      [deny(when('NotIpAddress', 'aws:SourceIp', ['203.0.113.0/24', '10.0.0.0/8']))],
      { cidr: ['10.0.0.0/8', '203.0.113.0/24'] },
    ],
    ['an organization', [deny(when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION))], { org: [ORGANIZATION] }],
    [
      'either way in',
      [
        deny({
          Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, StringNotEquals: { [VPCE]: 'vpce-1' } },
        }),
      ],
      { cidr: ['203.0.113.0/24'], vpce: ['vpce-1'] },
    ],
    [
      'both needed',
      [
        deny(when('StringNotEquals', VPCE, 'vpce-1')),
        deny(when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION)),
      ],
      { org: [ORGANIZATION], vpce: ['vpce-1'] },
    ],
    [
      'statements for bucket and objects',
      [
        deny({ Resource: bucketArn, ...when('StringNotEquals', VPCE, 'vpce-1') }),
        deny({ Resource: objectsArn, ...when('StringNotEquals', VPCE, 'vpce-1') }),
      ],
      { vpce: ['vpce-1'] },
    ],
    [
      'a value that plays no part',
      [deny(when('StringNotEquals', VPCE, ['vpce-1', 'vpce-2'])), deny(when('StringEquals', VPCE, 'vpce-2'))],
      { vpce: ['vpce-1'] },
    ],
    ['everything denied', [deny()], {}],
  ])('%s', (_, statements, expected) => {
    expect(perimeterOf(statements)).toEqual({ enforced: true, ...expected });
  });
});

describe('not enforced', () => {
  test.each<[string, readonly StatementSource[]]>([
    ['no statement', [deny(when('Bool', 'aws:SecureTransport', 'false'))]],
    ['the wrong way round', [deny(when('StringEquals', VPCE, 'vpce-1'))]],
    ['a wildcard', [deny(when('StringNotLike', VPCE, 'vpce-*'))]],
    ['ForAnyValue, which spares whoever has no endpoint', [deny(when('ForAnyValue:StringNotEquals', VPCE, 'vpce-1'))]],
    ['only objects', [deny({ Resource: objectsArn, ...when('StringNotEquals', VPCE, 'vpce-1') })]],
    ['only the bucket', [deny({ Resource: bucketArn, ...when('StringNotEquals', VPCE, 'vpce-1') })]],
    ['some actions', [deny({ Action: ['s3:GetObject', 's3:ListBucket'], ...when('StringNotEquals', VPCE, 'vpce-1') })]],
    ['one principal', [deny({ Principal: { AWS: OTHER }, ...when('StringNotEquals', VPCE, 'vpce-1') })]],
    [
      'a condition strangers control',
      [deny({ Condition: { StringNotEquals: { [VPCE]: 'vpce-1', 'aws:UserAgent': 'secret' } } })],
    ],
    ['a broad range', [deny(when('NotIpAddress', 'aws:SourceIp', '0.0.0.0/1'))]],
    ['an Allow from a range', [allow(when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'))]],
  ])('%s', (_, statements) => {
    expect(perimeterOf(statements)).toEqual({ enforced: false });
  });
});

describe('exemptions', () => {
  const exempting = deny({
    Sid: 'Perimeter',
    Condition: {
      StringNotEqualsIfExists: { [VPCE]: 'vpce-1', 'aws:PrincipalTag/dp:exclude': 'true' },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' },
    },
  });

  test('are holes, and the reason names them', () => {
    const answer = perimeter(policyOf(exempting), bucket);
    expect(answer).toMatchObject({ value: { enforced: false }, code: 'EXEMPTED' });
    expect(answer.reason).toBe(
      'Statement "Perimeter" exempts requests by aws:PrincipalTag/dp:exclude, aws:PrincipalIsAWSService, aws:ViaAWSService.',
    );
  });

  test('a perimeter with other flaws is not called exempted', () => {
    const statement = deny({
      Resource: objectsArn,
      Condition: { StringNotEquals: { [VPCE]: 'vpce-1' }, Bool: { 'aws:ViaAWSService': 'false' } },
    });
    expect(perimeter(policyOf(statement), bucket).code).toBe('NOT_ENFORCED');
  });

  test('an excepted account is one', () => {
    const statement = deny({ Condition: { StringNotEquals: { [VPCE]: 'vpce-1', 'aws:PrincipalAccount': OWNER } } });
    expect(perimeter(policyOf(statement), bucket).code).toBe('EXEMPTED');
  });
});

test('owners of endpoints count when asked for', () => {
  const statements = [deny(when('StringNotEquals', 'aws:VpceOrgID', ORGANIZATION))];
  expect(perimeterOf(statements)).toEqual({ enforced: false });
  expect(perimeterOf(statements, { endpointOwners: true })).toEqual({ enforced: true, vpceOrg: [ORGANIZATION] });
  const accounts = [deny(when('StringNotEquals', 'aws:VpceAccount', OWNER))];
  expect(perimeterOf(accounts, { endpointOwners: true })).toEqual({ enforced: true, vpceAccount: [OWNER] });
});
