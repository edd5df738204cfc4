import { block } from '../../../test/builders.js';
import { factOfItem, malformedFact } from '../../../test/item-facts.js';
import { eventItem, withSupplementary } from '../../../test/items.js';
import { known } from '../../core/fact.js';
import { publicAccessBlockFlags } from '../../core/facts.js';

const blockOf = (value: unknown) =>
  factOfItem(withSupplementary(eventItem(), { PublicAccessBlockConfiguration: value }), 'publicAccessBlock');

const at = 'supplementaryConfiguration.PublicAccessBlockConfiguration';
const on = block(true);

describe('the block of a bucket', () => {
  it.each<[form: string, value: unknown, expected: unknown]>([
    ['all on', on, on],
    ['all off', block(false), block(false)],
    ['as text, as in API answers (trap 2)', JSON.stringify(on), on],
    [
      'flags as text',
      { ...on, restrictPublicBuckets: 'true', blockPublicAcls: 'false' },
      { ...on, blockPublicAcls: false },
    ],
    ['not there (trap 5)', undefined, null],
    ['null', null, null],
    ['the text null', 'null', null],
    ['an empty object', {}, null],
    ['flags that are all null', Object.fromEntries(publicAccessBlockFlags.map((flag) => [flag, null])), null],
  ])('%s', (_form, value, expected) => {
    expect(blockOf(value)).toEqual(known(expected));
  });

  it.each(publicAccessBlockFlags)('%s alone off is told from all others', (flag) => {
    expect(blockOf({ ...on, [flag]: false })).toEqual(known({ ...on, [flag]: false }));
  });

  it.each(publicAccessBlockFlags)('without %s it was not recorded whole', (flag) => {
    const { [flag]: _, ...others } = on;
    const complaint = malformedFact(`${at}.${flag} must be true or false, got nothing`);
    expect(blockOf(others)).toEqual(complaint);
    expect(blockOf({ ...on, [flag]: null })).toEqual(complaint);
  });

  it.each<[what: string, value: unknown, complaint: string]>([
    ['a flag that is a word', { ...on, ignorePublicAcls: 'yes' }, '.ignorePublicAcls must be true or false, got "yes"'],
    [
      'a flag in another case',
      { ...on, ignorePublicAcls: 'True' },
      '.ignorePublicAcls must be true or false, got "True"',
    ],
    ['a flag that is a number', { ...on, ignorePublicAcls: 1 }, '.ignorePublicAcls must be true or false, got 1'],
    [
      'the spelling of access points (trap 43)',
      { BlockPublicAcls: true },
      '.blockPublicAcls must be true or false, got nothing',
    ],
    ['true', true, ' must be an object, got true'],
    ['a list', [true, true, true, true], ' must be an object, got a list'],
  ])('%s is malformed', (_what, value, complaint) => {
    expect(blockOf(value)).toEqual(malformedFact(`${at}${complaint}`));
  });

  it('flags are not taken from what objects inherit', () => {
    const inherited = JSON.parse(`{"__proto__": ${JSON.stringify(on)}}`);
    expect(blockOf(inherited)).toMatchObject({ code: 'MALFORMED' });
  });
});
