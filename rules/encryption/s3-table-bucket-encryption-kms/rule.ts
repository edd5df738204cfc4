import { allowedKeys, customerKeyVerdict } from '../../../src/core/customer-key.js';
import type { Fact } from '../../../src/core/fact.js';
import type { DefaultEncryption, Table } from '../../../src/core/facts.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import type { ResourceIdentity } from '../../../src/core/resource.js';
import { defineRule } from '../../../src/core/rule.js';
import {
  type Compliance,
  compliant,
  insufficientData,
  nonCompliant,
  notApplicable,
  type Verdict,
} from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-table-bucket-encryption-kms',
  severity: 'LOW',
  title: 'The default encryption of the table bucket uses a customer managed AWS KMS key',
  description:
    'New tables of the table bucket are encrypted with a customer managed AWS KMS key, optionally one of those allowed; with checkTables, each table is as well. Table buckets that AWS keeps are not judged.',
  tier: 'extended',
  controls: ['NIST 800-53 r5 SC-28 ~'],
  remediation: {
    summary:
      'Set the default encryption to SSE-KMS with the ARN of a customer managed key whose policy lets maintenance.s3tables.amazonaws.com use it. Tables keep the encryption they were made with.',
  },
  resource: 'tableBucket',
  facts: ['encryption'],
  optionalFacts: ['bucketType', 'tables'],
  parameters: {
    ...allowedKeys,
    checkTables: {
      type: 'boolean',
      default: false,
      description: 'Whether the encryption of each table is judged too, which takes a call a table.',
    },
  },
  evaluate(bucket, { allowedKeyArns, checkTables }) {
    const { bucketType } = bucket;
    if (bucketType.known && bucketType.value === 'aws') {
      return notApplicable('AWS_OWNED', 'AWS made the table bucket and keeps it for tables of its own.');
    }
    const verdict = customerKeyVerdict(bucket.encryption, bucket, allowedKeyArns);
    if (verdict.compliance === 'COMPLIANT') {
      return checkTables ? verdictOnTables(verdict, bucket.tables, bucket, allowedKeyArns) : verdict;
    }
    if (bucketType.known) return verdict;
    const unread = `Whether AWS keeps the bucket is unknown: ${bucketType.reason}.`;
    return { ...verdict, reason: joinReasons(verdict.reason, unread) };
  },
});

/** A table is encrypted as its creator asked for, or by the bucket's default of that time. */
const verdictOnTables = (
  ofBucket: Verdict,
  tables: Fact<readonly Table[]>,
  bucket: ResourceIdentity,
  allowedKeyArns: readonly string[],
): Verdict => {
  if (!tables.known) return insufficientData(tables.code, `How its tables are encrypted is unknown: ${tables.reason}.`);
  const judged = tables.value.map(({ name, encryption }) => ({
    name,
    found: encryption.known ? textOf(encryption.value) : encryption.reason,
    verdict: encryption.known
      ? customerKeyVerdict(encryption.value, bucket, allowedKeyArns)
      : insufficientData(encryption.code, encryption.reason),
  }));
  const of = (compliance: Compliance) => judged.filter(({ verdict }) => verdict.compliance === compliance);
  const items = (some: typeof judged) => some.map(({ name, found }) => `${name} (${found})`);

  const others = of('NON_COMPLIANT');
  const expected = allowedKeyArns.length > 0 ? allowedKeyArns : 'a customer managed key';
  const [first, ...further] = others.map(({ name, found }) => ({ path: `tables.${name}`, found, expected }));
  if (first) {
    return nonCompliant('OTHER_TABLES', words`Tables with another encryption: ${items(others)}.`, [first, ...further]);
  }
  const unread = of('INSUFFICIENT_DATA');
  const [one] = unread;
  if (one) return insufficientData(one.verdict.code, words`Tables whose encryption is unknown: ${items(unread)}.`);
  return compliant('CUSTOMER_KEY', joinReasons(ofBucket.reason, `So are those of its tables (${judged.length}).`));
};

const textOf = (encryption: DefaultEncryption | null): string => {
  if (encryption === null) return 'none set, so SSE-S3';
  return encryption.algorithm === 'AES256' ? 'SSE-S3' : (encryption.keyId ?? 'no key named');
};
