import { block, bucketWith, OTHER_ACCOUNT, resourceWith } from '../../test/builders.js';
import { known, unknown } from '../core/fact.js';
import type { Resource } from '../core/resource.js';
import type { Source, Subject } from '../sources/subject.js';
import { type ExplainedBucket, explain } from './explain.js';

const sourceOf = (...resources: readonly Resource[]): Source => ({
  name: 'test',
  canTell: () => true,
  subjects: async function* () {
    for (const resource of resources) yield { state: 'live', resource, read: null } satisfies Subject;
  },
});

const explained = async (
  name: string | null,
  ...resources: readonly Resource[]
): Promise<readonly ExplainedBucket[]> => {
  const buckets: ExplainedBucket[] = [];
  for await (const bucket of explain(() => sourceOf(...resources), name)) buckets.push(bucket);
  return buckets;
};

const publicRead = {
  Statement: {
    Sid: 'Pub',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::app-data/*',
  },
};

const accessPoint = (given: object) =>
  resourceWith(
    'accessPoint',
    {
      type: 'AWS::S3::AccessPoint',
      id: 'example-reports',
      arn: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/example-reports',
      accountId: '111122223333',
      region: 'eu-west-1',
    },
    { buckets: [{ name: 'app-data', accountId: null }], vpcId: null, policy: null, ...given },
  );

describe('explain', () => {
  it('tells what a stranger can do, by which statement, with a request that proves it', async () => {
    const [bucket] = await explained(null, bucketWith({ policy: publicRead, publicAccessBlock: null }));
    expect(bucket).toMatchObject({
      accountId: '111122223333',
      name: 'app-data',
      region: 'eu-west-1',
      facts: { publicRead: true, publicList: false, policyIsPublic: true, tlsEnforced: false },
      because: { publicRead: { statements: [{ index: 0, sid: 'Pub' }], witness: { action: 's3:GetObject' } } },
    });
  });

  it("counts the account's block, and takes one that was not read for unknown", async () => {
    const policy = publicRead;
    const held = await explained(
      null,
      bucketWith({ policy, publicAccessBlock: null, accountPublicAccessBlock: block(true) }),
    );
    expect(held[0]?.facts).toMatchObject({ publicRead: false, policyIsPublic: true });
    const accountPublicAccessBlock = unknown('NOT_RECORDED', 'no item');
    const open = await explained(null, bucketWith({ policy, publicAccessBlock: null, accountPublicAccessBlock }));
    expect(open[0]?.facts).toMatchObject({ publicRead: 'unknown', policyIsPublic: true });
  });

  it('calls nothing closed that rests on a malformed policy, and still tells what the ACL does', async () => {
    const [bucket] = await explained(null, bucketWith({ policy: unknown('MALFORMED', 'not JSON') }));
    expect(bucket?.facts).toMatchObject({
      malformed: true,
      publicRead: 'unknown',
      crossAccount: 'unknown',
      aclIsPublic: false,
    });
  });

  it('tells a policy that was not read from one that is malformed', async () => {
    const [bucket] = await explained(null, bucketWith({ policy: unknown('DENIED', 'denied') }));
    expect(bucket?.facts).toMatchObject({ malformed: 'unknown', publicRead: 'unknown' });
  });

  it.each([
    ['an internet access point', null, true],
    ['an access point of a VPC, which S3 holds never public', 'vpc-0example00000001', false],
  ])('counts %s', async (_, vpcId, policyIsPublic) => {
    const policy = {
      Statement: {
        ...publicRead.Statement,
        Resource: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/example-reports/object/*',
      },
    };
    // It may stand before or behind its bucket.
    const [bucket] = await explained(null, bucketWith(), accessPoint({ policy, vpcId }));
    expect(bucket?.facts.accessPoints).toEqual({ 'example-reports': { policyIsPublic } });
  });

  it('leaves out access points of other buckets', async () => {
    const [bucket] = await explained(
      null,
      accessPoint({ buckets: [{ name: 'other', accountId: OTHER_ACCOUNT }] }),
      bucketWith(),
    );
    expect(bucket?.facts.accessPoints).toEqual({});
  });

  it('explains only the bucket asked for', async () => {
    const both = [bucketWith(), bucketWith({}, { id: 'other' })];
    expect((await explained('other', ...both)).map(({ name }) => name)).toEqual(['other']);
    expect((await explained(null, ...both)).map(({ name }) => name)).toEqual(['app-data', 'other']);
  });

  it('reads what the source has to fetch', async () => {
    const { identity, kind } = bucketWith();
    const resource: Resource = { identity, kind, fact: (name) => unknown('NOT_READ', name) };
    const read = async (fact: string) => (fact === 'policy' ? known(null) : unknown('DENIED', `${fact} denied`));
    const source: Source = {
      ...sourceOf(),
      subjects: async function* () {
        yield { state: 'live', resource, read };
      },
    };
    const buckets: ExplainedBucket[] = [];
    for await (const bucket of explain(() => source, null)) buckets.push(bucket);
    expect(buckets[0]?.facts).toMatchObject({ malformed: false, policyIsPublic: false, aclIsPublic: 'unknown' });
  });
});
