import Ajv from 'ajv';
import { transformSync } from 'esbuild';
import { compiledCheckModule } from '../deploy/compiled-check.js';
import { rules } from '../rules/index.js';
import { ajvOptions, type SchemaCheck } from '../src/core/compile-schema.js';
import { type ParameterDefinition, schemaOf } from '../src/core/parameters.js';
import type { Rule } from '../src/core/rule.js';

/** The check as a bundle has it. */
const compiledAhead = (rule: Rule): SchemaCheck => {
  const { code } = transformSync(compiledCheckModule(rule.parameters), { format: 'cjs' });
  const module: { exports: { compileSchema?: () => SchemaCheck } } = { exports: {} };
  new Function('module', 'require', code)(module, () => {
    throw new Error('a compiled check needs no module');
  });
  if (!module.exports.compileSchema) throw new Error('no compileSchema');
  return module.exports.compileSchema();
};

/** What a check makes of a value: where the first error is, or the value with its texts changed to numbers and so on. */
const outcomeOf = (check: SchemaCheck, value: unknown): unknown => {
  const copy = structuredClone(value);
  return check(copy) ? { value: copy } : { at: check.errors?.map(({ instancePath }) => instancePath) };
};

/** Good and bad values for any parameter. */
const anyValues: readonly unknown[] = [
  'true',
  'false',
  'TRUE',
  'yes',
  true,
  false,
  null,
  '',
  ' ',
  '0',
  '1',
  '-1',
  '1.5',
  '1e3',
  '365',
  '99999',
  0,
  1,
  365,
  1.5,
  Number.MAX_SAFE_INTEGER,
  'app-data',
  'app-data@2027-03-31',
  'app-data@soon',
  'key=value',
  '=value',
  '111122223333',
  'Z\u00fcrich \ud83d\ude00',
  [],
  ['app-data'],
  ['app-data', ''],
  ['a b'],
  [1, 'x', null],
  [['nested']],
  {},
  { length: 1 },
];

const valuesFor = (definition: ParameterDefinition): readonly unknown[] => {
  const options = 'enum' in definition && definition.enum ? definition.enum : [];
  const limits = definition.type === 'integer' ? [definition.minimum, definition.maximum] : [];
  const around = limits.flatMap((limit) => [limit - 1, limit, limit + 1]);
  return [definition.default, ...options, options, ...around, ...around.map(String), ...anyValues];
};

describe.each(rules.map((rule): [string, Rule] => [rule.id, rule]))('the compiled check of %s', (_, rule) => {
  const ahead = compiledAhead(rule);
  const here = new Ajv(ajvOptions).compile(schemaOf(rule.parameters)) as SchemaCheck;

  it.each(Object.entries(rule.parameters))('agrees with ajv on %s', (name, definition) => {
    for (const value of valuesFor(definition)) {
      const given = { [name]: value };
      expect({ given, outcome: outcomeOf(ahead, given) }).toEqual({ given, outcome: outcomeOf(here, given) });
    }
  });

  it('agrees with ajv on what is no set of parameters, or has one too many', () => {
    const defaults = Object.fromEntries(Object.entries(rule.parameters).map(([name, one]) => [name, one.default]));
    for (const given of [{}, defaults, { ...defaults, surplus: '1' }, { constructor: 'x' }, [], 'text', null, 1]) {
      expect({ given, outcome: outcomeOf(ahead, given) }).toEqual({ given, outcome: outcomeOf(here, given) });
    }
  });

  it('refuses something, so that the agreement is not empty', () => {
    expect(outcomeOf(ahead, { maxExceptionDays: 'soon' })).toEqual({ at: ['/maxExceptionDays'] });
    expect(outcomeOf(ahead, { maxExceptionDays: '30' })).toEqual({ value: { maxExceptionDays: 30 } });
  });
});
