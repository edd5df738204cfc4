import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import type { Decider } from './decide.js';
import { sentence, statementsThat } from './label.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry, type Inquiry } from './question.js';
import type { Region } from './requests.js';

/** What an encryption every upload must ask for can be. */
export type RequiredEncryption = 'any' | 'AES256' | 'kms';

/**
 * The encryption that every PutObject must ask for in its headers; null when one without the header may pass.
 *
 * Codes: `REQUIRED`, `NOT_REQUIRED`, `NO_UPLOAD` (every PutObject is denied).
 */
export function requiredEncryption(policy: Policy, context: PolicyContext): Answer<RequiredEncryption | null> {
  return requiredEncryptionIn(createInquiry(policy, context));
}

/** {@link requiredEncryption} of an inquiry that is under way. */
export function requiredEncryptionIn({ ask }: Inquiry): Answer<RequiredEncryption | null> {
  return ask<RequiredEncryption | null>((decider) => {
    const bare = upload({ [SSE]: isAbsent, [KEY]: isAbsent });
    const statements = coverOfUpload(decider, bare);
    if (statements === null) {
      return {
        value: null,
        statements: [],
        reason: 'Uploads without an encryption header are not denied.',
        code: 'NOT_REQUIRED',
      };
    }
    const plain = isOpen(
      decider,
      upload({ [SSE]: (value) => value === 'AES256', [KEY]: isAbsent, [CUSTOMER]: isAbsent }),
    );
    const kms = isOpen(
      decider,
      withKms(() => true),
    );
    const value = plain ? (kms ? 'any' : 'AES256') : 'kms';
    return {
      value,
      statements,
      reason: sentence(`${statementsThat('denies', statements)} uploads that do not ask for ${TEXTS[value]}.`),
      code: plain || kms ? 'REQUIRED' : 'NO_UPLOAD',
    };
  });
}

/**
 * The KMS keys of which every PutObject must name one, sorted; empty when none is required.
 *
 * Keys are named as in the policy. Where a policy names keys by ARN and by id or alias, and that decides, the answer
 * is unknown: whether two names are of one key is not for the policy to say.
 *
 * Codes: `REQUIRED`, `NOT_REQUIRED`, `NO_KEY` (no key passes), `MIXED_NAMES` (unknown).
 */
export function requiredKmsKeys(policy: Policy, context: PolicyContext): Answer<readonly string[]> {
  return requiredKmsKeysIn(createInquiry(policy, context));
}

/** {@link requiredKmsKeys} of an inquiry that is under way. */
export function requiredKmsKeysIn({ ask, policy }: Inquiry): Answer<readonly string[]> {
  const conditions = policy.statements.flatMap((statement) => statement.conditions.filter(({ key }) => key === KEY));
  const named = new Set(conditions.flatMap(({ values }) => values).filter((value) => !/[*?]|\$\{/.test(value)));
  return ask((decider) => {
    const points = decider.model.keys.get(KEY)?.points ?? [];
    const statements = points.length === 0 ? null : coverOfUpload(decider, upload({ [KEY]: isAbsent }));
    const open = points.filter(
      (key) =>
        key !== null &&
        isOpen(
          decider,
          withKms((value) => value === key),
        ),
    );
    const keys = open.flatMap((key) => key ?? []);
    if (statements === null || !keys.every((key) => named.has(key))) {
      return { value: [], statements: [], reason: 'No KMS key is required of uploads.', code: 'NOT_REQUIRED' };
    }
    const isMixed = new Set([...named].map((key) => key.startsWith('arn:') && key.includes(':key/'))).size > 1;
    if (isMixed && keys.length < named.size) {
      const reason = 'The policy names KMS keys by ARN and by id or alias; whether they are the same key is not known.';
      return { value: 'unknown', statements, reason, code: 'MIXED_NAMES' };
    }
    const reason =
      keys.length === 0
        ? 'Every upload is denied, whatever key it names.'
        : `Uploads must name the KMS key ${keys.join(' or ')}.`;
    return { value: keys.sort(), statements, reason, code: keys.length === 0 ? 'NO_KEY' : 'REQUIRED' };
  });
}

/** Whether every PutObject with a key of the customer's own (SSE-C) is explicitly denied. */
export function ssecDenied(policy: Policy, context: PolicyContext): Answer {
  return ssecDeniedIn(createInquiry(policy, context));
}

/** {@link ssecDenied} of an inquiry that is under way. */
export function ssecDeniedIn({ ask }: Inquiry): Answer {
  return ask((decider) => {
    const region = upload({ [CUSTOMER]: (value) => value !== null, [SSE]: isAbsent, [KEY]: isAbsent });
    const statements = coverOfUpload(decider, region);
    return statements === null
      ? {
          value: false,
          statements: [],
          reason: 'Uploads with customer-provided keys are not denied.',
          code: 'NOT_DENIED',
        }
      : {
          value: true,
          statements,
          reason: sentence(`${statementsThat('denies', statements)} uploads with customer-provided keys.`),
          code: 'DENIED',
        };
  });
}

const SSE = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const CUSTOMER = 's3:x-amz-server-side-encryption-customer-algorithm';

const TEXTS: Readonly<Record<RequiredEncryption, string>> = { any: 'an encryption', AES256: 'AES256', kms: 'KMS' };

function isAbsent(value: string | null): boolean {
  return value === null;
}

/** Uploads of objects whose headers are as given. */
function upload(headers: Readonly<Record<string, (value: string | null) => boolean>>): Region {
  const keys = Object.keys(headers);
  return { operation: isUpload, where: { keys, isIn: (key, value) => headers[key]?.(value) ?? true } };
}

/** Uploads that ask for KMS with some key; without one it is S3's own. */
function withKms(isKey: (value: string | null) => boolean): Region {
  return upload({ [SSE]: (value) => value?.startsWith('aws:kms') === true, [KEY]: isKey, [CUSTOMER]: isAbsent });
}

function isUpload({ action, inside }: Operation): boolean {
  return inside && action === 's3:PutObject';
}

function isOpen({ model, visitUndenied }: Decider, region: Region): boolean {
  return visitUndenied(model.callers, region, () => true);
}

function coverOfUpload({ model, coverOf }: Decider, region: Region): ReturnType<Decider['coverOf']> {
  return model.table.operations.some(isUpload) ? coverOf(region) : null;
}
