import type { Answer } from './answer.js';
import { createGrantTo } from './grants.js';
import { listAnswer, noneOf } from './list-answer.js';
import { accountIn, confines, isPinned, type NamedValues } from './named-values.js';
import type { Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry, type Inquiry } from './question.js';
import type { Region } from './requests.js';

/** The services that statements name and to which a policy grants something, sorted. */
export function services(policy: Policy, context: PolicyContext): Answer<readonly string[]> {
  return servicesIn(createInquiry(policy, context));
}

/** {@link services} of an inquiry that is under way. */
export function servicesIn(inquiry: Inquiry): Answer<readonly string[]> {
  return servicesWith(inquiry, 'services', () => ({}));
}

/**
 * The services among {@link services} whom anybody can make act on the bucket, sorted.
 *
 * Their grant is tied to no fixed account: neither by `aws:SourceAccount` nor by an organization, nor by an
 * `aws:SourceArn` whose account is fixed (the ARN of a bucket has none).
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function confusedDeputy(policy: Policy, context: PolicyContext): Answer<readonly string[]> {
  return confusedDeputyIn(createInquiry(policy, context));
}

/** {@link confusedDeputy} of an inquiry that is under way. */
export function confusedDeputyIn(inquiry: Inquiry): Answer<readonly string[]> {
  return servicesWith(inquiry, 'untied services', (named) => ({
    where: { keys: SOURCE_KEYS, isIn: (key, value) => value === null || !isTied(key, value, named) },
  }));
}

function servicesWith(
  { policy, ask }: Inquiry,
  what: string,
  regionFor: (named: NamedValues) => Region,
): Answer<readonly string[]> {
  const names = policy.statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ principal }) => principal.services);
  if (names.length === 0) return noneOf(what);
  return ask((decider) => {
    const { callers, named } = decider.model;
    const grantTo = createGrantTo(decider);
    return listAnswer(decider, what, names, (name) =>
      grantTo({
        callers: callers.filter((caller) => caller.kind === 'service' && caller.name === name),
        region: regionFor(named),
        isMeant: (allow) => means(allow, name),
        isSpared: false,
      }),
    );
  });
}

/** Whether an Allow names the service as principal, or confines itself to it. */
function means(allow: Statement, name: string): boolean {
  if (allow.principal.services.includes(name)) return !allow.principal.not;
  return allow.conditions.some(
    (condition) =>
      condition.key.startsWith('aws:principalservicename') &&
      condition.values.includes(name) &&
      confines(condition, allow),
  );
}

const SOURCE_KEYS = ['aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths', 'aws:sourcearn'];

function isTied(key: string, value: string, named: NamedValues): boolean {
  if (key !== 'aws:sourcearn') return isPinned(named, key, value);
  return named.accounts.has(accountIn(value) ?? '');
}
