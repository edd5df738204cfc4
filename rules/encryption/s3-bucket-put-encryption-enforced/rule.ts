import type { DefaultEncryption } from '../../../src/core/facts.js';
import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { policyEvidence } from '../../../src/core/policy-evidence.js';
import { joinReasons, type Words, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, type Verdict } from '../../../src/core/verdict.js';
import { type Policy, type PolicyContext, ssecDenied } from '../../../src/policy/index.js';
import { OTHER_KEY, openUploads, type UploadHeaders } from '../../../src/policy/open-uploads.js';

export default defineRule({
  id: 's3-bucket-put-encryption-enforced',
  severity: 'LOW',
  title: 'No upload can choose a weaker encryption or another key',
  description:
    'The bucket policy denies uploads that ask for another server-side encryption or KMS key, and uploads that ask for none get the required one by default. SSE-C is judged by s3-bucket-sse-c-blocked. Controls: NIST SC-13, SC-28.',
  tier: 'extended',
  controls: ['PCI DSS 4.0.1 3.5.1 ~', 'NIST 800-53 r5 SC-13 ~', 'NIST 800-53 r5 SC-28 ~'],
  remediation: {
    summary:
      'Deny s3:PutObject where the encryption header is there and asks for something else, and set the default encryption of the bucket to what is required.',
  },
  looksAtDeniesAlone: true,
  resource: 'bucket',
  facts: ['policy', 'encryption'],
  optionalFacts: [],
  parameters: {
    algorithm: {
      type: 'text',
      enum: ['aws:kms', 'aws:kms:dsse'],
      default: 'aws:kms',
      description: 'What uploads must be encrypted with, at least: aws:kms, or aws:kms:dsse (two layers).',
    },
    keyArns: {
      type: 'list',
      default: [],
      pattern: '^arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[\\w-]+$',
      description: 'ARNs of the KMS keys that uploads may use. Not set: any key.',
    },
    requireKeyId: {
      type: 'boolean',
      default: false,
      description: 'Whether every upload must name its key, so that the default encryption never decides.',
    },
  },
  evaluate({ policy, encryption, ...bucket }, required) {
    if (!policy) {
      return nonCompliant('NO_POLICY', 'The bucket has no policy, so an upload may choose any encryption.', [
        { path: 'policy', found: null, expected: 'an explicit Deny' },
      ]);
    }
    const context = bucketPolicyContext(bucket);
    const uploads = openUploads(policy, context);
    if (uploads.value === 'unknown') return insufficientData(uploads.code, uploads.reason);
    if (uploads.value.length === 0) return compliant('NO_UPLOAD', uploads.reason);

    const [flaw, ...others] = uploads.value.flatMap((upload) => flawOf(upload, required) ?? []);
    if (flaw) {
      const texts = [...new Set([flaw, ...others].filter(({ code }) => code === flaw.code).map(({ text }) => text))];
      const reason = words`Not denied are uploads ${texts}; required is ${requiredText(required)}.`;
      return nonCompliant(flaw.code, reason, policyEvidence(uploads, 'an explicit Deny', flaw.upload));
    }
    const byDefault = uploads.value.some(isBare);
    const flawOfDefault = byDefault ? verdictOnDefault(encryption, required) : null;
    const unsure = uploads.value.flatMap(({ key }) =>
      key && !isKnown(key) && required.keyArns.length > 0 ? [key] : [],
    );
    if (flawOfDefault?.compliance === 'NON_COMPLIANT' || unsure.length === 0) {
      return flawOfDefault ?? enforced(policy, context, byDefault, required);
    }
    return insufficientData(
      'KEY_NAME',
      words`Whether ${[...new Set(unsure)]} is one of the keys required is not known; name keys by ARN.`,
    );
  },
});

interface Required {
  readonly algorithm: string;
  readonly keyArns: readonly string[];
  readonly requireKeyId: boolean;
}

interface Flaw {
  readonly code: string;
  readonly text: string;
  readonly upload: UploadHeaders;
}

const isBare = ({ encryption }: UploadHeaders): boolean => encryption === null;

/** Whether a key is told for certain: what is no ARN may be a name of any key. */
const isKnown = (key: string): boolean => key === OTHER_KEY || key.startsWith('arn:');

const isStrong = (algorithm: string, required: string): boolean =>
  algorithm === 'aws:kms:dsse' || algorithm === required;

/** What is wrong with an upload that is not denied; the default encryption is not looked at. */
const flawOf = (upload: UploadHeaders, { algorithm, keyArns, requireKeyId }: Required): Flaw | null => {
  const { encryption, key } = upload;
  if (encryption === null)
    return requireKeyId ? { code: 'KEY_NOT_REQUIRED', text: 'without encryption headers', upload } : null;
  if (!isStrong(encryption, algorithm)) return { code: 'OTHER_ENCRYPTION', text: `that ask for ${encryption}`, upload };
  if (key === null && (requireKeyId || keyArns.length > 0)) {
    return { code: 'KEY_NOT_REQUIRED', text: `that ask for ${encryption} without a key, which takes aws/s3`, upload };
  }
  if (key === null || keyArns.length === 0 || keyArns.includes(key) || !isKnown(key)) return null;
  const name = key === OTHER_KEY ? 'a key that the policy does not name' : key;
  return { code: 'OTHER_KEY', text: `that name ${name}`, upload };
};

/** The verdict on uploads that the default encryption decides; null where it gives them what is required. */
const verdictOnDefault = (encryption: DefaultEncryption | null, { algorithm, keyArns }: Required): Verdict | null => {
  const found = encryption?.algorithm ?? 'AES256';
  const slips = 'Uploads without encryption headers are not denied, and the default encryption';
  if (!isStrong(found, algorithm)) {
    return nonCompliant('DEFAULT_ENCRYPTION', `${slips} is ${found}, not ${algorithm}.`, [
      { path: 'encryption.algorithm', found, expected: algorithm },
    ]);
  }
  const keyId = encryption?.keyId ?? null;
  if (keyArns.length === 0 || (keyId && keyArns.includes(keyId))) return null;
  if (keyId && !isKnown(keyId)) {
    return insufficientData(
      'KEY_NAME',
      words`${slips} names its key ${keyId}; whether that is one of ${keyArns} is not known.`,
    );
  }
  return nonCompliant(
    'DEFAULT_KEY',
    words`${slips} uses ${keyId ?? 'the AWS managed key aws/s3'}, not one of ${keyArns}.`,
    [{ path: 'encryption.keyId', found: keyId, expected: [...keyArns] }],
  );
};

const enforced = (policy: Policy, context: PolicyContext, byDefault: boolean, required: Required): Verdict => {
  const customer =
    ssecDenied(policy, context).value === true ? null : 'SSE-C is not denied; s3-bucket-sse-c-blocked judges it.';
  const reason = words`Uploads that ask for anything but ${requiredText(required)} are denied.`;
  if (byDefault) {
    return compliant('ENFORCED', joinReasons(reason, 'Those without encryption headers get it by default.', customer));
  }
  const hint = 'Those without encryption headers are denied too, which breaks clients that rely on the default.';
  return compliant('HEADER_REQUIRED', joinReasons(reason, hint, customer));
};

const requiredText = ({ algorithm, keyArns, requireKeyId }: Required): Words => {
  if (keyArns.length > 0) return words`${algorithm} with one of ${keyArns}`;
  return requireKeyId ? words`${algorithm} with a named key` : words`${algorithm}`;
};
