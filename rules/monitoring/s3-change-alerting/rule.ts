import {
  type Alerting,
  alertingOf,
  type ManagementTrail,
  type TrailFilters,
  type Way,
  waysByFilters,
  waysByRules,
} from '../../../src/core/change-alerting.js';
import type { Fact, Unknown } from '../../../src/core/fact.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, type Verdict } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-change-alerting',
  severity: 'LOW',
  title: 'Somebody is told when access to buckets is changed',
  description:
    'A rule of EventBridge with a target, or a metric filter with an alarm and an action, takes every change of policies, ACLs, Block Public Access, replication, lifecycle and CORS. Controls: CloudWatch.8, CIS 4.8.',
  tier: 'core',
  controls: [
    'Security Hub CloudWatch.8',
    'CIS AWS Foundations 1.4 4.8',
    'CIS AWS Foundations 3.0 4.8 ~',
    'CIS AWS Foundations 5.0 4.8 ~',
    'NIST 800-53 r5 SI-4 ~',
    'NIST 800-53 r5 AU-6 ~',
  ],
  remediation: {
    summary:
      'Create a rule on the default event bus for source aws.s3 and these event names in detail.eventName, with a topic somebody reads as its target, and a trail of all regions that logs management events.',
  },
  resource: 'account',
  facts: ['managementTrails'],
  optionalFacts: ['eventRules', 'trailFilters'],
  parameters: {
    accept: {
      type: 'list',
      enum: ['eventbridge', 'metricfilter'],
      default: ['eventbridge', 'metricfilter'],
      description: 'What counts: eventbridge for rules with a target, metricfilter for metric filters with an alarm.',
    },
    requiredEvents: {
      type: 'list',
      pattern: '^[A-Z][A-Za-z0-9]+$',
      default: [
        'PutBucketPolicy',
        'DeleteBucketPolicy',
        'PutBucketAcl',
        'PutBucketPublicAccessBlock',
        'DeleteBucketPublicAccessBlock',
        'PutAccountPublicAccessBlock',
        'DeleteAccountPublicAccessBlock',
        'PutBucketReplication',
        'DeleteBucketReplication',
        'PutBucketLifecycle',
        'DeleteBucketLifecycle',
        'PutBucketCors',
        'DeleteBucketCors',
      ],
      description: 'Which events somebody must be told of, by the names CloudTrail gives them.',
    },
    organizationTrailCovers: {
      type: 'boolean',
      default: false,
      description: "Whether what this account cannot read of an organization's trail is taken for granted.",
    },
  },
  evaluate(account, { accept, requiredEvents, organizationTrailCovers }) {
    const { accountId, managementTrails: trails } = account;
    const recording = trails.filter(({ recordsWrites, isOrganization }) =>
      recordsWrites.known ? recordsWrites.value : isOrganization && organizationTrailCovers,
    );
    if (recording.length === 0) return noTrail(trails);
    const events = [...new Set(requiredEvents)];
    const byRules = accept.includes('eventbridge')
      ? found(account.eventRules, (rules) => waysByRules(rules, accountId))
      : nothing;
    const alerting = alertingOf(events, byRules.ways, byRules.unread.length === 0);
    if (alerting.untold.length + alerting.open.length === 0 || !accept.includes('metricfilter')) {
      return verdictOn(events, alerting, byRules.unread);
    }
    // Filters are asked for only where rules leave something open.
    const byFilters = filtersOf(account.trailFilters, recording, accountId);
    const unread = [...byRules.unread, ...byFilters.unread];
    return verdictOn(events, alertingOf(events, [...byRules.ways, ...byFilters.ways], unread.length === 0), unread);
  },
});

/** Ways by which somebody is told, and why there may be more. */
interface Found {
  readonly ways: readonly Way[];
  readonly unread: readonly Unknown[];
}

const nothing: Found = { ways: [], unread: [] };

const found = <T>(fact: Fact<T>, waysOf: (value: T) => readonly Way[]): Found =>
  fact.known ? { ways: waysOf(fact.value), unread: [] } : { ways: [], unread: [fact] };

/** Filters count on the log groups of trails that record. */
const filtersOf = (
  trailFilters: Fact<readonly TrailFilters[]>,
  recording: readonly ManagementTrail[],
  accountId: string,
): Found => {
  if (!trailFilters.known) return { ways: [], unread: [trailFilters] };
  const each = trailFilters.value
    .filter((one) => recording.some(({ logGroup }) => logGroup === one.logGroup))
    .map(({ filters }) => found(filters, (all) => waysByFilters(all, accountId)));
  return { ways: each.flatMap(({ ways }) => ways), unread: each.flatMap(({ unread }) => unread) };
};

/** Neither EventBridge nor a log group gets events that no trail records. */
const noTrail = (trails: readonly ManagementTrail[]): Verdict => {
  const [open] = trails.flatMap(({ recordsWrites }) => (recordsWrites.known ? [] : [recordsWrites]));
  if (open) {
    return insufficientData(open.code, `Whether a trail records what changes S3 is unknown: ${open.reason}.`);
  }
  const names = trails.map(({ name }) => name);
  return nonCompliant(
    'NO_TRAIL',
    joinReasons(
      'No trail that is logging records management events that write, so nobody can be told of them.',
      names.length > 0 ? words`Not counted: ${names}.` : null,
    ),
    [{ path: 'managementTrails', found: names, expected: 'a trail that logs management events that write' }],
  );
};

const verdictOn = (
  events: readonly string[],
  { by, untold, open, flaws }: Alerting,
  unread: readonly Unknown[],
): Verdict => {
  if (untold.length > 0) {
    return nonCompliant(
      'NOT_ALERTED',
      joinReasons(words`Nobody is told of ${untold}.`, flaws.length > 0 ? words`Not counted: ${flaws}.` : null),
      [{ path: 'eventRules, trailFilters', found: by, expected: untold }],
    );
  }
  if (open.length > 0) {
    const reasons = [...new Set(unread.map(({ reason }) => reason))];
    const why = reasons.length > 0 ? words`${reasons}` : 'a pattern is not understood here';
    return insufficientData(
      unread[0]?.code ?? 'NOT_UNDERSTOOD',
      words`Whether somebody is told of ${open} is unknown: ${why}.`,
    );
  }
  return compliant('ALERTED', words`Somebody is told of all ${events.length} events, by ${by}.`);
};
