import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parse } from 'yaml';
import { packPath, packs } from '../conformance-pack/packs.js';
import { acknowledgementsOf } from '../deploy/acknowledgements.js';
import { addOrganizationStacks, organizationTemplates } from '../deploy/organization.js';
import { addStacks, type Options, optionsOf } from '../deploy/stacks.js';
import { templatePath, tiers } from '../deploy/templates.js';

const root = join(__dirname, '..');
const outdir = mkdtempSync(join(tmpdir(), 'cdk-'));
const variables = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };
afterAll(() => {
  rmSync(outdir, { recursive: true });
  if (variables.account === undefined) delete process.env.CDK_DEFAULT_ACCOUNT;
  if (variables.region === undefined) delete process.env.CDK_DEFAULT_REGION;
});

const options: Options = {
  homeRegion: null,
  extended: true,
  organization: false,
  findings: 'imported',
  packParameters: {},
};

const appWith = (changes: Partial<Options> = {}): App => {
  process.env.CDK_DEFAULT_ACCOUNT = '111122223333';
  process.env.CDK_DEFAULT_REGION = 'eu-west-1';
  const app = new App({ analyticsReporting: false, outdir: mkdtempSync(join(outdir, 'app-')) });
  addStacks(app, { ...options, ...changes });
  return app;
};

const stackOf = (app: App, name: string): Stack => {
  const found = app.node.tryFindChild(`s3-config-rules-${name}`);
  if (!(found instanceof Stack)) throw new Error(`no stack ${name}`);
  return found;
};

const namesOf = (app: App): readonly string[] =>
  app.node.children
    .filter((child) => child instanceof Stack)
    .map(({ node }) => node.id.replace('s3-config-rules-', ''));

const committed = (name: string) => parse(readFileSync(join(root, templatePath(name)), 'utf8'));

/** Conformance packs of a stack, by name. */
const packsIn = (app: App): Readonly<Record<string, Readonly<Record<string, unknown>>>> =>
  Object.fromEntries(
    Object.values(Template.fromStack(stackOf(app, 'packs')).findResources('AWS::Config::ConformancePack')).map(
      ({ Properties }) => [Properties.ConformancePackName, Properties],
    ),
  );

describe('the CDK app', () => {
  const app = appWith();

  it.each(['roles', 'forwarder', ...tiers().map((tier) => `evaluators-${tier}`)])(
    'deploys the plain template of the %s',
    (name) => {
      const { Resources, Outputs = {} } = Template.fromStack(stackOf(app, name)).toJSON();
      expect(Resources).toEqual(committed(name).Resources);
      expect(Outputs).toEqual(committed(name).Outputs ?? {});
    },
  );

  it('trap 62: deploys the packs as they are committed, without a delivery bucket', () => {
    expect(packsIn(app)).toEqual(
      Object.fromEntries(
        packs().map((pack) => [
          `s3-config-rules-${pack.id}`,
          {
            ConformancePackName: `s3-config-rules-${pack.id}`,
            TemplateBody: readFileSync(join(root, packPath(pack)), 'utf8'),
            ConformancePackInputParameters: [],
          },
        ]),
      ),
    );
  });

  it('deploys roles, evaluators and packs in this order', () => {
    const dependenciesOf = (name: string) =>
      stackOf(app, name).dependencies.map(({ node }) => node.id.replace('s3-config-rules-', ''));
    const evaluators = tiers().map((tier) => `evaluators-${tier}`);
    expect(dependenciesOf('roles')).toEqual([]);
    for (const name of evaluators) expect(dependenciesOf(name)).toEqual(['roles']);
    expect(dependenciesOf('packs')).toEqual(evaluators);
  });

  it('takes the home region for the region it deploys to', () => {
    const { Conditions } = Template.fromStack(stackOf(app, 'evaluators-core')).toJSON();
    expect(Conditions.IsHomeRegion).toEqual({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] });
  });

  it('leaves the extended rules out unless they are asked for', () => {
    const core = appWith({ extended: false, findings: 'off' });
    expect(namesOf(core)).toEqual(['roles', 'evaluators-core', 'packs']);
    expect(Object.keys(packsIn(core))).not.toContain('s3-config-rules-extended');
  });

  it.each(['native', 'off'] as const)('imports nothing into Security Hub where findings are %s', (findings) => {
    expect(namesOf(appWith({ findings }))).not.toContain('forwarder');
  });

  it('makes no roles and no home pack in a further region', () => {
    const further = appWith({ homeRegion: 'us-east-1' });
    expect(namesOf(further)).not.toContain('roles');
    expect(Object.keys(packsIn(further))).not.toContain('s3-config-rules-home-region');
    const { Conditions } = Template.fromStack(stackOf(further, 'evaluators-core')).toJSON();
    expect(Conditions.IsHomeRegion).toEqual({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] });
  });

  it('hands parameters to the packs that have them', () => {
    const given = packsIn(appWith({ packParameters: { exemptionTagPrefix: 'exempt:' } }));
    for (const { ConformancePackInputParameters } of Object.values(given)) {
      expect(ConformancePackInputParameters).toEqual([
        { ParameterName: 'exemptionTagPrefix', ParameterValue: 'exempt:' },
      ]);
    }
  });
});

