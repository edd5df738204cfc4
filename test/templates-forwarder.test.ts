import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { unpackedCode } from '../deploy/packed-code.js';
import { templatePath } from '../deploy/templates.js';
import { rules } from '../rules/index.js';
import { FINDING_ID_PREFIX } from '../src/asff/finding.js';

interface Resource {
  readonly Type: string;
  readonly Condition: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const committed = (name: string): string => readFileSync(join(__dirname, '..', templatePath(name)), 'utf8');
const text = committed('forwarder');
const template: {
  readonly Parameters: Readonly<Record<string, { readonly Default: unknown; readonly AllowedValues?: unknown }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
} = parse(text);
const resources = Object.entries(template.Resources);
const properties = (id: string) => template.Resources[id]?.Properties ?? {};
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('the template of the forwarder', () => {
  it('makes something only where findings are imported', () => {
    expect(template.Parameters.Findings).toMatchObject({
      Default: 'imported',
      AllowedValues: ['imported', 'native', 'off'],
    });
    expect(template.Conditions).toMatchObject({
      IsImported: { 'Fn::Equals': [{ Ref: 'Findings' }, 'imported'] },
      TracesAreSent: { 'Fn::And': [{ Condition: 'IsImported' }, { 'Fn::Equals': [{ Ref: 'Tracing' }, 'Active'] }] },
    });
    for (const [id, { Condition }] of resources) {
      expect([id, Condition]).toEqual([id, id === 'SendTraces' ? 'TracesAreSent' : 'IsImported']);
    }
  });

  it('trap 69: hears of every rule by the names that packs and organizations give it', () => {
    expect(properties('Changes').EventPattern).toEqual({
      source: ['aws.config'],
      'detail-type': ['Config Rules Compliance Change'],
      detail: { configRuleName: [{ prefix: 's3-' }, { prefix: 'OrgConfigRule-s3-' }] },
    });
    for (const { id } of rules) expect(id).toMatch(/^s3-/);
    expect(JSON.stringify(properties('Changes').EventPattern).length).toBeLessThanOrEqual(2048);
  });

  it('trap 71: runs daily', () => {
    expect(properties('Renewal')).toMatchObject({ ScheduleExpression: 'rate(1 day)', State: 'ENABLED' });
  });

  it.each(['Changes', 'Renewal'])('lets the rule %s invoke the function, and nobody else', (id) => {
    expect(properties(id).Targets).toEqual([{ Id: 'forwarder', Arn: arnOf('ForwarderFunction') }]);
    expect(properties(`${id}Permission`)).toEqual({
      FunctionName: { Ref: 'ForwarderFunction' },
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: arnOf(id),
    });
    expect(resources.filter(([, { Type }]) => Type === 'AWS::Lambda::Permission')).toHaveLength(2);
  });

  it('trap 59: has its code inline, with the text of every rule and the code of none', () => {
    const { ZipFile } = properties('ForwarderFunction').Code as { readonly ZipFile: string };
    const code = unpackedCode(ZipFile);
    for (const { id } of rules) expect(code).toContain(`id:"${id}"`);
    expect(code).not.toMatch(/ajv|smithy|PutEvaluations|evaluate/);
    expect([...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name).sort()).toEqual([
      '@aws-sdk/client-config-service',
      '@aws-sdk/client-securityhub',
      'node:crypto',
    ]);
    expect(ZipFile).toMatch(/^[\x20-\x7e]*$/);
    expect(ZipFile).not.toContain('{{resolve:');
  });

  it('runs it as long as a run may last, with a role of its own', () => {
    expect(properties('ForwarderFunction')).toMatchObject({
      FunctionName: 's3-config-rules-forwarder',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: arnOf('Role'),
      Timeout: 900,
      ReservedConcurrentExecutions: { 'Fn::If': ['HasConcurrency', { Ref: 'Concurrency' }, { Ref: 'AWS::NoValue' }] },
    });
    expect(template.Parameters.Concurrency?.Default).toBe(0);
    expect(properties('Role')).toMatchObject({
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
    });
  });

  it('trap 73, J20: allows it what it does, in its own account and region', () => {
    const { Policies } = properties('Role') as {
      readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly unknown[] } }[];
    };
    const here = (service: string, resource: string) => ({
      'Fn::Sub': `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`,
    });
    expect(Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)).toEqual([
      {
        Effect: 'Allow',
        Action: ['securityhub:BatchImportFindings'],
        Resource: here('securityhub', 'product/${AWS::AccountId}/default'),
      },
      { Effect: 'Allow', Action: ['config:DescribeComplianceByConfigRule'], Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['config:GetComplianceDetailsByConfigRule'],
        Resource: here('config', 'config-rule/*'),
      },
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: here('sqs', 's3-config-rules-failed-forwarder') },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: here('logs', 'log-group:/aws/lambda/s3-config-rules/s3-config-rules-forwarder:*'),
      },
    ]);
  });

  it('logs to a group of the pack with a time limit', () => {
    expect(properties('ForwarderLogs')).toEqual({
      LogGroupName: '/aws/lambda/s3-config-rules/s3-config-rules-forwarder',
      RetentionInDays: { Ref: 'RetentionInDays' },
    });
    expect(properties('ForwarderFunction').LoggingConfig).toEqual({ LogGroup: { Ref: 'ForwarderLogs' } });
  });

  it('keeps events that failed, encrypted, in a queue that refuses plain HTTP', () => {
    expect(properties('Failures')).toEqual({
      FunctionName: { Ref: 'ForwarderFunction' },
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: arnOf('FailedEvents') } },
    });
    expect(properties('FailedEvents')).toEqual({
      QueueName: 's3-config-rules-failed-forwarder',
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
    });
    expect(properties('FailedEventsPolicy')).toMatchObject({
      Queues: [{ Ref: 'FailedEvents' }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sqs:*',
            Resource: arnOf('FailedEvents'),
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
  });

  it('raises alarms where the function throws and where an event was given up', () => {
    const AlarmActions = { 'Fn::If': ['HasAlarmTopic', [{ Ref: 'AlarmTopicArn' }], { Ref: 'AWS::NoValue' }] };
    expect(properties('Errors')).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: 's3-config-rules-forwarder' }],
      AlarmActions,
    });
    expect(properties('FailedEventsAlarm')).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['FailedEvents', 'QueueName'] } }],
      AlarmActions,
    });
  });

  it('fits into a request, so that it needs no bucket', () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(51_200);
  });
});

describe('the template of the workflow', () => {
  const { ResolvePassed } = parse(committed('security-hub-workflow')).Resources;

  it('resolves imported findings that passed, which an import cannot, and leaves suppressed ones', () => {
    expect(ResolvePassed.Properties).toMatchObject({
      Criteria: {
        Id: [{ Comparison: 'PREFIX', Value: FINDING_ID_PREFIX }],
        ComplianceStatus: [{ Comparison: 'EQUALS', Value: 'PASSED' }],
        WorkflowStatus: [
          { Comparison: 'EQUALS', Value: 'NEW' },
          { Comparison: 'EQUALS', Value: 'NOTIFIED' },
        ],
      },
      Actions: [{ Type: 'FINDING_FIELDS_UPDATE', FindingFieldsUpdate: { Workflow: { Status: 'RESOLVED' } } }],
    });
  });
});
