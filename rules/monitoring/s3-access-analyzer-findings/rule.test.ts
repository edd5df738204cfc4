import type { AccessAnalyzer, AccessFinding, ArchiveRule, Criterion } from '../../../src/core/access-analyzers.js';
import { unknown } from '../../../src/core/fact.js';
import { accountWith, bucketWith } from '../../../test/builders.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const analyzer = (changes: Partial<AccessAnalyzer> = {}): AccessAnalyzer => ({
  name: 'watch',
  access: 'external',
  zoneOfTrust: 'account',
  status: 'ACTIVE',
  findings: [],
  archiveRules: [],
  ...changes,
});
/** Eleven days old. */
const finding = (changes: Partial<AccessFinding> = {}): AccessFinding => ({
  id: 'f-1',
  status: 'ACTIVE',
  isPublic: false,
  principals: ['AWS 444455556666'],
  createdAt: '2026-11-14T10:00:00.000Z',
  error: null,
  ...changes,
});
const open = finding({ id: 'f-2', isPublic: true, principals: ['AWS *'] });
const bucket = (...analyzers: readonly AccessAnalyzer[]) => bucketWith({ accessAnalyzers: analyzers });
const account = (...analyzers: readonly AccessAnalyzer[]) => accountWith({ accessAnalyzers: analyzers });
const found = (...findings: readonly AccessFinding[]) => bucket(analyzer({ findings }));
const internal = analyzer({
  name: 'inside',
  access: 'internal',
  findings: [finding({ isPublic: null, principals: [] })],
});

const only = (criterion: Partial<Criterion>): Criterion => ({
  eq: null,
  neq: null,
  contains: null,
  exists: null,
  ...criterion,
});
const archiving = (filter: ArchiveRule['filter']) => account(analyzer({ archiveRules: [{ name: 'quiet', filter }] }));
const ofBuckets = { resourceType: only({ eq: ['AWS::S3::Bucket'] }) };

const hiding: readonly [string, ArchiveRule['filter']][] = [
  ['all of buckets', ofBuckets],
  ['all that is public', { isPublic: only({ eq: ['true'] }) }],
  ['all', {}],
  ['those of everyone', { 'principal.AWS': only({ contains: ['*'] }) }],
  ['all but those of an account', { 'principal.AWS': only({ neq: ['444455556666'] }) }],
  ['buckets by a part of their names', { ...ofBuckets, resource: only({ contains: ['app'] }) }],
  ['those of an account that owns the buckets', { resourceOwnerAccount: only({ eq: ['111122223333'] }) }],
  ['those without a condition', { 'condition.aws:PrincipalOrgID': only({ exists: false }) }],
];

const sparing: readonly [string, ArchiveRule['filter']][] = [
  ['of one account', { ...ofBuckets, 'principal.AWS': only({ eq: ['444455556666'] }) }],
  ['of roles', { resourceType: only({ eq: ['AWS::IAM::Role'] }) }],
  ['that are not public', { ...ofBuckets, isPublic: only({ eq: ['false'] }) }],
  ['of all but buckets', { resourceType: only({ neq: ['AWS::S3::Bucket'] }) }],
  ['of a named bucket', { ...ofBuckets, resource: only({ eq: ['arn:aws:s3:::example-website'] }) }],
  ['of an organization', { ...ofBuckets, 'condition.aws:PrincipalOrgID': only({ eq: ['o-exampleorg1'] }) }],
  ['of an identity provider', { 'principal.Federated': only({ exists: true }) }],
  ['of names that hold other text', { 'principal.AWS': only({ contains: ['role/'] }) }],
];

