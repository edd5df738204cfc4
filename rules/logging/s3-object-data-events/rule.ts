import {
  type Call,
  type DataEventDemand,
  feedbackLoops,
  type Recording,
  recordingsOf,
  shortcomingsOf,
} from '../../../src/core/data-event-coverage.js';
import { type DataEventType, dataEventTypes } from '../../../src/core/event-selectors.js';
import type { DataEventRecorders } from '../../../src/core/facts.js';
import type { ParameterDefinitions, ParameterValues } from '../../../src/core/parameters.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, type Evidence, insufficientData, nonCompliant, type Verdict } from '../../../src/core/verdict.js';

const parameters = {
  readWrite: {
    type: 'text',
    enum: ['All', 'WriteOnly', 'ReadOnly'],
    default: 'All',
    description: 'Which calls must be recorded: All, WriteOnly or ReadOnly.',
  },
  bucketNames: {
    type: 'list',
    default: [],
    pattern: '^[a-z0-9][a-z0-9.-]+$',
    description: 'Names of the buckets whose objects must be recorded. Not set: every bucket, those of tomorrow too.',
  },
  requireMultiRegion: {
    type: 'boolean',
    default: true,
    description: 'Whether only trails and event data stores of all regions count.',
  },
  includeTypes: {
    type: 'list',
    enum: Object.keys(dataEventTypes) as DataEventType[],
    default: ['AWS::S3::Object'],
    description: 'Resource types whose data events must be recorded. bucketNames narrows AWS::S3::Object alone.',
  },
  organizationTrailCovers: {
    type: 'boolean',
    default: false,
    description: "Whether what this account cannot read of an organization's trail is taken for granted.",
  },
} as const satisfies ParameterDefinitions;

export default defineRule({
  id: 's3-object-data-events',
  severity: 'MEDIUM',
  title: 'CloudTrail records the data events of S3 objects',
  description:
    'CloudTrail trails or event data stores that are recording take the reads and writes of objects in all buckets or in those named, by basic or advanced selectors. Controls: S3.22, S3.23.',
  tier: 'core',
  controls: [
    'Security Hub S3.22',
    'Security Hub S3.23',
    'CIS AWS Foundations 1.4 3.10',
    'CIS AWS Foundations 1.4 3.11',
    'CIS AWS Foundations 3.0 3.8',
    'CIS AWS Foundations 3.0 3.9',
    'CIS AWS Foundations 5.0 3.8',
    'CIS AWS Foundations 5.0 3.9',
    'PCI DSS 4.0.1 10.2.1',
    'NIST 800-53 r5 AU-2 ~',
    'NIST 800-53 r5 AU-12 ~',
  ],
  remediation: {
    summary:
      'Add data events of S3 to a trail of all regions, without the bucket it delivers to. CloudTrail bills each event, so estimate the number of requests first.',
  },
  resource: 'account',
  facts: ['dataEventRecorders'],
  optionalFacts: [],
  parameters,
  evaluate({ dataEventRecorders: found }, values) {
    const demand = demandFrom(values);
    const recordings = recordingsOf(found, demand);
    const inState = (state: Recording['state']) => recordings.filter((one) => one.state === state);
    const missing = inState('not');
    if (missing.length > 0) return notRecorded(missing, found, demand);
    const partly = inState('partly');
    if (partly.length > 0) return leavesOut(partly);
    const open = inState('unknown');
    const [first] = open.flatMap(({ unread }) => unread);
    if (first)
      return insufficientData(
        first.code,
        words`Whether ${eventsOf(open)} are recorded is unknown: ${reasonsOf(open)}.`,
      );
    return recorded(recordings, feedbackLoops(found));
  },
});

const demandFrom = ({ includeTypes, readWrite, ...others }: ParameterValues<typeof parameters>): DataEventDemand => ({
  ...others,
  types: [...new Set(includeTypes)],
  calls: callsOf[readWrite],
});

const callsOf: Readonly<Record<'All' | 'WriteOnly' | 'ReadOnly', readonly Call[]>> = {
  All: ['reads', 'writes'],
  WriteOnly: ['writes'],
  ReadOnly: ['reads'],
};

const notRecorded = (missing: readonly Recording[], found: DataEventRecorders, demand: DataEventDemand): Verdict => {
  const shortcomings = shortcomingsOf(found, demand);
  return nonCompliant(
    'NOT_RECORDED',
    joinReasons(
      words`CloudTrail does not record ${eventsOf(missing)}.`,
      shortcomings.length > 0 ? words`Not counted in full: ${shortcomings}.` : null,
    ),
    evidenceOf(missing),
  );
};

const leavesOut = (partly: readonly Recording[]): Verdict =>
  nonCompliant(
    'ARNS_EXCLUDED',
    words`CloudTrail leaves out ${all(partly, 'leftOut')} of ${eventsOf(partly)}, recorded by ${all(partly, 'by')}.`,
    evidenceOf(partly),
  );

/** A loop costs money and hides nothing, so it is a warning. */
const recorded = (recordings: readonly Recording[], loops: readonly string[]): Verdict => {
  const leftOut = all(recordings, 'leftOut');
  const warning = words`Where a trail's own bucket is in a recorded account, each delivery causes another one: ${loops}.`;
  return compliant(
    loops.length > 0 ? 'FEEDBACK_LOOP' : 'RECORDED',
    joinReasons(
      loops.length > 0 ? warning : null,
      words`CloudTrail records ${eventsOf(recordings)} by ${all(recordings, 'by')}.`,
      leftOut.length > 0 ? words`It leaves out objects of a trail's own bucket: ${leftOut}.` : null,
    ),
  );
};

const eventsOf = (recordings: readonly Recording[]): readonly string[] => recordings.map(({ events }) => events);

const all = (recordings: readonly Recording[], member: 'by' | 'leftOut'): readonly string[] => [
  ...new Set(recordings.flatMap((one) => one[member])),
];

const reasonsOf = (recordings: readonly Recording[]): readonly string[] => [
  ...new Set(recordings.flatMap(({ unread }) => unread.map(({ reason }) => reason))),
];

const evidenceOf = (recordings: readonly Recording[]): readonly [Evidence, ...Evidence[]] => {
  const [first = EVERYTHING, ...others] = recordings.map(({ events, by, leftOut }) => ({
    path: 'dataEventRecorders',
    found: { by, leftOut },
    expected: events,
  }));
  return [first, ...others];
};

const EVERYTHING: Evidence = { path: 'dataEventRecorders', found: null, expected: 'data events' };
