import { nameOfFact } from '../core/fact-origins.js';
import type { Rule } from '../core/rule.js';
import type { LiveSubject, Location, Source } from '../sources/subject.js';
import type { Finding } from './finding.js';

/**
 * A finding on a resource that is declared and not there yet: with its place, in the words of the file, and with what was
 * taken for granted.
 */
export const declaredFinding = (
  finding: Finding,
  location: Location,
  source: Source,
  assumptions: string | null = null,
): Finding => {
  const { wording = (text) => text } = source;
  const { type, id } = finding.resource;
  return {
    ...finding,
    reason: wording(assumptions === null ? finding.reason : `${finding.reason} ${assumptions}`),
    evidence: JSON.parse(wording(JSON.stringify(finding.evidence))),
    resource: { type, id: id === null ? null : wording(id), arn: null, accountId: null, region: null },
    location,
  };
};

/** What a rule's verdict takes for granted, as a sentence. */
export const assumptionsOf = (rule: Rule, { resource, assumed }: LiveSubject, source: Source): string | null => {
  const names = rule.facts.filter((fact) => assumed?.has(fact)).map((fact) => nameOfFact(resource.kind, fact));
  return names.length === 0
    ? null
    : `The ${source.name} leaves out the ${names.join(' and the ')}, so AWS's default for what is new counts.`;
};
