import { type Severity, severities } from '../../core/verdict.js';
import { harmless } from '../display-text.js';
import { compliances, type Finding, isOpen } from '../finding.js';
import { placeOf } from './finding-text.js';
import type { ReportWriter } from './report.js';
import { createSpill, type Spill } from './spill.js';

/** Writes a page in GitHub Flavored Markdown, for a pull request or a wiki: counts, then the open findings by severity. */
export const writeMarkdown: ReportWriter = async ({ findings, summary, source }, { onlyFindings }, output) => {
  const bySeverity = new Map<Severity, Spill>(severities.map((severity) => [severity, createSpill()]));
  const counts = new Map<Severity, number>();
  for await (const finding of findings) {
    if (!isOpen(finding)) continue;
    counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
    await bySeverity.get(finding.severity)?.add(rowOf(finding));
  }
  const { resources, rules, compliance, notJudged } = summary();
  const shown = compliances.filter((one) => !onlyFindings || one === 'NON_COMPLIANT' || one === 'UNVERIFIED');
  await output.write(`# S3 buckets and the rules\n\n${rules} rules, ${resources} resources of the ${source}.\n\n`);
  await output.write(`| ${shown.join(' | ')} |\n|${' ---: |'.repeat(shown.length)}\n`);
  await output.write(`| ${shown.map((one) => compliance[one]).join(' | ')} |\n`);
  for (const severity of [...severities].reverse()) {
    const count = counts.get(severity);
    if (!count) continue;
    await output.write(`\n## ${severity} (${count})\n\n| Rule | Resource | Why |\n| --- | --- | --- |\n`);
    await bySeverity.get(severity)?.pour(output);
  }
  if (notJudged.length === 0) return;
  const list = notJudged.map(({ rule, reason }) => `- ${text(rule)}: ${text(reason)}\n`);
  await output.write(`\n## Not judged (${notJudged.length})\n\n${list.join('')}`);
};

const rowOf = ({ rule, compliance, code, reason, resource, location, acceptedUntil }: Finding): string => {
  const { id, accountId, region } = resource;
  const place = location ? placeOf(location, id) : [accountId, region].filter(Boolean).join(', ');
  const cells = [
    rule ?? 'could not be read',
    `${id ?? '(no id)'}${place === '' ? '' : ` (${place})`}`,
    `${compliance === 'UNVERIFIED' ? 'UNVERIFIED ' : ''}${code}: ${reason}${acceptedUntil ? ` Accepted until ${acceptedUntil}.` : ''}`,
  ];
  return `| ${cells.map(text).join(' | ')} |\n`;
};

/** Text that says the same in Markdown: names and policies are other people's. */
const text = (value: string): string =>
  harmless(value.replace(/\s+/g, ' ')).replace(/[\\`*_[\]<>|~#!&]/g, (one) =>
    one === '<' ? '&lt;' : one === '&' ? '&amp;' : `\\${one}`,
  );
