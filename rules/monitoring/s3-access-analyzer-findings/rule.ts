import { type AccessAnalyzer, type AccessFinding, hidesPublicBuckets } from '../../../src/core/access-analyzers.js';
import { joinReasons, type Reason, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { DAY } from '../../../src/core/tag-exemption.js';
import {
  compliant,
  type Evidence,
  insufficientData,
  nonCompliant,
  notApplicable,
  type Verdict,
} from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-access-analyzer-findings',
  severity: 'HIGH',
  title: 'IAM Access Analyzer finds no access from outside',
  description:
    'An analyzer of external access is active in the region, no archive rule hides public buckets, and no finding about the bucket is active. Controls: IAM.28, CIS 1.20, NIST AC-3, CA-7.',
  tier: 'core',
  controls: [
    'Security Hub IAM.28 ~',
    'CIS AWS Foundations 1.4 1.20 ~',
    'CIS AWS Foundations 3.0 1.20',
    'CIS AWS Foundations 5.0 1.19',
    'NIST 800-53 r5 AC-3 ~',
    'NIST 800-53 r5 CA-7 ~',
  ],
  remediation: {
    summary:
      'Take away the access the finding names in the policy, ACL or access point it comes from. Archive the finding if the access is intended. Create an analyzer where there is none: those of external access are free.',
  },
  resource: ['bucket', 'account'],
  facts: ['accessAnalyzers'],
  optionalFacts: [],
  parameters: {
    organizationAnalyzer: {
      type: 'boolean',
      default: false,
      description: "Whether an analyzer of the organization watches, which only its administrator's account shows.",
    },
    maxAgeDays: {
      type: 'integer',
      default: 0,
      minimum: 0,
      maximum: 3650,
      description: 'For how many days a finding may stay active before it counts.',
    },
    includeInternal: {
      type: 'boolean',
      default: false,
      description: 'Whether findings of internal access count too.',
    },
    flagPublicOnly: {
      type: 'boolean',
      default: false,
      description: 'Whether only findings of public access count, and other external access is left to other rules.',
    },
  },
  evaluate({ kind, region, accessAnalyzers: analyzers }, parameters, now) {
    const where = region ?? 'the region';
    const external = analyzers.filter(({ access }) => access === 'external');
    const active = external.filter(isActive);
    if (active.length === 0 && parameters.organizationAnalyzer) {
      const reason = `Findings are with the organization's analyzer, which its administrator's account shows alone.`;
      return notApplicable('ORGANIZATION_ANALYZER', reason);
    }
    if (active.length === 0) return kind === 'account' ? noAnalyzer(external, where) : notWatched(where);
    if (kind === 'account') return archiveVerdict(active, where);
    const internal = analyzers.filter((one) => isActive(one) && one.access === 'internal');
    return findingsVerdict(parameters.includeInternal ? [...active, ...internal] : active, parameters, now);
  },
});

const isActive = ({ status }: AccessAnalyzer): boolean => status === 'ACTIVE';
const namesOf = (analyzers: readonly AccessAnalyzer[]): readonly string[] => analyzers.map(({ name }) => name);

const noAnalyzer = (inactive: readonly AccessAnalyzer[], where: string): Verdict => {
  const states = inactive.map(({ name, status }) => `${name} is ${status}`);
  return nonCompliant(
    'NO_ANALYZER',
    joinReasons(
      `No analyzer of external access is active in ${where}.`,
      states.length > 0 ? words`Not counted: ${states}.` : null,
    ),
    [{ path: 'accessAnalyzers', found: states, expected: 'an active analyzer of external access' }],
  );
};

/** Once for the account is enough. */
const notWatched = (where: string): Verdict =>
  notApplicable('NO_ANALYZER', `No analyzer of external access is active in ${where}, which the account answers for.`);

