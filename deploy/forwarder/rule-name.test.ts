import { rules } from '../../rules/index.js';
import { ruleIdFrom } from './rule-name.js';

const ids = new Set(rules.map(({ id }) => id));

describe('the rule of a Config rule', () => {
  it.each([...ids])('trap 70: %s is found alone, in a pack and in an organization', (id) => {
    expect(ruleIdFrom(id, ids)).toBe(id);
    expect(ruleIdFrom(`${id}-conformance-pack-szsm1uv0w`, ids)).toBe(id);
    expect(ruleIdFrom(`OrgConfigRule-${id}-x5ykqzbv`, ids)).toBe(id);
  });

  it.each([
    ['a rule of AWS that begins with one of ours', 's3-bucket-versioning-enabled'],
    ['the same in a pack', 's3-bucket-versioning-enabled-conformance-pack-szsm1uv0w'],
    ['the same in an organization', 'OrgConfigRule-s3-bucket-versioning-enabled-x5ykqzbv'],
    ["a check of Security Hub's own", 'securityhub-s3-bucket-tls-required-a1b2c3'],
    ['a name that ends with one of ours', 'my-s3-bucket-tls-required'],
    ['a copy with a word behind it', 's3-bucket-tls-required-copy'],
    ['an organization rule with a word behind it', 'OrgConfigRule-s3-bucket-tls-required-copy'],
    ['an organization rule without its suffix', 'OrgConfigRule-s3-bucket-tls-required'],
    ['a member of every object', 'constructor'],
    ['nothing', ''],
  ])('is none for %s', (_, name) => {
    expect(ruleIdFrom(name, ids)).toBeNull();
  });
});
