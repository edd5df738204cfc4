import { createHash } from 'node:crypto';
import { isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../../package.json';
import type { Rule } from '../../core/rule.js';
import type { Severity } from '../../core/verdict.js';
import { jsonText } from '../display-text.js';
import { type Finding, isOpen } from '../finding.js';
import type { ReportWriter } from './report.js';

/**
 * Writes the open findings as SARIF 2.1.0, which code scanning shows beside the lines of a template. A finding on what has
 * no file names its resource alone.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const writeSarif: ReportWriter = async ({ asked, findings }, _options, output) => {
  const rules = asked.map(({ rule }) => rule);
  const driver = { name: 's3-config-rules', semanticVersion: version, rules: [...rules.map(descriptorOf), UNREADABLE] };
  const indexes = new Map([...rules.map(({ id }) => id), UNREADABLE.id].map((id, index) => [id, index]));
  await output.write(
    `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":${jsonText(driver)}},"columnKind":"utf16CodeUnits","results":[\n`,
  );
  let before = '';
  for await (const finding of findings) {
    if (!isOpen(finding)) continue;
    await output.write(before + jsonText(resultOf(finding, indexes)));
    before = ',\n';
  }
  await output.write('\n]}]}\n');
};

/** For what could not be read at all, so that no rule was asked. */
const UNREADABLE = {
  id: 's3-config-rules-unreadable',
  shortDescription: { text: 'The resource can be read' },
  fullDescription: { text: 'What cannot be read may break any rule.' },
  defaultConfiguration: { level: 'error' },
} as const;

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  CRITICAL: 'error',
  HIGH: 'error',
  MEDIUM: 'warning',
  LOW: 'note',
  INFORMATIONAL: 'note',
};

/** By which code scanning sorts: above 9 critical, above 7 high, above 4 medium. */
const scores: Readonly<Record<Severity, string>> = {
  CRITICAL: '9.5',
  HIGH: '8.0',
  MEDIUM: '5.5',
  LOW: '3.0',
  INFORMATIONAL: '1.0',
};

const descriptorOf = ({ id, title, description, severity, remediation, controls }: Rule) => ({
  id,
  shortDescription: { text: title },
  fullDescription: { text: description },
  help: { text: remediation.summary },
  defaultConfiguration: { level: levels[severity] },
  properties: { tags: ['security', ...controls], 'security-severity': scores[severity] },
});

const resultOf = (finding: Finding, indexes: ReadonlyMap<string, number>) => {
  const { rule, severity, compliance, code, reason, resource, acceptedUntil } = finding;
  const ruleId = rule ?? UNREADABLE.id;
  return {
    ruleId,
    ruleIndex: indexes.get(ruleId),
    kind: compliance === 'UNVERIFIED' ? 'review' : 'fail',
    // Only failures have a level (section 3.27.10).
    level: compliance === 'UNVERIFIED' ? 'none' : levels[severity],
    message: { text: `${code}: ${reason}` },
    locations: [locationOf(finding)],
    partialFingerprints: { 's3ConfigRules/v1': fingerprintOf(finding) },
    ...(acceptedUntil && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: `in the baseline until ${acceptedUntil}` }],
    }),
    properties: { severity, compliance, code, ...resource },
  };
};

const locationOf = ({ resource, location }: Finding) => ({
  ...(location && {
    physicalLocation: {
      artifactLocation: { uri: uriOf(location.file) },
      ...(location.line !== null && { region: { startLine: location.line } }),
    },
  }),
  logicalLocations: [
    {
      name: location?.name ?? resource.id ?? 'unknown',
      fullyQualifiedName: resource.arn ?? location?.name ?? resource.id ?? 'unknown',
      kind: 'resource',
    },
  ],
});

/** Relative to the folder of the run, as a checkout has it; with the characters that URIs may have. */
const uriOf = (file: string): string => {
  const path = relative(process.cwd(), file);
  const isOutside = path.startsWith('..') || isAbsolute(path);
  return isOutside ? pathToFileURL(file).href : path.split(/[\\/]/).map(encodeURIComponent).join('/');
};

/** The same for the same question about the same resource, whatever the answer. */
const fingerprintOf = ({ rule, resource, location }: Finding): string =>
  createHash('sha256')
    .update([rule, resource.type, resource.accountId, resource.region, resource.id, location?.name].join(' '))
    .digest('hex')
    .slice(0, 32);