describe('the CDK app of an organization', () => {
  const organizationApp = (homeRegion: string | null): App => {
    process.env.CDK_DEFAULT_ACCOUNT = '111122223333';
    process.env.CDK_DEFAULT_REGION = 'eu-west-1';
    const app = new App({ analyticsReporting: false, outdir: mkdtempSync(join(outdir, 'app-')) });
    addOrganizationStacks(app, homeRegion);
    return app;
  };

  it('deploys the plain templates, and finds nothing that is not acknowledged', () => {
    const app = organizationApp(null);
    expect(namesOf(app)).toEqual(organizationTemplates);
    for (const name of organizationTemplates) {
      expect(Template.fromStack(stackOf(app, name)).toJSON().Resources).toEqual(committed(name).Resources);
    }
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });

  it('deploys the packs alone in a further region', () => {
    expect(namesOf(organizationApp('us-east-1'))).toEqual(['organization-packs']);
  });
});

describe('packParameters', () => {
  it('are refused where no pack has them', () => {
    expect(() => appWith({ packParameters: { exemptionTagPrefix: 'x', exemptionPrefix: 'x' } })).toThrow(
      'packParameters: no pack has exemptionPrefix',
    );
  });

  it('may be given as an object or, on the command line, as JSON', () => {
    const asContext = (packParameters: unknown) =>
      optionsOf(new App({ outdir: mkdtempSync(join(outdir, 'app-')), context: { packParameters } })).packParameters;
    expect(asContext({ maxExceptionDays: '30' })).toEqual({ maxExceptionDays: '30' });
    expect(asContext('{"maxExceptionDays":"30"}')).toEqual({ maxExceptionDays: '30' });
  });
});

describe('findings', () => {
  const findingsOf = (context: object) =>
    optionsOf(new App({ outdir: mkdtempSync(join(outdir, 'app-')), context })).findings;

  it('are imported where the context says so', () => {
    expect(findingsOf({})).toBe('off');
    expect(findingsOf({ findings: 'imported' })).toBe('imported');
    expect(() => findingsOf({ findings: 'import' })).toThrow('findings must be imported, native or off, got import');
  });
});

describe('cdk-nag', () => {
  it('finds nothing that is not acknowledged', () => {
    const app = appWith();
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });

  it('would find the wildcards of the roles', () => {
    const app = new App({ outdir: mkdtempSync(join(outdir, 'app-')) });
    const stack = new Stack(app, 'roles');
    new CfnInclude(stack, 'Template', { templateFile: join(root, templatePath('roles')) });
    const found = new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName);
    const holders = Object.values<{ Properties: object }>(committed('roles').Resources).map(
      ({ Properties }) => Properties,
    );
    expect(found.sort()).toEqual(
      acknowledgementsOf(holders)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('is given a reason for every wildcard, or the app does not build', () => {
    const holder = {
      PolicyDocument: { Statement: [{ Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:dynamodb:*:*:table/*' } }] },
    };
    expect(() => acknowledgementsOf([holder])).toThrow(
      'deploy/acknowledgements.ts does not say why the roles allow arn:<AWS::Partition>:dynamodb:*:*:table/*',
    );
  });
});
