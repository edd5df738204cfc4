import { ACCOUNT, BUCKET, bucketWith, KEY_ARN } from '../../../../test/builders.js';
import { asDeleted, asSnapshot, kmsKeyItem, snapshotItem, withSupplementary } from '../../../../test/items.js';
import { known } from '../../../core/fact.js';
import { parsePolicy } from '../../../policy/index.js';
import { parseItem } from '../../configuration-item/parse-item.js';
import { createEncryptionKeys } from './encryption-keys.js';
import { createLoggingSources } from './logging-sources.js';

describe('the sources of access logs with their prefixes', () => {
  const logging = (name: string, prefix: string) =>
    snapshotItem({ name, logging: { destinationBucket: BUCKET, prefix } });
  const broken = (name: string) =>
    withSupplementary(snapshotItem({ name }), { BucketLoggingConfiguration: 'not JSON' });
  const told = (...items: readonly unknown[]) => {
    const sources = createLoggingSources();
    for (const item of items) sources.add(parseItem(item));
    return sources.withPrefixesOf(bucketWith().identity);
  };

  it('come sorted', () => {
    expect(told(logging('b', 'b/'), logging('a', ''))).toEqual(
      known([
        { bucket: 'a', prefix: '' },
        { bucket: 'b', prefix: 'b/' },
      ]),
    );
    expect(told(snapshotItem())).toEqual(known([]));
  });

  it('are unknown where one may be missing, unless that is the bucket itself', () => {
    expect(told(broken('a'), logging('b', 'b/'))).toMatchObject({ known: false, code: 'MALFORMED' });
    expect(told(broken(BUCKET), logging('b', 'b/'))).toEqual(known([{ bucket: 'b', prefix: 'b/' }]));
  });
});

describe('the policy of the default key', () => {
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' }],
  };
  const key = withSupplementary(kmsKeyItem(), { Policy: JSON.stringify(document, null, 2) });
  const bucket = bucketWith({ encryption: { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true } });
  const told = (item: unknown) => {
    const keys = createEncryptionKeys('the snapshot');
    keys.add(parseItem(item));
    return keys.policyOf(bucket);
  };

  it('stands in the item of the key, as text in text', () => {
    expect(told(asSnapshot(key))).toEqual(known(parsePolicy(document)));
  });

  it('is none of a key that is deleted', () => {
    expect(told(asDeleted(key))).toEqual(known(null));
  });

  it.each<[string, unknown, string]>([
    ['not recorded', undefined, 'NOT_RECORDED'],
    ['no policy', '{"Version":"2012-10-17","Statement":[]}', 'MALFORMED'],
  ])('is unknown where it is %s', (_name, Policy, code) => {
    expect(told(withSupplementary(key, { Policy }))).toMatchObject({ known: false, code });
  });
});
