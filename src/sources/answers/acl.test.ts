import { factTold, fronts } from '../../../test/asks.js';
import { OWNER_ID } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';

const owner = { Grantee: { Type: 'CanonicalUser', ID: OWNER_ID }, Permission: 'FULL_CONTROL' };
const group = (URI: string) => ({ Grantee: { Type: 'Group', URI }, Permission: 'READ' });

describe.each(fronts)('the access control list, %s', (front) => {
  const told = (answer: unknown) => factTold(front, 'acl', { own: { 's3:GetBucketAcl': answer } });
  const withGrants = (...Grants: readonly unknown[]) => told({ Owner: { ID: OWNER_ID }, Grants });

  it('of a new bucket', async () => {
    expect(await withGrants(owner)).toEqual(
      known({
        ownerId: OWNER_ID,
        grants: [{ grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' }],
      }),
    );
  });

  it.each<[string, object]>([
    ['http://acs.amazonaws.com/groups/global/AllUsers', { kind: 'group', group: 'AllUsers' }],
    ['https://acs.amazonaws.com/groups/global/AllUsers', { kind: 'group', group: 'AllUsers' }],
    ['http://acs.amazonaws.com/groups/global/AuthenticatedUsers', { kind: 'group', group: 'AuthenticatedUsers' }],
    ['http://acs.amazonaws.com/groups/s3/LogDelivery', { kind: 'group', group: 'LogDelivery' }],
    [
      'http://acs.amazonaws.com/groups/global/Everybody',
      { kind: 'other', text: 'http://acs.amazonaws.com/groups/global/Everybody' },
    ],
  ])('names the group %s', async (uri, grantee) => {
    expect(await withGrants(group(uri))).toEqual(
      known({ ownerId: OWNER_ID, grants: [{ grantee, permission: 'READ' }] }),
    );
  });

  it('keeps an e-mail address as it stands', async () => {
    const grantee = { Type: 'AmazonCustomerByEmail', EmailAddress: 'someone@example.com' };
    expect(await withGrants({ Grantee: grantee, Permission: 'WRITE_ACP' })).toEqual(
      known({
        ownerId: OWNER_ID,
        grants: [{ grantee: { kind: 'other', text: 'someone@example.com' }, permission: 'WRITE_ACP' }],
      }),
    );
  });

  it('may grant nothing and name no owner', async () => {
    expect(await told({ Grants: [] })).toEqual(known({ ownerId: null, grants: [] }));
  });

  it.each<[unknown, string]>([
    [{ Owner: { ID: OWNER_ID } }, 'Grants must be a list, got nothing'],
    [{ Owner: {}, Grants: [] }, 'Owner.ID must be text, got nothing'],
    [
      { Grants: [{ ...owner, Permission: 'FullControl' }] },
      'Grants[0].Permission must be one of FULL_CONTROL, READ, WRITE, READ_ACP, WRITE_ACP, got "FullControl"',
    ],
    [
      { Grants: [{ ...owner, Grantee: { Type: 'Everyone' } }] },
      'Grants[0].Grantee.Type must be one of CanonicalUser, Group, AmazonCustomerByEmail, got "Everyone"',
    ],
    [{ Grants: [{ ...owner, Grantee: { Type: 'Group' } }] }, 'Grants[0].Grantee.URI must be text, got nothing'],
  ])('refuses %j', async (answer, reason) => {
    expect(await told(answer)).toEqual(unknown('MALFORMED', `s3:GetBucketAcl: ${reason}`));
  });
});
