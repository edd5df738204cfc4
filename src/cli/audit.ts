import { judgesRegions } from '../core/derivations.js';
import { judge } from '../core/judge.js';
import { judgeReading } from '../core/judge-reading.js';
import type { Rule } from '../core/rule.js';
import {
  insufficientData,
  isAtLeast,
  notApplicable,
  type Severity,
  severities,
  type Verdict,
} from '../core/verdict.js';
import { isNamed } from '../sources/error-name.js';
import type { LiveSubject, Source, Subject } from '../sources/subject.js';
import type { Choice, ChosenRule } from './choice.js';
import { assumptionsOf, declaredFinding } from './declared-finding.js';
import {
  compliances,
  type Finding,
  findingFrom,
  isOpen,
  type ReportedCompliance,
  unreadableFinding,
} from './finding.js';
import { inOrder } from './in-order.js';
import { isJudgedFrom, type NotJudged, notJudgedFrom } from './not-judged.js';

/** What an audit found in all. Counts leave out what is below the chosen severity. */
export interface Summary {
  /** How many resources the findings are about. */
  readonly resources: number;
  /** How many rules were asked. */
  readonly rules: number;
  readonly compliance: Readonly<Record<ReportedCompliance, number>>;
  /** How many findings are open, violations and what is unverified, by severity. */
  readonly severity: Readonly<Record<Severity, number>>;
  readonly notJudged: readonly NotJudged[];
}

export interface Audit {
  /** The chosen rules that the source can answer. */
  readonly asked: readonly ChosenRule[];
  /** Resource by resource in the order of the source, for each in the order of the rules. Can be gone through once. */
  readonly findings: AsyncIterable<Finding>;
  /** Complete once the findings are through. */
  summary(): Summary;
}

/**
 * Asks the chosen rules about everything a source tells of, as it comes.
 *
 * @param now the start of the run, at which exemptions are judged
 * @throws what the source throws, from `findings`
 */
export const audit = (source: Source, choice: Choice, now: Date): Audit => {
  const asked = choice.rules.filter(({ rule }) => rule.kinds.some((kind) => isJudgedFrom(source, rule, kind)));
  const tally = createTally();
  return {
    asked,
    findings: findingsOf(source, asked, choice, now, tally),
    summary: () => ({
      ...tally.counts(),
      rules: asked.length,
      notJudged: choice.rules.map(({ rule }) => notJudgedFrom(source, rule)).filter((one) => one !== null),
    }),
  };
};

async function* findingsOf(
  source: Source,
  asked: readonly ChosenRule[],
  choice: Choice,
  now: Date,
  tally: Tally,
): AsyncGenerator<Finding, void, void> {
  const highest = highestOf(choice.rules);
  const judged = inOrder(source.subjects(), source.concurrency ?? 1, async (subject) => {
    if (subject.state !== 'unreadable') return findingsOn(subject, source, asked, now);
    return isAskedAbout(subject, asked) ? [unreadable(subject, source, highest)] : [];
  });
  for await (const all of judged) {
    const findings = all.filter(({ severity }) => isAtLeast(severity, choice.severity));
    tally.add(findings);
    yield* findings;
  }
}

const highestOf = (rules: readonly ChosenRule[]): Severity =>
  [...severities].reverse().find((severity) => rules.some(({ rule }) => rule.severity === severity)) ?? 'CRITICAL';

/** Of what cannot be read at all nobody knows which rules it concerns, unless its kind is known. */
const isAskedAbout = (
  { kind }: Extract<Subject, { readonly state: 'unreadable' }>,
  asked: readonly ChosenRule[],
): boolean => kind === undefined || asked.some(({ rule }) => rule.kinds.includes(kind));

type Readable = Exclude<Subject, { readonly state: 'unreadable' }>;

const findingsOn = async (
  subject: Readable,
  source: Source,
  asked: readonly ChosenRule[],
  now: Date,
): Promise<readonly Finding[]> => {
  if (subject.state === 'gone') return findingsOnGone(subject, asked);
  const { resource } = subject;
  const rules = asked.filter(
    ({ rule }) =>
      isAskedHere(rule, subject) && (!rule.kinds.includes(resource.kind) || isJudgedFrom(source, rule, resource.kind)),
  );
  try {
    const findings: Finding[] = [];
    for (const chosen of rules) {
      const verdict = await verdictOn(subject, source, chosen, now);
      if (verdict) findings.push(findingOn(subject, source, chosen.rule, verdict));
    }
    return findings;
  } catch (error) {
    if (!isNamed(error, 'ResourceGoneError')) throw error;
    const { kind, identity } = resource;
    const reason = 'The resource was deleted while it was being looked at.';
    return findingsOnGone({ state: 'gone', kind, identity, code: 'RESOURCE_DELETED', reason }, asked);
  }
};

const findingOn = (subject: LiveSubject, source: Source, rule: Rule, verdict: Verdict): Finding => {
  const finding = findingFrom(rule, subject.resource.identity, verdict);
  return subject.location
    ? declaredFinding(finding, subject.location, source, assumptionsOf(rule, subject, source))
    : finding;
};

const unreadable = (
  { identity, reason, location }: Extract<Subject, { readonly state: 'unreadable' }>,
  source: Source,
  severity: Severity,
): Finding => {
  const finding = unreadableFinding(identity, reason, severity);
  return location ? declaredFinding(finding, location, source) : finding;
};

/** Of an account that is given in each of its regions, a rule judges either those or the whole. */
const isAskedHere = (rule: Rule, { resource, isInRegions }: LiveSubject): boolean => {
  if (resource.kind !== 'account') return true;
  return resource.identity.region === null ? !isInRegions || !judgesRegions(rule) : judgesRegions(rule);
};

const verdictOn = (
  { resource, read }: LiveSubject,
  source: Source,
  { rule, parameters }: ChosenRule,
  now: Date,
): Verdict | null | Promise<Verdict | null> =>
  read
    ? unlessFault(source, judgeReading(rule, resource, parameters, now, read))
    : judge(rule, resource, parameters, now);

/** A fault is no fact, and no verdict either: here it leaves the question of one rule open. */
const unlessFault = async (source: Source, judged: Promise<Verdict | null>): Promise<Verdict | null> => {
  try {
    return await judged;
  } catch (error) {
    const fault = source.faultIn?.(error) ?? null;
    if (fault === null) throw error;
    return insufficientData('READ_FAILED', `${fault}.`);
  }
};

const findingsOnGone = (
  { kind, identity, code, reason }: Extract<Subject, { readonly state: 'gone' }>,
  asked: readonly ChosenRule[],
): readonly Finding[] =>
  asked
    .filter(({ rule }) => rule.kinds.includes(kind))
    .map(({ rule }) => findingFrom(rule, identity, notApplicable(code, reason)));

interface Tally {
  /** Takes all findings on one resource. */
  add(findings: readonly Finding[]): void;
  counts(): Pick<Summary, 'resources' | 'compliance' | 'severity'>;
}

const createTally = (): Tally => {
  const compliance = zeros(compliances);
  const severity = zeros(severities);
  let resources = 0;
  return {
    add: (findings) => {
      if (findings.length > 0) resources += 1;
      for (const finding of findings) {
        compliance[finding.compliance] += 1;
        if (isOpen(finding)) severity[finding.severity] += 1;
      }
    },
    counts: () => ({ resources, compliance: { ...compliance }, severity: { ...severity } }),
  };
};

const zeros = <N extends string>(names: readonly N[]): Record<N, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<N, number>;
