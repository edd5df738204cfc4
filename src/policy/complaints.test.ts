import { factsOf } from './exposure.js';
import { closed, exposureWith, factsWith, off, on, openAcl } from './sample-exposure.js';
import { allow, bucketArn, deny, ORGANIZATION, OTHER, OWNER, objectsArn, when } from './sample-policies.js';

// What users of other tools complain of: user-demands.md, groups A and B. Where a rule, a source or a report answers a
// complaint, its number stands in the name of a test there: grep for it.

describe('A: is the policy public?', () => {
  test('A1, A2: a principal star confined to a VPC or endpoint is not public, for reading as for writing', () => {
    for (const key of ['aws:SourceVpc', 'aws:SourceVpce']) {
      const statement = allow({
        Action: 's3:*',
        Resource: [bucketArn, objectsArn],
        ...when('StringEquals', key, 'vpc-1a2b'),
      });
      expect(factsWith([statement])).toMatchObject({ policyIsPublic: false, ...closed });
    }
  });

  test('A3: names of condition keys have no case', () => {
    expect(factsWith([allow(when('StringEquals', 'AWS:SOURCEVPCE', 'vpce-1'))])).toMatchObject({
      policyIsPublic: false,
      ...closed,
    });
  });

  test('A4: s3:Get* reads and does not write', () => {
    expect(factsWith([allow({ Action: 's3:Get*' })])).toMatchObject({ publicRead: true, publicWrite: false });
  });

  test('A5: what Block Public Access neutralises is latent, and the reason says which setting holds it', () => {
    const answer = exposureWith([allow()], { bucketBlock: on });
    expect(factsOf(answer)).toMatchObject({ policyIsPublic: true, publicRead: false });
    expect(answer.publicRead.reason).toContain('RestrictPublicBuckets');
  });

  test('A6: policy, ACL and settings are taken together, and each cause is named', () => {
    const statements = [allow({ Sid: 'Read' }), allow({ Sid: 'Write', Action: 's3:PutObject' })];
    const answer = exposureWith(statements, { acl: openAcl });
    expect(answer.publicRead).toMatchObject({ value: true, reason: expect.stringContaining('"Read"') });
    expect(answer.publicWrite).toMatchObject({ value: true, reason: expect.stringContaining('"Write"') });
    expect(answer.publicList).toMatchObject({ value: true, reason: expect.stringContaining('AllUsers') });
    expect(factsWith(statements, { acl: openAcl, bucketBlock: on })).toMatchObject(closed);
  });

  test('A7: an anonymous s3:* bucket is found; BlockPublicAcls and BlockPublicPolicy do not neutralise it', () => {
    const statement = allow({ Action: 's3:*', Resource: [bucketArn, objectsArn] });
    const blocks = { ...off, blockPublicAcls: true, blockPublicPolicy: true };
    const open = { publicRead: true, publicList: true, publicWrite: true, publicAdmin: true };
    expect(factsWith([statement])).toMatchObject(open);
    expect(factsWith([statement], { accountBlock: blocks, bucketBlock: blocks })).toMatchObject(open);
    expect(factsWith([], { acl: openAcl, bucketBlock: blocks })).toMatchObject({ ...open, publicRead: false });
  });

  test('A8: a grant to an organization is told from a public one', () => {
    const statement = allow(when('StringEquals', 'aws:PrincipalOrgID', ORGANIZATION));
    expect(factsWith([statement])).toMatchObject({ policyIsPublic: false, orgIds: [ORGANIZATION], ...closed });
  });

  test('A9: a policy that cannot be read is not reported as fine', () => {
    for (const policy of ['malformed', 'unknown'] as const) {
      expect(factsWith([], { policy })).toMatchObject({
        policyIsPublic: 'unknown',
        publicRead: 'unknown',
        tlsEnforced: 'unknown',
      });
    }
  });

  test('A10: a Deny with a principal star opens nothing', () => {
    expect(factsWith([deny()])).toMatchObject({ policyIsPublic: false, ...closed });
  });

  test('A11: a bucket behind CloudFront that is also readable directly is', () => {
    const front = allow({
      Principal: { Service: 'cloudfront.amazonaws.com' },
      ...when('StringEquals', 'AWS:SourceArn', `arn:aws:cloudfront::${OWNER}:distribution/E1`),
    });
    expect(factsWith([front])).toMatchObject({
      publicRead: false,
      services: ['cloudfront.amazonaws.com'],
      confusedDeputy: [],
    });
    expect(factsWith([front, allow()])).toMatchObject({ publicRead: true });
  });

  test('A12: CloudFront s identities and services are not the public', () => {
    const identity = allow({
      Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE' },
    });
    expect(factsWith([identity])).toMatchObject({ policyIsPublic: false, crossAccount: [], ...closed });
  });

  test('A13: account, bucket, policy and ACL are judged together', () => {
    const statements = [allow({ Action: 's3:PutObject' })];
    expect(
      factsWith(statements, {
        acl: openAcl,
        accountBlock: { ...off, restrictPublicBuckets: true },
        bucketBlock: { ...off, ignorePublicAcls: true },
      }),
    ).toMatchObject(closed);
  });

  test('A14: conditions narrow what other accounts are granted', () => {
    const statement = allow({
      Principal: { AWS: OTHER },
      ...when('StringEquals', 'aws:PrincipalAccount', '777788889999'),
    });
    expect(factsWith([statement]).crossAccount).toEqual([]);
  });

  test('A17: wildcards and variables in values leave S3 s status public; the effect is told beside it', () => {
    const paths = allow(when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/*`));
    expect(factsWith([paths])).toMatchObject({ policyIsPublic: true, ...closed });
    const own = allow(when('StringEquals', 'aws:PrincipalAccount', `\${aws:ResourceAccount}`));
    expect(factsWith([own])).toMatchObject({ policyIsPublic: true, ...closed });
  });

  test('A18: an account that delivers logs is no stranger, for which Trusted Advisor took it', () => {
    const delivery = allow({
      Principal: { AWS: 'arn:aws:iam::156460612806:root' },
      Action: 's3:PutObject',
      Resource: `${bucketArn}/AWSLogs/${OWNER}/*`,
    });
    expect(factsWith([delivery])).toMatchObject({ policyIsPublic: false, ...closed });
  });

  test('A19: a Deny that hides the bucket from Trusted Advisor leaves it as public as it is', () => {
    const hidden = deny({ Action: ['s3:GetBucketAcl', 's3:GetBucketPolicyStatus'], Resource: bucketArn });
    expect(factsWith([allow(), hidden])).toMatchObject({ policyIsPublic: true, publicRead: true });
  });
});

describe('B: Block Public Access', () => {
  test('B1: the account s settings count for the bucket', () => {
    expect(factsWith([allow()], { accountBlock: on })).toMatchObject(closed);
  });

  test('B4: the bucket s settings alone do not make it public', () => {
    expect(factsWith([], { bucketBlock: off })).toMatchObject(closed);
  });

  test('B5: IgnorePublicAcls is one of four settings, and the one that closes an ACL', () => {
    expect(factsWith([], { acl: openAcl, bucketBlock: { ...on, ignorePublicAcls: false } }).publicList).toBe(true);
    expect(factsWith([], { acl: openAcl, bucketBlock: { ...off, ignorePublicAcls: true } }).publicList).toBe(false);
  });
});
