import { alarm } from '../alarm.js';
import type { Bundle } from '../bundle.js';
import { functionResources } from '../function-resources.js';
import { accountArn, attribute, ref, when } from '../intrinsics.js';
import { eventRuleNameOf, forwarderFunctionName, forwarderQueueName, logGroupOf } from '../names.js';
import { commonParameters, hasAlarmTopic } from '../parameters.js';
import { allow, lambdaTrust, policyDocument } from '../policy-document.js';
import { onlyOverTls, queue, queueMetric } from '../queue.js';
import { sendTraces } from '../roles.js';

/**
 * The template of the function that imports the packs' results into Security Hub, for each account and region. Its
 * parameter `Findings` says who brings them there, and only `imported` makes anything.
 */
export const forwarderTemplate = (bundle: Bundle): object => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description:
    's3-config-rules: imports the results of the rules into AWS Security Hub with reason, severity and controls, for each account and region. See docs/security-hub.md.',
  Parameters: parameters,
  Conditions: {
    IsImported: { 'Fn::Equals': [ref('Findings'), 'imported'] },
    HasAlarmTopic: hasAlarmTopic,
    HasConcurrency: { 'Fn::Not': [{ 'Fn::Equals': [ref('Concurrency'), 0] }] },
    TracesAreSent: {
      'Fn::And': [{ Condition: 'IsImported' }, { 'Fn::Equals': [ref('Tracing'), 'Active'] }],
    },
  },
  Resources: {
    ...underCondition('IsImported', {
      ...functionResources('Forwarder', {
        name: forwarderFunctionName,
        description: 'Imports results of the rules into AWS Security Hub',
        role: attribute('Role', 'Arn'),
        bundle,
        memorySize: 256,
        // A daily run of a large account waits for Security Hub's ten imports a second.
        timeout: 900,
        concurrency: when('HasConcurrency', ref('Concurrency')),
      }),
      ...onEvent('Changes', {
        name: 'compliance-changes',
        description: 'Changes of compliance that AWS Config tells of the rules',
        source: { EventPattern: changesOfRules },
      }),
      ...onEvent('Renewal', {
        name: 'renewal',
        description: 'Imports everything that is not compliant again, before Security Hub drops it',
        source: { ScheduleExpression: 'rate(1 day)' },
      }),
      Role: role,
      ...failures,
    }),
    ...underCondition('TracesAreSent', {
      SendTraces: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'send-traces',
          PolicyDocument: policyDocument([sendTraces]),
          Roles: [ref('Role')],
        },
      },
    }),
  },
});

const { Architecture, RetentionInDays, Tracing, AlarmTopicArn } = commonParameters;

const parameters = {
  Findings: {
    Type: 'String',
    Default: 'imported',
    AllowedValues: ['imported', 'native', 'off'],
    Description:
      "Who brings the rules' results to Security Hub: imported, this stack; native, AWS Config itself; off, nobody. Only imported makes anything.",
  },
  Concurrency: {
    Type: 'Number',
    Default: 0,
    MinValue: 0,
    MaxValue: 100,
    Description:
      "How many changes may be imported at once, reserved from the account's concurrency; the others wait. 0: not limited.",
  },
  Architecture,
  RetentionInDays,
  Tracing: { ...Tracing, Description: 'Active sends traces to X-Ray.' },
  AlarmTopicArn,
};

/**
 * All ids of rules begin with `s3-`, which some of AWS's own names do too; the function leaves those out. A pattern of all
 * ids would be longer than the 2,048 characters that EventBridge takes.
 */
const changesOfRules = {
  source: ['aws.config'],
  'detail-type': ['Config Rules Compliance Change'],
  detail: { configRuleName: [{ prefix: 's3-' }, { prefix: 'OrgConfigRule-s3-' }] },
};

const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    Description: 'Reads what AWS Config holds of the rules, and imports it into AWS Security Hub.',
    AssumeRolePolicyDocument: lambdaTrust,
    Policies: [
      {
        PolicyName: 'work',
        PolicyDocument: policyDocument([
          allow({
            actions: ['securityhub:BatchImportFindings'],
            resource: accountArn('securityhub', 'product/${AWS::AccountId}/default'),
          }),
          // IAM confines the listing to no resource.
          allow({ actions: ['config:DescribeComplianceByConfigRule'], resource: '*' }),
          allow({
            actions: ['config:GetComplianceDetailsByConfigRule'],
            resource: accountArn('config', 'config-rule/*'),
          }),
          allow({ actions: ['sqs:SendMessage'], resource: accountArn('sqs', forwarderQueueName) }),
          allow({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resource: accountArn('logs', `log-group:${logGroupOf(forwarderFunctionName)}:*`),
          }),
        ]),
      },
    ],
  },
};

interface OnEvent {
  readonly name: string;
  readonly description: string;
  readonly source: object;
}

/** A rule of EventBridge that invokes the function, and the permission for it alone. */
const onEvent = (id: string, { name, description, source }: OnEvent): Readonly<Record<string, object>> => ({
  [id]: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: eventRuleNameOf(name),
      Description: description,
      State: 'ENABLED',
      ...source,
      Targets: [{ Id: 'forwarder', Arn: attribute('ForwarderFunction', 'Arn') }],
    },
  },
  [`${id}Permission`]: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: ref('ForwarderFunction'),
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: attribute(id, 'Arn'),
    },
  },
});

/** What becomes of events that Lambda gave up on. */
const failures = {
  Failures: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: {
      FunctionName: ref('ForwarderFunction'),
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: attribute('FailedEvents', 'Arn') } },
    },
  },
  FailedEvents: queue(forwarderQueueName, {}),
  FailedEventsPolicy: onlyOverTls('FailedEvents'),
  FailedEventsAlarm: alarm({
    name: 'forwarder-failed-events',
    description:
      'Results could not be imported into Security Hub in three attempts. What is not compliant comes with the next daily run; what was put right stays open there. See docs/security-hub.md.',
    metric: queueMetric('FailedEvents'),
    statistic: 'Maximum',
    periods: 1,
  }),
  Errors: alarm({
    name: 'forwarder-errors',
    description: 'The function that imports results into Security Hub throws: findings may be out of date.',
    metric: {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: forwarderFunctionName }],
    },
    statistic: 'Sum',
    periods: 1,
  }),
};

const underCondition = (condition: string, resources: Readonly<Record<string, object>>) =>
  Object.fromEntries(Object.entries(resources).map(([id, resource]) => [id, { Condition: condition, ...resource }]));
