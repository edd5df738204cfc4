import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { logicalIdOf } from '../conformance-pack/logical-id.js';
import { type Permission, permissionsOf } from '../src/core/derivations.js';
import type { Rule } from '../src/core/rule.js';
import { accountArn, ref, sub } from './intrinsics.js';
import { allTiers, failedQueueName, functionNameOf, logGroupOf, redriveRoleName, roleNameOf } from './names.js';
import { allow, lambdaTrust, policyDocument } from './policy-document.js';

/** A role that the functions of several rules share, since all of them may do the same. */
export interface EvaluatorRole {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly rules: readonly Rule[];
}

/** One role for each distinct set of permissions. */
export const evaluatorRoles = (rules: readonly Rule[]): readonly EvaluatorRole[] => {
  const permissions = new Map(rules.map((rule) => [evaluatorRoleName(rule), distinctPermissions(rule)]));
  return [...permissions].map(([name, granted]) => ({
    name,
    permissions: granted,
    rules: rules.filter((rule) => evaluatorRoleName(rule) === name),
  }));
};

/**
 * Name of the role of a rule's function: the services it reads beside Config, and a hash of what it may do. So a rule
 * that is added or removed renames no other rule's role, and a role never changes under the functions that have it.
 */
export const evaluatorRoleName = (rule: Rule): string => {
  const permissions = distinctPermissions(rule);
  const services = new Set(permissions.map(({ action }) => action.split(':')[0] ?? action));
  services.delete('config');
  const hash = createHash('sha256').update(JSON.stringify(permissions)).digest('hex').slice(0, 8);
  return roleNameOf([...services, hash].join('-'));
};

/** The template of all roles, once per account: IAM knows no regions. */
export const rolesTemplate = (rules: readonly Rule[]): object => {
  const roles = Object.fromEntries([
    ...evaluatorRoles(rules).map((role) => [logicalIdOf(role.name), evaluatorRole(role)]),
    [logicalIdOf(redriveRoleName), redriveRole(rules)],
  ]);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      's3-config-rules: the roles of the functions, once per account. The evaluators of every region find them by name.',
    Parameters: {
      Tracing: {
        Type: 'String',
        Default: 'PassThrough',
        AllowedValues: ['PassThrough', 'Active'],
        Description: 'Active lets the functions send traces to X-Ray; then set Tracing of the evaluators too.',
      },
    },
    Conditions: { TracingIsActive: { 'Fn::Equals': [ref('Tracing'), 'Active'] } },
    Resources: {
      ...roles,
      SendTraces: {
        Type: 'AWS::IAM::Policy',
        Condition: 'TracingIsActive',
        Properties: {
          PolicyName: 'send-traces',
          PolicyDocument: policyDocument([sendTraces]),
          Roles: Object.keys(roles).sort().map(ref),
        },
      },
    },
  };
};

const distinctPermissions = (rule: Rule): readonly Permission[] =>
  permissionsOf(rule).filter((one, index, all) => all.findIndex((other) => isDeepStrictEqual(one, other)) === index);

const evaluatorRole = ({ name, permissions, rules }: EvaluatorRole) => ({
  ...role(name, 'What an evaluator of s3-config-rules may read, and that it may report to AWS Config.', [
    ...[...new Set(permissions.map(({ resource }) => resource))].sort().map((resource) =>
      allow({
        actions: permissions.filter((one) => one.resource === resource).map(({ action }) => action),
        resource: resource === '*' ? '*' : sub(resource),
      }),
    ),
    allow({ actions: ['sqs:SendMessage'], resource: failedQueues }),
  ]),
  Metadata: { Rules: rules.map(({ id }) => id) },
});

/** It may run the evaluators again, and nothing else. */
const redriveRole = (rules: readonly Rule[]) =>
  role(redriveRoleName, 'Runs events again that the evaluators of s3-config-rules failed on.', [
    allow({
      actions: ['lambda:InvokeFunction'],
      resource: rules.map((rule) => accountArn('lambda', `function:${functionNameOf(rule)}`, '*')),
    }),
    allow({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resource: failedQueues,
    }),
  ]);

const role = (name: string, description: string, statements: readonly object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: name,
    Description: description,
    AssumeRolePolicyDocument: lambdaTrust,
    Policies: [{ PolicyName: 'work', PolicyDocument: policyDocument([...statements, writeLogs]) }],
  },
});

const failedQueues = allTiers.map((tier) => accountArn('sqs', failedQueueName(tier), '*'));

const writeLogs = allow({
  actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  resource: accountArn('logs', `log-group:${logGroupOf('*')}`, '*'),
});

/** What a function needs to send traces to X-Ray. */
export const sendTraces = allow({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resource: '*' });
