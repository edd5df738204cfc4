import { rules } from './index.js';
import { catalogue, profiles, rulesOfProfile } from './profiles.js';

describe('the catalogue', () => {
  it('names forty rules, each once', () => {
    expect(new Set(catalogue).size).toBe(40);
    expect(catalogue).toHaveLength(40);
  });

  it('has every rule there is', () => {
    expect(rules.map(({ id }) => id).filter((id) => !(catalogue as readonly string[]).includes(id))).toEqual([]);
  });
});

describe.each(profiles)('the profile $name', (profile) => {
  it('names rules of the catalogue, each once and in its order', () => {
    expect(profile.ids).toEqual(catalogue.filter((id) => profile.ids.includes(id)));
  });

  it('gives the rules that exist, in their order', () => {
    const given = rulesOfProfile(profile, rules);
    expect(given).toEqual(rules.filter((rule) => given.includes(rule)));
    expect(given.filter(({ id, tier }) => !(profile.ids as readonly string[]).includes(id) && tier !== 'core')).toEqual(
      [],
    );
    const core = rules.filter(({ tier }) => tier === 'core');
    expect(profile.withCore ? core.filter((rule) => !given.includes(rule)) : []).toEqual([]);
  });
});
