import fc from 'fast-check';
import { evaluateRequest } from './evaluate-request.js';
import { foreignGrants } from './foreign-grants.js';
import type { Policy } from './policy.js';
import type { PolicyRequest } from './request.js';
import { bucket, OTHER, OWNER, policyOf } from './sample-policies.js';
import { looseServiceGrants, sourceKeys } from './service-grants.js';
import { anyStatements, ROLE, VALUES } from './small-world.js';
import { requestsOn } from './small-world-requests.js';
import type { Trust } from './trust.js';

// The search for grants against plain evaluation of every request of a small world.

const RUNS = { numRuns: Number(process.env.POLICY_RUNS ?? 150) };

const keysOf = (policy: Policy) => [
  ...new Set(policy.statements.flatMap(({ conditions }) => conditions.map(({ keyName }) => keyName))),
];

/** Whether few enough requests differ for these keys to try them all. */
const isSmall = (keys: readonly string[]) =>
  keys.reduce((size, key) => size * (1 + (VALUES[key]?.length ?? 0)), 1) <= 150;

const accountIn = (arn: string) => arn.split(':')[4] ?? '';
const pathOf = (pattern: string) => pattern.replace('*', '');

/** Whether a value of a key tells somebody who is trusted; plainly, for the values of the small world. */
const tellsTrusted = (key: string, value: string, trust: Required<Trust>) => {
  const owners = [OWNER, ...trust.accounts];
  if (/Account$/.test(key)) return owners.includes(value);
  if (/Arn$/.test(key))
    return owners.includes(accountIn(value)) || (key === 'aws:PrincipalArn' && trust.principals.includes(value));
  if (key === 'aws:PrincipalOrgID') return trust.organizations.includes(value);
  if (key === 'aws:PrincipalOrgPaths') {
    const within = [...trust.organizations.map((id) => `${id}/`), ...trust.organizationPaths.map(pathOf)];
    return within.some((start) => value.startsWith(start));
  }
  return [...trust.vpcs, ...trust.vpcEndpoints].includes(value) && /^aws:SourceVpc/.test(key);
};

const isForeign = ({ caller, context }: PolicyRequest, trust: Required<Trust>) => {
  if (caller.kind === 'service' && caller.name !== '') return false;
  if (caller.kind === 'account' && [OWNER, ...trust.accounts].includes(caller.account)) return false;
  if (caller.kind === 'account' && caller.arn !== null && trust.principals.includes(caller.arn)) return false;
  return Object.entries(context).every(([key, value]) => ![value].flat().some((one) => tellsTrusted(key, one, trust)));
};

/** Where a policy takes ARNs of any account, that of a trusted one may stand for all. */
const withoutArns = (request: PolicyRequest): PolicyRequest => ({
  ...request,
  context: Object.fromEntries(Object.entries(request.context).filter(([key]) => !key.endsWith('Arn'))),
});

const some = <T>(...values: readonly T[]) => fc.subarray([...values]);
const anyTrust: fc.Arbitrary<Required<Trust>> = fc.record({
  accounts: some(OTHER, '123412341234'),
  organizations: some('o-1'),
  organizationPaths: some('o-2/r-1/*'),
  principals: some(ROLE),
  vpcs: some('vpc-1'),
  vpcEndpoints: some('vpce-1'),
  logDelivery: fc.constant([]),
});

test('others have grants where one of their requests is allowed, and only there', () => {
  fc.assert(
    fc.property(anyStatements, anyTrust, (statements, trust) => {
      const policy = policyOf(...statements);
      const { grants, undecided } = foreignGrants(policy, bucket, trust);
      for (const { witness } of grants) {
        expect(witness && evaluateRequest(policy, witness)).toBe('allowed');
        expect(witness && isForeign(withoutArns(witness), trust)).toBe(true);
      }
      const keys = keysOf(policy);
      if (grants.length > 0 || undecided.length > 0 || !isSmall(keys)) return;
      for (const request of requestsOn(keys)) {
        if (!isForeign(request, trust) || evaluateRequest(policy, request) !== 'allowed') continue;
        throw new Error(JSON.stringify(request));
      }
    }),
    RUNS,
  );
});

test('a statement that lets others in is found, whatever the others do', () => {
  fc.assert(
    fc.property(anyStatements, anyTrust, (statements, trust) => {
      const policy = policyOf(...statements);
      const keys = keysOf(policy);
      const { grants, undecided } = foreignGrants(policy, bucket, trust);
      if (undecided.length > 0 || !isSmall(keys)) return;
      for (const allow of policy.statements.filter(({ effect }) => effect === 'Allow')) {
        if (grants.some(({ statement }) => statement.index === allow.index)) continue;
        const alone = {
          ...policy,
          statements: policy.statements.filter((one) => one === allow || one.effect === 'Deny'),
        };
        for (const request of requestsOn(keys)) {
          if (!isForeign(request, trust) || evaluateRequest(alone, request) !== 'allowed') continue;
          throw new Error(JSON.stringify(request));
        }
      }
    }),
    RUNS,
  );
});

test('no service acts loosely where no grant is found', () => {
  const isTied = ({ context }: PolicyRequest) =>
    context['aws:SourceAccount'] === OWNER || accountIn(String(context['aws:SourceArn'] ?? '')) === OWNER;
  fc.assert(
    fc.property(anyStatements, (statements) => {
      const policy = policyOf(...statements);
      const keys = keysOf(policy);
      const ties = { keys: sourceKeys, accountsFor: () => [OWNER] };
      const { grants, undecided } = looseServiceGrants(policy, bucket, ties);
      for (const { witness } of grants) expect(witness && evaluateRequest(policy, witness)).toBe('allowed');
      if (grants.length > 0 || undecided.length > 0 || !isSmall(keys)) return;
      const named = policy.statements.filter(
        ({ effect, principal }) => effect === 'Deny' || (principal.services.length > 0 && !principal.not),
      );
      for (const request of requestsOn(keys)) {
        if (request.caller.kind !== 'service' || request.caller.name === '' || isTied(request)) continue;
        if (evaluateRequest({ ...policy, statements: named }, request) !== 'allowed') continue;
        throw new Error(JSON.stringify(request));
      }
    }),
    RUNS,
  );
});
