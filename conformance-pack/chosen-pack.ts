import { isHomeRegionRule } from '../src/core/derivations.js';
import type { Rule } from '../src/core/rule.js';
import { managedRules } from './managed-rules.js';
import { packTemplate } from './pack-template.js';
import { templateText } from './template-text.js';

/** A pack of one's own choice. */
export interface ChosenPack {
  /** The rules that are asked for, in the order of the catalogue. */
  readonly rules: readonly Rule[];
  /** Values for single rules, by rule id and parameter, as texts. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** `region`: the rules of every region; `home`: those about what is the account's or IAM's, for one region alone. */
  readonly part: 'region' | 'home';
  /** Whether the two managed rules are in it; they belong in every region. */
  readonly withManaged: boolean;
}

/** The text of a pack and what is to be known about it. */
export interface GeneratedPack {
  readonly text: string;
  /** How many rules it holds, managed ones included. */
  readonly count: number;
  /** The evaluators' templates that have to be deployed before. */
  readonly evaluators: readonly Rule['tier'][];
  readonly leftOut: readonly { readonly rule: string; readonly why: string }[];
  /** Limits of AWS Config that it breaks; such a pack cannot be deployed. */
  readonly broken: readonly string[];
  /** In bytes; above `LARGEST_BODY` it has to go through a bucket. */
  readonly size: number;
}

/** Of a template that is handed over in the request, in bytes; through S3 six times as much is allowed. */
export const LARGEST_BODY = 51_200;

/**
 * The conformance pack of a choice.
 *
 * @throws ParameterError if a value does not fit its rule
 */
export const chosenPack = ({ rules, values, part, withManaged }: ChosenPack): GeneratedPack => {
  const isHome = part === 'home';
  const own = rules.filter((rule) => isHomeRegionRule(rule) === isHome);
  const managed = withManaged && !isHome ? managedRules : [];
  const template = packTemplate({ rules: own, managedRules: managed, values });
  const evaluators = [...new Set(own.map(({ tier }) => tier))].sort();
  const text = templateText(headerOf(part, evaluators), template);
  const size = Buffer.byteLength(text);
  const count = own.length + managed.length;
  return {
    text,
    count,
    evaluators,
    leftOut: rules
      .filter((rule) => !own.includes(rule))
      .map(({ id }) => ({ rule: id, why: isHome ? FOR_EVERY_REGION : FOR_HOME_REGION })),
    broken: brokenLimits(template, count, size, values),
    size,
  };
};

const FOR_HOME_REGION = 'it belongs in one region of an account; --part home makes its pack';
const FOR_EVERY_REGION = 'it belongs in every region; --part region makes its pack';

const headerOf = (part: ChosenPack['part'], evaluators: readonly string[]): readonly string[] => [
  `s3-config-rules: a conformance pack for ${part === 'home' ? 'one region of an account' : 'every region'}.`,
  evaluators.length === 0
    ? 'It needs no functions.'
    : `It needs the functions of ${evaluators.map((tier) => `deploy/templates/evaluators-${tier}.yaml`).join(' and ')} in its account and region.`,
];

/**
 * @see https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html
 */
const brokenLimits = (
  template: object,
  count: number,
  size: number,
  values: ChosenPack['values'],
): readonly string[] => {
  const parameters = 'Parameters' in template ? Object.keys(template.Parameters as object).length : 0;
  return [
    ...over('rules', count, 130),
    ...over('parameters', parameters, 60),
    ...over('bytes', size, 300_000),
    ...Object.entries(values).flatMap(([id, given]) =>
      over(`characters of parameters of ${id}`, JSON.stringify(given).length, 1024),
    ),
  ];
};

const over = (what: string, count: number, limit: number): readonly string[] =>
  count <= limit ? [] : [`${count} ${what}, where AWS Config takes ${limit}`];
