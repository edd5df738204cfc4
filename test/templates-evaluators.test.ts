import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { exportNameOf } from '../conformance-pack/export-name.js';
import { logicalIdOf } from '../conformance-pack/logical-id.js';
import { packFiles } from '../conformance-pack/packs.js';
import { unpackedCode } from '../deploy/packed-code.js';
import { evaluatorRoles } from '../deploy/roles.js';
import { templatePath } from '../deploy/templates.js';
import { rules } from '../rules/index.js';
import { isHomeRegionRule } from '../src/core/derivations.js';
import type { Rule } from '../src/core/rule.js';

interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: unknown; readonly MaxValue?: number }>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<
    Record<string, { readonly Condition?: string; readonly Value: unknown; readonly Export: unknown }>
  >;
}

const root = join(__dirname, '..');
const names = [
  'roles',
  'security-hub-severities',
  'security-hub-workflow',
  'forwarder',
  ...new Set(rules.map(({ tier }) => `evaluators-${tier}`)),
];
const paths = names.map(templatePath);
const byRule = rules.map((rule): [string, Rule] => [rule.id, rule]);

/** As committed: that they are what the rules give is what `npm run generate -- --check` holds. */
const texts = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const textOf = (path: string): string => texts.get(path) ?? '';
/** Each is parsed once: they hold the code of every rule. */
const parsed = new Map<string, Template>();
const templateOf = (path: string): Template => {
  const template: Template = parsed.get(path) ?? parse(textOf(path));
  parsed.set(path, template);
  return template;
};
const templateFor = (rule: Rule): Template => templateOf(templatePath(`evaluators-${rule.tier}`));
const evaluatorPaths = paths.filter((path) => path.includes('evaluators'));

