import type { Caller } from './callers.js';

/** One concrete request, as a resource policy sees it. */
export interface PolicyRequest {
  readonly caller: Caller;
  /** `s3:GetObject` */
  readonly action: string;
  /** The ARN of the bucket or access point, or of an object or table in it. */
  readonly resource: string;
  /** The condition keys the request has, by name in any case; those of several values as lists. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** The caller of a request in words: `anyone`, `account 111122223333`. */
export function callerText(caller: Caller): string {
  switch (caller.kind) {
    case 'anonymous':
      return 'anyone';
    case 'account':
      return caller.arn ?? `account ${caller.account}`;
    case 'service':
      return caller.name === '' ? 'any AWS service' : caller.name;
    case 'canonicalUser':
      return `canonical user ${caller.id}`;
    case 'federated':
      return `users of ${caller.provider}`;
  }
}

/** A stranger in words. */
export function strangerText(caller: Caller): string {
  return caller.kind === 'account' ? 'any AWS account' : callerText(caller);
}
