import { harmless, jsonText, wrapped } from '../display-text.js';
import type { Finding } from '../finding.js';
import type { Paint } from '../paint.js';
import type { Aged, Difference } from './compare.js';

const DAY = 24 * 60 * 60 * 1000;

/** What came, what went and what stays, for people. */
export const diffText = ({ opened, fixed, stillOpen }: Difference, now: Date, width: number, paint: Paint): string => {
  const line = (finding: Finding, more = ''): string => `${wrapped(harmless(lineOf(finding) + more), width, '  ')}\n`;
  const why = ({ code, reason }: Finding): string => `${wrapped(harmless(`${code}: ${reason}`), width, '    ')}\n`;
  const part = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `${paint.heading(`${title} (${lines.length})`)}\n${lines.join('')}\n`;
  return [
    part(
      'New',
      opened.map((one) => line(one) + why(one)),
    ),
    part(
      'Fixed',
      fixed.map((one) => line(one)),
    ),
    part(
      'Still open',
      stillOpen.map(({ finding, since }) => line(finding, `, ${ageOf(since, now)}`)),
    ),
    `${opened.length} new, ${fixed.length} fixed, ${stillOpen.length} still open\n`,
  ].join('');
};

const lineOf = ({ severity, rule, resource, location }: Finding): string => {
  const { id, accountId, region } = resource;
  const place = [accountId, region, location?.file].filter(Boolean).join(' ');
  return `${severity}  ${rule ?? 'could not be read'}  ${id ?? '(no id)'}${place === '' ? '' : ` (${place})`}`;
};

const ageOf = (since: Date, now: Date): string => {
  const days = Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY));
  return `for ${days} day${days === 1 ? '' : 's'} at least`;
};

/** The same for programs; a public interface. */
export const diffJson = ({ opened, fixed, stillOpen }: Difference): string => {
  const aged = stillOpen.map(({ finding, since }: Aged) => ({ ...finding, since: since.toISOString() }));
  return `${jsonText({ version: 1, new: opened, fixed, stillOpen: aged })}\n`;
};
