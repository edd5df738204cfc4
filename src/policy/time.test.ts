import { timeFrom } from './time.js';

const day = Date.UTC(2026, 0, 1);

test.each([
  ['2026-01-01T00:00:00Z', day],
  ['2026-01-01T00:00:00.500Z', day + 500],
  ['2026-01-01T02:00:00+02:00', day],
  ['2026-01-01T02:00:00+0200', day],
  ['2026-01-01T00:00:00', day],
  ['2026-01-01', day],
  ['2026', day],
  ['1767225600', day],
  ['1767225600.5', day + 500],
])('%s is a time', (text, expected) => {
  expect(timeFrom(text)).toBe(expected);
});

test.each(['', 'soon', '2026-13-01', '01/02/2026', 'Jan 1 2026', '99999999999999', '9999-12-31', '0001-01-01', '1e9'])(
  '%s is none',
  (text) => {
    expect(timeFrom(text)).toBeNull();
  },
);