const archiveVerdict = (active: readonly AccessAnalyzer[], where: string): Verdict => {
  const hiding = active.flatMap(({ name, archiveRules }) =>
    archiveRules.filter(hidesPublicBuckets).map((rule) => ({ analyzer: name, rule })),
  );
  const [first, ...others] = hiding.map(
    ({ analyzer, rule }): Evidence => ({
      path: `accessAnalyzers["${analyzer}"].archiveRules["${rule.name}"]`,
      found: rule.filter,
      expected: 'criteria that no public bucket meets, or that name buckets',
    }),
  );
  if (!first)
    return compliant('WATCHED', words`External access to buckets in ${where} is watched by ${namesOf(active)}.`);
  const names = hiding.map(({ analyzer, rule }) => `${rule.name} of ${analyzer}`);
  return nonCompliant('ARCHIVES_PUBLIC', words`Archive rules hide buckets that become public: ${names}.`, [
    first,
    ...others,
  ]);
};

interface Found {
  readonly analyzer: AccessAnalyzer;
  readonly finding: AccessFinding;
}

interface Terms {
  readonly maxAgeDays: number;
  readonly flagPublicOnly: boolean;
}

const findingsVerdict = (analyzers: readonly AccessAnalyzer[], terms: Terms, now: Date): Verdict => {
  const found = analyzers.flatMap((analyzer) => analyzer.findings.map((finding): Found => ({ analyzer, finding })));
  const failed = found.filter(({ finding }) => finding.error !== null);
  const active = found.filter(({ finding }) => finding.error === null && finding.status === 'ACTIVE');
  const counting = active.filter((one) => counts(one, terms, now));
  const [first, ...others] = counting.map(evidenceOf);
  if (first) return nonCompliant(codeOf(counting), foundReason(counting, now), [first, ...others]);
  if (failed.length > 0) {
    const errors = failed.map(({ analyzer, finding }) => `${analyzer.name}: ${finding.error}`);
    return insufficientData('NOT_ANALYZED', words`IAM Access Analyzer could not analyze the bucket: ${errors}.`);
  }
  const archived = found.filter(({ finding }) => finding.status === 'ARCHIVED');
  return compliant(
    active.length > 0 ? 'TOLERATED' : 'NO_FINDING',
    joinReasons(
      words`No finding that counts is active with ${namesOf(analyzers)}.`,
      active.length > 0 ? words`Tolerated: ${active.map((one) => textOf(one, now))}.` : null,
      archived.length > 0 ? words`Archived, so taken for intended: ${archived.map((one) => textOf(one, now))}.` : null,
    ),
  );
};

const counts = ({ analyzer, finding }: Found, { maxAgeDays, flagPublicOnly }: Terms, now: Date): boolean =>
  ageOf(finding, now) >= maxAgeDays &&
  // A finding of external access that does not say is not taken for harmless.
  (!flagPublicOnly || finding.isPublic === true || (finding.isPublic === null && analyzer.access === 'external'));

/** Whole days since it was found; 0 for one found after the run began. */
const ageOf = ({ createdAt }: AccessFinding, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - new Date(createdAt).getTime()) / DAY));

const codeOf = (found: readonly Found[]): string => {
  if (found.some(({ finding }) => finding.isPublic)) return 'PUBLIC_ACCESS';
  return found.some(({ analyzer }) => analyzer.access === 'external') ? 'EXTERNAL_ACCESS' : 'INTERNAL_ACCESS';
};

const foundReason = (found: readonly Found[], now: Date): Reason =>
  words`IAM Access Analyzer finds access: ${found.map((one) => textOf(one, now))}.`;

/** `anyone (AWS *) for 12 days, finding 1a2b of account-analyzer` */
const textOf = ({ analyzer, finding }: Found, now: Date): string => {
  const named = finding.principals.join(' and ');
  const who = finding.isPublic ? `anyone${named === '' ? '' : ` (${named})`}` : named;
  const age = ageOf(finding, now);
  const since = age === 1 ? '1 day' : `${age} days`;
  return `${who === '' ? `${analyzer.access} access` : who} for ${since}, finding ${finding.id} of ${analyzer.name}`;
};

const evidenceOf = ({ analyzer, finding }: Found): Evidence => ({
  path: `accessAnalyzers["${analyzer.name}"].findings["${finding.id}"]`,
  found: finding,
  expected: 'no active finding',
});
