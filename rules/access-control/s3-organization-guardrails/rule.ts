import { type Guardrail, type GuardrailState, guardrailState, guardrails } from '../../../src/core/guardrails.js';
import type { ParameterDefinitions } from '../../../src/core/parameters.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, type Evidence, insufficientData, nonCompliant, notApplicable } from '../../../src/core/verdict.js';

const parameters = {
  require: {
    type: 'list',
    enum: guardrails,
    default: guardrails,
    description: 'The guardrails that must be in force for the account.',
  },
  required: {
    type: 'boolean',
    default: false,
    description:
      'Whether an account that may not read the policies above it is UNVERIFIED. Only the management account and delegated administrators may.',
  },
} as const satisfies ParameterDefinitions;

export default defineRule({
  id: 's3-organization-guardrails',
  severity: 'MEDIUM',
  title: "The organization's policies guard the account's buckets",
  description:
    "Policies of AWS Organizations block public access, forbid to change that and public ACLs, and deny outsiders and plain HTTP. Judged in delegated administrators' accounts.",
  tier: 'extended',
  controls: ['NIST 800-53 r5 AC-3 ~', 'NIST 800-53 r5 CM-2 ~'],
  remediation: {
    summary:
      'Attach the missing policies to the root or to a unit above the account; samples are in the page of this rule.',
  },
  resource: 'account',
  facts: ['organization'],
  optionalFacts: ['organizationPublicAccessBlock', 'serviceControlPolicies', 'resourceControlPolicies'],
  parameters,
  evaluate(account, { require, required }) {
    const { organization } = account;
    if (organization === null) {
      const evidence = { path: 'organization', found: null, expected: require };
      const reason = words`The account is in no organization, so nothing puts these guardrails up: ${require}.`;
      return nonCompliant('NO_ORGANIZATION', reason, [evidence]);
    }
    const states = require.map((name): Named => ({ name, ...guardrailState(name, account, organization) }));
    const named = (sort: GuardrailState['sort']) => states.filter((one) => one.sort === sort);
    const [missing, ...others] = named('missing');
    if (missing) {
      const reason = words`Not in force: ${[missing, ...others].map(told)}.`;
      return nonCompliant('GUARDRAIL_MISSING', reason, [evidenceOf(missing), ...others.map(evidenceOf)]);
    }
    const hidden = named('hidden');
    const [open] = [...named('unknown'), ...(required ? hidden : [])];
    if (open) return insufficientData(open.code, `Whether ${open.name} is in force is unknown: ${open.note}.`);
    const met = named('met').map(told);
    const inForce = met.length === 0 ? null : words`In force: ${met}.`;
    const unbound = named('unbound').map(({ name }) => name);
    if (unbound.length > 0) {
      const reason = words`SCPs and RCPs do not bind the management account, which this is: ${unbound} cannot guard it.`;
      return notApplicable('MANAGEMENT_ACCOUNT', joinReasons(reason, inForce));
    }
    if (hidden.length > 0) {
      const names = hidden.map(({ name }) => name);
      const reason = words`Only the management account or a delegated administrator can tell of ${names}.`;
      return notApplicable('NOT_TOLD_HERE', joinReasons(reason, inForce));
    }
    return compliant('GUARDED', words`In force: ${met}.`);
  },
});

type Named = GuardrailState & { readonly name: Guardrail };

const told = ({ name, note }: Named): string => `${name} (${note})`;

const evidenceOf = ({ name, path, note }: Named): Evidence => ({ path, found: note, expected: name });
