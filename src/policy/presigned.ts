import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import type { Decider } from './decide.js';
import { sentence, statementsThat } from './label.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry, type Inquiry } from './question.js';
import type { Region } from './requests.js';

/**
 * The age in milliseconds above which every presigned request for objects is explicitly denied, by anyone and with any
 * action; null when there is no such limit.
 *
 * Requests signed with version 2 always have the age 0; see {@link presignedVersion2Denied}.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
 */
export function signatureAgeMaxMs(policy: Policy, context: PolicyContext): Answer<number | null> {
  return signatureAgeMaxMsIn(createInquiry(policy, context));
}

/** {@link signatureAgeMaxMs} of an inquiry that is under way. */
export function signatureAgeMaxMsIn({ ask }: Inquiry): Answer<number | null> {
  return ask((decider) => {
    const points = decider.model.keys.get(AGE)?.points ?? [];
    const ages = points.flatMap((age) => (age === null ? [] : Number(age))).sort((a, b) => b - a);
    const oldest = coverOfPresigned(decider, AGE, ages[0]);
    if (oldest === null) {
      return {
        value: null,
        statements: [],
        reason: 'No age of presigned requests is denied for all.',
        code: 'NO_LIMIT',
      };
    }
    // Ages are whole milliseconds, and those next to a limit are among the points: the oldest age left is the limit.
    const value = ages.find((age) => coverOfPresigned(decider, AGE, age) === null) ?? 0;
    const reason = sentence(`${statementsThat('denies', oldest)} presigned requests older than ${value} ms.`);
    return { value, statements: oldest, reason, code: 'LIMIT' };
  });
}

/** Whether every presigned request for objects (query-string authentication) is explicitly denied. */
export function presignedBlocked(policy: Policy, context: PolicyContext): Answer {
  return presignedBlockedIn(createInquiry(policy, context));
}

/** {@link presignedBlocked} of an inquiry that is under way. */
export function presignedBlockedIn({ ask }: Inquiry): Answer {
  return ask((decider) => denialAnswer(coverOfPresigned(decider), 'presigned requests'));
}

/** Whether every presigned request for objects with signature version 2 is explicitly denied. */
export function presignedVersion2Denied(policy: Policy, context: PolicyContext): Answer {
  return presignedVersion2DeniedIn(createInquiry(policy, context));
}

/** {@link presignedVersion2Denied} of an inquiry that is under way. */
export function presignedVersion2DeniedIn({ ask }: Inquiry): Answer {
  return ask((decider) =>
    denialAnswer(coverOfPresigned(decider, VERSION), 'presigned requests of signature version 2'),
  );
}

const AGE = 's3:signatureage';
const VERSION = 's3:signatureversion';
const TYPE = 's3:authtype';

type Cover = ReturnType<Decider['coverOf']>;

function denialAnswer(cover: Cover, what: string): Answer {
  return cover === null
    ? { value: false, statements: [], reason: `Not all ${what} are denied.`, code: 'NOT_DENIED' }
    : {
        value: true,
        statements: cover,
        reason: sentence(`${statementsThat('denies', cover)} ${what}.`),
        code: 'DENIED',
      };
}

/** What denies all presigned requests for objects, of an age or of signature version 2; null: not all are denied. */
function coverOfPresigned({ model, signed, coverOf }: Decider, restricted?: string, age?: number): Cover {
  if (!model.table.operations.some(isInside)) return null;
  const region: Region = { operation: isInside, where: { keys: [TYPE, AGE, VERSION], isIn } };
  return coverOf(region, signed);

  function isIn(key: string, value: string | null): boolean {
    if (key === TYPE) return value === 'REST-QUERY-STRING';
    if (key === AGE) return age === undefined ? restricted !== VERSION || value === '0' : value === String(age);
    return restricted === VERSION ? value === 'AWS' : value !== null;
  }
}

function isInside({ inside }: Operation): boolean {
  return inside;
}