testRule(rule, {
  compliant: [
    {
      name: 'an analyzer and no finding',
      resource: bucket(analyzer()),
      code: 'NO_FINDING',
      reason: 'No finding that counts is active with watch.',
    },
    {
      name: "an organization's analyzer in its administrator's account",
      resource: bucket(analyzer({ zoneOfTrust: 'organization' })),
      code: 'NO_FINDING',
    },
    {
      name: 'an archived finding, which somebody took for intended',
      resource: found(finding({ status: 'ARCHIVED' })),
      code: 'NO_FINDING',
      reason:
        'No finding that counts is active with watch. Archived, so taken for intended: AWS 444455556666 for 11 days, finding f-1 of watch.',
    },
    {
      name: 'a young finding, where some days are given',
      resource: found(finding()),
      parameters: { maxAgeDays: '12' },
      code: 'TOLERATED',
      reason: /Tolerated: AWS 444455556666 for 11 days, finding f-1 of watch\.$/,
    },
    {
      name: 'another account, where only public access counts',
      resource: found(finding()),
      parameters: { flagPublicOnly: 'true' },
      code: 'TOLERATED',
    },
    {
      name: 'a finding of internal access, which counts where asked for',
      resource: bucket(analyzer(), internal),
      code: 'NO_FINDING',
    },
    {
      name: 'internal access, where only public access counts',
      resource: bucket(analyzer(), internal),
      parameters: { includeInternal: 'true', flagPublicOnly: 'true' },
      code: 'TOLERATED',
    },
    {
      name: 'an account with an analyzer',
      resource: account(analyzer(), analyzer({ name: 'old', status: 'DISABLED' })),
      code: 'WATCHED',
      reason: 'External access to buckets in the region is watched by watch.',
    },
    ...sparing.map(
      ([name, filter]): RuleCase => ({
        name: `an archive rule for findings ${name}`,
        resource: archiving(filter),
        code: 'WATCHED',
      }),
    ),
  ],
  nonCompliant: [
    {
      name: 'everyone',
      resource: found(finding(), open),
      code: 'PUBLIC_ACCESS',
      reason:
        'IAM Access Analyzer finds access: AWS 444455556666 for 11 days, finding f-1 of watch, anyone (AWS *) for 11 days, finding f-2 of watch.',
      evidence: ['accessAnalyzers["watch"].findings["f-1"]', 'accessAnalyzers["watch"].findings["f-2"]'],
    },
    {
      name: 'another account',
      resource: found(finding({ createdAt: '2026-11-24T10:00:00.000Z' })),
      code: 'EXTERNAL_ACCESS',
      reason: 'IAM Access Analyzer finds access: AWS 444455556666 for 1 day, finding f-1 of watch.',
    },
    {
      name: 'a finding as old as the days given',
      resource: found(finding()),
      parameters: { maxAgeDays: '11' },
      code: 'EXTERNAL_ACCESS',
    },
    {
      name: 'a finding made after the notification',
      resource: found(finding({ createdAt: '2026-11-25T12:00:01.000Z' })),
      code: 'EXTERNAL_ACCESS',
      reason: /for 0 days/,
    },
    {
      name: 'external access that does not say whether it is public, where only that counts',
      resource: found(finding({ isPublic: null })),
      parameters: { flagPublicOnly: 'true' },
      code: 'EXTERNAL_ACCESS',
    },
    {
      name: 'a finding of one of two analyzers',
      resource: bucket(analyzer(), analyzer({ name: 'organization', findings: [open] })),
      code: 'PUBLIC_ACCESS',
      reason: /of organization\.$/,
    },
    {
      name: 'a finding beside one that failed',
      resource: found(finding({ error: 'ACCESS_DENIED' }), open),
      code: 'PUBLIC_ACCESS',
      evidence: ['accessAnalyzers["watch"].findings["f-2"]'],
    },
    {
      name: 'internal access, where it is asked for',
      resource: bucket(analyzer(), internal),
      parameters: { includeInternal: 'true' },
      code: 'INTERNAL_ACCESS',
      reason: 'IAM Access Analyzer finds access: internal access for 11 days, finding f-1 of inside.',
    },
    {
      name: 'an account without an analyzer',
      resource: account(),
      code: 'NO_ANALYZER',
      reason: 'No analyzer of external access is active in the region.',
    },
    {
      name: 'an account whose only analyzers are disabled or of internal access',
      resource: account(analyzer({ status: 'DISABLED' }), internal),
      code: 'NO_ANALYZER',
      reason: 'No analyzer of external access is active in the region. Not counted: watch is DISABLED.',
    },
    ...hiding.map(
      ([name, filter]): RuleCase => ({
        name: `an archive rule that hides ${name}`,
        resource: archiving(filter),
        code: 'ARCHIVES_PUBLIC',
        reason: 'Archive rules hide buckets that become public: quiet of watch.',
        evidence: ['accessAnalyzers["watch"].archiveRules["quiet"]'],
      }),
    ),
  ],
  notApplicable: [
    {
      name: 'a bucket that nobody watches, which the account answers for',
      resource: bucket(),
      code: 'NO_ANALYZER',
      reason: 'No analyzer of external access is active in eu-west-1, which the account answers for.',
    },
    ...[account(), bucket(analyzer({ status: 'FAILED' }))].map(
      (resource): RuleCase => ({
        name: `a member of an organization that watches it: its ${resource.kind}`,
        resource,
        parameters: { organizationAnalyzer: 'true' },
        code: 'ORGANIZATION_ANALYZER',
      }),
    ),
  ],
  insufficientData: [
    ...[bucketWith, accountWith].map(
      (build): RuleCase => ({
        name: `analyzers were not read of the ${build({}).kind}`,
        resource: build({ accessAnalyzers: unknown('DENIED', 'access-analyzer:ListAnalyzers was denied') }),
        code: 'DENIED',
        reason: 'access-analyzer:ListAnalyzers was denied.',
      }),
    ),
    {
      name: 'the bucket could not be analyzed',
      resource: found(finding({ error: 'ACCESS_DENIED', isPublic: null, principals: [] })),
      code: 'NOT_ANALYZED',
      reason: 'IAM Access Analyzer could not analyze the bucket: watch: ACCESS_DENIED.',
    },
  ],
});
