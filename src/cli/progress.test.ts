import { PassThrough } from 'node:stream';
import { createProgress } from './progress.js';

const shownOn = (isTTY: boolean, isHidden: boolean, times: readonly number[]): string => {
  const stream = Object.assign(new PassThrough(), { isTTY });
  let now = 0;
  const progress = createProgress(stream, isHidden, () => now);
  for (const time of times) {
    now = time;
    progress.show(`at ${time}`);
  }
  progress.clear();
  return String(stream.read() ?? '');
};

it.each<[string, boolean, boolean, readonly number[], string]>([
  ['nothing for quick work', true, false, [0, 100, 499], ''],
  [
    'a line now and then for long work, which goes away',
    true,
    false,
    [500, 600, 700],
    '\r\u001b[Kat 500\r\u001b[Kat 700\r\u001b[K',
  ],
  ['nothing where it is no terminal', false, false, [500, 700], ''],
  ['nothing where it would be in the way', true, true, [500, 700], ''],
])('%s', (_name, isTTY, isHidden, times, expected) => {
  expect(shownOn(isTTY, isHidden, times)).toBe(expected);
});

it('shows file names without what they may do to a terminal', () => {
  const stream = Object.assign(new PassThrough(), { isTTY: true });
  let now = 0;
  const progress = createProgress(stream, false, () => now);
  now = 500;
  progress.show('reading \u001b[2J.json');
  expect(String(stream.read())).toBe('\r\u001b[Kreading \\u001b[2J.json');
});
