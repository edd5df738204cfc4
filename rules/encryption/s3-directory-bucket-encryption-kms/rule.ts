import { allowedKeys, customerKeyVerdict } from '../../../src/core/customer-key.js';
import { joinReasons } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';

export default defineRule({
  id: 's3-directory-bucket-encryption-kms',
  severity: 'LOW',
  title: 'The default encryption of the directory bucket uses a customer managed AWS KMS key',
  description:
    'New objects of the directory bucket are encrypted with a customer managed AWS KMS key, optionally one of those allowed. S3 offers neither aws/s3 nor DSSE-KMS there.',
  tier: 'extended',
  controls: ['NIST 800-53 r5 SC-28 ~'],
  remediation: {
    summary:
      'Set the default encryption to SSE-KMS with the ARN of a customer managed key. Choose it well: a directory bucket takes one such key for its lifetime.',
  },
  resource: 'directoryBucket',
  facts: ['encryption'],
  optionalFacts: [],
  parameters: allowedKeys,
  evaluate({ encryption, ...bucket }, { allowedKeyArns }) {
    const verdict = customerKeyVerdict(encryption, bucket, allowedKeyArns);
    if (verdict.code !== 'OTHER_KEY') return verdict;
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html
    const reason = joinReasons(verdict.reason, 'A directory bucket keeps its key for life: it takes a new bucket.');
    return { ...verdict, reason };
  },
});
