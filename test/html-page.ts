import { type createTestFolder, runMain, snapshotOf } from './cli-command.js';
import { snapshotItem } from './items.js';

/** A name that would end a script, and run another, where it is not taken for text. */
export const HOSTILE =
  '</script><script>document.title="broken in"</script><img src=x onerror=\'document.title="broken in"\'>';

/** Of a bucket as it is by default the first two are open. */
const RULES = ['s3-bucket-versioning', 's3-bucket-tls-required', 's3-bucket-public-access-block'];

/** Writes the HTML report of an audit of buckets with these names, and gives its path. */
export const pageOf = async (
  folder: ReturnType<typeof createTestFolder>,
  names: readonly string[],
): Promise<string> => {
  const snapshot = folder.write('snapshot.json', snapshotOf(...names.map((name) => snapshotItem({ name }))));
  const path = `${folder.path}/report.html`;
  const rules = RULES.flatMap((rule) => ['--rule', rule]);
  const { status } = await runMain(['audit', '--snapshot', snapshot, ...rules, '--format', 'html', '--output', path]);
  expect(status).toBe(1);
  return path;
};
