import type { Operation } from '../../core/operations.js';
import type { Kind } from '../../core/resource.js';

/**
 * One question to an AWS API, whoever answers it: a live client or a recorded file.
 *
 * Members beside `operation` and `input` say where the answer belongs, which a live client needs to choose its region
 * and a recorded file needs to find its entry.
 */
export interface Question {
  readonly operation: Operation;
  /** As the SDK takes it, in the API's field names. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The region to ask in; null for what has none. */
  readonly region: string | null;
  /**
   * The resource that is asked about, which is remembered as long as it is judged; null for a question about the
   * account. In a recorded file buckets and access points have answers of their own; those of the others are the
   * account's, by `id`.
   */
  readonly owner: { readonly kind: Kind; readonly name: string } | null;
  /** Tells apart the answers to one operation in an account, as in `kms:DescribeKey#key-id`. */
  readonly id?: string;
  /** Set where a further page is asked for. A recorded answer is whole, so a file holds none. */
  readonly isFurtherPage?: true;
}

/** What came back. Faults are thrown, never answered. */
export type Answer =
  | { readonly kind: 'answer'; readonly output: unknown }
  /** A *not found* error: the setting is not there. */
  | { readonly kind: 'absent' }
  /** The resource itself is not there. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'denied'; readonly action: string }
  /** Recorded files and templates only: nobody asked, so nothing is known. */
  | { readonly kind: 'notRecorded'; readonly reason?: string };

export type Ask = (question: Question) => Promise<Answer>;

/** The resource vanished between being listed and being read. It is not applicable, never a verdict on its settings. */
export class ResourceGoneError extends Error {
  override readonly name = 'ResourceGoneError';
}

/** What `promise` gives; null if what it asks about is gone. */
export const unlessGone = async <T>(promise: Promise<T>): Promise<T | null> => {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof ResourceGoneError) return null;
    throw error;
  }
};
