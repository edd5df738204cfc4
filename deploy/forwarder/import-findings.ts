import type { Finding } from '../../src/asff/finding.js';
import type { Api, FailedFinding } from './api.js';

/** Most findings of one call (BatchImportFindings API). */
const BATCH_SIZE = 100;

/** Findings that Security Hub did not take. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/**
 * Imports findings in batches; nothing to import is no call. What Security Hub answers as failed is sent once more, after
 * everything else.
 *
 * @returns how many findings were imported
 * @throws ImportError, and the SDK's own error where a call is throttled or fails
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export const importFindings = async (api: Api, pages: AsyncIterable<readonly Finding[]>): Promise<number> => {
  const refused: Refused[] = [];
  let count = 0;
  for await (const findings of pages) {
    count += findings.length;
    refused.push(...(await importBatches(api, findings)));
  }
  const still = await importBatches(
    api,
    refused.map(({ finding }) => finding),
  );
  if (still.length > 0)
    throw new ImportError(`Security Hub refused ${still.length} of ${count} findings: ${shown(still)}`);
  return count;
};

interface Refused {
  readonly finding: Finding;
  /** Null where Security Hub counts it as failed and does not name it. */
  readonly why: FailedFinding | null;
}

const importBatches = async (api: Api, findings: readonly Finding[]): Promise<readonly Refused[]> => {
  const refused: Refused[] = [];
  for (let start = 0; start < findings.length; start += BATCH_SIZE) {
    const batch = findings.slice(start, start + BATCH_SIZE);
    const { failed, failedCount } = await api.importFindings(batch);
    const byId = new Map(failed.map((one) => [one.id, one]));
    const named = batch.filter(({ Id }) => byId.has(Id));
    // A second import of one that was taken changes nothing.
    const again = failedCount > named.length ? batch : named;
    refused.push(...again.map((finding) => ({ finding, why: byId.get(finding.Id) ?? null })));
  }
  return refused;
};

const shown = (refused: readonly Refused[]): string => {
  const first = refused
    .slice(0, 3)
    .map(({ finding, why }) => `${finding.Id} (${why ? `${why.code}: ${why.message}` : 'not named'})`);
  return refused.length > first.length ? `${first.join(', ')}, ...` : first.join(', ');
};
