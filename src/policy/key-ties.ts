import { accountIn, type NamedValues } from './named-values.js';

/** One of the ways in which keys occur together: which values each of them can have, null being its absence. */
export type TiedWorld = (key: string, value: string | null) => boolean;

/** Keys that depend on each other, and the worlds one of which every request fits. */
export interface Tie {
  readonly keys: readonly string[];
  /** Asked of these keys only. */
  readonly worlds: readonly TiedWorld[];
}

/** The values that a policy's points of a key offer; empty when the policy does not use the key. */
export type PointsOf = (key: string) => readonly (string | null)[];

/**
 * The groups of condition keys that depend on each other.
 *
 * Only groups of which a policy uses two keys or more are given: with one key there is nothing to tie.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function tiesOf(pointsOf: PointsOf, named: NamedValues): readonly Tie[] {
  const tie = (keys: readonly string[], worlds: () => readonly TiedWorld[]): readonly Tie[] =>
    keys.filter((key) => pointsOf(key).length > 0).length > 1 ? [{ keys, worlds: worlds() }] : [];
  return [
    ...tie(ROUTE_KEYS, () => ROUTE),
    ...tie(['aws:securetransport', 's3:tlsversion'], () => TLS),
    ...tie(['aws:multifactorauthpresent', 'aws:multifactorauthage'], () => MFA),
    ...tie([SSE, KMS_KEY], () => KMS),
    ...tie(ACCESS_POINT_KEYS, () => accessPointWorlds(pointsOf, named)),
    ...tie(['aws:sourcearn', 'aws:sourceaccount'], () => sourceWorlds(pointsOf, named)),
    ...ORGANIZATION_KEYS.flatMap((keys) => tie(keys, () => organizationWorlds(named))),
  ];
}

const ROUTE_KEYS = [
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpcsourceip',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
];

/** Keys that every request through a VPC endpoint has. */
const ENDPOINT_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpcsourceip',
]);

/** Over the internet, or through a VPC endpoint. */
const ROUTE: readonly TiedWorld[] = [
  (key, value) => (value === null) === (key !== 'aws:sourceip'),
  (key, value) => (key === 'aws:sourceip' ? value === null : value !== null || !ENDPOINT_KEYS.has(key)),
];

/** The TLS version is there where TLS is. */
const TLS: readonly TiedWorld[] = [
  (key, value) => (key === 'aws:securetransport' ? value === 'true' : value !== null),
  (key, value) => (key === 'aws:securetransport' ? value === 'false' : value === null),
];

/** Only who has used MFA has an MFA age. */
const MFA: readonly TiedWorld[] = [
  (key, value) => key !== 'aws:multifactorauthpresent' || value === 'true',
  (key, value) => (key === 'aws:multifactorauthpresent' ? value !== 'true' : value === null),
];

const SSE = 's3:x-amz-server-side-encryption';
const KMS_KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';

/** Who names a KMS key asks for encryption with KMS. */
const KMS: readonly TiedWorld[] = [
  (key, value) => key === SSE || value === null,
  (key, value) => (key === SSE ? value?.startsWith('aws:kms') === true : value !== null),
];

const ACCESS_POINT_KEYS = ['s3:dataaccesspointarn', 's3:dataaccesspointaccount', 's3:accesspointnetworkorigin'];

/** Not through an access point, or through one of a named or of another account. */
function accessPointWorlds(pointsOf: PointsOf, named: NamedValues): readonly TiedWorld[] {
  const through = accountsIn([...pointsOf('s3:dataaccesspointarn'), ...pointsOf('s3:dataaccesspointaccount')], named);
  return [
    (_, value) => value === null,
    ...through.map(
      (account): TiedWorld =>
        (key, value) => {
          if (value === null) return false;
          return key === 's3:accesspointnetworkorigin' || isOf(key, value, account, named);
        },
    ),
  ];
}

/** A source's ARN is of the source's account, as far as it tells one. */
function sourceWorlds(pointsOf: PointsOf, named: NamedValues): readonly TiedWorld[] {
  const accounts = accountsIn([...pointsOf('aws:sourcearn'), ...pointsOf('aws:sourceaccount')], named);
  return [
    (key, value) => key !== 'aws:sourceaccount' || value === null,
    ...accounts.map(
      (account): TiedWorld =>
        (key, value) => {
          if (value === null) return key === 'aws:sourcearn';
          return isOf(key, value, account, named);
        },
    ),
  ];
}

const ORGANIZATION_KEYS: readonly (readonly string[])[] = [
  ['aws:principalorgid', 'aws:principalorgpaths'],
  ['aws:sourceorgid', 'aws:sourceorgpaths'],
  ['aws:vpceorgid', 'aws:vpceorgpaths'],
];

/** No organization, a named one or another one; the paths begin with its id. */
function organizationWorlds({ organizations }: NamedValues): readonly TiedWorld[] {
  return [
    (_, value) => value === null,
    ...[...organizations, ''].map(
      (organization): TiedWorld =>
        (_, value) => {
          const own = value?.toLowerCase().split('/')[0];
          if (own === undefined) return false;
          return organization === '' ? !organizations.has(own) : own === organization;
        },
    ),
  ];
}

/** The named accounts that occur in values, and an empty text for all others. */
function accountsIn(values: readonly (string | null)[], { accounts }: NamedValues): readonly string[] {
  const found = values.flatMap((value) => (value === null ? [] : (accountIn(value) ?? value)));
  return [...new Set(found.filter((account) => accounts.has(account))), ''];
}

/** Whether a value is of a named account or, for an empty one, of none of them. An ARN that tells none is of any. */
function isOf(key: string, value: string, account: string, { accounts }: NamedValues): boolean {
  if (!key.endsWith('arn')) return account === '' ? !accounts.has(value) : value === account;
  const own = accountIn(value);
  return own === null || !accounts.has(own) || own === account;
}
