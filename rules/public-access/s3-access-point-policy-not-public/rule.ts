import { policyContextOf } from '../../../src/core/policy-context.js';
import { policyEvidence } from '../../../src/core/policy-evidence.js';
import { publicPolicyParameters, publicPolicyVerdict, withoutAccepted } from '../../../src/core/public-policy.js';
import { joinReasons } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { trustParameters } from '../../../src/core/trust-parameters.js';
import { type Compliance, compliant, insufficientData, nonCompliant, type Verdict } from '../../../src/core/verdict.js';
import {
  type Answer,
  canonicalUsers,
  crossAccount,
  orgIds,
  type Policy,
  type PolicyContext,
} from '../../../src/policy/index.js';
import { type Trust, withTrustedDenied } from '../../../src/policy/trust.js';

export default defineRule({
  id: 's3-access-point-policy-not-public',
  severity: 'HIGH',
  title: 'The access point policy lets in neither strangers nor accounts that are not trusted',
  description:
    "The policy of the access point or Multi-Region Access Point is not public by S3's own status, gives strangers no S3 action, and grants nothing to accounts or organizations that are not trusted. Controls: PCI DSS 1.4.4.",
  tier: 'core',
  controls: [
    'PCI DSS 4.0.1 1.4.4 ~',
    'NIST 800-53 r5 AC-3 ~',
    'NIST 800-53 r5 AC-3(7) ~',
    'NIST 800-53 r5 AC-4 ~',
    'NIST 800-53 r5 AC-4(21) ~',
    'NIST 800-53 r5 AC-6 ~',
    'NIST 800-53 r5 AC-21 ~',
    'NIST 800-53 r5 SC-7 ~',
    'NIST 800-53 r5 SC-7(3) ~',
    'NIST 800-53 r5 SC-7(4) ~',
    'NIST 800-53 r5 SC-7(9) ~',
    'NIST 800-53 r5 SC-7(11) ~',
    'NIST 800-53 r5 SC-7(16) ~',
    'NIST 800-53 r5 SC-7(20) ~',
    'NIST 800-53 r5 SC-7(21) ~',
  ],
  remediation: {
    summary:
      'Name trusted accounts or roles in Principal, or confine the statement to fixed values of a key such as aws:PrincipalOrgID or aws:SourceVpce.',
  },
  resource: 'accessPoint',
  facts: ['policy', 'vpcId'],
  optionalFacts: ['publicAccessBlock', 'accountPublicAccessBlock'],
  parameters: { ...publicPolicyParameters, ...trustParameters },
  evaluate(accessPoint, parameters) {
    const { policy, vpcId } = accessPoint;
    if (!policy) return compliant('NO_POLICY', 'The access point has no policy.');
    const known = policyContextOf(accessPoint);
    if (!known.known) return insufficientData(known.code, `What the policy grants is unknown: ${known.reason}.`);
    const context: PolicyContext = { ...known.value, networkOrigin: vpcId === null ? 'Internet' : 'VPC' };
    const trust = { accounts: parameters.trustedAccountIds, organizations: parameters.trustedOrgIds };
    return worst(
      vpcId === null
        ? publicPolicyVerdict(accessPoint, policy, context, parameters, {
            owner: 'access point',
            severity: { open: 'HIGH', held: 'MEDIUM' },
          })
        : compliant('VPC_ORIGIN', `Only ${vpcId} reaches the access point, so its policy is never public.`),
      verdictOnOthers(withoutAccepted(policy, parameters), context, trust),
    );
  },
});

/** The one of two verdicts that says more. */
const worst = (first: Verdict, second: Verdict): Verdict =>
  compliances.indexOf(second.compliance) > compliances.indexOf(first.compliance) ? second : first;

const compliances: readonly Compliance[] = ['COMPLIANT', 'INSUFFICIENT_DATA', 'NON_COMPLIANT'];

/** Whether the policy means others than its account on purpose: accounts, canonical users or organizations. */
const verdictOnOthers = (policy: Policy, context: PolicyContext, trust: Trust): Verdict => {
  const judged = withTrustedDenied(policy, context, trust);
  const answers = [crossAccount, canonicalUsers, orgIds].map((ask) => ask(judged, context));
  const [first, ...others] = answers.filter(({ value }) => value !== 'unknown' && value.length > 0);
  if (first) return untrusted(first, others);
  const open = answers.find(({ value }) => value === 'unknown');
  return open ? insufficientData(open.code, open.reason) : compliant('RESTRICTED', 'The policy names no others.');
};

type Granted = Answer<readonly string[]>;

const untrusted = (first: Granted, others: readonly Granted[]): Verdict => {
  const evidenceOf = (answer: Granted) => policyEvidence(answer, 'no grant to those who are not trusted');
  const example = first.witness ? `One of the actions is ${first.witness.action}.` : null;
  return nonCompliant(
    'UNTRUSTED_GRANT',
    joinReasons('Not all who are let in are trusted.', ...[first, ...others].map(({ reason }) => reason), example),
    [...evidenceOf(first), ...others.flatMap(evidenceOf)],
  );
};
