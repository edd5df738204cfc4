import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTestFolder } from './cli-command.js';
import { HOSTILE, pageOf } from './html-page.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);
if (!CHROMIUM) console.log('Chromium is not installed: the HTML report is not opened in a browser.');
const inBrowser = CHROMIUM ? describe : describe.skip;

/** The page as a browser has it after its script ran. */
const opened = (path: string, asked = ''): string => {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  try {
    const flags =
      '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --virtual-time-budget=5000';
    return execFileSync(
      CHROMIUM ?? '',
      [...flags.split(' '), `--user-data-dir=${profile}`, '--dump-dom', `${pathToFileURL(path).href}#${asked}`],
      { encoding: 'utf8', maxBuffer: 2 ** 27, stdio: ['ignore', 'pipe', 'ignore'] },
    );
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
};

const statusIn = (page: string): string => /id="status"[^>]*>([^<]*)</.exec(page)?.[1] ?? '';

inBrowser('the HTML report in a browser', () => {
  it('lists the open findings, and takes names for text', async () => {
    const page = opened(await pageOf(folder, ['app-data', HOSTILE]));
    expect(statusIn(page)).toBe('4 of 6 findings, 1 to 4 shown');
    expect(page.match(/<li><details><summary>/g)).toHaveLength(4);
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;document.title=');
    expect(page).not.toContain('<title>broken in');
  }, 60_000);

  it('shows what a link asks for', async () => {
    const path = await pageOf(folder, ['app-data', 'app-logs']);
    expect(statusIn(opened(path, 'q=app-logs&severity=MEDIUM'))).toBe('1 of 6 findings, 1 to 1 shown');
    expect(statusIn(opened(path, 'show=COMPLIANT'))).toBe('2 of 6 findings, 1 to 2 shown');
  }, 60_000);

  it('stays quick with 50,000 findings, a page at a time', async () => {
    const path = await pageOf(
      folder,
      Array.from({ length: 17_000 }, (_, i) => `bucket-${i}`),
    );
    const page = opened(path, 'q=bucket-16999');
    expect(statusIn(page)).toBe('2 of 51,000 findings, 1 to 2 shown');
    expect(opened(path).match(/<li><details><summary>/g)).toHaveLength(100);
  }, 120_000);
});
