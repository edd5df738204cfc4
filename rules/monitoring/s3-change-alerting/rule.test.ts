import type { AlarmedFilter, EventRule, ManagementTrail, TrailFilters } from '../../../src/core/change-alerting.js';
import { type Fact, known, unknown } from '../../../src/core/fact.js';
import { accountWith } from '../../../test/builders.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:trail';
const trail = (changes: Partial<ManagementTrail> = {}): ManagementTrail => ({
  name: 'audit',
  isOrganization: false,
  recordsWrites: known(true),
  logGroup: GROUP,
  ...changes,
});
const events = rule.readParameters({}).requiredEvents as readonly string[];
const patternOf = (more: object = {}, eventName: readonly string[] = events) =>
  JSON.stringify({ source: ['aws.s3'], detail: { eventName, ...more } });
const byRule = (changes: Partial<EventRule> = {}): EventRule => ({
  name: 's3-changes',
  pattern: patternOf(),
  targets: 1,
  ...changes,
});
const filterOf = (eventNames: readonly string[]) =>
  `{ ($.eventSource = "s3.amazonaws.com") && (${eventNames.map((name) => `($.eventName = "${name}")`).join(' || ')}) }`;
const works = { name: 's3-changes', isSetOff: true, acts: true };
const byFilter = (changes: Partial<AlarmedFilter> = {}): AlarmedFilter => ({
  name: 's3-changes',
  pattern: filterOf(events),
  seesAll: true,
  alarms: [works],
  ...changes,
});
const inGroup = (...filters: readonly AlarmedFilter[]): readonly TrailFilters[] => [
  { logGroup: GROUP, filters: known(filters) },
];
const refused = unknown('DENIED', 'events:ListRules was denied');
const account = (
  eventRules: readonly EventRule[] | Fact<readonly EventRule[]>,
  trailFilters: readonly TrailFilters[] | Fact<readonly TrailFilters[]> = [],
  trails: readonly ManagementTrail[] = [trail()],
) => accountWith({ managementTrails: trails, eventRules, trailFilters });

const cis = events.filter((name) => !name.includes('PublicAccessBlock'));
const onlyRules = { accept: 'eventbridge' };
const onlyFilters = { accept: 'metricfilter' };
const hidden = unknown('DENIED', 'cloudtrail:GetTrailStatus was denied');
const organizations = trail({ isOrganization: true, recordsWrites: hidden });

const untold = (
  name: string,
  resource: RuleCase['resource'],
  reason: RegExp,
  more: Partial<RuleCase> = {},
): RuleCase => ({
  name,
  resource,
  code: 'NOT_ALERTED',
  reason,
  evidence: ['eventRules, trailFilters'],
  ...more,
});

