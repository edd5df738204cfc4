import { HiddenValue } from '../answers/hidden-value.js';
import { type Members, memberIn } from '../declared/members.js';
import { asItIs, inlineValue } from './bucket-settings.js';
import { arnOf, setIn, shownName } from './names.js';
import type { PlanResource } from './plan.js';
import { ofType, tagPairs, type World } from './world.js';

/** What IAM would answer about the roles, users, groups and policies of a plan. */
export const identityAnswers = (world: World): Members => ({
  'iam:GetAccountAuthorizationDetails': {
    RoleDetailList: ofType(world, 'aws_iam_role').map(identityOf('Role', world)),
    UserDetailList: ofType(world, 'aws_iam_user').map(identityOf('User', world)),
    GroupDetailList: ofType(world, 'aws_iam_group').map(identityOf('Group', world)),
    Policies: ofType(world, ...policyTypes).map((policy) => policyFrom(policy, world)),
    IsTruncated: false,
  },
});

/** An inline policy that stands by itself is judged by itself, whoever it is attached to. */
export const policyTypes: readonly string[] = [
  'aws_iam_group_policy',
  'aws_iam_policy',
  'aws_iam_role_policy',
  'aws_iam_user_policy',
];

const identityOf =
  (kind: 'Role' | 'User' | 'Group', world: World) =>
  (identity: PlanResource): Members => ({
    [`${kind}Name`]: shownName(identity),
    [`${kind}Id`]: identity.address,
    Arn: arnOf(identity, world.placeOf(identity)),
    [`${kind}PolicyList`]: inlinePolicies(identity),
    AttachedManagedPolicies: managedPolicies(identity, kind, world),
    Tags: tagPairs(world, identity),
  });

/** Roles alone have them in a block; the block of a role may show those that stand by themselves as well. */
const inlinePolicies = (identity: PlanResource): unknown => {
  const policies = setIn(inlineValue(identity, 'inline_policy')) ?? [];
  if (!Array.isArray(policies)) return policies;
  return policies
    .filter((one: unknown) => setIn(memberIn(one, 'policy')) !== undefined)
    .map((one: unknown) => ({ PolicyName: memberIn(one, 'name'), PolicyDocument: memberIn(one, 'policy') }));
};

const managedPolicies = (identity: PlanResource, kind: 'Role' | 'User' | 'Group', world: World): unknown => {
  const name = kind.toLowerCase();
  const names = [shownName(identity)];
  const attached = [
    world.attachments.allTo(identity, `aws_iam_${name}_policy_attachment`, [name], names),
    world.attachments.allTo(identity, 'aws_iam_policy_attachment', [`${name}s`], names),
  ];
  const hidden = attached.find((one) => one instanceof HiddenValue);
  if (hidden) return hidden;
  const shown = inlineValue(identity, 'managed_policy_arns');
  // A role that is there already shows what is attached to it; users and groups do not.
  const before = shown ?? (identity.isNew ? [] : asItIs(identity));
  if (!Array.isArray(before)) return before;
  const arns = attached
    .flatMap((one) => (one instanceof HiddenValue ? [] : one))
    .map(({ values }) => memberIn(values, 'policy_arn'));
  return [...new Set([...before, ...arns])].map((PolicyArn: unknown) => ({ PolicyArn }));
};

const policyFrom = (policy: PlanResource, world: World): Members => ({
  PolicyName: shownName(policy),
  PolicyId: policy.address,
  Arn: arnOf(policy, world.placeOf(policy)),
  PolicyVersionList: [{ IsDefaultVersion: true, Document: memberIn(policy.values, 'policy') }],
  Tags: tagPairs(world, policy),
});
