import { rules } from './index.js';
import { profiles, rulesOfProfile } from './profiles.js';

describe.each(profiles)('the profile $name', (profile) => {
  it('names rules of the catalogue, each once and in its order', () => {
    const ids: readonly string[] = profile.ids;
    expect(ids).toEqual(rules.map(({ id }) => id).filter((id) => ids.includes(id)));
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