testRule(rule, {
  compliant: [
    {
      name: 'a rule with a target',
      resource: account([byRule()]),
      code: 'ALERTED',
      reason: 'Somebody is told of all 13 events, by rule s3-changes.',
    },
    {
      name: 'a rule for all of S3',
      resource: account([byRule({ pattern: '{"source":["aws.s3"]}' })]),
      code: 'ALERTED',
    },
    {
      name: 'rules that add up',
      resource: account([
        byRule({ name: 'some', pattern: patternOf({}, cis) }),
        byRule({ name: 'others', pattern: patternOf({ eventName: [{ suffix: 'PublicAccessBlock' }] }) }),
      ]),
      code: 'ALERTED',
      reason: /by rule some, rule others\.$/,
    },
    {
      name: 'a metric filter with an alarm, as CIS has it done',
      resource: account([], inGroup(byFilter())),
      code: 'ALERTED',
      reason: 'Somebody is told of all 13 events, by metric filter s3-changes.',
    },
    {
      name: 'the nine events of CIS',
      resource: account([], inGroup(byFilter({ pattern: filterOf(cis) }))),
      parameters: { requiredEvents: cis.join(',') },
      code: 'ALERTED',
      reason: /all 9 events/,
    },
    {
      name: 'a rule and a filter that add up',
      resource: account([byRule({ pattern: patternOf({}, cis) })], inGroup(byFilter())),
      code: 'ALERTED',
    },
    {
      name: 'rules that tell of all, whatever was not read of filters',
      resource: account([byRule()], refused),
      code: 'ALERTED',
    },
    {
      name: 'filters that tell of all, whatever was not read of rules',
      resource: account(refused, inGroup(byFilter())),
      code: 'ALERTED',
    },
    {
      name: 'another alarm beside one that does nothing',
      resource: account([], inGroup(byFilter({ alarms: [{ ...works, acts: false }, works] }))),
      code: 'ALERTED',
    },
    {
      name: "an organization's trail that is taken for granted",
      resource: account([byRule()], [], [organizations]),
      parameters: { organizationTrailCovers: 'true' },
      code: 'ALERTED',
    },
  ],
  nonCompliant: [
    untold('nothing', account([]), /^Nobody is told of PutBucketPolicy, .*, DeleteBucketCors\.$/),
    untold(
      'a rule without a target',
      account([byRule({ targets: 0 })]),
      /Not counted: rule s3-changes has no target\.$/,
    ),
    untold(
      'a rule about one bucket',
      account([byRule({ pattern: patternOf({ requestParameters: { bucketName: ['app-data'] } }) })]),
      /Not counted: rule s3-changes takes some of them only\.$/,
    ),
    untold(
      'a rule about failures',
      account([byRule({ pattern: patternOf({ errorCode: ['AccessDenied'] }) })]),
      /^Nobody is told of .*\.$/,
    ),
    untold(
      'the nine events of CIS, of thirteen',
      account([], inGroup(byFilter({ pattern: filterOf(cis) }))),
      /^Nobody is told of PutBucketPublicAccessBlock, DeleteBucketPublicAccessBlock, PutAccountPublicAccessBlock, DeleteAccountPublicAccessBlock\.$/,
    ),
    untold(
      'a filter whose metric has no alarm',
      account([], inGroup(byFilter({ alarms: [] }))),
      /Not counted: metric filter s3-changes has no alarm on its metric\.$/,
    ),
    untold(
      'an alarm without an action',
      account([], inGroup(byFilter({ alarms: [{ ...works, acts: false }] }))),
      /has the alarm s3-changes, which has no action\.$/,
    ),
    untold(
      'an alarm that waits for more events',
      account([], inGroup(byFilter({ alarms: [{ ...works, isSetOff: false }] }))),
      /has the alarm s3-changes, which one event does not set off\.$/,
    ),
    untold(
      'a filter on a log group of no trail',
      account([], inGroup(byFilter()), [trail({ logGroup: null })]),
      /^Nobody/,
    ),
    untold(
      'a filter on the log group of a trail that does not log',
      account([], inGroup(byFilter()), [
        trail({ logGroup: null }),
        trail({ name: 'old', recordsWrites: known(false) }),
      ]),
      /^Nobody/,
    ),
    untold('a metric filter where only rules count', account([], inGroup(byFilter())), /^Nobody/, {
      parameters: onlyRules,
    }),
    untold('a rule where only metric filters count', account([byRule()]), /^Nobody/, { parameters: onlyFilters }),
    {
      name: 'no trail',
      resource: account([byRule()], [], []),
      code: 'NO_TRAIL',
      reason: 'No trail that is logging records management events that write, so nobody can be told of them.',
      evidence: ['managementTrails'],
    },
    {
      name: 'a trail that has stopped',
      resource: account([byRule()], [], [trail({ recordsWrites: known(false) })]),
      code: 'NO_TRAIL',
      reason: /Not counted: audit\.$/,
    },
  ],
  notApplicable: [],
  insufficientData: [
    {
      name: 'trails were not read',
      resource: accountWith({ managementTrails: unknown('DENIED', 'cloudtrail:DescribeTrails was denied') }),
      code: 'DENIED',
      reason: 'cloudtrail:DescribeTrails was denied.',
    },
    {
      name: "whether an organization's trail records was not read",
      resource: account([byRule()], [], [organizations]),
      code: 'DENIED',
      reason: 'Whether a trail records what changes S3 is unknown: cloudtrail:GetTrailStatus was denied.',
    },
    {
      name: 'rules were not read, and filters leave something',
      resource: account(refused, inGroup(byFilter({ pattern: filterOf(cis) }))),
      code: 'DENIED',
      reason: /^Whether somebody is told of PutBucketPublicAccessBlock, .* is unknown: events:ListRules was denied\.$/,
    },
    {
      name: 'filters were not read, and rules leave something',
      resource: account([], unknown('DENIED', 'logs:DescribeMetricFilters was denied')),
      code: 'DENIED',
    },
    {
      name: 'the log group is another account’s',
      resource: account([], [{ logGroup: GROUP, filters: unknown('NOT_IN_SOURCE', 'the log group is elsewhere') }]),
      code: 'NOT_IN_SOURCE',
      reason: /is unknown: the log group is elsewhere\.$/,
    },
    {
      name: 'a pattern that is not understood',
      resource: account([byRule({ pattern: patternOf({ eventName: [{ like: 'Put' }] }) })]),
      parameters: onlyRules,
      code: 'NOT_UNDERSTOOD',
      reason: /is unknown: a pattern is not understood here\.$/,
    },
    {
      name: 'a filter that sees some of the events of its group',
      resource: account([], inGroup(byFilter({ seesAll: false }))),
      code: 'NOT_UNDERSTOOD',
    },
  ],
});
