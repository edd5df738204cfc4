import fc from 'fast-check';
import { rules } from '../rules/index.js';
import { judge } from '../src/core/judge.js';
import type { Rule } from '../src/core/rule.js';
import { BUCKET, bucketWith } from './builders.js';
import { NOW } from './rule-tester.js';
import { bucketFact, factTo, subjectNamed, subjectsOfTemplate } from './template-subjects.js';

const own = [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`];

/** Statements about what such rules ask for, and others. */
const statement = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Deny', 'Deny'),
    Principal: fc.constantFrom<unknown>('*', { AWS: '444455556666' }, { Service: 'logging.s3.amazonaws.com' }),
    Action: fc.constantFrom<unknown>(
      's3:*',
      's3:PutObject',
      ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      's3:GetObject',
    ),
    Resource: fc.constantFrom<unknown>(own, own[0], own[1], `arn:aws:s3:::${BUCKET}/logs/*`),
    Condition: fc.constantFrom<unknown>(
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': '1.2' } },
      { NumericGreaterThan: { 's3:signatureAge': '600000' } },
      { StringNotEquals: { 's3:authType': 'REST-HEADER' } },
      { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      { StringNotEqualsIfExists: { 's3:x-amz-server-side-encryption': ['aws:kms', 'AES256'] } },
      { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
      { Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' } },
      { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    ),
  },
  { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
);

const NOTHING = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', NotResource: '*' };

/** The code may be another: it names an Allow that was meant for a Deny. */
const verdictOn = (rule: Rule, statements: readonly object[]) => {
  const policy = { Version: '2012-10-17', Statement: statements };
  return judge(rule, bucketWith({ policy }), rule.readParameters({}), NOW)?.compliance;
};

describe('a rule that looks at Denies alone', () => {
  it.each(rules.filter(({ looksAtDeniesAlone }) => looksAtDeniesAlone).map((rule): [string, Rule] => [rule.id, rule]))(
    '%s: says the same whatever Allow statements say of it',
    (_, rule) => {
      fc.assert(
        fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
          const without = statements.map((one) => (one.Effect === 'Allow' ? NOTHING : one));
          expect(verdictOn(rule, statements)).toEqual(verdictOn(rule, without));
        }),
        { seed: 20261125, numRuns: 300 },
      );
    },
  );
});

describe('a policy of which Allow statements are hidden', () => {
  const sections = { Parameters: { Partner: { Type: 'String' } } };
  const policyOf = (...Statement: readonly object[]) => ({
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement } } },
  });
  const hiddenAllow = {
    Effect: 'Allow',
    Principal: { AWS: { Ref: 'Partner' } },
    Action: 's3:GetObject',
    Resource: '*',
  };
  const denyHttp = (principal: unknown = '*') => ({
    Effect: 'Deny',
    Principal: principal,
    Action: 's3:*',
    Resource: [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, { 'Fn::Sub': '${Bucket.Arn}/*' }],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  const verdictOf = async (id: string, resources: object) => {
    const rule = rules.find((one) => one.id === id) as Rule;
    const template = { ...sections, Resources: { Bucket: { Type: 'AWS::S3::Bucket' }, ...resources } };
    const subject = subjectNamed(await subjectsOfTemplate(template), 'Bucket');
    const policy = await factTo(subject, 'policy');
    const { resource } = subject;
    const told = { ...resource, fact: (name: string) => (name === 'policy' ? policy : resource.fact(name)) };
    return judge(rule, told, rule.readParameters({}), NOW);
  };

  it('is unknown, and its Denies are not', async () => {
    expect(await bucketFact('policy', {}, { resources: policyOf(denyHttp(), hiddenAllow), sections })).toMatchObject({
      code: 'NOT_DEPLOYED',
      reason: 'Policy depends on parameter Partner',
      denies: { statements: [{ effect: 'Deny' }, { effect: 'Allow', resource: { not: true } }] },
    });
  });

  it('refuses plain HTTP or not, whoever is let in', async () => {
    const rule = 's3-bucket-tls-required';
    expect(await verdictOf(rule, policyOf(denyHttp(), hiddenAllow))).toMatchObject({ code: 'HTTP_DENIED' });
    expect(await verdictOf(rule, policyOf(hiddenAllow))).toMatchObject({ code: 'NO_DENY' });
  });

  it('is undecided where a Deny is hidden, or the rule is about who is let in', async () => {
    const hiddenDeny = policyOf(denyHttp({ AWS: { Ref: 'Partner' } }), hiddenAllow);
    expect(await verdictOf('s3-bucket-tls-required', hiddenDeny)).toMatchObject({ code: 'NOT_DEPLOYED' });
    const hidden = policyOf(denyHttp(), hiddenAllow);
    expect(await verdictOf('s3-bucket-cross-account-restricted', hidden)).toMatchObject({ code: 'NOT_DEPLOYED' });
  });
});
