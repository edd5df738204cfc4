import type { Rule } from '../../src/core/rule.js';
import { createHandler } from '../../src/lambda/handler.js';
import type { LogLine } from '../../src/lambda/log.js';
import { allServices } from '../../src/sources/live/all-services.js';
import type { FakeAws, StoredEvaluation } from './index.js';

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
  const handler = createHandler(rule, allServices, (line) => lines.push(line));
  const error = await handler(event).then(
    () => null,
    (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown))),
  );
  return { posted: aws.evaluations.slice(before), lines, error };
};
