import { ruleIds } from '../src/core/rule-ids.generated.js';
import { measures } from './measures.js';

it('every rule judges a measure', () => {
  const judged = new Set(measures.flatMap(({ rules }) => rules));
  expect(ruleIds.filter((id) => !judged.has(id))).toEqual([]);
});

it('a measure without a rule says why', () => {
  for (const { measure, rules, note } of measures) {
    expect({ measure, isExplained: rules.length > 0 || (note ?? '').length > 20 }).toEqual({
      measure,
      isExplained: true,
    });
  }
});