describe.each(paths)('%s', (path) => {
  it('says at its top that it is generated, and how', () => {
    expect(textOf(path)).toMatch(/^# Generated .*"npm run generate"/);
  });

  it('trap 60: stays under 1 MB, 500 resources and 200 outputs', () => {
    const { Resources, Outputs = {} } = templateOf(path);
    expect(Buffer.byteLength(textOf(path))).toBeLessThan(1_000_000);
    expect(Object.keys(Resources).length).toBeLessThanOrEqual(500);
    expect(Object.keys(Outputs).length).toBeLessThanOrEqual(200);
  });

  it('trap 57: names no partition and no endpoint', () => {
    expect(textOf(path)).not.toMatch(/arn:aws[:-]|amazonaws\.com\.cn|sts\.[a-z0-9-]+\.amazonaws/);
  });

  it('trap 58: is what a StackSet takes: no transform, no nested stack, no loop', () => {
    expect(Object.keys(templateOf(path)).sort()).toEqual(expect.not.arrayContaining(['Transform', 'Rules', 'Hooks']));
    expect(textOf(path)).not.toMatch(/^ +(Fn::ForEach|Fn::Transform)/m);
    const types = Object.values(templateOf(path).Resources).map(({ Type }) => Type);
    expect(types.filter((type) => /^AWS::(CloudFormation|Serverless)/.test(type))).toEqual([]);
  });

  it('means the same to readers of YAML 1.1 and 1.2', () => {
    expect(parse(textOf(path), { version: '1.1' })).toEqual(templateOf(path));
  });

  it('has only characters that YAML prints as they are', () => {
    expect(/^[\x20-\x7e\n\t]*$/.test(textOf(path))).toBe(true);
  });
});

describe.each(byRule)('the evaluator %s', (id, rule) => {
  const logicalId = logicalIdOf(id);
  const resource = (suffix: string): Resource => {
    const found = templateFor(rule).Resources[`${logicalId}${suffix}`];
    if (!found) throw new Error(`no ${logicalId}${suffix}`);
    return found;
  };

  it('trap 55, J1, J19: is a function of the rule’s name, with a role of its own account that the other template makes', () => {
    const { Properties } = resource('Function');
    const role = evaluatorRoles(rules).find((one) => one.rules.some((member) => member.id === id));
    expect(Properties).toMatchObject({
      FunctionName: id,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Architectures: [{ Ref: 'Architecture' }],
      MemorySize: { Ref: 'MemorySize' },
      Timeout: { Ref: 'Timeout' },
      TracingConfig: { Mode: { Ref: 'Tracing' } },
      Role: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${role?.name}` },
    });
    expect(templateOf(templatePath('roles')).Resources).toHaveProperty(logicalIdOf(role?.name ?? ''));
  });

  it('trap 59: has its code inline, not in a bucket of another region, and nothing in it to fill in', () => {
    const { Code } = resource('Function').Properties;
    expect(Code).toEqual({ ZipFile: expect.any(String) });
    // CloudFormation would fill these in, wherever they stand.
    const { ZipFile } = Code as { readonly ZipFile: string };
    expect(ZipFile).not.toContain('{{resolve:');
    expect(unpackedCode(ZipFile)).toContain(`id:"${id}"`);
  });

  it('logs to a group of the pack with a time limit', () => {
    expect(resource('Logs').Properties).toEqual({
      LogGroupName: `/aws/lambda/s3-config-rules/${id}`,
      RetentionInDays: { Ref: 'RetentionInDays' },
    });
    expect(resource('Function').Properties.LoggingConfig).toMatchObject({ LogGroup: { Ref: `${logicalId}Logs` } });
  });

  it('traps 51 and 52, J16: may be invoked by the rules of its own account and region alone', () => {
    expect(resource('Permission')).toMatchObject({
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: `${logicalId}Function` },
        Action: 'lambda:InvokeFunction',
        Principal: 'config.amazonaws.com',
        SourceAccount: { Ref: 'AWS::AccountId' },
        SourceArn: { 'Fn::Sub': 'arn:${AWS::Partition}:config:${AWS::Region}:${AWS::AccountId}:config-rule/*' },
      },
    });
    expect(resource('Permission').Properties).not.toHaveProperty('PrincipalOrgID');
  });

  it('traps 53 and 54: is exported without a version, by the stack that permits its invocation', () => {
    expect(templateFor(rule).Outputs[logicalId]).toMatchObject({
      Value: { 'Fn::GetAtt': [`${logicalId}Function`, 'Arn'] },
      Export: { Name: exportNameOf(id) },
    });
    expect(exportNameOf(id)).toMatch(/^[A-Za-z0-9:-]{1,255}$/);
  });

  it('J17: sends events it fails on to the queue, and raises an alarm', () => {
    expect(resource('Failures')).toMatchObject({
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: `${logicalId}Function` },
        Qualifier: '$LATEST',
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['FailedEvents', 'Arn'] } } },
      },
    });
    expect(resource('Errors')).toMatchObject({
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        Dimensions: [{ Name: 'FunctionName', Value: id }],
        TreatMissingData: 'notBreaching',
      },
    });
  });

  it('trap 45: is made in the home region alone if it judges what is the account’s or IAM’s', () => {
    const { Resources, Outputs } = templateFor(rule);
    const own = Object.entries(Resources).filter(([name]) =>
      ['Function', 'Logs', 'Permission', 'Failures', 'Errors'].some((suffix) => name === `${logicalId}${suffix}`),
    );
    const condition = isHomeRegionRule(rule) ? 'IsHomeRegion' : undefined;
    expect([...own.map(([, { Condition }]) => Condition), Outputs[logicalId]?.Condition]).toEqual(
      Array(6).fill(condition),
    );
  });
});

describe.each(evaluatorPaths)('failed events in %s', (path) => {
  const properties = (id: string) => templateOf(path).Resources[id]?.Properties ?? {};

  it('wait encrypted in queues that refuse plain HTTP', () => {
    for (const id of ['FailedEvents', 'LostEvents']) {
      expect(properties(id)).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
      expect(properties(`${id}Policy`)).toEqual({
        Queues: [{ Ref: id }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 'sqs:*',
              Resource: { 'Fn::GetAtt': [id, 'Arn'] },
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
      });
    }
  });

  it('are run again a few times and then put aside', () => {
    expect(properties('RedriveMapping')).toMatchObject({
      EventSourceArn: { 'Fn::GetAtt': ['FailedEvents', 'Arn'] },
      FunctionName: { Ref: 'RedriveFunction' },
      BatchSize: 1,
    });
    expect(properties('FailedEvents').RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': ['LostEvents', 'Arn'] },
      maxReceiveCount: 3,
    });
  });

  it('are waited for as long as an evaluator may run, and shown again only after that', () => {
    const timeout = Number(properties('RedriveFunction').Timeout);
    expect(timeout).toBeGreaterThanOrEqual(templateOf(path).Parameters.Timeout?.MaxValue ?? Number.NaN);
    expect(Number(properties('FailedEvents').VisibilityTimeout)).toBeGreaterThanOrEqual(6 * timeout);
  });

  it('raise alarms where they wait or are put aside', () => {
    for (const id of ['FailedEvents', 'LostEvents']) {
      expect(properties(`${id}Alarm`)).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } }],
        AlarmActions: { 'Fn::If': ['HasAlarmTopic', [{ Ref: 'AlarmTopicArn' }], { Ref: 'AWS::NoValue' }] },
      });
    }
  });

  it('go to queues whose names the roles know', () => {
    const tier = path.includes('core') ? 'core' : 'extended';
    expect(properties('FailedEvents').QueueName).toBe(`s3-config-rules-failed-${tier}`);
    expect(textOf(templatePath('roles'))).toContain(`:s3-config-rules-failed-${tier}'}\n`);
  });

  it('names functions as Lambda takes them', () => {
    const functions = Object.values(templateOf(path).Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    for (const { Properties } of functions) {
      expect(Properties.FunctionName).toMatch(/^[A-Za-z0-9-_]{1,64}$/);
      expect(String(Properties.Description).length).toBeLessThanOrEqual(256);
    }
  });
});

describe('every export that a pack imports', () => {
  it('is there', () => {
    const exported = evaluatorPaths.flatMap((path) =>
      Object.values(templateOf(path).Outputs).map(({ Export }) => Export),
    );
    const imported = packFiles().flatMap(({ text }) =>
      [...text.matchAll(/Fn::ImportValue: ([^}\n]*)/g)].map(([, name]) => name),
    );
    expect(new Set(imported).size).toBe(rules.length);
    for (const name of imported) expect(exported).toContainEqual({ Name: name });
  });
});
