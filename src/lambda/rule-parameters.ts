import { ParameterError } from '../core/parameters.js';
import type { Rule } from '../core/rule.js';

/** A rule's parameters as an event gives them, or why they are refused. */
export type RuleParameters =
  | { readonly accepted: true; readonly values: Readonly<Record<string, unknown>> }
  | { readonly accepted: false; readonly reason: string };

/**
 * Reads the parameters of an event. Refused ones leave the rule without a verdict for as long as they stand, so they
 * are a value and not an error.
 *
 * @param text JSON; empty where the rule has none
 */
export const readRuleParameters = (rule: Rule, text: string): RuleParameters => {
  try {
    return { accepted: true, values: rule.readParameters(text === '' ? {} : parseJson(rule.id, text)) };
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    const message = error.message.replace(`${rule.id}: `, '');
    return { accepted: false, reason: `The rule's parameters are refused: ${message}.` };
  }
};

const parseJson = (ruleId: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ParameterError(`${ruleId}: they are not JSON`, { cause });
  }
};
