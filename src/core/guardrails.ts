import {
  type Answer,
  blockChangeDenied,
  combinedPolicy,
  everyBucket,
  type GuardedAccount,
  outsidersDenied,
  type Policy,
  parseIdentityPolicy,
  parsePolicy,
  plainHttpDenied,
  publicAclsDenied,
} from '../policy/index.js';
import type { Fact } from './fact.js';
import type { AccountFacts, ControlPolicy, Organization } from './facts.js';
import { namedPoliciesFrom } from './named-policies.js';
import { partitionOf } from './resource.js';

/** What policies of an organization can put up around the buckets of its accounts. */
export const guardrails = [
  'org-s3-policy',
  'scp-deny-bpa-change',
  'scp-deny-public-acl',
  'rcp-org-perimeter',
  'rcp-tls',
] as const;
export type Guardrail = (typeof guardrails)[number];

/** Whether a guardrail is in force for an account. */
export interface GuardrailState {
  /** `hidden`: the account may not read it; `unbound`: such policies do not bind the account. */
  readonly sort: 'met' | 'missing' | 'unknown' | 'hidden' | 'unbound';
  /** The fact it rests on. */
  readonly path: PolicyFact | 'organizationPublicAccessBlock';
  /** In words, without a full stop: the policies that put it up, or what is left open. */
  readonly note: string;
  readonly code: string;
}

/** An account as far as guardrails are about it. */
export type Guarded = { readonly accountId: string } & {
  readonly [F in PolicyFact | 'organizationPublicAccessBlock']: Fact<AccountFacts[F]>;
};

type PolicyFact = 'serviceControlPolicies' | 'resourceControlPolicies';

/**
 * The state of one guardrail.
 *
 * Service and resource control policies do not bind the management account. Other accounts may read them only as
 * delegated administrators, so a refusal there is no surprise.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export const guardrailState = (name: Guardrail, account: Guarded, organization: Organization): GuardrailState => {
  if (name === 'org-s3-policy') return stateOfBlock(account.organizationPublicAccessBlock);
  const path = name.startsWith('scp-') ? 'serviceControlPolicies' : 'resourceControlPolicies';
  if (organization.managementAccountId === account.accountId) {
    return { sort: 'unbound', path, note: 'it does not bind the management account', code: 'MANAGEMENT_ACCOUNT' };
  }
  const policies = account[path];
  if (!policies.known) {
    return {
      sort: policies.code === 'DENIED' ? 'hidden' : 'unknown',
      path,
      note: policies.reason,
      code: policies.code,
    };
  }
  return stateOfPolicies(name, path, policies.value ?? [], account.accountId, organization);
};

const stateOfBlock = (block: Guarded['organizationPublicAccessBlock']): GuardrailState => {
  const path = 'organizationPublicAccessBlock';
  if (!block.known) return { sort: 'unknown', path, note: block.reason, code: block.code };
  const note = block.value === null ? 'no S3 policy applies' : `the S3 policy prescribes "${block.value}"`;
  return { sort: block.value === 'all' ? 'met' : 'missing', path, note, code: 'S3_POLICY' };
};

type ControlGuardrail = Exclude<Guardrail, 'org-s3-policy'>;

const stateOfPolicies = (
  name: ControlGuardrail,
  path: PolicyFact,
  attached: readonly ControlPolicy[],
  accountId: string,
  organization: Organization,
): GuardrailState => {
  const parse = path === 'serviceControlPolicies' ? parseIdentityPolicy : parsePolicy;
  const policies = namedPoliciesFrom(attached, parse, 'control policy');
  if (!policies.known) return { sort: 'unknown', path, note: policies.reason, code: policies.code };
  const { policy, placeOf } = combinedPolicy(policies.value);
  const account = { accountId, partition: partitionOf({ arn: organization.arn, region: null }) };
  const { value, statements, reason, code } = questions[name](policy, account, organization.id);
  const names = [...new Set(statements.map(({ index }) => placeOf(index).policyName))];
  if (value === true) return { sort: 'met', path, note: names.join(', '), code };
  return { sort: value === 'unknown' ? 'unknown' : 'missing', path, note: asNote(reason), code };
};

const questions: Readonly<
  Record<ControlGuardrail, (policy: Policy, account: GuardedAccount, organization: string) => Answer>
> = {
  'scp-deny-bpa-change': blockChangeDenied,
  'scp-deny-public-acl': publicAclsDenied,
  'rcp-org-perimeter': outsidersDenied,
  'rcp-tls': (policy, account) => plainHttpDenied(policy, everyBucket(account)),
};

const asNote = (reason: string): string => reason.charAt(0).toLowerCase() + reason.slice(1).replace(/\.$/, '');
