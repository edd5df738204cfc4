import { exportNameOf } from '../conformance-pack/export-name.js';
import { logicalIdOf } from '../conformance-pack/logical-id.js';
import { isHomeRegionRule } from '../src/core/derivations.js';
import type { Rule } from '../src/core/rule.js';
import { alarm } from './alarm.js';
import type { Bundle } from './bundle.js';
import { failedEvents } from './failed-events.js';
import { functionResources } from './function-resources.js';
import { accountArn, attribute, ref, roleArn } from './intrinsics.js';
import { functionNameOf, type Tier } from './names.js';
import { evaluatorInputs } from './parameters.js';
import { evaluatorRoleName } from './roles.js';

export interface Evaluator {
  readonly rule: Rule;
  readonly bundle: Bundle;
}

/** The template of a tier's functions, for each account and region. */
export const evaluatorsTemplate = (tier: Tier, evaluators: readonly Evaluator[], redrive: Bundle): object => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `s3-config-rules: the functions of the ${tier} rules, for each account and region. Their roles (roles.yaml) come before, the conformance pack after.`,
  ...evaluatorInputs(evaluators.some(({ rule }) => isHomeRegionRule(rule))),
  Resources: Object.assign({}, ...evaluators.map(evaluatorResources), failedEvents(tier, redrive)),
  Outputs: Object.fromEntries(
    evaluators.map(({ rule }) => [
      logicalIdOf(rule.id),
      onlyAtHome(rule, {
        Description: rule.title,
        Value: attribute(`${logicalIdOf(rule.id)}Function`, 'Arn'),
        Export: { Name: exportNameOf(rule.id) },
      }),
    ]),
  ),
});

const evaluatorResources = ({ rule, bundle }: Evaluator): object => {
  const id = logicalIdOf(rule.id);
  const name = functionNameOf(rule);
  const resources: Readonly<Record<string, object>> = {
    ...functionResources(id, {
      name,
      description: rule.title,
      role: roleArn(evaluatorRoleName(rule)),
      bundle,
      memorySize: ref('MemorySize'),
      timeout: ref('Timeout'),
    }),
    [`${id}Permission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: ref(`${id}Function`),
        Action: 'lambda:InvokeFunction',
        Principal: 'config.amazonaws.com',
        // Without both of them every account's rules could invoke it.
        SourceAccount: ref('AWS::AccountId'),
        SourceArn: accountArn('config', 'config-rule/*'),
      },
    },
    [`${id}Failures`]: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: ref(`${id}Function`),
        Qualifier: '$LATEST',
        DestinationConfig: { OnFailure: { Destination: attribute('FailedEvents', 'Arn') } },
      },
    },
    [`${id}Errors`]: alarm({
      name: `${rule.id}-errors`,
      description: `The function of the rule ${rule.id} throws: AWS Config keeps its last results.`,
      metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions: [{ Name: 'FunctionName', Value: name }] },
      statistic: 'Sum',
      periods: 1,
    }),
  };
  return Object.fromEntries(
    Object.entries(resources).map(([logicalId, resource]) => [logicalId, onlyAtHome(rule, resource)]),
  );
};

/** What belongs to a rule for one region is made there alone. */
const onlyAtHome = (rule: Rule, part: object): object =>
  isHomeRegionRule(rule) ? { Condition: 'IsHomeRegion', ...part } : part;
