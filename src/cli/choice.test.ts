import { defineRule, type Rule } from '../core/rule.js';
import { compliant, type Severity } from '../core/verdict.js';
import { type ChoiceOptions, choiceFrom } from './choice.js';
import { UsageError } from './usage-error.js';

const rule = (id: string, tier: 'core' | 'extended', severity: Severity, days = 30): Rule =>
  defineRule({
    id,
    tier,
    severity,
    title: 'The bucket is versioned',
    description: 'The bucket is versioned.',
    controls: [],
    remediation: { summary: 'Turn versioning on.' },
    resource: 'bucket',
    facts: ['versioning'],
    optionalFacts: [],
    parameters: {
      days: { type: 'integer', default: days, minimum: 1, maximum: 99, description: 'How many.' },
      ...(id === 'one' && { only: { type: 'boolean', default: false, description: 'Of one rule alone.' } }),
    },
    evaluate: () => compliant('VERSIONED', 'The bucket is versioned.'),
  });

const all = [rule('one', 'core', 'LOW'), rule('two', 'extended', 'HIGH'), rule('three', 'core', 'CRITICAL')];
const chosen = (options: ChoiceOptions) => choiceFrom(options, all).rules;
const ids = (options: ChoiceOptions) => chosen(options).map((one) => one.rule.id);
const days = (...parameter: readonly string[]) =>
  chosen({ tier: 'all', parameter }).map(({ parameters }) => parameters.days);

describe('which rules', () => {
  it.each<[string, ChoiceOptions, readonly string[]]>([
    ['the core rules by default', {}, ['one', 'three']],
    ['a tier', { tier: 'extended' }, ['two']],
    ['every tier', { tier: 'all' }, ['one', 'two', 'three']],
    ['rules alone, in the order of the catalogue', { rule: ['three', 'two'] }, ['two', 'three']],
    ['rules beside a tier', { tier: 'core', rule: ['two'] }, ['one', 'two', 'three']],
    ['a profile with the core', { profile: 'pci-dss-4.0.1' }, ['one', 'three']],
    ['a severity and above', { tier: 'all', severity: 'HIGH' }, ['two', 'three']],
  ])('%s', (_name, options, expected) => {
    expect(ids(options)).toEqual(expected);
  });

  it('none is left', () => {
    expect(() => ids({ rule: ['one'], severity: 'HIGH' })).toThrow(
      new UsageError('no rule is left to judge by: none of the 1 chosen is HIGH or above'),
    );
  });
});

describe('parameters', () => {
  it('reach one rule or every rule, the one that names its rule first, the last of two', () => {
    expect(days()).toEqual([30, 30, 30]);
    expect(days('two.days=7')).toEqual([30, 7, 30]);
    expect(days('two.days=7', '*.days=9')).toEqual([9, 7, 9]);
    expect(days('two.days=7', 'two.days=8')).toEqual([30, 8, 30]);
  });

  it('may hold dots, equals signs and lines', () => {
    expect(chosen({ parameter: ['*.exemptionTagPrefix=a.b=c\nd'] })[0]?.parameters.exemptionTagPrefix).toBe('a.b=c\nd');
  });

  it('may reach none of the chosen rules if one of the others has it', () => {
    expect(chosen({ rule: ['two'], parameter: ['*.only=true'] })[0]?.parameters).not.toHaveProperty('only');
  });

  it('of a rule that is not chosen are refused', () => {
    expect(() => chosen({ parameter: ['two.days=7'] })).toThrow(
      '--parameter two.days: the rule is not among those chosen; add --rule two',
    );
  });
});
