import { factOfItem, malformedFact } from '../../../test/item-facts.js';
import { eventItem, snapshotItem, withSupplementary } from '../../../test/items.js';
import { known } from '../../core/fact.js';

const objectLockOf = (value: unknown) =>
  factOfItem(withSupplementary(eventItem(), { ObjectLockConfiguration: value }), 'objectLock');

const enabled = { objectLockEnabled: 'Enabled' };
const retaining = (retention: unknown) => ({ ...enabled, rule: { defaultRetention: retention } });

describe('Object Lock', () => {
  it.each<[what: string, value: unknown, expected: unknown]>([
    ['not there', undefined, null],
    ['an empty object', {}, null],
    ['members that are all null', { objectLockEnabled: null, rule: null }, null],
    ['on without a rule', { ...enabled, rule: null }, { defaultRetention: null }],
    ['on without a rule, nulls dropped', enabled, { defaultRetention: null }],
    ['on with an empty rule', { ...enabled, rule: {} }, { defaultRetention: null }],
    [
      'days',
      retaining({ mode: 'GOVERNANCE', days: 30, years: null }),
      { defaultRetention: { mode: 'GOVERNANCE', days: 30 } },
    ],
    [
      'years',
      retaining({ mode: 'COMPLIANCE', days: null, years: 7 }),
      { defaultRetention: { mode: 'COMPLIANCE', days: 2555 } },
    ],
    [
      'years where days are -1',
      retaining({ mode: 'COMPLIANCE', days: -1, years: 1 }),
      { defaultRetention: { mode: 'COMPLIANCE', days: 365 } },
    ],
    [
      'in the spelling of the S3 API',
      { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } } },
      { defaultRetention: { mode: 'COMPLIANCE', days: 30 } },
    ],
  ])('%s', (_what, value, expected) => {
    expect(objectLockOf(value)).toEqual(known(expected));
  });

  it('survives the dropping of nulls', () => {
    const objectLock = { defaultRetention: { mode: 'GOVERNANCE', days: 30 } } as const;
    expect(factOfItem(snapshotItem({ objectLock }), 'objectLock')).toEqual(known(objectLock));
  });

  const at = 'supplementaryConfiguration.ObjectLockConfiguration';
  it.each<[what: string, value: unknown, complaint: string]>([
    [
      'a retention without the lock',
      { rule: { defaultRetention: { mode: 'GOVERNANCE', days: 1 } } },
      '.ObjectLockEnabled must be one of Enabled, got nothing',
    ],
    [
      'a lock that is off',
      { objectLockEnabled: 'Disabled' },
      '.objectLockEnabled must be one of Enabled, got "Disabled"',
    ],
    [
      'an unknown mode',
      retaining({ mode: 'LEGAL', days: 1 }),
      '.rule.defaultRetention.mode must be one of GOVERNANCE, COMPLIANCE, got "LEGAL"',
    ],
    [
      'no mode',
      retaining({ days: 1 }),
      '.rule.defaultRetention.Mode must be one of GOVERNANCE, COMPLIANCE, got nothing',
    ],
    [
      'no period',
      retaining({ mode: 'GOVERNANCE' }),
      '.rule.defaultRetention must be a number of days or of years, got an object',
    ],
    [
      'days and years',
      retaining({ mode: 'GOVERNANCE', days: 1, years: 1 }),
      '.rule.defaultRetention must be a number of days or of years, got an object',
    ],
    ['a rule that is text', { ...enabled, rule: 'none' }, '.rule must be an object, got "none"'],
  ])('%s is malformed', (_what, value, complaint) => {
    expect(objectLockOf(value)).toEqual(malformedFact(`${at}${complaint}`));
  });
});
