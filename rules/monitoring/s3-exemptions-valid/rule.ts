import { tagExemptionParameters } from '../../../src/core/common-parameters.js';
import { joinReasons, type Words, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { DAY, endOfDay, type TagExemption, tagExemptionOf } from '../../../src/core/tag-exemption.js';
import { compliant, type Evidence, insufficientData, nonCompliant, notApplicable } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-exemptions-valid',
  severity: 'LOW',
  title: 'Exemptions by tags are valid',
  description:
    'Tags that exempt a resource from rules name known rules, a last day that is neither over nor too far ahead, and a reason. This is the register of exemptions.',
  tier: 'core',
  controls: ['NIST 800-53 r5 CA-5 ~', 'NIST 800-53 r5 CM-3 ~'],
  remediation: {
    summary:
      'Put the three exemption tags right, or take them off and put right what the exempted rules find in the resource.',
  },
  resource: ['bucket', 'accessPoint', 'directoryBucket', 'tableBucket', 'vpcEndpoint', 'identity'],
  facts: ['tags'],
  optionalFacts: [],
  parameters: {
    ...tagExemptionParameters,
    allowedRules: {
      type: 'list',
      default: [],
      pattern: '^[a-z0-9-]+$',
      description: 'Ids of the rules that tags may exempt from. Not set: every rule.',
    },
    requireTicket: {
      type: 'text',
      default: '',
      description: 'Regular expression that the reason must match, such as ^SEC-[0-9]+. Not set: every reason.',
    },
    warnDays: {
      type: 'integer',
      default: 14,
      minimum: 0,
      maximum: 365,
      description: 'From how many days before its end the register says that an exemption ends soon.',
    },
  },
  evaluate({ tags }, { exemptionTagPrefix, maxExceptionDays, allowedRules, requireTicket, warnDays }, now) {
    if (exemptionTagPrefix === '') {
      return notApplicable('TAGS_OFF', 'Tags exempt nothing here: the parameter exemptionTagPrefix is not set.');
    }
    const ticket = expressionOf(requireTicket);
    if (ticket === null) {
      return insufficientData('PARAMETERS_REFUSED', `requireTicket is no regular expression: ${requireTicket}.`);
    }
    const asked = tagExemptionOf(tags, {
      prefix: exemptionTagPrefix,
      maxDays: maxExceptionDays,
      now,
      judging: 's3-exemptions-valid',
    });
    if (!asked) return notApplicable('NOT_EXEMPTED', `No tag that begins with ${exemptionTagPrefix} exempts it.`);
    const flaws = [...asked.flaws, ...houseFlaws(asked, allowedRules, ticket)];
    const [first, ...others] = flaws.map(({ tag }) => evidenceOf(asked, tag, exemptionTagPrefix));
    if (first) {
      const reason = words`The exemption by tags does not count: ${flaws.map(({ text }) => text)}.`;
      return nonCompliant(flaws[0]?.code ?? '', reason, [first, ...others]);
    }
    const isEnding = endOfDay(asked.until) <= now.getTime() + (warnDays + 1) * DAY;
    return compliant(isEnding ? 'ENDS_SOON' : 'EXEMPTED', registered(asked, isEnding));
  },
});

interface Flaw {
  readonly code: string;
  readonly tag: 'rules' | 'until' | 'reason';
  readonly text: string;
}

/** What the pack's owner asks of exemptions beyond what makes them count. */
const houseFlaws = ({ rules, reason }: TagExemption, allowed: readonly string[], ticket: RegExp): readonly Flaw[] => {
  const others = allowed.length === 0 ? [] : rules.filter((id) => !allowed.includes(id));
  return [
    ...others.map((id): Flaw => ({ code: 'RULE_NOT_ALLOWED', tag: 'rules', text: `tags may not exempt from ${id}` })),
    ...(reason === '' || ticket.test(reason)
      ? []
      : [{ code: 'NO_TICKET', tag: 'reason', text: `the reason does not match ${ticket.source}` } as const]),
  ];
};

const expressionOf = (text: string): RegExp | null => {
  try {
    return new RegExp(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const registered = ({ rules, until, reason }: TagExemption, isEnding: boolean): Words =>
  joinReasons(
    `Exempt from ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'} until ${until}${isEnding ? ', which is soon' : ''}.`,
    `Reason: ${reason}.`,
    words`Rules: ${rules}.`,
  );

const expectations = {
  rules: 'ids of rules, separated by spaces',
  until: 'the last day, such as 2027-03-31',
  reason: 'why',
};

const evidenceOf = (asked: TagExemption, tag: Flaw['tag'], prefix: string): Evidence => ({
  path: `tags["${prefix}${tag}"]`,
  found: tag === 'rules' ? asked.rules.join(' ') : asked[tag],
  expected: expectations[tag],
});
