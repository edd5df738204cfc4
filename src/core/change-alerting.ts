import { type Coverage, eventOf, recordOf } from './api-call-event.js';
import { eventPatternCoverage } from './event-pattern.js';
import type { Fact } from './fact.js';
import { metricFilterCoverage } from './metric-filter-pattern.js';

/** A trail in force in a region. */
export interface ManagementTrail {
  readonly name: string;
  readonly isOrganization: boolean;
  /** Whether it is logging every management event by which S3 is changed. */
  readonly recordsWrites: Fact<boolean>;
  /** The log group it delivers to, as `TrailFilters` names it; null where it has none. */
  readonly logGroup: string | null;
}

/** An enabled rule of the default event bus whose pattern may match events of S3. */
export interface EventRule {
  readonly name: string;
  /** As EventBridge has it: JSON. */
  readonly pattern: string;
  /** How many targets it has. */
  readonly targets: number;
}

/** What is counted in the log group of a trail. */
export interface TrailFilters {
  /** ARN of the log group, without a stream. */
  readonly logGroup: string;
  readonly filters: Fact<readonly AlarmedFilter[]>;
}

/** A metric filter. */
export interface AlarmedFilter {
  readonly name: string;
  readonly pattern: string;
  /** False: it looks at some of the group's events, or at events that were transformed before. */
  readonly seesAll: boolean;
  /** Alarms that look at its metric: whether one event sets them off, and whether that has an effect. */
  readonly alarms: readonly MetricAlarm[];
}

export interface MetricAlarm {
  readonly name: string;
  /** Whether one event within a period is enough. */
  readonly isSetOff: boolean;
  /** Whether it has an action that is enabled. */
  readonly acts: boolean;
}

/** A way by which somebody is told of events, or would be. */
export interface Way {
  /** `rule s3-changes`, `metric filter s3-changes` */
  readonly name: string;
  readonly coverageOf: (eventName: string) => Coverage;
  /** Why nobody is told by it, whatever it matches; null where somebody is. */
  readonly flaw: string | null;
}

/** What becomes of the events that somebody is to be told of. */
export interface Alerting {
  /** Names of the ways that tell of any of them. */
  readonly by: readonly string[];
  /** Events that nobody is told of. */
  readonly untold: readonly string[];
  /** Events of which it is not decided: a pattern that matches them or not is not understood, or something was not read. */
  readonly open: readonly string[];
  /** Why ways that match events that nobody is told of do not count. */
  readonly flaws: readonly string[];
}

/** Ways by EventBridge. A rule without targets tells nobody. */
export const waysByRules = (rules: readonly EventRule[], accountId: string): readonly Way[] =>
  rules.map(({ name, pattern, targets }) => ({
    name: `rule ${name}`,
    coverageOf: (event) => eventPatternCoverage(pattern, eventOf(event, accountId)),
    flaw: targets > 0 ? null : 'has no target',
  }));

/** Ways by metric filters and their alarms. */
export const waysByFilters = (filters: readonly AlarmedFilter[], accountId: string): readonly Way[] =>
  filters.map(({ name, pattern, seesAll, alarms }) => ({
    name: `metric filter ${name}`,
    coverageOf: (event) => {
      const coverage = metricFilterCoverage(pattern, recordOf(event, accountId));
      return seesAll || coverage === 'none' ? coverage : 'unknown';
    },
    flaw: flawOf(alarms),
  }));

const flawOf = (alarms: readonly MetricAlarm[]): string | null => {
  if (alarms.some(({ isSetOff, acts }) => isSetOff && acts)) return null;
  const [alarm] = alarms;
  if (!alarm) return 'has no alarm on its metric';
  return `has the alarm ${alarm.name}, ${alarm.acts ? 'which one event does not set off' : 'which has no action'}`;
};

/** @param isComplete whether there can be no other ways */
export const alertingOf = (events: readonly string[], ways: readonly Way[], isComplete: boolean): Alerting => {
  const covering = (event: string, coverage: Coverage) => ways.filter((way) => way.coverageOf(event) === coverage);
  const tells = ({ flaw }: Way) => flaw === null;
  const told = new Map(events.map((event) => [event, covering(event, 'every').filter(tells)]));
  const missing = events.filter((event) => told.get(event)?.length === 0);
  const isOpen = (event: string) => !isComplete || covering(event, 'unknown').some(tells);
  const untold = missing.filter((event) => !isOpen(event));
  const useless = untold.flatMap((event) => [
    ...covering(event, 'every').map(({ name, flaw }) => `${name} ${flaw}`),
    ...covering(event, 'some')
      .filter(tells)
      .map(({ name }) => `${name} takes some of them only`),
  ]);
  return {
    by: [...new Set([...told.values()].flat().map(({ name }) => name))],
    untold,
    open: missing.filter(isOpen),
    flaws: [...new Set(useless)],
  };
};
