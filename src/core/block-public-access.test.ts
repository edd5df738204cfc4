import { block } from '../../test/builders.js';
import { blockingLevel, settingName } from './block-public-access.js';
import { known, unknown } from './fact.js';
import type { PublicAccessBlock } from './facts.js';

const FLAG = 'restrictPublicBuckets';
const on = known<PublicAccessBlock | null>({ ...block(false), [FLAG]: true });
const off = known<PublicAccessBlock | null>({ ...block(true), [FLAG]: false });
const none = known<PublicAccessBlock | null>(null);
const ownUnread = unknown('DENIED', 's3:GetBucketPublicAccessBlock was denied');
const accountUnread = unknown('DENIED', 's3:GetAccountPublicAccessBlock was denied');

describe('blockingLevel', () => {
  it.each([
    ['both', on, on, known('own')],
    ['its own', on, off, known('own')],
    ['its own, the account not read', on, accountUnread, known('own')],
    ["the account's", off, on, known('account')],
    ["the account's, none of its own", none, on, known('account')],
    ["the account's, its own not read", ownUnread, on, known('account')],
    ['neither', off, off, known(null)],
    ['none set', none, none, known(null)],
    ['its own off, the account not read', off, accountUnread, accountUnread],
    ['its own not read, the account off', ownUnread, off, ownUnread],
    ['neither read', ownUnread, accountUnread, ownUnread],
  ])('%s', (_, publicAccessBlock, accountPublicAccessBlock, expected) => {
    expect(blockingLevel({ publicAccessBlock, accountPublicAccessBlock }, FLAG)).toEqual(expected);
  });

  it('does not look at the account where the own settings decide', () => {
    const resource = {
      publicAccessBlock: on,
      get accountPublicAccessBlock(): never {
        throw new Error('looked at');
      },
    };
    expect(blockingLevel(resource, FLAG)).toEqual(known('own'));
  });
});

describe('settingName', () => {
  it("is AWS's spelling", () => {
    expect(settingName('ignorePublicAcls')).toBe('IgnorePublicAcls');
  });
});
