import { complianceEvent, RECORDED, runEvent, TLS_RULE_NAME } from '../../test/forwarder-events.js';
import { EventError, parseEvent } from './event.js';

const origin = { accountId: '111122223333', region: 'eu-west-1' };

const withDetail = (changes: object) => {
  const event = complianceEvent();
  return { ...event, detail: { ...event.detail, ...changes } };
};

const withResult = (changes: object) =>
  withDetail({ newEvaluationResult: { ...complianceEvent().detail.newEvaluationResult, ...changes } });

describe('an event', () => {
  it('of a change tells the result', () => {
    expect(parseEvent(complianceEvent({ annotation: 'CODE: Why.' }))).toEqual({
      kind: 'change',
      ...origin,
      result: {
        configRuleName: TLS_RULE_NAME,
        resourceType: 'AWS::S3::Bucket',
        resourceId: 'app-data',
        compliance: 'NON_COMPLIANT',
        annotation: 'CODE: Why.',
        recordedAt: new Date(RECORDED),
      },
    });
  });

  it.each([
    ['left out', undefined],
    ['null', null],
  ])('may tell no annotation: %s', (_, annotation) => {
    expect(parseEvent(withResult({ annotation }))).toMatchObject({ result: { annotation: null } });
  });

  it.each([
    ['left out', undefined],
    ['null', null],
  ])('trap 84: tells that a result is gone, as of the time of the event: %s', (_, newEvaluationResult) => {
    expect(parseEvent(withDetail({ newEvaluationResult }))).toMatchObject({
      result: { compliance: 'NOT_APPLICABLE', annotation: null, recordedAt: new Date('2026-11-20T08:05:02Z') },
    });
  });

  it('of the schedule tells when the run was asked for', () => {
    const time = '2026-11-21T06:00:00Z';
    expect(parseEvent(runEvent(time))).toEqual({ kind: 'run', ...origin, time: new Date(time) });
  });

  it.each([
    ['another kind', { ...complianceEvent(), 'detail-type': 'Config Configuration Item Change' }],
    ['another source', { ...complianceEvent(), source: 'com.example' }],
    ['an event of Lambda', { Records: [] }],
  ])('of %s is unknown', (_, event) => {
    expect(parseEvent(event)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['nothing', null],
    ['text', 'event'],
    ['no detail', { ...complianceEvent(), detail: null }],
    ['no account', { ...complianceEvent(), account: undefined }],
    ['no region', { ...complianceEvent(), region: '' }],
    ['no rule', withDetail({ configRuleName: undefined })],
    ['no type', withDetail({ resourceType: undefined })],
    ['no resource', withDetail({ resourceId: '' })],
    ['a result that is text', withDetail({ newEvaluationResult: 'NON_COMPLIANT' })],
    ['another compliance', withResult({ complianceType: 'ERROR' })],
    ['no time', withResult({ resultRecordedTime: undefined })],
    ['a time that is none', withResult({ resultRecordedTime: 'now' })],
    ['a run without a time', { ...runEvent(), time: null }],
  ])('with %s is refused', (_, event) => {
    expect(() => parseEvent(event)).toThrow(EventError);
  });
});
