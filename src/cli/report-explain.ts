import type { PolicyRequest } from '../policy/index.js';
import { callerText } from '../policy/request.js';
import { harmless, jsonText, wrapped } from './display-text.js';
import type { Because, ExplainedBucket } from './explain.js';
import type { Output } from './output.js';
import { createPaint } from './paint.js';
import type { ReportOptions } from './reports/report.js';

/** Writes explained buckets as they come; gives how many there were. */
export type ExplainWriter = (
  buckets: AsyncIterable<ExplainedBucket>,
  options: ReportOptions,
  output: Output,
) => Promise<number>;

/** One JSON document, a bucket a line. */
export const writeExplainJson: ExplainWriter = async (buckets, _, output) => {
  let count = 0;
  for await (const bucket of buckets) {
    await output.write(`${count === 0 ? '{"version":1,"buckets":[\n' : ',\n'}${jsonText(bucket)}`);
    count += 1;
  }
  await output.write(`${count === 0 ? '{"version":1,"buckets":[' : ''}\n]}\n`);
  return count;
};

/** Text for people: each bucket, each fact with its value, and why. */
export const writeExplainText: ExplainWriter = async (buckets, options, output) => {
  let count = 0;
  for await (const bucket of buckets) {
    await output.write(`${count === 0 ? '' : '\n'}${textOf(bucket, options)}`);
    count += 1;
  }
  return count;
};

type FactName = keyof ExplainedBucket['facts'];

/** The facts in the order of the questions people ask. */
const groups: readonly (readonly [title: string, facts: readonly FactName[]])[] = [
  ['What strangers can do', ['publicRead', 'publicList', 'publicWrite', 'publicAdmin']],
  ['What S3 calls public, before Block Public Access', ['policyIsPublic', 'aclIsPublic', 'accessPoints']],
  [
    'Who else is let in',
    [
      'crossAccount',
      'canonicalUsers',
      'aclExternalGrantees',
      'orgIds',
      'services',
      'confusedDeputy',
      'accessPointDelegation',
    ],
  ],
  [
    'What the policy refuses to everyone',
    [
      'tlsEnforced',
      'minTlsVersion',
      'mfaDelete',
      'signatureAgeMaxMs',
      'presignedBlocked',
      'sse',
      'kmsKeys',
      'ssecDenied',
      'perimeter',
    ],
  ],
];

const textOf = ({ name, accountId, region, facts, because }: ExplainedBucket, options: ReportOptions): string => {
  const paint = createPaint(options.color);
  const lines = [paint.heading(harmless(name)), `  account ${accountId}${region ? `, ${region}` : ''}`];
  if (facts.malformed !== false) lines.push(wrapped(harmless(because.malformed.reason), options.width, '  '));
  for (const [title, names] of groups) {
    lines.push('', `  ${title}`);
    for (const fact of names)
      lines.push(`    ${fact.padEnd(22)} ${valueText(facts[fact])}`, ...whyLines(because[fact], options));
  }
  return `${lines.join('\n')}\n`;
};

/** The reason and, where there is one, the request that proves it. */
const whyLines = ({ reason, witness }: Because, { width }: ReportOptions): readonly string[] => {
  if (reason === '') return [];
  const proof = witness ? [wrapped(`Request: ${requestText(witness)}`, width, '      ')] : [];
  return [wrapped(harmless(reason), width, '      '), ...proof];
};

/** `anyone, s3:GetObject on arn:aws:s3:::app-data/x, aws:SecureTransport=false` */
const requestText = ({ caller, action, resource, context }: PolicyRequest): string => {
  const keys = Object.entries(context).map(([key, value]) => `${key}=${[value].flat().join(',')}`);
  return harmless([callerText(caller), `${action} on ${resource}`, ...keys].join(', '));
};

const valueText = (value: unknown): string => {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === null || (typeof value === 'object' && Object.values(value).every(isEmpty))) return '-';
  return typeof value === 'string' || typeof value === 'number' ? harmless(String(value)) : jsonText(value);
};

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
