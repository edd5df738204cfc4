import type { ExposureInput } from './exposure-facts.js';
import { accessWith, aclWith, closed, factsWith, on, otherId } from './sample-exposure.js';
import { allow, policyOf } from './sample-policies.js';

const publicPolicy = policyOf(allow({ Sid: 'Pub', Action: ['s3:GetObject', 's3:PutObject'] }));

describe('what was not read', () => {
  test('a malformed policy is said to be so, and is not reported as fine', () => {
    const facts = factsWith([], { policy: 'malformed' });
    expect(facts).toMatchObject({
      malformed: true,
      policyIsPublic: 'unknown',
      publicRead: 'unknown',
      tlsEnforced: 'unknown',
      crossAccount: 'unknown',
      perimeter: 'unknown',
      sse: 'unknown',
    });
  });

  test('what the ACL tells stands beside a malformed policy', () => {
    expect(
      factsWith([], { policy: 'malformed', acl: aclWith(['AllUsers', 'READ'], [otherId, 'WRITE']) }),
    ).toMatchObject({
      publicRead: 'unknown',
      publicList: true,
      aclIsPublic: true,
      aclExternalGrantees: [otherId],
    });
  });

  test('a policy that was not read', () => {
    expect(factsWith([], { policy: 'unknown' })).toMatchObject({
      malformed: 'unknown',
      policyIsPublic: 'unknown',
      publicRead: 'unknown',
      tlsEnforced: 'unknown',
    });
  });

  test('an ACL that was not read', () => {
    expect(factsWith([], { acl: 'unknown' })).toMatchObject({
      aclIsPublic: 'unknown',
      aclExternalGrantees: 'unknown',
      publicRead: false,
      publicList: 'unknown',
      publicWrite: 'unknown',
      publicAdmin: 'unknown',
    });
  });

  test.each<[string, Partial<ExposureInput>]>([
    ['ACLs are disabled', { ownership: 'BucketOwnerEnforced' }],
    ['public ones are ignored', { bucketBlock: on }],
  ])('an ACL that was not read does not matter where %s', (_, changes) => {
    expect(accessWith([], { acl: 'unknown', ...changes })).toEqual(closed);
  });

  test('what the policy opens is open whatever the ACL', () => {
    expect(accessWith([], { acl: 'unknown', policy: publicPolicy })).toMatchObject({
      publicRead: true,
      publicWrite: true,
    });
  });
});
