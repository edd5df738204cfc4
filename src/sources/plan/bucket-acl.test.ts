import { BUCKET, config, existing, existingFact, newFact, part } from '../../../test/planned-bucket.js';
import { constant, planFact } from '../../../test/plans.js';

const EVERYONE = {
  type: 'Group',
  uri: 'http://acs.amazonaws.com/groups/global/AllUsers',
  id: '',
  email_address: '',
  display_name: '',
};

describe('the ACL', () => {
  const grants = (value: unknown) => ({ known: true, value: expect.objectContaining({ grants: value }) });
  const own = { grantee: { kind: 'canonicalUser', id: expect.any(String) }, permission: 'FULL_CONTROL' };
  const everyone = { grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' };

  it('may be a canned one, which needs ACLs', async () => {
    const acl = part('acl', { acl: 'public-read' }, { unknown: { id: true, access_control_policy: true } });
    expect(await newFact('acl', [acl])).toEqual(grants([own, everyone]));
    expect(await newFact('ownership', [acl])).toEqual({ known: true, value: null });
    expect(await newFact('ownership', [part('acl', { acl: 'private' })])).toEqual({
      known: true,
      value: 'BucketOwnerEnforced',
    });
  });

  it.each<[string, object, unknown]>([
    ['public', { acl: 'public-read' }, null],
    ['public by a grant', { access_control_policy: [{ grant: [{ grantee: [EVERYONE], permission: 'READ' }] }] }, null],
    ['for log delivery', { acl: 'log-delivery-write' }, expect.objectContaining({ blockPublicAcls: true })],
    ['private', { acl: 'private' }, expect.objectContaining({ blockPublicAcls: true })],
  ])('that is %s says whether public access can be blocked by default', async (_, values, block) => {
    expect(await newFact('publicAccessBlock', [part('acl', values)])).toEqual({ known: true, value: block });
  });

  it('may be a list of grants', async () => {
    const policy = [{ owner: [{ id: 'a'.repeat(64) }], grant: [{ grantee: [EVERYONE], permission: 'READ' }] }];
    const acl = part('acl', { access_control_policy: policy });
    expect(await newFact('acl', [acl])).toEqual({
      known: true,
      value: { ownerId: 'a'.repeat(64), grants: [everyone] },
    });
    expect(await newFact('ownership', [acl])).toEqual({ known: true, value: null });
  });

  it('is, of one that stays as it is, what was read of it', async () => {
    const policy = [
      {
        owner: [{ id: 'a'.repeat(64) }],
        grant: [{ grantee: [{ type: 'CanonicalUser', id: 'b'.repeat(64) }], permission: 'READ' }],
      },
    ];
    const acl = part('acl', { acl: 'private', access_control_policy: policy }, { unknown: {} });
    const foreign = { grantee: { kind: 'canonicalUser', id: 'b'.repeat(64) }, permission: 'READ' };
    expect(await existingFact('acl', existing(), [{ ...acl, actions: ['no-op'] }])).toEqual(grants([foreign]));
    // Without a configuration it cannot be told which of the two a file sets.
    const plan = { resources: [existing(), { ...acl, actions: ['update'] }] };
    expect(await planFact(plan, BUCKET, 'acl')).toEqual(grants([own]));
  });

  it('may stand in the bucket', async () => {
    expect(
      await newFact(
        'acl',
        [],
        { after: { acl: 'authenticated-read' }, unknown: { acl: false } },
        { acl: constant('x') },
      ),
    ).toEqual(grants([own, { grantee: { kind: 'group', group: 'AuthenticatedUsers' }, permission: 'READ' }]));
    const grant = [
      {
        id: '',
        type: 'Group',
        uri: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
        permissions: ['READ_ACP', 'WRITE'],
      },
    ];
    const logs = (permission: string) => ({ grantee: { kind: 'group', group: 'LogDelivery' }, permission });
    expect(await newFact('acl', [], { after: { grant }, unknown: { grant: [{}] } }, { grant: [{}] })).toEqual(
      grants([logs('READ_ACP'), logs('WRITE')]),
    );
  });

  it('is what the state shows, with the owner if the plan tells who that is', async () => {
    expect(await existingFact('acl')).toEqual({ known: true, value: { ownerId: null, grants: [own] } });
    const data = [{ address: 'data.aws_canonical_user_id.current', values: { id: 'a'.repeat(64) } }];
    expect(await planFact({ resources: [existing()], configuration: config(), data }, BUCKET, 'acl')).toEqual({
      known: true,
      value: { ownerId: 'a'.repeat(64), grants: [own] },
    });
    expect(await existingFact('acl', existing({ grant: [], acl: null }))).toMatchObject({ code: 'NOT_DEPLOYED' });
  });

  it('of a name that S3 does not know is unknown', async () => {
    expect(await newFact('acl', [part('acl', { acl: 'constructor' })])).toMatchObject({ code: 'MALFORMED' });
  });
});
