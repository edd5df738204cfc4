import { HiddenAllows, HiddenValue } from '../answers/hidden-value.js';
import { DEPLOYMENT } from '../declared/deployment.js';
import { withoutAllows } from '../declared/policy-statements.js';
import type { AccountPlace } from '../declared/service-defaults.js';
import { knownName, setIn } from './names.js';
import type { PlanResource } from './plan.js';

/**
 * The policy of a resource, as text; undefined where none is set. A policy that names ARNs of the service is hidden if
 * the resource's own ARN is not known, since whether it is meant cannot be told then; one that names an account is
 * hidden if the resource's own is not known, since it may be that.
 */
export const policyTextOf = (owner: PlanResource, policy: unknown, place: AccountPlace): unknown => {
  const text = setIn(policy);
  if (typeof text !== 'string') return text;
  const unknownPart = unknownPartOf(owner, place);
  if (unknownPart !== null && NAMES_RESOURCES.test(text)) return new HiddenValue(`${owner.address} ${unknownPart}`);
  return place.accountId === DEPLOYMENT.accountId && namesAccount(text) ? hiddenByAccount(text) : text;
};

const namesAccount = (text: string): boolean =>
  [...text.matchAll(/(?<!\d)\d{12}(?!\d)/g)].some(([id]) => id !== DEPLOYMENT.accountId);

/** Where no statement but those that allow names an account, what the others say is kept. */
const hiddenByAccount = (text: string): unknown => {
  const document = parsed(text);
  // What is no JSON is for the reader to say.
  if (document === undefined) return text;
  const cause = 'the account, which the plan does not tell';
  const denies = JSON.stringify(withoutAllows(document, (statement) => namesAccount(JSON.stringify(statement))));
  return namesAccount(denies) ? new HiddenValue(cause) : new HiddenAllows(cause, denies);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** An ARN of S3 that is more than `arn:aws:s3:::*`, or what may hide one. */
const NAMES_RESOURCES = /:s3(?:express|tables)?:[^:"]*:[^:"]*:(?!\*")|\\u/;

/** Types whose policies are about themselves. */
const OWN_POLICIES: readonly string[] = [
  'aws_s3_access_point',
  'aws_s3_bucket',
  'aws_s3_directory_bucket',
  'aws_s3tables_table_bucket',
];

const unknownPartOf = (owner: PlanResource, { accountId, region }: AccountPlace): string | null => {
  if (!OWN_POLICIES.includes(owner.type)) return null;
  if (knownName(owner) === null) return owner.type === 'aws_s3_bucket' ? 'bucket' : 'name';
  const isPlaced = accountId !== DEPLOYMENT.accountId && region !== DEPLOYMENT.region;
  return owner.type === 'aws_s3_bucket' || isPlaced ? null : 'arn';
};
