import type { Answer } from './answer.js';
import { confiningValues, createGrantTo, isToEveryone } from './grants.js';
import { listAnswer, noneOf } from './list-answer.js';
import { accountIn, accountsOfPrincipal, fixedAccount, fixedOrganization, type NamedValues } from './named-values.js';
import type { Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry, type Inquiry } from './question.js';

/**
 * The accounts other than the owner's to which a policy effectively grants something, sorted: through its principals,
 * or through fixed values of `aws:PrincipalAccount` or `aws:PrincipalArn`.
 *
 * Services, CloudFront identities, canonical ids and owners of access points are not among them.
 */
export function crossAccount(policy: Policy, context: PolicyContext): Answer<readonly string[]> {
  return crossAccountIn(createInquiry(policy, context));
}

/** {@link crossAccount} of an inquiry that is under way. */
export function crossAccountIn({ policy, context, ask }: Inquiry): Answer<readonly string[]> {
  const byCondition = confiningValues(policy.statements, ({ key, values }) =>
    key === 'aws:principalaccount' || key === 'aws:principalarn' ? values.flatMap(fixedAccount) : [],
  );
  const named = policy.statements.filter(isAllow).flatMap(accountsOfPrincipal);
  const candidates = [...named, ...byCondition.all].filter((id) => /^\d{12}$/.test(id) && id !== context.accountId);
  if (candidates.length === 0) return noneOf('other accounts');
  return ask((decider) => {
    const grantTo = createGrantTo(decider);
    return listAnswer(decider, 'other accounts', candidates, (account) =>
      grantTo({
        callers: decider.model.callers.filter((caller) => caller.kind === 'account' && caller.account === account),
        region: {},
        isMeant: (allow) => accountsOfPrincipal(allow).includes(account) || byCondition.of(allow).has(account),
        isSpared: byCondition.spared.has(account),
      }),
    );
  });
}

/** The canonical ids of users to which a policy grants something, sorted. */
export function canonicalUsers(policy: Policy, context: PolicyContext): Answer<readonly string[]> {
  return canonicalUsersIn(createInquiry(policy, context));
}

/** {@link canonicalUsers} of an inquiry that is under way. */
export function canonicalUsersIn({ policy, ask }: Inquiry): Answer<readonly string[]> {
  const ids = policy.statements.filter(isAllow).flatMap(({ principal }) => principal.canonicalUsers);
  if (ids.length === 0) return noneOf('canonical users');
  return ask((decider) => {
    const grantTo = createGrantTo(decider);
    return listAnswer(decider, 'canonical users', ids, (id) =>
      grantTo({
        callers: decider.model.callers.filter((caller) => caller.kind === 'canonicalUser' && caller.id === id),
        region: {},
        isMeant: ({ principal }) => principal.canonicalUsers.includes(id),
        isSpared: false,
      }),
    );
  });
}

/** The ids of organizations to which a policy limits grants to everyone, sorted. */
export function orgIds(policy: Policy, context: PolicyContext): Answer<readonly string[]> {
  return orgIdsIn(createInquiry(policy, context));
}

/** {@link orgIds} of an inquiry that is under way. */
export function orgIdsIn({ policy, ask }: Inquiry): Answer<readonly string[]> {
  const confining = confiningValues(policy.statements, ({ key, values }) =>
    ORGANIZATION_KEYS.includes(key) ? values.flatMap(fixedOrganization) : [],
  );
  if (confining.all.size === 0) return noneOf('organizations');
  return ask((decider) => {
    const grantTo = createGrantTo(decider);
    return listAnswer(decider, 'organizations', [...confining.all], (organization) =>
      grantTo({
        callers: decider.model.callers.filter(({ kind }) => kind === 'account'),
        region: { where: { keys: ORGANIZATION_KEYS, isIn: (_, value) => value?.split('/')[0] === organization } },
        isMeant: (allow) => isToEveryone(allow) && confining.of(allow).has(organization),
        isSpared: confining.spared.has(organization),
      }),
    );
  });
}

/** The owners of the access points to which a policy delegates, sorted; the bucket's owner may be among them. */
export function accessPointDelegation(policy: Policy, context: PolicyContext): Answer<readonly string[]> {
  return accessPointDelegationIn(createInquiry(policy, context));
}

/** {@link accessPointDelegation} of an inquiry that is under way. */
export function accessPointDelegationIn({ policy, context, ask }: Inquiry): Answer<readonly string[]> {
  const confining = confiningValues(context.kind === 'bucket' ? policy.statements : [], ({ key, values }) =>
    ACCESS_POINT_KEYS.includes(key) ? values.flatMap(fixedAccount) : [],
  );
  if (confining.all.size === 0) return noneOf('access points');
  return ask((decider) => {
    const grantTo = createGrantTo(decider);
    return listAnswer(decider, 'access points of accounts', [...confining.all], (account) =>
      grantTo({
        callers: decider.model.callers,
        region: {
          where: {
            keys: ACCESS_POINT_KEYS,
            isIn: (key, value) => value !== null && isOfAccount(key, value, account, decider.model.named),
          },
        },
        isMeant: (allow) => isToEveryone(allow) && confining.of(allow).has(account),
        isSpared: confining.spared.has(account),
      }),
    );
  });
}

const ORGANIZATION_KEYS = ['aws:principalorgid', 'aws:principalorgpaths'];
const ACCESS_POINT_KEYS = ['s3:dataaccesspointarn', 's3:dataaccesspointaccount'];

/** An ARN whose account is none that the policy names stands for ARNs of any account. */
function isOfAccount(key: string, value: string, account: string, { accounts }: NamedValues): boolean {
  if (key === 's3:dataaccesspointaccount') return value === account;
  const own = accountIn(value);
  return own === null || !accounts.has(own) || own === account;
}

function isAllow({ effect }: Statement): boolean {
  return effect === 'Allow';
}
