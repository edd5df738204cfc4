import { isDeepStrictEqual } from 'node:util';
import { commonParametersOf } from '../src/core/common-parameters.js';
import type { ParameterDefinition, ParameterDefinitions } from '../src/core/parameters.js';
import type { Rule } from '../src/core/rule.js';

/**
 * The parameters that speak for a whole pack, one for all rules: the common ones, and those that several rules of the
 * catalogue define alike. The others belong to one rule.
 */
export const packParametersOf = (catalogue: readonly Rule[]): ParameterDefinitions => {
  const names = new Set(catalogue.flatMap((rule) => Object.keys(rule.parameters)));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const definition = sharedDefinition(catalogue, name);
      return definition ? [[name, definition]] : [];
    }),
  );
};

/** Whether a rule takes its value for a parameter from the pack's: it has one of that name, defined alike. */
export const takesFromPack = (rule: Rule, name: string, packParameters: ParameterDefinitions): boolean => {
  const own = rule.parameters[name];
  const ofPack = packParameters[name];
  return own !== undefined && ofPack !== undefined && areAlike(own, ofPack);
};

/** A default as a template writes it. */
export const defaultTextOf = (definition: ParameterDefinition): string => String(definition.default);

const sharedDefinition = (catalogue: readonly Rule[], name: string): ParameterDefinition | null => {
  const common = catalogue.map((rule) => commonParametersOf(rule.kinds, rule.severity)[name]).find(Boolean);
  if (common) return common;
  const [first, ...rest] = catalogue.flatMap((rule) => rule.parameters[name] ?? []);
  return first && rest.length > 0 && rest.every((other) => areAlike(first, other)) ? first : null;
};

/** Rules may describe a parameter in their own words. */
const areAlike = (one: ParameterDefinition, other: ParameterDefinition): boolean =>
  isDeepStrictEqual({ ...one, description: '' }, { ...other, description: '' });
