import { publicStatements } from './public-status.js';
import { exposureWith, factsWith, openAcl } from './sample-exposure.js';
import { allow, bucketArn, denyPlainHttp, OTHER, OWNER, objectsArn, policyOf, when } from './sample-policies.js';

// Defects seen in the source of other tools (user-demands.md), as far as policies and ACLs go.

describe('defects of other tools', () => {
  test('Prowler, TLS: a Deny on one role or one prefix does not pass', () => {
    expect(factsWith([denyPlainHttp({ Principal: { AWS: `arn:aws:iam::${OWNER}:role/App` } })]).tlsEnforced).toBe(
      false,
    );
    expect(factsWith([denyPlainHttp({ Resource: [bucketArn, `${bucketArn}/app/*`] })]).tlsEnforced).toBe(false);
  });

  test('Prowler, TLS: s3:Get* is not all actions', () => {
    expect(factsWith([denyPlainHttp({ Action: 's3:Get*' })]).tlsEnforced).toBe(false);
  });

  test('Prowler, cross-account: an account id is not compared as a part of other text', () => {
    const statement = allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/${OWNER}` } });
    expect(factsWith([statement]).crossAccount).toEqual([OTHER]);
  });

  test('Prowler, cross-account: NotPrincipal, NotAction and canonical ids are treated', () => {
    expect(factsWith([allow({ Principal: undefined, NotPrincipal: { AWS: OTHER } })]).publicRead).toBe(true);
    expect(factsWith([allow({ Action: undefined, NotAction: 's3:DeleteBucket' })])).toMatchObject({
      publicRead: true,
      publicWrite: true,
    });
    expect(factsWith([allow({ Principal: { CanonicalUser: 'c'.repeat(64) } })]).canonicalUsers).toEqual([
      'c'.repeat(64),
    ]);
  });

  test('Prowler: wildcards such as s3:PutObject* write', () => {
    expect(factsWith([allow({ Action: 's3:PutObject*' })]).publicWrite).toBe(true);
  });

  test('Checkov: an Allow over TLS proves nothing', () => {
    expect(exposureWith([allow(when('Bool', 'aws:SecureTransport', 'true'))]).tlsEnforced).toMatchObject({
      value: false,
      code: 'ALLOW_ONLY',
    });
  });

  test('CloudSploit: a list of an AWS star is everyone, and not any condition confines', () => {
    expect(publicStatements(policyOf(allow({ Principal: { AWS: ['*'] } })))).toHaveLength(1);
    expect(factsWith([allow(when('StringLike', 'aws:Referer', '*'))])).toMatchObject({
      policyIsPublic: true,
      publicRead: true,
    });
  });

  test('Steampipe: a public ACL is found whatever else there is', () => {
    expect(factsWith([], { acl: openAcl }).publicWrite).toBe(true);
  });

  test('Steampipe, TLS: actions and resources must be covered', () => {
    expect(factsWith([denyPlainHttp({ Action: 's3:PutObject', Resource: objectsArn })]).tlsEnforced).toBe(false);
  });

  test('cdk-nag: BoolIfExists is as good as Bool', () => {
    expect(factsWith([denyPlainHttp(when('BoolIfExists', 'aws:SecureTransport', 'false'))]).tlsEnforced).toBe(true);
  });

  test('guard: a Deny for another bucket does not do', () => {
    expect(
      factsWith([denyPlainHttp({ Resource: ['arn:aws:s3:::another', 'arn:aws:s3:::another/*'] })]).tlsEnforced,
    ).toBe(false);
  });

  test('grantee check: an account and its root are the same principal', () => {
    const byId = factsWith([allow({ Principal: { AWS: OTHER } })]).crossAccount;
    expect(factsWith([allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:root` } })]).crossAccount).toEqual(byId);
  });
});
