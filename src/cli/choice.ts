import { type Profile, profiles, rulesOfProfile } from '../../rules/profiles.js';
import type { Rule } from '../core/rule.js';
import { isAtLeast, type Severity } from '../core/verdict.js';
import { suggestionFor } from './suggestion.js';
import { UsageError } from './usage-error.js';

export const tiers = ['core', 'extended', 'all'] as const;
export type Tier = (typeof tiers)[number];

/** Which rules are asked, and how; as the command line gives it. */
export interface ChoiceOptions {
  readonly tier?: Tier;
  readonly profile?: string;
  /** Ids. */
  readonly rule?: readonly string[];
  /** `rule.name=value`, or `*.name=value` for every rule that has it. */
  readonly parameter?: readonly string[];
  /** Findings below it are left out. */
  readonly severity?: Severity;
}

/** What an audit asks. */
export interface Choice {
  /** In the order of the catalogue. */
  readonly rules: readonly ChosenRule[];
  readonly severity: Severity;
}

export interface ChosenRule {
  readonly rule: Rule;
  /** What its `readParameters` gave. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What the command line gave for them, as texts. */
  readonly given: Readonly<Record<string, string>>;
}

/**
 * The rules and parameters that options ask for: the rules of a tier, a profile, and those named one by one; the core
 * rules if nothing of this is given.
 *
 * @param all every rule there is, in the order of the catalogue
 * @throws UsageError for a name that does not exist, ParameterError for a value that does not fit
 */
export const choiceFrom = (options: ChoiceOptions, all: readonly Rule[]): Choice => {
  const named = (options.rule ?? []).map((id) => ruleNamed(id, all));
  const profile = options.profile === undefined ? null : profileNamed(options.profile);
  const tier = options.tier ?? (named.length === 0 && !profile ? 'core' : null);
  const inProfile = profile ? rulesOfProfile(profile, all) : [];
  const chosen = all.filter(
    (rule) => named.includes(rule) || inProfile.includes(rule) || tier === 'all' || rule.tier === tier,
  );
  const given = parametersFrom(options.parameter ?? [], chosen, all);
  const severity = options.severity ?? 'INFORMATIONAL';
  const rules = chosen
    .map((rule) => {
      const texts = given.get(rule.id) ?? {};
      return { rule, parameters: rule.readParameters(texts), given: texts };
    })
    .filter(({ rule }) => isAtLeast(rule.severity, severity));
  if (rules.length > 0) return { rules, severity };
  throw new UsageError(`no rule is left to judge by: none of the ${chosen.length} chosen is ${severity} or above`);
};

const ruleNamed = (id: string, all: readonly Rule[]): Rule => {
  const rule = all.find((one) => one.id === id);
  if (rule) return rule;
  throw new UsageError(
    `there is no rule "${id}"${suggestionFor(
      id,
      all.map((one) => one.id),
    )}`,
  );
};

const profileNamed = (name: string): Profile => {
  const profile = profiles.find((one) => one.name === name);
  if (profile) return profile;
  throw new UsageError(
    `there is no profile "${name}"${suggestionFor(
      name,
      profiles.map((one) => one.name),
    )}`,
  );
};

type Given = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Values by rule and name. What names its rule counts before `*`, and else the last. */
const parametersFrom = (texts: readonly string[], chosen: readonly Rule[], all: readonly Rule[]): Given => {
  const given = new Map<string, Record<string, string>>();
  const assignments = texts.map(assignmentFrom);
  const ofEvery = assignments.filter(({ id }) => id === '*');
  const ofOne = assignments.filter(({ id }) => id !== '*');
  for (const assignment of [...ofEvery, ...ofOne]) {
    for (const { id } of rulesReached(assignment, chosen, all)) {
      given.set(id, { ...given.get(id), [assignment.name]: assignment.value });
    }
  }
  return given;
};

const rulesReached = ({ id, name }: Assignment, chosen: readonly Rule[], all: readonly Rule[]): readonly Rule[] => {
  const has = (rule: Rule): boolean => Object.hasOwn(rule.parameters, name);
  if (id === '*') {
    if (all.some(has)) return chosen.filter(has);
    const names = [...new Set(all.flatMap((rule) => Object.keys(rule.parameters)))];
    throw new UsageError(`no rule has a parameter "${name}"${suggestionFor(name, names)}`);
  }
  const rule = ruleNamed(id, all);
  if (!has(rule)) {
    throw new UsageError(`${id} has no parameter "${name}"${suggestionFor(name, Object.keys(rule.parameters))}`);
  }
  if (chosen.includes(rule)) return [rule];
  throw new UsageError(`--parameter ${id}.${name}: the rule is not among those chosen; add --rule ${id}`);
};

interface Assignment {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

const assignmentFrom = (text: string): Assignment => {
  const [, id, name, value] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(text) ?? [];
  if (id !== undefined && name !== undefined && value !== undefined) return { id, name, value };
  throw new UsageError(`--parameter must be rule.name=value or *.name=value, got "${text}"`);
};
