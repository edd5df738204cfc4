import { type Place, type Result, type ResultCompliance, resultCompliances } from '../../src/asff/result.js';

/** What EventBridge brings: a change of compliance, the daily run, or something that is not meant for the forwarder. */
export type ForwarderEvent =
  | (Origin & { readonly kind: 'change'; readonly result: Result })
  | (Origin & { readonly kind: 'run'; readonly time: Date })
  | { readonly kind: 'unknown'; readonly given: string };

/** Where the event comes from. */
type Origin = Pick<Place, 'accountId' | 'region'>;

/** An event that is not of the shape AWS documents. */
export class EventError extends Error {
  override readonly name = 'EventError';
}

/**
 * Reads an event of EventBridge.
 *
 * @throws EventError
 * @see https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
 */
export const parseEvent = (raw: unknown): ForwarderEvent => {
  const event = objectAt(raw, 'the event');
  const given = `${event.source} ${event['detail-type']}`;
  switch (given) {
    case 'aws.config Config Rules Compliance Change':
      return changeFrom(event);
    case 'aws.events Scheduled Event':
      return { kind: 'run', ...originFrom(event), time: timeAt(event.time, 'time') };
    default:
      return { kind: 'unknown', given };
  }
};

type Members = Readonly<Record<string, unknown>>;

const changeFrom = (event: Members): ForwarderEvent => {
  const detail = objectAt(event.detail, 'detail');
  // Null once Config holds no result any more: for the finding the same as one that does not apply.
  const isGone = detail.newEvaluationResult === null || detail.newEvaluationResult === undefined;
  const told = isGone ? {} : objectAt(detail.newEvaluationResult, 'detail.newEvaluationResult');
  return {
    kind: 'change',
    ...originFrom(event),
    result: {
      configRuleName: textAt(detail.configRuleName, 'detail.configRuleName'),
      resourceType: textAt(detail.resourceType, 'detail.resourceType'),
      resourceId: textAt(detail.resourceId, 'detail.resourceId'),
      compliance: isGone ? 'NOT_APPLICABLE' : complianceAt(told.complianceType),
      annotation: typeof told.annotation === 'string' ? told.annotation : null,
      recordedAt: timeAt(
        isGone ? event.time : told.resultRecordedTime,
        'detail.newEvaluationResult.resultRecordedTime',
      ),
    },
  };
};

const originFrom = ({ account, region }: Members): Origin => ({
  accountId: textAt(account, 'account'),
  region: textAt(region, 'region'),
});

const objectAt = (value: unknown, path: string): Members => {
  if (typeof value !== 'object' || value === null) throw new EventError(`${path} must be an object, got ${value}`);
  return value as Members;
};

const textAt = (value: unknown, path: string): string => {
  if (typeof value !== 'string' || value === '') throw new EventError(`${path} must be text, got ${value}`);
  return value;
};

const timeAt = (value: unknown, path: string): Date => {
  const time = new Date(textAt(value, path));
  if (Number.isNaN(time.getTime())) throw new EventError(`${path} must be a time, got ${value}`);
  return time;
};

const complianceAt = (value: unknown): ResultCompliance => {
  const known = resultCompliances.find((one) => one === value);
  if (!known) throw new EventError(`complianceType must be one of ${resultCompliances.join(', ')}, got ${value}`);
  return known;
};
