import { judge } from '../src/core/judge.js';
import { fullText } from '../src/core/reason.js';
import type { Resource } from '../src/core/resource.js';
import type { Rule } from '../src/core/rule.js';
import type { Compliance, Severity } from '../src/core/verdict.js';

/** One row of a rule's table. */
export interface RuleCase {
  /** The circumstance: 'a second condition that narrows the denial'. */
  readonly name: string;
  readonly resource: Resource;
  /** As Config sends them: texts. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly code: string;
  /** The whole reason, or what it must contain. */
  readonly reason?: string | RegExp;
  /** Paths of the evidence, in order. */
  readonly evidence?: readonly string[];
  readonly severity?: Severity;
}

export interface RuleCases {
  readonly compliant: readonly RuleCase[];
  readonly nonCompliant: readonly RuleCase[];
  readonly notApplicable: readonly RuleCase[];
  readonly insufficientData: readonly RuleCase[];
}

/** The moment at which the cases are judged. */
export const NOW = new Date('2026-11-25T12:00:00.000Z');

/** Runs a rule's table of cases, each judged as Lambda and the command line judge. */
export const testRule = (rule: Rule, cases: RuleCases): void => {
  describe(rule.id, () => {
    run(rule, 'COMPLIANT', cases.compliant);
    run(rule, 'NON_COMPLIANT', cases.nonCompliant);
    run(rule, 'NOT_APPLICABLE', cases.notApplicable);
    run(rule, 'INSUFFICIENT_DATA', cases.insufficientData);
  });
};

const run = (rule: Rule, compliance: Compliance, cases: readonly RuleCase[]): void => {
  describe(compliance, () => {
    for (const one of cases) {
      it(one.name, () => {
        const verdict = judge(rule, one.resource, rule.readParameters(one.parameters ?? {}), NOW);
        if (!verdict) throw new Error('the rule says nothing about this kind of resource');
        const reason = fullText(verdict.reason);
        expect({ compliance: verdict.compliance, code: verdict.code, reason }).toEqual({
          compliance,
          code: one.code,
          reason: one.reason === undefined ? expect.stringMatching(/^[A-Z"s].*\.$/s) : matcherOf(one.reason),
        });
        if (one.evidence) expect(verdict.evidence.map(({ path }) => path)).toEqual(one.evidence);
        if (one.severity) expect(verdict.severity ?? rule.severity).toBe(one.severity);
        if (compliance === 'NON_COMPLIANT') expect(verdict.evidence.length).toBeGreaterThan(0);
      });
    }
  });
};

const matcherOf = (reason: string | RegExp): unknown =>
  typeof reason === 'string' ? reason : expect.stringMatching(reason);
