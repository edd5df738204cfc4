import { OWNER_ID } from '../../../test/builders.js';
import { factOfItem, malformedFact } from '../../../test/item-facts.js';
import { eventItem, type RawItem, withSupplementary } from '../../../test/items.js';
import { known } from '../../core/fact.js';
import type { AclGrant } from '../../core/facts.js';

const owner = { displayName: null, id: OWNER_ID };

const aclOf = (list: unknown) => factOfItem(withSupplementary(eventItem(), { AccessControlList: list }), 'acl');

const listOf = (grants: unknown): RawItem => ({ grantSet: null, grantList: grants, owner, isRequesterCharged: false });
const listWith = (grantee: unknown, permission: unknown = 'Read') => listOf([{ grantee, permission }]);

const everyone: AclGrant = { grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' };

describe('layers of text (trap 3)', () => {
  const list = listWith('AllUsers');
  it.each<[form: string, value: unknown]>([
    ['an object', list],
    ['text, as in events, snapshots and rows', JSON.stringify(list)],
    ['text in text, as in API answers', JSON.stringify(JSON.stringify(list))],
    ['text in text in text', JSON.stringify(JSON.stringify(JSON.stringify(list)))],
  ])('%s', (_form, value) => {
    expect(aclOf(value)).toEqual(known({ ownerId: OWNER_ID, grants: [everyone] }));
  });
  it('text in text in text in text is malformed', () => {
    const value = [1, 2, 3, 4].reduce<unknown>((inner) => JSON.stringify(inner), list);
    expect(aclOf(value)).toMatchObject({
      code: 'MALFORMED',
      reason: expect.stringContaining('AccessControlList must be JSON, got a text'),
    });
  });
});

describe('grantees in the words of Config and of the S3 API (trap 4)', () => {
  it.each<[grantee: unknown, expected: object]>([
    ['AllUsers', { kind: 'group', group: 'AllUsers' }],
    ['AuthenticatedUsers', { kind: 'group', group: 'AuthenticatedUsers' }],
    ['LogDelivery', { kind: 'group', group: 'LogDelivery' }],
    [{ URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, { kind: 'group', group: 'AllUsers' }],
    ['http://acs.amazonaws.com/groups/global/AuthenticatedUsers', { kind: 'group', group: 'AuthenticatedUsers' }],
    [
      { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' },
      { kind: 'group', group: 'LogDelivery' },
    ],
    [
      { id: OWNER_ID, displayName: null },
      { kind: 'canonicalUser', id: OWNER_ID },
    ],
    [{ ID: OWNER_ID }, { kind: 'canonicalUser', id: OWNER_ID }],
    [{ EmailAddress: 'someone@example.com' }, { kind: 'other', text: 'someone@example.com' }],
    ['SomethingNew', { kind: 'other', text: 'SomethingNew' }],
    ['constructor', { kind: 'other', text: 'constructor' }],
  ])('%j', (grantee, expected) => {
    expect(aclOf(listWith(grantee))).toEqual(
      known({ ownerId: OWNER_ID, grants: [{ grantee: expected, permission: 'READ' }] }),
    );
  });
});

describe('permissions in both spellings (trap 4)', () => {
  it.each<[permission: string, expected: string]>([
    ['FullControl', 'FULL_CONTROL'],
    ['Read', 'READ'],
    ['Write', 'WRITE'],
    ['ReadAcp', 'READ_ACP'],
    ['WriteAcp', 'WRITE_ACP'],
    ['FULL_CONTROL', 'FULL_CONTROL'],
    ['READ', 'READ'],
    ['WRITE', 'WRITE'],
    ['READ_ACP', 'READ_ACP'],
    ['WRITE_ACP', 'WRITE_ACP'],
  ])('%s', (permission, expected) => {
    expect(aclOf(listWith('AllUsers', permission))).toMatchObject(known({ grants: [{ permission: expected }] }));
  });
});

describe('lists of grants', () => {
  it.each<[what: string, list: RawItem, grants: readonly AclGrant[]]>([
    ['none, since an owner may take away his own', listOf([]), []],
    ['null (trap 4)', listOf(null), []],
    ['left out, as nulls are dropped', { owner }, []],
    [
      'a set instead of a list',
      { ...listOf(null), grantSet: [{ grantee: 'AllUsers', permission: 'Read' }] },
      [everyone],
    ],
    [
      'a set beside the list holds more grants',
      { ...listWith('LogDelivery', 'Write'), grantSet: [{ grantee: 'AllUsers', permission: 'Read' }] },
      [{ grantee: { kind: 'group', group: 'LogDelivery' }, permission: 'WRITE' }, everyone],
    ],
  ])('%s', (_what, list, grants) => {
    expect(aclOf(list)).toEqual(known({ ownerId: OWNER_ID, grants }));
  });
  it('an owner who is not told', () => {
    expect(aclOf({ ...listWith('AllUsers'), owner: null })).toEqual(known({ ownerId: null, grants: [everyone] }));
  });
});

describe('malformed, never "no grants"', () => {
  const at = 'supplementaryConfiguration.AccessControlList';
  it.each<[what: string, list: unknown, complaint: string]>([
    ['an empty object', {}, ' must be a list of grants, got an object'],
    [
      'members that are all null',
      { grantSet: null, grantList: null, owner: null },
      ' must be a list of grants, got an object',
    ],
    ['false', false, ' must be an object, got false'],
    ['a bare list', [{ grantee: 'AllUsers', permission: 'Read' }], ' must be an object, got a list'],
    ['text that is no JSON', 'AllUsers', ' must be JSON, got "AllUsers"'],
    [
      'grants that are no list',
      listOf({ grantee: 'AllUsers', permission: 'Read' }),
      '.grantList must be a list, got an object',
    ],
    ['grants that are text', listOf('none'), '.grantList must be a list, got "none"'],
    ['a set that is no list', { ...listOf([]), grantSet: 'none' }, '.grantSet must be a list, got "none"'],
    ['a grant that is text', listOf(['AllUsers']), '.grantList[0] must be an object, got "AllUsers"'],
    ['a grant that is null', listOf([null]), '.grantList[0] must be an object, got nothing'],
    [
      'an unknown permission',
      listWith('AllUsers', 'Own'),
      '.grantList[0].permission must be one of FullControl, Read, Write, ReadAcp, WriteAcp, got "Own"',
    ],
    [
      'a permission every object inherits',
      listWith('AllUsers', 'constructor'),
      '.grantList[0].permission must be one of FullControl, Read, Write, ReadAcp, WriteAcp, got "constructor"',
    ],
    [
      'no permission',
      listOf([{ grantee: 'AllUsers' }]),
      '.grantList[0].permission must be one of FullControl, Read, Write, ReadAcp, WriteAcp, got nothing',
    ],
    ['no grantee', listOf([{ permission: 'Read' }]), '.grantList[0].grantee must be an object, got nothing'],
    [
      'a grantee without an id',
      listWith({ displayName: 'example-owner' }),
      '.grantList[0].grantee must be a group or a canonical user, got an object',
    ],
    ['an id that is no text', listWith({ id: 5 }), '.grantList[0].grantee.id must be text, got 5'],
    [
      'an owner that is text',
      { ...listOf([]), owner: 'example-owner' },
      '.owner must be an object, got "example-owner"',
    ],
  ])('%s', (_what, list, complaint) => {
    expect(aclOf(list)).toEqual(malformedFact(`${at}${complaint}`));
  });
});
