import { scopeByTag } from './common-parameters.js';
import { createParameterReader, expectationOf, ParameterError, schemaOf } from './parameters.js';

const definitions = {
  strict: { type: 'boolean', default: false, description: 'Strictness.' },
  days: { type: 'integer', default: 30, minimum: 1, maximum: 365, description: 'Days.' },
  version: { type: 'text', default: '', enum: ['1.2', '1.3'], description: 'Version.' },
  accounts: { type: 'list', default: [], pattern: '^\\d{12}$', description: 'Accounts.' },
} as const;

const read = createParameterReader('s3-example', definitions);

describe('createParameterReader', () => {
  it('fills in every default', () => {
    expect(read({})).toEqual({ strict: false, days: 30, version: '', accounts: [] });
  });

  it.each([
    ['a boolean as text', { strict: 'true' }, { strict: true }],
    ['a boolean with a capital, as managed rules take it', { strict: 'False' }, { strict: false }],
    ['a typed boolean', { strict: true }, { strict: true }],
    ['a number as text', { days: '90' }, { days: 90 }],
    ['a typed number', { days: 90 }, { days: 90 }],
    ['a number where text is due', { version: 1.2 }, { version: '1.2' }],
    [
      'a list with spaces and an empty item',
      { accounts: ' 111122223333, 444455556666,' },
      { accounts: ['111122223333', '444455556666'] },
    ],
    ['a typed list', { accounts: ['111122223333'] }, { accounts: ['111122223333'] }],
  ])('reads %s', (_, given, expected) => {
    expect(read(given)).toMatchObject(expected);
  });

  it.each([
    [
      'an unknown name',
      { stric: 'true' },
      's3-example: unknown parameter "stric"; it has strict, days, version, accounts',
    ],
    ['a name in other letters', { Strict: 'true' }, 's3-example: unknown parameter "Strict"; did you mean "strict"?'],
    [
      'a name of every object',
      JSON.parse('{"__proto__":"x"}'),
      's3-example: unknown parameter "__proto__"; it has strict, days, version, accounts',
    ],
    ['an empty value', { version: ' ' }, 's3-example: version is empty; leave it out to use its default'],
    ['another word for true', { strict: 'yes' }, 's3-example: strict must be true or false, got "yes"'],
    ['a number below the range', { days: '0' }, 's3-example: days must be a whole number from 1 to 365, got "0"'],
    ['a number above the range', { days: '366' }, 's3-example: days must be a whole number from 1 to 365, got "366"'],
    ['a fraction', { days: '1.5' }, 's3-example: days must be a whole number from 1 to 365, got "1.5"'],
    ['a value outside the choice', { version: '1.1' }, 's3-example: version must be one of 1.2, 1.3, got "1.1"'],
    [
      'a list with a wrong item',
      { accounts: '111122223333,12' },
      's3-example: accounts must be a comma-separated list of items that match ^\\d{12}$, got "111122223333,12"',
    ],
    ['no object', [], 's3-example: parameters must be an object, got []'],
    ['null', null, 's3-example: parameters must be an object, got null'],
  ])('refuses %s', (_, given, message) => {
    expect(() => read(given)).toThrow(new ParameterError(message));
  });
});

describe('a text with a default of its own', () => {
  const definitions = scopeByTag('team=data');

  it('is cleared by empty text', () => {
    expect(createParameterReader('s3-example', definitions)({ applyToTag: ' ' })).toEqual({ applyToTag: '' });
  });

  it('is not if its pattern asks for something', () => {
    const read = createParameterReader('s3-example', { name: { ...definitions.applyToTag, pattern: '^.+$' } });
    expect(() => read({ name: '' })).toThrow('s3-example: name is empty; leave it out to use its default');
  });
});

describe('expectationOf', () => {
  it('says what a parameter takes', () => {
    expect(Object.values(definitions).map(expectationOf)).toEqual([
      'true or false',
      'a whole number from 1 to 365',
      'one of 1.2, 1.3',
      'a comma-separated list of items that match ^\\d{12}$',
    ]);
  });
});

describe('schemaOf', () => {
  it('refuses what is not defined', () => {
    expect(schemaOf({})).toEqual({ type: 'object', additionalProperties: false, properties: {} });
  });
});
