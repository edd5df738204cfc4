import fc from 'fast-check';
import { type ConfigurationItem, parseItem } from '../configuration-item/parse-item.js';
import { createNewestCaptures } from './newest-captures.js';

const capture = (given: Readonly<Record<string, unknown>> = {}): ConfigurationItem =>
  parseItem({
    resourceType: 'AWS::S3::Bucket',
    resourceId: 'app-data',
    awsAccountId: '111122223333',
    awsRegion: 'eu-west-1',
    configurationItemStatus: 'OK',
    configuration: { name: 'app-data' },
    configurationItemCaptureTime: '2026-09-28T10:00:00.000Z',
    configurationStateId: 1790588725364,
    ...given,
  });

const newestOf = (...items: readonly ConfigurationItem[]): readonly number[] => {
  const captures = createNewestCaptures();
  for (const item of items) captures.add(item);
  const { isNewest } = captures.settle();
  return items.flatMap((_, number) => (isNewest(number) ? [number] : []));
};

describe('the newest capture of a resource', () => {
  it.each<[string, readonly ConfigurationItem[], readonly number[]]>([
    ['none', [], []],
    ['one', [capture()], [0]],
    [
      'the later time, first in the input',
      [capture({ configurationItemCaptureTime: '2026-09-28T11:00:00.000+00:00', configurationStateId: 1 }), capture()],
      [0],
    ],
    ['the later state at the same time', [capture({ configurationStateId: '1790588725365' }), capture()], [0]],
    ['the later in the input, all else alike', [capture(), capture()], [1]],
    ['one with a time before one without', [capture(), capture({ configurationItemCaptureTime: null })], [0]],
    ['one with a state before one without', [capture(), capture({ configurationStateId: null })], [0]],
    ['one with its configuration before one without', [capture(), capture({ configuration: undefined })], [0]],
    [
      'a later one, even without',
      [capture(), capture({ configuration: null, configurationStateId: 1790588725365 })],
      [1],
    ],
    [
      'a deletion, which has none',
      [capture(), capture({ configuration: null, configurationItemStatus: 'ResourceDeleted' })],
      [1],
    ],
    ['another type', [capture(), capture({ resourceType: 'AWS::S3::AccessPoint' })], [0, 1]],
    ['another account', [capture(), capture({ awsAccountId: '444455556666' })], [0, 1]],
    ['another region', [capture(), capture({ awsRegion: 'us-east-1' })], [0, 1]],
    ['another id', [capture(), capture({ resourceId: 'app-logs' })], [0, 1]],
    ['no region is not the same as one', [capture(), capture({ awsRegion: null })], [0, 1]],
  ])('%s', (_name, items, expected) => {
    expect(newestOf(...items)).toEqual(expected);
  });

  it('says whether there are older ones', () => {
    const captures = createNewestCaptures();
    captures.add(capture());
    captures.add(capture({ resourceId: 'app-logs' }));
    expect(captures.settle().hasOlder).toBe(false);
    captures.add(capture());
    expect(captures.settle().hasOlder).toBe(true);
  });

  it('is the same as by sorting, for more captures than fit in a block', () => {
    const random = fc.sample(fc.record({ id: fc.nat(9000), time: fc.nat(3), state: fc.nat(2) }), {
      numRuns: 20_000,
      seed: 7,
    });
    const items = random.map(({ id, time, state }) =>
      capture({
        resourceId: `bucket-${id}`,
        configurationItemCaptureTime: 1790588725 + time,
        configurationStateId: state,
      }),
    );
    const best = new Map<string, number>();
    for (const [number, { id, time, state }] of random.entries()) {
      const before = random[best.get(`bucket-${id}`) ?? -1];
      const older = before && (time - before.time || state - before.state) < 0;
      if (!older) best.set(`bucket-${id}`, number);
    }
    expect(newestOf(...items)).toEqual([...best.values()].sort((a, b) => a - b));
  });
});
