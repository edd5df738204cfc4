import type { Finding } from '../../src/asff/finding.js';
import type { Result } from '../../src/asff/result.js';

/** What the forwarder asks of AWS, in its own account and region. Each call rejects with the SDK's own error. */
export interface Api {
  /** BatchImportFindings. @param findings at most 100 */
  readonly importFindings: (findings: readonly Finding[]) => Promise<ImportAnswer>;
  /** Names of the Config rules with a resource that is NON_COMPLIANT: DescribeComplianceByConfigRule. */
  readonly nonCompliantRules: (token: string | undefined) => Promise<Page<string>>;
  /** Their results, at most 100 a page: GetComplianceDetailsByConfigRule. */
  readonly nonCompliantResults: (configRuleName: string, token: string | undefined) => Promise<Page<Result>>;
}

/** What Security Hub says of a batch. */
export interface ImportAnswer {
  readonly failedCount: number;
  readonly failed: readonly FailedFinding[];
}

export interface FailedFinding {
  readonly id: string;
  /** `InvalidAccess`, `InvalidInput` */
  readonly code: string;
  readonly message: string;
}

/** A part of a list, and where the next one begins. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}
