import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createTestFolder } from './cli-command.js';
import { HOSTILE, pageOf } from './html-page.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

describe('the HTML report', () => {
  it('is one file that loads nothing, and runs no script but its own', async () => {
    const page = readFileSync(await pageOf(folder, ['app-data', HOSTILE]), 'utf8');
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(page).toContain(
      `content="default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'"`,
    );
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toMatch(/<img|<link|@import|url\(/);
  });

  it('counts what the other reports count', async () => {
    const page = readFileSync(await pageOf(folder, ['app-data', 'app-logs']), 'utf8');
    expect(
      [...page.matchAll(/<div class="card"><b>(\d+)<\/b>([A-Z ]+)</g)].map(([, count, name]) => `${count} ${name}`),
    ).toEqual(['2 COMPLIANT', '4 NON COMPLIANT', '0 NOT APPLICABLE', '0 UNVERIFIED']);
    expect(page).toContain('<tr><th scope="row">encryption</th><td>2</td><td>2</td></tr>');
    expect(page).toContain('<tr><th scope="row">Encryption in transit (TLS)</th><td>2</td><td>2</td></tr>');
  });
});
