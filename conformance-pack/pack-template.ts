import { rules as catalogue } from '../rules/index.js';
import { resourceTypesOf } from '../src/core/derivations.js';
import type { ParameterDefinitions } from '../src/core/parameters.js';
import type { Rule } from '../src/core/rule.js';
import { exportNameOf } from './export-name.js';
import { logicalIdOf } from './logical-id.js';
import type { ManagedRule } from './managed-rules.js';
import { defaultTextOf, packParametersOf, takesFromPack } from './pack-parameters.js';

/** What a conformance pack holds. */
export interface PackContent {
  readonly rules: readonly Rule[];
  readonly managedRules: readonly ManagedRule[];
  /** Values for single rules, by rule id and parameter, as texts. They go before the pack's parameters. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * A conformance pack's template. Config documents little of what it takes in one, so conditions and intrinsic functions
 * stand only where AWS's sample packs have them, and `Fn::ImportValue` where the guide allows it.
 *
 * @throws ParameterError if a value does not fit its rule
 */
export const packTemplate = ({ rules, managedRules, values = {} }: PackContent): object => {
  const shared = packParametersOf(catalogue);
  const parameters = Object.entries(shared).filter(([name]) => rules.some((rule) => takesFromPack(rule, name, shared)));
  return {
    Parameters: Object.fromEntries(
      parameters.map(([name, definition]) => [
        name,
        { Type: 'String', Default: defaultTextOf(definition), Description: definition.description },
      ]),
    ),
    Conditions: Object.fromEntries(
      parameters.map(([name]) => [givenCondition(name), { 'Fn::Not': [{ 'Fn::Equals': ['', { Ref: name }] }] }]),
    ),
    Resources: Object.fromEntries([
      ...rules.map((rule) => [logicalIdOf(rule.id), customRule(rule, shared, values[rule.id] ?? {})]),
      ...managedRules.map((rule) => [logicalIdOf(rule.name), managedRule(rule)]),
    ]),
  };
};

const customRule = (rule: Rule, shared: ParameterDefinitions, values: Readonly<Record<string, string>>) => {
  rule.readParameters(values);
  const fromPack = Object.keys(shared).filter((name) => takesFromPack(rule, name, shared));
  return {
    Type: 'AWS::Config::ConfigRule',
    Properties: {
      ConfigRuleName: rule.id,
      Description: rule.description,
      InputParameters: { ...Object.fromEntries(fromPack.map((name) => [name, ifGiven(name)])), ...values },
      Scope: { ComplianceResourceTypes: resourceTypesOf(rule) },
      Source: {
        Owner: 'CUSTOM_LAMBDA',
        SourceIdentifier: { 'Fn::ImportValue': exportNameOf(rule.id) },
        SourceDetails: triggers,
      },
    },
  };
};

/**
 * Every rule runs daily. For a rule whose facts all raise change events that is needed only while exemption by tags is
 * on, since an expiry raises none. But a pack's parameter can turn that on, and whether Config takes a condition among
 * `SourceDetails` is undocumented: none of AWS's 122 sample packs has one there. A run that finds nothing new posts nothing.
 */
const triggers = [
  { EventSource: 'aws.config', MessageType: 'ConfigurationItemChangeNotification' },
  { EventSource: 'aws.config', MessageType: 'OversizedConfigurationItemChangeNotification' },
  {
    EventSource: 'aws.config',
    MessageType: 'ScheduledNotification',
    MaximumExecutionFrequency: 'TwentyFour_Hours',
  },
];

const managedRule = ({ name, identifier, description }: ManagedRule) => ({
  Type: 'AWS::Config::ConfigRule',
  Properties: {
    ConfigRuleName: name,
    Description: description,
    Scope: { ComplianceResourceTypes: ['AWS::S3::Bucket'] },
    Source: { Owner: 'AWS', SourceIdentifier: identifier },
    MaximumExecutionFrequency: 'TwentyFour_Hours',
  },
});

/** A rule refuses an empty value, so an empty parameter is left out and the rule's default holds. */
const ifGiven = (name: string) => ({ 'Fn::If': [givenCondition(name), { Ref: name }, { Ref: 'AWS::NoValue' }] });

const givenCondition = (name: string): string => `${name}Given`;
