import { malformed } from './malformed-policy-error.js';
import { objectFrom, textsFrom } from './members.js';
import type { PrincipalElement } from './policy.js';

/**
 * Reads a `Principal` or `NotPrincipal` element.
 *
 * @throws {MalformedPolicyError} for a string other than `*`, an unknown sort of principal, a wildcard in a name
 */
export function principalFrom(value: unknown, not: boolean, place: string): PrincipalElement {
  if (value === '*') return { not, ...ANYBODY };
  if (typeof value === 'string') throw malformed(place, 'must be "*" or an object', value);
  const element = objectFrom(value, place, SORTS);
  if (Object.keys(element).length === 0) throw malformed(place, 'must name a principal', value);
  const { AWS, Service, CanonicalUser, Federated } = element;
  const { everyone, accounts, arns, deleted } = awsPrincipals(AWS, `${place}.AWS`);
  return {
    not,
    everyone,
    accounts,
    arns,
    deleted,
    services: names(Service, `${place}.Service`),
    canonicalUsers: names(CanonicalUser, `${place}.CanonicalUser`),
    federated: Federated === undefined ? [] : textsFrom(Federated, `${place}.Federated`),
  };
}

/** The account id in an IAM or STS ARN; null where there is none. */
export function accountOfPrincipal(arn: string): string | null {
  return PRINCIPAL_ARN.exec(arn)?.[1] ?? null;
}

const SORTS: ReadonlySet<string> = /* @__PURE__ */ new Set(['AWS', 'Service', 'CanonicalUser', 'Federated']);

const NO_AWS = { everyone: false, accounts: [], arns: [], deleted: [] };

const ANYBODY = {
  everyone: true,
  accounts: [],
  arns: [],
  deleted: [],
  services: [],
  canonicalUsers: [],
  federated: [],
};

const ACCOUNT_ID = /^\d{12}$/;
/** Unique ids of users, roles and the like, which replace the ARN of one that was deleted. */
const UNIQUE_ID = /^A[A-Z0-9]{3}[A-Z0-9]{12,124}$/;
const PRINCIPAL_ARN = /^arn:[^:]+:(?:iam|sts)::([^:]+):[^:]/;
const ROOT_ARN = /^arn:[^:]+:iam::(\d{12}):root$/;

type AwsPrincipals = Pick<PrincipalElement, 'everyone' | 'accounts' | 'arns' | 'deleted'>;

function awsPrincipals(value: unknown, place: string): AwsPrincipals {
  if (value === undefined) return NO_AWS;
  const texts = textsFrom(value, place);
  const accounts: string[] = [];
  const arns: string[] = [];
  const deleted: string[] = [];
  for (const text of texts) {
    if (text === '*') continue;
    const account = ACCOUNT_ID.test(text) ? text : ROOT_ARN.exec(text)?.[1];
    if (account !== undefined) accounts.push(account);
    else if (isWild(text)) throw malformed(place, 'must not have a wildcard in a name', text);
    else if (PRINCIPAL_ARN.test(text)) arns.push(text);
    else if (UNIQUE_ID.test(text)) deleted.push(text);
    else throw malformed(place, 'must hold account ids, ARNs or "*"', text);
  }
  return { everyone: texts.includes('*'), accounts, arns, deleted };
}

function names(value: unknown, place: string): readonly string[] {
  if (value === undefined) return [];
  const texts = textsFrom(value, place);
  const wild = texts.find(isWild);
  if (wild !== undefined) throw malformed(place, 'must not have a wildcard in a name', wild);
  return texts;
}

function isWild(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
