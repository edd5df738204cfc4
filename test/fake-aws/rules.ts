import { defineRule } from '../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, notApplicable } from '../../src/core/verdict.js';

const metadata = {
  severity: 'HIGH',
  title: 'The example holds',
  description: 'An example for the tests of the Lambda side.',
  tier: 'core',
  controls: [],
  remediation: { summary: 'Nothing.' },
} as const;

/** Judges by the item alone. */
export const versioningRule = defineRule({
  ...metadata,
  id: 's3-example-versioning',
  resource: 'bucket',
  facts: ['versioning'],
  optionalFacts: [],
  parameters: { status: { type: 'text', enum: ['Enabled', 'Suspended'], default: 'Enabled', description: 'Wanted.' } },
  evaluate: ({ versioning }, { status }) =>
    versioning.status === status
      ? compliant('AS_WANTED', `Versioning is ${status}.`)
      : nonCompliant('NOT_AS_WANTED', `Versioning is ${versioning.status}, not ${status}.`, [
          { path: 'versioning.status', found: versioning.status, expected: status },
        ]),
});

/** Judges by the item, and asks S3 where a bucket has none. */
export const lockoutRule = defineRule({
  ...metadata,
  id: 's3-example-lockout',
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: [],
  factsWithoutItem: ['policy'],
  parameters: {},
  evaluate: ({ policy }) =>
    policy === null
      ? compliant('NO_POLICY', 'There is no policy.')
      : nonCompliant('POLICY', 'There is a policy.', [{ path: 'policy', found: 'a policy', expected: null }]),
});

/** Judges by a fact that only S3 tells. */
export const ownershipRule = defineRule({
  ...metadata,
  id: 's3-example-ownership',
  resource: 'bucket',
  facts: ['ownership'],
  optionalFacts: [],
  parameters: {},
  evaluate: ({ ownership }) =>
    ownership === 'BucketOwnerEnforced'
      ? compliant('ENFORCED', 'Access control lists do not count.')
      : nonCompliant('NOT_ENFORCED', 'Access control lists count.', [
          { path: 'ownership', found: ownership, expected: 'BucketOwnerEnforced' },
        ]),
});

/** Judges the access control list, and asks S3 for ownership only where a group is granted something. */
export const aclRule = defineRule({
  ...metadata,
  id: 's3-example-acl',
  resource: 'bucket',
  facts: ['acl'],
  optionalFacts: ['ownership', 'accountPublicAccessBlock'],
  parameters: {},
  evaluate: (bucket) => {
    const { grants } = bucket.acl;
    if (!grants.some(({ grantee }) => grantee.kind === 'group')) {
      return compliant('NO_GROUPS', 'No group is granted anything.');
    }
    const { ownership } = bucket;
    if (!ownership.known) return insufficientData(ownership.code, `Ownership is unknown: ${ownership.reason}.`);
    if (ownership.value === 'BucketOwnerEnforced') return compliant('LIST_OFF', 'The list does not count.');
    const account = bucket.accountPublicAccessBlock;
    if (!account.known) return insufficientData(account.code, `The account's block is unknown: ${account.reason}.`);
    if (account.value?.ignorePublicAcls) return compliant('IGNORED', 'The account has public grants ignored.');
    return nonCompliant('GROUPS', 'A group is granted access.', [{ path: 'acl', found: grants, expected: [] }]);
  },
});

/** Judges who logs into a bucket. */
export const loggingRule = defineRule({
  ...metadata,
  id: 's3-example-logging-sources',
  resource: 'bucket',
  facts: ['loggingSources'],
  optionalFacts: [],
  parameters: {},
  evaluate: ({ loggingSources }) =>
    loggingSources.length === 0
      ? notApplicable('NO_LOGS', 'No access logs go here.')
      : compliant('LOGS', `Access logs of ${loggingSources.join(', ')} go here.`),
});

/** Judges the policy, which may be broken. */
export const policyRule = defineRule({
  ...metadata,
  id: 's3-example-policy',
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: [],
  parameters: {},
  evaluate: ({ policy }) =>
    policy === null
      ? compliant('NO_POLICY', 'There is no policy.')
      : nonCompliant('POLICY', 'There is a policy.', [{ path: 'policy', found: 'a policy', expected: null }]),
});

/** Judges the account. */
export const accountRule = defineRule({
  ...metadata,
  id: 's3-example-account',
  resource: 'account',
  facts: ['accountPublicAccessBlock'],
  optionalFacts: [],
  parameters: {},
  evaluate: ({ accountPublicAccessBlock: block }) =>
    block?.blockPublicAcls
      ? compliant('BLOCKED', 'The account blocks public access control lists.')
      : nonCompliant('NOT_BLOCKED', 'The account does not block public access control lists.', [
          { path: 'accountPublicAccessBlock', found: block, expected: { blockPublicAcls: true } },
        ]),
});

/** Judges two types that may share names. */
export const twoTypesRule = defineRule({
  ...metadata,
  id: 's3-example-two-types',
  resource: ['bucket', 'accessPoint'],
  facts: ['publicAccessBlock'],
  optionalFacts: [],
  parameters: {},
  evaluate: ({ publicAccessBlock }) =>
    publicAccessBlock
      ? compliant('BLOCKED', 'It has a block.')
      : nonCompliant('NOT_BLOCKED', 'It has no block.', [{ path: 'publicAccessBlock', found: null, expected: {} }]),
});

/** Tells who a bucket is. */
export const placeRule = defineRule({
  ...metadata,
  id: 's3-example-place',
  resource: 'bucket',
  facts: [],
  optionalFacts: [],
  parameters: {},
  evaluate: ({ arn, accountId, region }) => compliant('PLACE', `${arn} of ${accountId} in ${region}.`),
});

/** Tells the names of IAM's roles, policies, users and groups, whose ids are others. */
export const identityRule = defineRule({
  ...metadata,
  id: 's3-example-identity',
  resource: 'identity',
  facts: ['name'],
  optionalFacts: [],
  parameters: {},
  evaluate: ({ name }) => compliant('NAMED', `It is called ${name}.`),
});
