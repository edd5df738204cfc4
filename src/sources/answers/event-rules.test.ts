import { factTold, fronts, unreadAccount } from '../../../test/asks.js';
import { known } from '../../core/fact.js';

const PATTERN = '{"source":["aws.s3"]}';
const listed = (...Rules: readonly object[]) => ({ 'events:ListRules': { Rules } });
const one = (changes: object = {}) => ({ Name: 'changes', State: 'ENABLED', EventPattern: PATTERN, ...changes });
const targets = (...Targets: readonly object[]) => ({ 'events:ListTargetsByRule#changes': { Targets } });
const topic = { Id: 'topic', Arn: 'arn:aws:sns:eu-west-1:111122223333:security' };

describe.each(fronts)('rules of EventBridge, %s', (front) => {
  const told = (...answers: readonly object[]) =>
    factTold(front, 'eventRules', { account: Object.assign({}, ...answers) }, unreadAccount());

  it('come with how many targets they have', async () => {
    expect(await told(listed(one()), targets(topic))).toEqual(
      known([{ name: 'changes', pattern: PATTERN, targets: 1 }]),
    );
    expect(await told(listed(one()), targets())).toMatchObject({ value: [{ targets: 0 }] });
  });

  it.each([
    ['that takes read-only management events too', { State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }],
    ['of every source', { EventPattern: '{"detail-type":["AWS API Call via CloudTrail"]}' }],
    ['of sources by a prefix', { EventPattern: '{"source":[{"prefix":"aws."}]}' }],
    ['of several sources', { EventPattern: '{"source":["aws.iam","aws.s3"]}' }],
    ['whose pattern is not understood', { EventPattern: 'source: aws.s3' }],
  ])('is one: %s', async (_, changes) => {
    expect(await told(listed(one(changes)), targets(topic))).toMatchObject({ value: [{ name: 'changes' }] });
  });

  it.each([
    ['disabled', { State: 'DISABLED' }],
    ['by a schedule', { EventPattern: undefined, ScheduleExpression: 'rate(1 day)' }],
    ['of another source', { EventPattern: '{"source":["aws.iam"]}' }],
  ])('is none, and not asked for its targets: %s', async (_, changes) => {
    expect(await told(listed(one(changes)))).toEqual(known([]));
  });

  it('are unknown where the answer is not one of theirs', async () => {
    expect(await told(listed({ Name: 'changes' }))).toMatchObject({ code: 'MALFORMED' });
  });
});

it('rules and targets are read page by page', async () => {
  const account = {
    'events:ListRules': { Rules: [], NextToken: 'p2' },
    'events:ListRules#p2': { Rules: [one()] },
    'events:ListTargetsByRule#changes': { Targets: [topic], NextToken: 'p3' },
    'events:ListTargetsByRule#changes#p3': { Targets: [topic] },
  };
  expect(await factTold('live', 'eventRules', { account }, unreadAccount())).toMatchObject({ value: [{ targets: 2 }] });
});
