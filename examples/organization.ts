import type { GeneratedFile } from '../scripts/generated-file.js';
import { asDeleted, eventItem, type RawItem, snapshotItem } from '../test/items.js';
import { AUDIT, IRELAND, SANDBOX, VIRGINIA, WORKLOADS } from './accounts.js';
import { answersOf } from './answers.js';
import { audit, sandbox } from './audit-and-sandbox.js';
import { workloadsInIreland, workloadsInVirginia } from './workloads.js';

/**
 * Delivered files of a small organization's AWS Config, as they stand in its delivery bucket, and what the APIs answer
 * that no such file tells: three accounts, two regions, buckets of every sort, and for every rule something good and
 * something bad. Data of our own in the shapes of real items and answers; `npm start` judges it.
 */
export const organizationFiles = (): readonly GeneratedFile[] => {
  const regions = [
    { accountId: WORKLOADS, region: IRELAND, items: workloadsInIreland() },
    { accountId: WORKLOADS, region: VIRGINIA, items: workloadsInVirginia() },
    { accountId: AUDIT, region: IRELAND, items: audit() },
    { accountId: SANDBOX, region: IRELAND, items: sandbox() },
  ];
  return [
    ...regions.map(({ accountId, region, items }) => snapshotFile(accountId, region, items)),
    historyFile(SANDBOX, IRELAND, [
      // A history file has what a snapshot has not: deleted resources, and earlier captures of those in the snapshot.
      asDeleted(
        eventItem({ name: 'example-old-experiment', accountId: SANDBOX, captureTime: '2026-11-23T17:05:00.000Z' }),
      ),
      snapshotItem({
        name: 'example-experiments',
        accountId: SANDBOX,
        versioning: { status: 'Enabled', mfaDelete: false },
        captureTime: '2026-10-02T09:00:00.000Z',
      }),
    ]),
    { path: 'examples/answers.json', text: textOf(answersOf(regions.flatMap(({ items }) => items))) },
  ];
};

const snapshotFile = (accountId: string, region: string, items: readonly RawItem[]): GeneratedFile => ({
  path: `${folderOf(accountId, region, 'ConfigSnapshot')}/${accountId}_Config_${region}_ConfigSnapshot_20261124T060000Z_${SNAPSHOT}.json`,
  text: textOf({ fileVersion: '1.0', configSnapshotId: SNAPSHOT, configurationItems: items }),
});

const historyFile = (accountId: string, region: string, items: readonly RawItem[]): GeneratedFile => ({
  path: `${folderOf(accountId, region, 'ConfigHistory')}/${accountId}_Config_${region}_ConfigHistory_AWS-S3-Bucket_20261124T060000Z.json`,
  text: textOf({ fileVersion: '1.0', configurationItems: items }),
});

const SNAPSHOT = '0e1f2a3b-4c5d-6e7f-8091-a2b3c4d5e6f7';

const folderOf = (accountId: string, region: string, kind: string): string =>
  `examples/organization/AWSLogs/${accountId}/Config/${region}/2026/11/24/${kind}`;

const textOf = (document: unknown): string => `${JSON.stringify(document, null, 1)}\n`;
