import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import { describeStatement } from './label.js';
import type { Condition, Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry } from './question.js';
import type { Region } from './requests.js';

/** What an upload asks for in its headers. */
export interface UploadHeaders {
  /** Null: it has no such header, so the bucket's default applies. */
  readonly encryption: 'AES256' | 'aws:kms' | 'aws:kms:dsse' | null;
  /** The KMS key as the policy names it; null: none is named; {@link OTHER_KEY}: one that the policy does not name. */
  readonly key: string | null;
}

/** Stands for every KMS key that a policy does not name. */
export const OTHER_KEY = '*';

/**
 * The headers with which some PutObject is not explicitly denied, apart from those with a customer's own key (SSE-C).
 *
 * Codes: `OPEN`, `NONE` (every upload is denied).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export function openUploads(policy: Policy, context: PolicyContext): Answer<readonly UploadHeaders[]> {
  const denies = policy.statements.filter(({ effect }) => effect === 'Deny');
  const named = new Set(denies.flatMap(({ conditions }) => conditions.filter(isKey).flatMap(({ values }) => values)));
  return createInquiry(policy, context).ask(({ model, visitUndenied }) => {
    const points = model.keys.get(KEY)?.points ?? [null, OTHER_KEY];
    const isOpen = (encryption: string | null, key: string | null) =>
      visitUndenied(model.callers, upload(encryption, key), () => true);
    const plain = ([null, 'AES256'] as const).map((encryption) => ({ encryption, key: null, point: null }));
    const kms = (['aws:kms', 'aws:kms:dsse'] as const).flatMap((encryption) =>
      points.map((point) => ({ encryption, key: point === null || named.has(point) ? point : OTHER_KEY, point })),
    );
    const open = [...plain, ...kms].filter(({ encryption, point }) => isOpen(encryption, point));
    const value = open.map(({ encryption, key }) => ({ encryption, key }));
    const statements = denies.filter(isAboutEncryption).map(describeStatement);
    if (value.length === 0) return { value, statements, reason: 'Every upload is denied.', code: 'NONE' };
    return { value: withoutRepeats(value), statements, reason: 'Some uploads are not denied.', code: 'OPEN' };
  });
}

const SSE = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const CUSTOMER = 's3:x-amz-server-side-encryption-customer-algorithm';

function upload(encryption: string | null, key: string | null): Region {
  const isIn = (name: string, value: string | null) => {
    if (name === SSE) return value === encryption;
    return value === (name === KEY ? key : null);
  };
  return { operation: isUpload, where: { keys: [SSE, KEY, CUSTOMER], isIn } };
}

function isUpload({ action, inside }: Operation): boolean {
  return inside && action === 's3:PutObject';
}

function isKey({ key }: Condition): boolean {
  return key === KEY;
}

function isAboutEncryption({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => key === SSE || key === KEY);
}

function withoutRepeats(uploads: readonly UploadHeaders[]): readonly UploadHeaders[] {
  return [...new Map(uploads.map((one) => [`${one.encryption} ${one.key}`, one])).values()];
}
