import { scopeByTag } from '../../../src/core/common-parameters.js';
import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { policyEvidence } from '../../../src/core/policy-evidence.js';
import { joinReasons, type Words, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant } from '../../../src/core/verdict.js';
import { rangeFrom } from '../../../src/policy/cidr.js';
import {
  type Answer,
  type Condition,
  type Perimeter,
  type Policy,
  type PolicyContext,
  parsePolicy,
  perimeter,
  type StatementReference,
} from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-bucket-network-perimeter',
  severity: 'MEDIUM',
  title: 'The bucket refuses requests from outside of its networks',
  description:
    'The bucket policy denies every request that comes neither from fixed VPCs, VPC endpoints or owners of endpoints nor from fixed addresses; AWS services may be spared. Controls: NIST AC-4, SC-7.',
  tier: 'extended',
  controls: ['NIST 800-53 r5 AC-4 ~', 'NIST 800-53 r5 SC-7 ~'],
  remediation: {
    summary:
      'Deny s3:* on the bucket and its objects to Principal "*" where aws:SourceVpce (StringNotEquals) is none of yours, sparing AWS services by aws:PrincipalIsAWSService and aws:ViaAWSService.',
  },
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: [],
  parameters: {
    ...scopeByTag('s3-config-rules:perimeter=network'),
    trustedVpcIds: {
      type: 'list',
      default: [],
      pattern: '^vpc-[0-9a-z]+$',
      description:
        'Ids of the VPCs from which requests may come. With one of the three trusted lists set, others may not.',
    },
    trustedVpceIds: {
      type: 'list',
      default: [],
      pattern: '^vpce-[0-9a-z]+$',
      description: 'Ids of the VPC endpoints through which requests may come.',
    },
    trustedCidrs: {
      type: 'list',
      default: [],
      pattern: '^[0-9A-Fa-f.:]+/[0-9]{1,3}$',
      description: 'Address ranges from which requests may come.',
    },
  },
  evaluate({ policy, ...bucket }, { trustedVpcIds, trustedVpceIds, trustedCidrs }) {
    if (!policy) {
      return nonCompliant('NO_POLICY', 'The bucket has no policy, so requests may come from any network.', [
        { path: 'policy', found: null, expected: DENIED },
      ]);
    }
    const context = bucketPolicyContext(bucket);
    const networks = byNetworkAlone(policy);
    const answer = perimeterOf(networks, context, accepted);
    const { value, code } = answer;
    if (value === 'unknown') return insufficientData(code, answer.reason);
    const own = { ...answer, statements: answer.statements.filter(({ index }) => index !== ADDED) };
    if (!value.enforced) {
      const reason = code === 'EXEMPTED' ? exemptedReason(policy, own.statements) : answer.reason;
      return nonCompliant(code, reason, policyEvidence(own, DENIED));
    }
    const trusted: Trusted = { vpc: trustedVpcIds, vpce: trustedVpceIds, cidr: trustedCidrs };
    const isAnySet = Object.values(trusted).some((list) => list.length > 0);
    const untrusted = isAnySet ? networksOf(value).filter((network) => !isTrusted(network, trusted)) : [];
    if (untrusted.length > 0) {
      const names = untrusted.map(({ name }) => name);
      const reason = words`Requests may come from what is not among the trusted networks: ${names}.`;
      return nonCompliant('UNTRUSTED_NETWORK', reason, policyEvidence(own, 'trusted networks alone', names));
    }
    const names = networksOf(value).map(({ name }) => name);
    const reason = names.length === 0 ? 'Every request is denied.' : words`Requests may come from ${names} alone.`;
    return compliant('ENFORCED', joinReasons(reason, breakageOf(networks, context)));
  },
});

const DENIED = 'an explicit Deny';

/** The index of statements that stand for what may pass; no statement of a policy has it. */
const ADDED = -1;

/**
 * Whom a perimeter may spare, as if it were denied to them, so that all others are left to judge. That tells sparing from
 * every other use of these keys: `Bool` alone spares anonymous requests too, and the value `true` denies the wrong ones.
 */
