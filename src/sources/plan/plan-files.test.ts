import { createTestFolder } from '../../../test/cli-command.js';
import { newBucket, planJson } from '../../../test/plans.js';
import { planSource } from './plan-source.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const plan = (name: string) => planJson({ resources: [newBucket('aws_s3_bucket.data', name)] });

const idsIn = async (...paths: readonly string[]): Promise<readonly unknown[]> => {
  const found: unknown[] = [];
  for await (const one of planSource(paths).subjects()) found.push(one.state === 'live' && one.resource.identity.id);
  return found;
};

describe('plans in files', () => {
  it('are judged one by one, also those of a folder and packed ones', async () => {
    const one = folder.write('one.json', plan('one'));
    folder.write('more/two.json.gz', plan('two'));
    folder.write('more/readme.md', 'nothing');
    expect(await idsIn(one, `${folder.path}/more`)).toEqual(['one', 'two']);
  });

  it.each<[string, unknown, string]>([
    [
      'text that is no JSON',
      'Terraform will perform the following actions',
      'this is not JSON; a plan is what `terraform show -json FILE` writes',
    ],
    ['the binary plan', Buffer.from('PK\u0003\u0004\u0000'), 'this is not JSON'],
    ['the log of a run', '{"@level":"info"}\n{"@level":"info"}', 'this is the log of a run, not its plan'],
    ['a list', [], 'this is no plan'],
    ['another object', { name: 'x' }, 'this is no plan: it has no format_version'],
    ['a plan of nothing', { format_version: '1.2' }, 'this is no plan: it has no planned_values'],
    ['a state as it is shown', { format_version: '1.0', values: {} }, 'this is a state, not a plan'],
    ['a state as it is kept', { version: 4, serial: 1, lineage: 'x', resources: [] }, 'this is a state, not a plan'],
    [
      'a plan of times to come',
      { format_version: '2.0', planned_values: {} },
      'the format_version of this plan is 2.0',
    ],
  ])('are refused with what they should be: %s', async (_, content, message) => {
    const path = folder.write('bad.json', content);
    await expect(idsIn(path)).rejects.toThrow(`${path}: ${message}`);
  });

  it('must be there', async () => {
    await expect(idsIn('nowhere.json')).rejects.toThrow('nowhere.json: no such file or folder');
  });

  it('may be empty plans', async () => {
    expect(await idsIn(folder.write('empty.json', { format_version: '1.2', planned_values: {} }))).toEqual([]);
  });
});
