import { parse } from 'yaml';
import { templateText } from '../conformance-pack/template-text.js';
import { evaluatorRoleName, evaluatorRoles, rolesTemplate } from '../deploy/roles.js';
import { rules } from '../rules/index.js';
import { permissionsOf } from '../src/core/derivations.js';
import { operations } from '../src/core/operations.js';

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: Resource | readonly Resource[];
}

type Resource = string | { readonly 'Fn::Sub': string };

interface Role {
  readonly Type: 'AWS::IAM::Role';
  readonly Properties: {
    readonly RoleName: string;
    readonly Description: string;
    readonly AssumeRolePolicyDocument: unknown;
    readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
  };
}

const text = templateText([], rolesTemplate(rules));
const template: { readonly Resources: Readonly<Record<string, Role | { readonly Type: string }>> } = parse(text);
const roles = Object.values(template.Resources).filter((one): one is Role => one.Type === 'AWS::IAM::Role');
const statementsOf = (role: Role) => role.Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
const textOf = (resource: Resource) => (typeof resource === 'string' ? resource : resource['Fn::Sub']);
const grantsOf = (role: Role) =>
  statementsOf(role).flatMap(({ Action, Resource }) =>
    [Resource].flat().flatMap((resource) => Action.map((action) => `${action} on ${textOf(resource)}`)),
  );
const roleNamed = (name: string): Role => {
  const found = roles.find(({ Properties }) => Properties.RoleName === name);
  if (!found) throw new Error(`no role ${name}`);
  return found;
};

/** What every function may do beside its rule's reads. */
const forEveryFunction = [
  'logs:CreateLogStream on arn:${AWS::Partition}:logs:*:${AWS::AccountId}:log-group:/aws/lambda/s3-config-rules/*',
  'logs:PutLogEvents on arn:${AWS::Partition}:logs:*:${AWS::AccountId}:log-group:/aws/lambda/s3-config-rules/*',
];

describe('the roles of the evaluators', () => {
  it.each(rules.map(({ id }) => id))("%s: may do what the rule's facts ask for, and nothing else", (id) => {
    const rule = rules.find((one) => one.id === id) ?? fail(id);
    const expected = permissionsOf(rule).map(({ action, resource }) => `${action} on ${resource}`);
    expect(grantsOf(roleNamed(evaluatorRoleName(rule))).sort()).toEqual(
      [
        ...new Set(expected),
        ...forEveryFunction,
        'sqs:SendMessage on arn:${AWS::Partition}:sqs:*:${AWS::AccountId}:s3-config-rules-failed-core',
        'sqs:SendMessage on arn:${AWS::Partition}:sqs:*:${AWS::AccountId}:s3-config-rules-failed-extended',
      ].sort(),
    );
  });

  it('are one for each distinct set of permissions', () => {
    const sets = new Set(rules.map((rule) => JSON.stringify(permissionsOf(rule))));
    expect(evaluatorRoles(rules)).toHaveLength(sets.size);
    expect(evaluatorRoles(rules).flatMap((role) => role.rules)).toHaveLength(rules.length);
  });

  it('keep their names whatever other rules there are', () => {
    const alone = rules.flatMap((rule) => evaluatorRoles([rule]).map(({ name }) => name));
    expect(alone).toEqual(rules.map(evaluatorRoleName));
    const names = (list: typeof rules) => evaluatorRoles(list).map(({ name }) => name);
    expect(names([...rules].reverse()).sort()).toEqual([...names(rules)].sort());
  });

  it('have names that IAM takes', () => {
    for (const { Properties } of roles) {
      expect(Properties.RoleName).toMatch(/^s3-config-rules-[\w-]{1,48}$/);
      expect(Properties.Description.length).toBeLessThanOrEqual(1000);
    }
  });
});

describe('every role', () => {
  const byName = roles.map((role): [string, Role] => [role.Properties.RoleName, role]);

  it.each(byName)('J20: %s: allows no action by a wildcard', (_, role) => {
    for (const { Effect, Action } of statementsOf(role)) {
      expect(Effect).toBe('Allow');
      for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
    }
  });

  it.each(byName)('%s: allows on every resource only what IAM cannot confine', (_, role) => {
    const confined = new Set(Object.values(operations).flatMap((row) => (row.resource === '*' ? [] : [row.action])));
    const open = statementsOf(role).flatMap(({ Action, Resource }) => (Resource === '*' ? Action : []));
    expect(open.filter((action) => confined.has(action as never))).toEqual([]);
  });

  it.each(byName)('%s: is for Lambda alone', (_, role) => {
    expect(role.Properties.AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
  });

  it.each(byName)("%s: keeps to IAM's 10,240 characters of inline policies", (_, role) => {
    expect(JSON.stringify(role.Properties.Policies).length).toBeLessThan(10_240);
  });

  it.each(byName)('%s: reads no object and changes nothing', (_, role) => {
    const actions = statementsOf(role).flatMap(({ Action }) => Action);
    const changing = actions.filter((action) => !/:(Get|List|Describe|Select|Receive)/.test(action));
    expect(changing.filter((action) => !allowedToChange.includes(action))).toEqual([]);
    expect(actions).not.toContain('s3:GetObject');
  });
});

/** What is not a read: reporting, logging, and the handling of failed events. */
const allowedToChange = [
  'config:PutEvaluations',
  'lambda:InvokeFunction',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sqs:DeleteMessage',
  'sqs:SendMessage',
];

describe('the role that runs events again', () => {
  it('may invoke the evaluators, and take messages from their queues', () => {
    const onQueues = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].flatMap((action) =>
      ['core', 'extended'].map(
        (tier) => `sqs:${action} on arn:\${AWS::Partition}:sqs:*:\${AWS::AccountId}:s3-config-rules-failed-${tier}`,
      ),
    );
    const onFunctions = rules.map(
      ({ id }) => `lambda:InvokeFunction on arn:\${AWS::Partition}:lambda:*:\${AWS::AccountId}:function:${id}`,
    );
    expect(grantsOf(roleNamed('s3-config-rules-redrive')).sort()).toEqual(
      [...onQueues, ...onFunctions, ...forEveryFunction].sort(),
    );
  });
});

describe('the template of the roles', () => {
  it('allows traces only where they are asked for, for every role', () => {
    expect(template.Resources.SendTraces).toMatchObject({
      Type: 'AWS::IAM::Policy',
      Condition: 'TracingIsActive',
      Properties: {
        Roles: Object.keys(template.Resources)
          .filter((id) => id !== 'SendTraces')
          .map((Ref) => ({ Ref })),
      },
    });
    expect(text.match(/xray:/g)).toHaveLength(2);
  });

  it('fits into a request, so that it needs no bucket', () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(51_200);
  });

  it('trap 57: names no partition, region or account', () => {
    expect(text).not.toMatch(
      /arn:aws|\d{12}|\b(us|eu|ap|sa|ca|me|af|il|mx|cn)-(gov-|iso[a-z]?-)?(north|south|east|west|central)[a-z]*-\d/,
    );
  });
});

const fail = (id: string): never => {
  throw new Error(`no rule ${id}`);
};