const services = { Bool: { 'aws:PrincipalIsAWSService': 'true' } };
const viaServices = { Bool: { 'aws:ViaAWSService': 'true' } };
/** Service-linked roles of the account: AWS Config and other auditors read by them. */
const serviceLinkedRoles = ({ partition, accountId }: PolicyContext): object => ({
  ArnLike: { 'aws:PrincipalArn': `arn:${partition}:iam::${accountId}:role/aws-service-role/*` },
});

const accepted: readonly object[] = [services, viaServices];

const perimeterOf = (policy: Policy, context: PolicyContext, spared: readonly object[]): Answer<Perimeter> => {
  const denies = [...spared, serviceLinkedRoles(context)].map((Condition) => ({
    ...{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' },
    Condition,
  }));
  const added = parsePolicy({ Version: '2012-10-17', Statement: denies }).statements;
  const statements = [...policy.statements, ...added.map((one) => ({ ...one, index: ADDED }))];
  return perimeter({ ...policy, statements }, context, { endpointOwners: true });
};

/** The policy as if organizations of callers told nothing: they are no networks. */
const byNetworkAlone = (policy: Policy): Policy => ({
  ...policy,
  statements: policy.statements.map((statement) => ({
    ...statement,
    conditions: statement.conditions.map(withoutSense),
  })),
});

const withoutSense = (condition: Condition): Condition =>
  condition.key.startsWith('aws:principalorg') ? { ...condition, key: `x-${condition.key}` } : condition;

const NETWORK_KEYS: ReadonlySet<string> = new Set([
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
]);

const exemptedReason = (policy: Policy, perimeters: readonly StatementReference[]): Words => {
  const indexes = new Set(perimeters.map(({ index }) => index));
  const further = policy.statements
    .filter(({ index }) => indexes.has(index))
    .flatMap(({ conditions }) => conditions.filter(({ key }) => !NETWORK_KEYS.has(key)));
  const others = further.filter(({ key }) => key !== 'aws:principalisawsservice' && key !== 'aws:viaawsservice');
  const keys = [...new Set((others.length > 0 ? others : further).map(({ keyName }) => keyName))];
  const isBool = others.length === 0 && further.some(({ ifExists }) => !ifExists);
  return joinReasons(
    words`Requests from elsewhere are spared by ${keys} in ${perimeters.map(({ label }) => label)}.`,
    isBool ? 'Anonymous requests lack aws:PrincipalIsAWSService; use BoolIfExists with the value false.' : null,
  );
};

/** One network from which requests may come. */
interface Network {
  readonly sort: Exclude<keyof Perimeter, 'enforced'>;
  readonly name: string;
}

const networksOf = ({ enforced: _, ...sorts }: Perimeter): readonly Network[] =>
  (Object.entries(sorts) as readonly [Network['sort'], readonly string[]][]).flatMap(([sort, names]) =>
    names.map((name) => ({ sort, name })),
  );

type Trusted = Readonly<Record<'vpc' | 'vpce' | 'cidr', readonly string[]>>;

const isTrusted = ({ sort, name }: Network, trusted: Trusted): boolean => {
  if (sort === 'vpc' || sort === 'vpce') return trusted[sort].includes(name);
  const range = sort === 'cidr' ? rangeFrom(name) : null;
  return range !== null && trusted.cidr.flatMap((cidr) => rangeFrom(cidr) ?? []).some((one) => isInside(range, one));
};

const isInside = (range: Range, other: Range): boolean => other.low <= range.low && range.end <= other.end;

type Range = NonNullable<ReturnType<typeof rangeFrom>>;

/** What such a perimeter breaks: whom it does not spare. */
const breakageOf = (networks: Policy, context: PolicyContext): string | null => {
  const isRefused = (others: object) => {
    const { value } = perimeterOf(networks, context, [others]);
    return value !== 'unknown' && value.enforced;
  };
  const refused = [
    ...(isRefused(viaServices) ? ['AWS services (aws:PrincipalIsAWSService), such as log delivery'] : []),
    ...(isRefused(services) ? ['services that act for users (aws:ViaAWSService)'] : []),
  ];
  return refused.length === 0 ? null : `Refused too are ${refused.join(' and ')}.`;
};
