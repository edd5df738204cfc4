import { factOfItem, malformedFact, notRecordedFact } from '../../../test/item-facts.js';
import {
  batchItem,
  eventItem,
  historyItem,
  type RawItem,
  selectRow,
  snapshotItem,
  withSupplementary,
} from '../../../test/items.js';
import { known } from '../../core/fact.js';
import { parsePolicy } from '../../policy/index.js';

const denial = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::app-data', 'arn:aws:s3:::app-data/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};

/** A bucket item in which one supplementary value is replaced; `undefined` takes it away. */
const having = (key: string, value: unknown): RawItem => withSupplementary(eventItem(), { [key]: value });

const dialects: readonly (readonly [string, (bucket: Parameters<typeof eventItem>[0]) => unknown])[] = [
  ['an event', eventItem],
  ['the history API', historyItem],
  ['a snapshot', snapshotItem],
  ['a query', selectRow],
];

describe('the policy (trap 6)', () => {
  const cases: readonly [form: string, policyText: unknown][] = [
    ['text', JSON.stringify(denial)],
    ['text over several lines', JSON.stringify(denial, null, 2)],
    ['an object', denial],
  ];
  it.each(cases)('as %s', (_form, policyText) => {
    expect(factOfItem(having('BucketPolicy', { policyText }), 'policy')).toEqual(known(parsePolicy(denial)));
  });
  it.each(dialects)('told by %s', (_dialect, tell) => {
    expect(factOfItem(tell({ policy: denial }), 'policy')).toEqual(known(parsePolicy(denial)));
  });
  it.each<[form: string, value: unknown]>([
    ['null', { policyText: null }],
    ['left out', {}],
    ['an empty object', { policyText: {} }],
  ])('absent as %s', (_form, value) => {
    expect(factOfItem(having('BucketPolicy', value), 'policy')).toEqual(known(null));
  });
  it.each<[what: string, value: unknown, complaint: string]>([
    ['text that is no JSON', { policyText: '{' }, 'policyText is no valid policy: the policy is not JSON'],
    ['an empty text', { policyText: '' }, 'policyText is no valid policy: the policy is not JSON'],
    ['a number', { policyText: 5 }, 'policyText is no valid policy: the policy must be an object, got 5'],
    [
      'another spelling, which must not pass for "no policy"',
      { PolicyText: '{}' },
      'policyText must be a policy, got nothing',
    ],
    ['a list', { policyText: [denial] }, 'policyText is no valid policy: the policy must be an object, got a list'],
    [
      'a broken statement',
      { policyText: '{"Statement":[5]}' },
      'policyText is no valid policy: Statement[0] must be an object, got 5',
    ],
  ])('%s is malformed', (_what, value, complaint) => {
    expect(factOfItem(having('BucketPolicy', value), 'policy')).toEqual(
      malformedFact(`supplementaryConfiguration.BucketPolicy.${complaint}`),
    );
  });
  it.each<[what: string, value: unknown]>([
    ['a list', []],
    ['a number', 5],
    ['the policy itself as text, not in its object', 'policy'],
  ])('%s where the object should be is malformed', (_what, value) => {
    expect(factOfItem(having('BucketPolicy', value), 'policy')).toMatchObject({ code: 'MALFORMED' });
  });
});

describe('tags', () => {
  const tags = { team: 'platform', empty: '' };
  it.each<[form: string, own: unknown]>([
    ['a map', tags],
    [
      'a list, as in rows of a query',
      [
        { key: 'team', value: 'platform', tag: 'team=platform' },
        { key: 'empty', tag: 'empty=' },
      ],
    ],
    [
      'a list in the spelling of CloudFormation',
      [
        { Key: 'team', Value: 'platform' },
        { Key: 'empty', Value: '' },
      ],
    ],
    [
      'a list in the spelling of KMS',
      [
        { tagKey: 'team', tagValue: 'platform' },
        { tagKey: 'empty', tagValue: null },
      ],
    ],
  ])('%s', (_form, own) => {
    expect(factOfItem({ ...eventItem(), tags: own }, 'tags')).toEqual(known(tags));
  });
  it('in the batch API, which leaves out the map, from the supplementary configuration', () => {
    expect(factOfItem(batchItem({ tags }), 'tags')).toEqual(known(tags));
  });
  it('not there at all, which does not prove that the bucket has none', () => {
    expect(factOfItem(batchItem(), 'tags')).toEqual(notRecordedFact('tags; s3:GetBucketTagging would tell'));
  });
  it('keys that every object inherits are data like any other', () => {
    const own = JSON.parse('{"__proto__":"a","constructor":"b"}');
    const fact = factOfItem({ ...eventItem(), tags: own }, 'tags');
    const value = fact.known ? (fact.value as object) : {};
    expect(Object.entries(value)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
  it.each<[what: string, own: unknown, complaint: string]>([
    ['a number', 5, 'tags must be a map or a list of tags, got 5'],
    [
      "a value that is no text, whose text is nobody else's business",
      { team: ['secret'] },
      'tags must be tags whose values are text, got a list',
    ],
    ['a list item without a key', [{ value: 'platform' }], 'tags[0] must be a tag with its key, got an object'],
    ['a list of texts', ['team=platform'], 'tags[0] must be an object, got a text of 13 characters'],
  ])('%s is malformed', (_what, own, complaint) => {
    expect(factOfItem({ ...eventItem(), tags: own }, 'tags')).toEqual(malformedFact(complaint));
  });
});
