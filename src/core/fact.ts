/**
 * One thing known or unknown about a resource.
 *
 * Absent, unknown and failed are three things. A bucket without a policy is `known(null)`; a read that was refused is
 * `unknown('DENIED', …)`; a broken network is an exception and never becomes a fact.
 */
export type Fact<T> = Known<T> | Unknown;

export interface Known<T> {
  readonly known: true;
  readonly value: T;
}

export interface Unknown {
  readonly known: false;
  readonly code: UnknownCode;
  /** One sentence without its full stop, for the owner of the resource: what could not be read, and what would tell. */
  readonly reason: string;
  /** Of a policy of which everything but Allow statements is known: that policy, with nothing in their places. */
  readonly denies?: unknown;
}

/**
 * Why a fact is unknown.
 *
 * - `DENIED`: the read was refused; the reason names the IAM action
 * - `MALFORMED`: it was read and cannot be understood; the reason names the place
 * - `NOT_RECORDED`: the source should hold it and does not
 * - `NOT_DEPLOYED`: a template leaves it to the deployment; the reason names what decides it
 * - `NOT_IN_SOURCE`: this kind of source can never tell it
 * - `NOT_READ`: nobody has asked yet; no verdict rests on it (see `judge`)
 */
export type UnknownCode = 'DENIED' | 'MALFORMED' | 'NOT_RECORDED' | 'NOT_DEPLOYED' | 'NOT_IN_SOURCE' | 'NOT_READ';

/** A fact that was read; `known(null)` says that the setting is not there. */
export const known = <T>(value: T): Known<T> => ({ known: true, value });

/** A fact that nobody can rest a verdict on. */
export const unknown = (code: UnknownCode, reason: string): Unknown => ({ known: false, code, reason });

/** The fact with its value converted; an unknown one stays as it is. */
export const mapFact = <T, U>(fact: Fact<T>, convert: (value: T) => U): Fact<U> =>
  fact.known ? known(convert(fact.value)) : fact;
