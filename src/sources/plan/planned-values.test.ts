import { HiddenValue } from '../answers/hidden-value.js';
import { plannedValues } from './planned-values.js';

const ADDRESS = 'aws_s3_bucket.data';
const hidden = (cause: string) => new HiddenValue(`${ADDRESS} ${cause}`);
const values = (after: unknown, unknown: unknown = {}, sensitive: unknown = {}) =>
  plannedValues(ADDRESS, { after, unknown, sensitive });

describe('the values after the apply', () => {
  it.each<[string, unknown, unknown]>([
    ['are those that are told', values({ a: 1, b: null, c: [] }), { a: 1, b: null, c: [] }],
    ['hide an attribute', values({ a: 1 }, { b: true, c: false }), { a: 1, b: hidden('b'), c: undefined }],
    ['hide a part of a block', values({ a: [{ b: 1 }] }, { a: [{ c: true }] }), { a: [{ b: 1, c: hidden('c') }] }],
    ['hide an element of a list', values({ a: ['x', null] }, { a: [false, true] }), { a: ['x', hidden('a')] }],
    ['hide a list', values({}, { a: true }), { a: hidden('a') }],
    [
      'hide a tag, by the name of the attribute',
      values({ tags: { x: '1' } }, { tags: { team: true } }),
      { tags: { x: '1', team: hidden('tags') } },
    ],
    ['hide all', values({}, true), new HiddenValue(ADDRESS)],
    ['hide what is sensitive', values({ a: 'x' }, {}, { a: true }), { a: hidden('a, which is sensitive') }],
    ['hide no sensitive nothing', values({ a: null }, {}, { a: true }), { a: null }],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
