import { harmless, wrapped } from '../display-text.js';
import type { ReportedCompliance } from '../finding.js';
import type { Paint } from '../paint.js';
import type { Finding } from './examine.js';

const labels: Readonly<Record<Finding['state'], readonly [text: string, as: ReportedCompliance]>> = {
  ok: ['ok', 'COMPLIANT'],
  warning: ['WARNING', 'UNVERIFIED'],
  problem: ['PROBLEM', 'NON_COMPLIANT'],
  unknown: ['UNKNOWN', 'UNVERIFIED'],
};

/** The findings as people read them, region by region; what is well takes a line. */
export const doctorTable = (findings: readonly Finding[], width: number, paint: Paint): string => {
  const regions = [...new Set(findings.map(({ region }) => region))];
  const parts = regions.map((region) => {
    const own = findings.filter((one) => one.region === region);
    return `${paint.heading(region ?? 'organization')}\n${own.map((one) => findingText(one, width, paint)).join('')}\n`;
  });
  return parts.join('') + summaryOf(findings);
};

const findingText = ({ what, state, found, advice }: Finding, width: number, paint: Paint): string => {
  const [label, as] = labels[state];
  const [first = '', ...more] = wrapped(harmless(`${what}: ${found}`), width, '           ').split('\n');
  const head = `  ${paint.compliance(as, label.padEnd(7))}  ${first.trimStart()}\n`;
  const rest = more.map((line) => `${line}\n`).join('');
  return head + rest + (advice === null ? '' : `${wrapped(harmless(`To do: ${advice}`), width, '           ')}\n`);
};

const summaryOf = (findings: readonly Finding[]): string => {
  const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length;
  return `${count('problem')} problems, ${count('warning')} warnings, ${count('unknown')} unknown, ${count('ok')} ok\n`;
};
