import { data, each, logs, named, plan, statuses, VERSIONING, versioning } from '../../../test/planned-joins.js';
import { configured, newBucket, type Planned, refersTo } from '../../../test/plans.js';

describe('modules', () => {
  const inModule = (module: string, name: string | null = 'example-module') =>
    newBucket('aws_s3_bucket.this', name, { module });
  const called = (expressions: object, more: object = {}, inside: object = {}) => ({
    module_calls: {
      storage: {
        source: './storage',
        expressions,
        ...more,
        module: {
          outputs: { bucket: { expression: refersTo('aws_s3_bucket.this.id') } },
          resources: [configured('aws_s3_bucket.this', { bucket: refersTo('var.name') })],
          ...inside,
        },
      },
    },
  });

  it('join within themselves', async () => {
    const given = plan(
      [
        inModule('module.storage["a"]', 'a'),
        inModule('module.storage["b"]', 'b'),
        versioning(`${VERSIONING}.this`, { module: 'module.storage["b"]' }),
      ],
      [],
      called(
        {},
        {},
        {
          resources: [
            configured('aws_s3_bucket.this', {}),
            configured(`${VERSIONING}.this`, { bucket: refersTo('aws_s3_bucket.this.id') }),
          ],
        },
      ),
    );
    expect(await statuses(given)).toEqual({
      'module.storage["a"].aws_s3_bucket.this': 'Off',
      'module.storage["b"].aws_s3_bucket.this': 'Enabled',
    });
  });

  it.each<[string, object, Partial<Planned>, object]>([
    [
      'by its key',
      refersTo('module.storage["b"].bucket'),
      {},
      { 'module.storage["a"].aws_s3_bucket.this': 'Off', 'module.storage["b"].aws_s3_bucket.this': 'Enabled' },
    ],
    [
      'by the own key',
      { references: ['module.storage', 'each.key'] },
      { address: `${VERSIONING}.this["a"]` },
      { 'module.storage["a"].aws_s3_bucket.this': 'Enabled', 'module.storage["b"].aws_s3_bucket.this': 'Off' },
    ],
    [
      'by neither',
      { references: ['module.storage'] },
      {},
      {
        'module.storage["a"].aws_s3_bucket.this': `Status depends on ${VERSIONING}.this bucket`,
        'module.storage["b"].aws_s3_bucket.this': `Status depends on ${VERSIONING}.this bucket`,
      },
    ],
  ])('give buckets out %s', async (_, expression, own, expected) => {
    const given = plan(
      [
        inModule('module.storage["a"]', 'a'),
        inModule('module.storage["b"]', 'b'),
        versioning(`${VERSIONING}.this`, own),
      ],
      [named(expression)],
      called({}),
    );
    expect(await statuses(given)).toEqual(expected);
  });

  it('take buckets in, by variables and by locals', async () => {
    for (const inside of ['var.bucket', 'local.bucket']) {
      const given = plan(
        [data, logs, versioning(`${VERSIONING}.this`, { module: 'module.storage' })],
        [],
        called(
          { bucket: refersTo('aws_s3_bucket.logs.id') },
          {},
          {
            resources: [configured(`${VERSIONING}.this`, { bucket: refersTo(inside) })],
          },
        ),
      );
      expect(await statuses(given)).toEqual({ 'aws_s3_bucket.data': 'Off', 'aws_s3_bucket.logs': 'Enabled' });
    }
  });

  it('take in each a bucket of their own', async () => {
    const given = plan(
      [each('a'), each('b'), versioning(`${VERSIONING}.this`, { module: 'module.storage["b"]' })],
      [],
      called(
        { bucket: refersTo('each.value.id') },
        { for_each_expression: refersTo('aws_s3_bucket.each') },
        {
          resources: [configured(`${VERSIONING}.this`, { bucket: refersTo('var.bucket') })],
        },
      ),
    );
    expect(await statuses(given)).toEqual({ 'aws_s3_bucket.each["a"]': 'Off', 'aws_s3_bucket.each["b"]': 'Enabled' });
  });
});
