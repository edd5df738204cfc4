import { ServiceError } from './fault.js';
import { type Input, listOf, textOf } from './input.js';
import type { State } from './state.js';

/**
 * BatchImportFindings with the limits of its API model: of one account and its own product, a finding that is there is
 * changed only by an import that is updated later, and its workflow status by none. As documented the status goes back to
 * NEW where a resource fails again.
 *
 * @param isRefused whether a finding is answered as failed
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
export const batchImportFindings = (state: State, input: Input, isRefused: (id: string) => boolean): object => {
  const findings = listOf(input, 'Findings');
  if (findings.length === 0 || findings.length > 100) throw invalidInput('Findings must have 1 to 100 members');
  const failed = findings.flatMap((finding) => {
    const id = textOf(finding, 'Id');
    const flaw = isRefused(id) ? 'ordered by a test' : flawOf(finding, state);
    if (flaw !== null) return [{ Id: id, ErrorCode: 'InvalidInput', ErrorMessage: flaw }];
    keep(state, id, finding);
    return [];
  });
  return { FailedCount: failed.length, SuccessCount: findings.length - failed.length, FailedFindings: failed };
};

const keep = (state: State, id: string, finding: Input): void => {
  const before = state.findings.get(id);
  if (!before) return void state.findings.set(id, finding);
  if (timeOf(finding) <= timeOf(before)) return;
  state.findings.set(id, { ...finding, Workflow: failsAgain(before, finding) ? { Status: 'NEW' } : before.Workflow });
};

const failsAgain = (before: Input, after: Input): boolean =>
  (before.RecordState === 'ARCHIVED' && after.RecordState === 'ACTIVE') ||
  (memberOf(before, 'Compliance', 'Status') === 'PASSED' && memberOf(after, 'Compliance', 'Status') !== 'PASSED');

const timeOf = (finding: Input): number => Date.parse(textOf(finding, 'UpdatedAt'));

/** Why Security Hub would not take a finding, or null. */
export const flawOf = (finding: Input, { accountId, region }: Pick<State, 'accountId' | 'region'>): string | null => {
  const missing = required.find((name) => finding[name] === undefined);
  if (missing) return `${missing} is required`;
  const tooLong = limits.find(([most, ...path]) => String(memberOf(finding, ...path) ?? 'x').length > most);
  if (tooLong) return `${tooLong.slice(1).join('.')} is too long`;
  const unknown = enums.find(([values, ...path]) => !values.includes(String(memberOf(finding, ...path))));
  if (unknown) return `${unknown.slice(1).join('.')} must be one of ${unknown[0].join(', ')}`;
  const texts = Object.values(finding).filter((value) => typeof value === 'string');
  if (texts.some((text) => text.trim() === '')) return 'a text is empty';
  if (finding.AwsAccountId !== accountId) return 'AwsAccountId must be the account of the call';
  const product = new RegExp(`^arn:[^:]+:securityhub:${region}:${accountId}:product/${accountId}/default$`);
  if (!product.test(textOf(finding, 'ProductArn'))) return 'ProductArn must be of the account and region of the call';
  if (!['CreatedAt', 'UpdatedAt'].every((name) => isTime(finding[name]))) return 'a time is no time';
  const resources = listOf(finding, 'Resources');
  if (resources.length === 0 || resources.length > 32) return 'Resources must have 1 to 32 members';
  if (resources.some(({ Type, Id }) => !Type || !Id)) return 'a resource must have Type and Id';
  const requirements = memberOf(finding, 'Compliance', 'RelatedRequirements') as readonly string[];
  if (requirements.length > 32) return 'Compliance.RelatedRequirements must have at most 32 members';
  if (Object.keys((finding.ProductFields as object | undefined) ?? {}).length > 50) return 'too many ProductFields';
  return Buffer.byteLength(JSON.stringify(finding)) > 240_000 ? 'the finding is too large' : null;
};

/** Members that the API model or the format's guide requires. */
const required = [
  'AwsAccountId',
  'CreatedAt',
  'Description',
  'GeneratorId',
  'Id',
  'ProductArn',
  'Resources',
  'SchemaVersion',
  'Severity',
  'Title',
  'Types',
  'UpdatedAt',
] as const;

const limits: readonly (readonly [most: number, ...path: string[]])[] = [
  [512, 'Id'],
  [512, 'GeneratorId'],
  [2048, 'ProductArn'],
  [128, 'ProductName'],
  [256, 'Title'],
  [1024, 'Description'],
  [512, 'Remediation', 'Recommendation', 'Text'],
];

const enums: readonly (readonly [values: readonly string[], ...path: string[]])[] = [
  [['2018-10-08'], 'SchemaVersion'],
  [['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], 'Severity', 'Label'],
  [['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], 'FindingProviderFields', 'Severity', 'Label'],
  [['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE'], 'Compliance', 'Status'],
  [['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED'], 'Workflow', 'Status'],
  [['ACTIVE', 'ARCHIVED'], 'RecordState'],
];

const memberOf = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((found, name) => (found as Input | undefined)?.[name], value);

const isTime = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(value);

const invalidInput = (message: string): ServiceError => new ServiceError('InvalidInputException', message);
