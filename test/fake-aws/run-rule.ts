import type { Rule } from '../../src/core/rule.js';
import { createHandler } from '../../src/lambda/handler.js';
import type { LogLine } from '../../src/lambda/log.js';
import { accessAnalyzer } from '../../src/sources/live/access-analyzer.js';
import { cloudtrail } from '../../src/sources/live/cloudtrail.js';
import { ec2 } from '../../src/sources/live/ec2.js';
import { events } from '../../src/sources/live/events.js';
import { iam } from '../../src/sources/live/iam.js';
import { kms } from '../../src/sources/live/kms.js';
import { logs } from '../../src/sources/live/logs.js';
import { macie2 } from '../../src/sources/live/macie2.js';
import { monitoring } from '../../src/sources/live/monitoring.js';
import { organizations } from '../../src/sources/live/organizations.js';
import { s3 } from '../../src/sources/live/s3.js';
import { s3control } from '../../src/sources/live/s3control.js';
import { s3tables } from '../../src/sources/live/s3tables.js';
import type { FakeAws, StoredEvaluation } from './index.js';

const services = {
  'access-analyzer': accessAnalyzer,
  cloudtrail,
  ec2,
  events,
  iam,
  kms,
  logs,
  macie2,
  monitoring,
  organizations,
  s3,
  s3control,
  s3tables,
};

/** What a rule's function did with an event. */
export interface Run {
  /** What it posted, in order. */
  readonly posted: readonly StoredEvaluation[];
  readonly lines: readonly LogLine[];
  readonly error: Error | null;
}

/** Gives one event to the function of a rule, whose SDK clients speak to the fake. */
export const runRule = async (aws: FakeAws, rule: Rule, event: unknown): Promise<Run> => {
  Object.assign(process.env, aws.environment);
  const lines: LogLine[] = [];
  const before = aws.evaluations.length;
  const handler = createHandler(rule, services, (line) => lines.push(line));
  const error = await handler(event).then(
    () => null,
    (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown))),
  );
  return { posted: aws.evaluations.slice(before), lines, error };
};
