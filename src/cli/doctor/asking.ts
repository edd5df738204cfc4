import { UsageError } from '../usage-error.js';

/** What the doctor asks AWS, by `service:Operation`. */
export const doctorOperations = [
  'config:DescribeConfigurationRecorders',
  'config:DescribeConfigurationRecorderStatus',
  'config:DescribeDeliveryChannels',
  'config:DescribeConfigRules',
  'config:DescribeConformancePacks',
  'organizations:DescribeOrganization',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:ListDelegatedAdministrators',
  'securityhub:DescribeHub',
] as const;
export type DoctorOperation = (typeof doctorOperations)[number];

/** What came back: an answer, that there is nothing, or why nothing is known. */
export type Told =
  | { readonly kind: 'answer'; readonly output: unknown }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Asks an operation in a region; null for what has none. Answers are whole, all pages together. */
export type AskDoctor = (operation: DoctorOperation, region: string | null) => Promise<Told>;

/** How an operation hands out pages: the list, and the token in the question and in the answer. */
export const pagings: { readonly [O in DoctorOperation]?: readonly [list: string, token: string] } = {
  'config:DescribeConfigRules': ['ConfigRules', 'NextToken'],
  'config:DescribeConformancePacks': ['ConformancePackDetails', 'NextToken'],
  'organizations:ListAWSServiceAccessForOrganization': ['EnabledServicePrincipals', 'NextToken'],
  'organizations:ListDelegatedAdministrators': ['DelegatedAdministrators', 'NextToken'],
};

/** Codes that say: there is none. */
const absent: { readonly [O in DoctorOperation]?: readonly string[] } = {
  'config:DescribeConfigurationRecorderStatus': ['NoSuchConfigurationRecorderException'],
  'config:DescribeDeliveryChannels': ['NoSuchDeliveryChannelException'],
  'organizations:DescribeOrganization': ['AWSOrganizationsNotInUseException'],
  'organizations:ListAWSServiceAccessForOrganization': ['AWSOrganizationsNotInUseException'],
  'organizations:ListDelegatedAdministrators': ['AWSOrganizationsNotInUseException'],
  'securityhub:DescribeHub': ['InvalidAccessException', 'ResourceNotFoundException'],
};

/** What an error says. */
export const toldByError = (operation: DoctorOperation, code: string, message: string): Told => {
  if (absent[operation]?.includes(code)) return { kind: 'absent' };
  const isDenied = /^(AccessDenied(Exception)?|UnauthorizedOperation)$/.test(code);
  return {
    kind: 'unknown',
    reason: isDenied ? `${operation} was denied` : `${operation} failed: ${[code, message].filter(Boolean).join(': ')}`,
  };
};

/**
 * Asks recorded answers, by their keys: `config:DescribeConfigRules@eu-west-1`, or without a region.
 *
 * @param answers of one account
 */
export const askRecorded =
  (answers: Readonly<Record<string, unknown>>): AskDoctor =>
  async (operation, region) => {
    const key = [`${operation}@${region}`, operation].find((one) => Object.hasOwn(answers, one));
    if (key === undefined) return { kind: 'unknown', reason: `no answer of ${operation} is recorded` };
    const output = answers[key];
    const { error } = (output ?? {}) as { readonly error?: { readonly code?: unknown; readonly message?: unknown } };
    if (!error) return { kind: 'answer', output };
    return toldByError(operation, String(error.code), String(error.message ?? ''));
  };

/** Whether answers were recorded in a region of their own. */
export const regionsRecorded = (answers: Readonly<Record<string, unknown>>): readonly string[] => {
  const found = Object.keys(answers).flatMap((key) => /@([a-z0-9-]+)(?:#|$)/.exec(key)?.[1] ?? []);
  return [...new Set(found)].sort();
};

/** @throws UsageError */
export const regionsFrom = (given: readonly string[] | undefined, known: readonly string[]): readonly string[] => {
  const regions = given && given.length > 0 ? given : known;
  if (regions.length > 0) return regions;
  throw new UsageError('say which regions to look at: --region eu-west-1');
};
