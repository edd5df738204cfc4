import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packPath, packs } from '../conformance-pack/packs.js';
import { organizationPacksTemplate } from '../deploy/organization-packs.js';
import { stackSetsTemplate } from '../deploy/organization-stack-sets.js';
import { savedQueries } from '../deploy/organization-view.js';
import { templatePath, tiers } from '../deploy/templates.js';

const root = join(__dirname, '..');
const textOf = (name: string): string => readFileSync(join(root, templatePath(name)), 'utf8');
const templateOf = (name: string) => parse(textOf(name));

const NAMES = ['organization-stack-sets', 'organization-packs', 'organization-view'];

describe.each(NAMES)('the template %s', (name) => {
  const { Parameters = {}, Resources, Conditions = {} } = templateOf(name);

  it('keeps to the limits of CloudFormation', () => {
    expect(Buffer.byteLength(textOf(name))).toBeLessThanOrEqual(1_000_000);
    expect(Object.keys(Parameters).length).toBeLessThanOrEqual(200);
    expect(Object.keys(Resources).length).toBeLessThanOrEqual(500);
    expect(Object.keys(Resources).filter((one) => Object.hasOwn(Parameters, one))).toEqual([]);
  });

  it('uses every parameter and every condition', () => {
    const used = JSON.stringify([Resources, Conditions]);
    for (const one of Object.keys(Parameters)) expect(used).toMatch(new RegExp(`"${one}"|\\$\\{${one}\\}`));
    for (const one of Object.keys(Conditions)) expect(used.split(`"${one}"`).length).toBeGreaterThan(2);
  });
});

describe('the StackSets', () => {
  const { Resources, Parameters } = stackSetsTemplate(tiers()) as ReturnType<typeof templateOf>;
  const stackSets: readonly (readonly [string, ReturnType<typeof templateOf>])[] = Object.entries(Resources);
  const nameOf = (id: string): string => Resources[id].Properties.StackSetName.replace('s3-config-rules-', '');

  it('are those of the generated templates, and hand on parameters that these have', () => {
    expect(stackSets.map(([id]) => nameOf(id))).toEqual(['roles', ...tiers().map((tier) => `evaluators-${tier}`)]);
    for (const [id, { Properties }] of stackSets) {
      const declared = templateOf(nameOf(id)).Parameters;
      expect(Properties.TemplateURL).toEqual({ 'Fn::Sub': `\${TemplatesUrl}/${nameOf(id)}.yaml` });
      const handedOn: readonly { ParameterKey: string }[] = Properties.Parameters;
      expect(handedOn.map(({ ParameterKey }) => ParameterKey).filter((one) => !(one in declared))).toEqual([]);
      const needed = Object.keys(declared).filter((one) => declared[one].Default === undefined);
      expect(needed.filter((one) => !handedOn.some(({ ParameterKey }) => ParameterKey === one))).toEqual([]);
    }
  });

  it('trap 63: deploy to new accounts by themselves, the roles first', () => {
    for (const [id, { Properties }] of stackSets) {
      expect(Properties.PermissionModel).toBe('SERVICE_MANAGED');
      expect(Properties.AutoDeployment).toMatchObject({ Enabled: true, RetainStacksOnAccountRemoval: false });
      const before = JSON.stringify(Properties.AutoDeployment.DependsOn ?? []);
      expect(before.includes('stackset/${Roles}')).toBe(id !== 'Roles');
    }
    expect(Resources.EvaluatorsCore.DependsOn).toEqual(['Roles']);
    expect(Resources.EvaluatorsExtended.DependsOn).toEqual(['EvaluatorsCore', 'Roles']);
  });

  it('put roles into one region, for IAM is global, and evaluators into all', () => {
    const regionsOf = (id: string) => Resources[id].Properties.StackInstancesGroup[0].Regions;
    expect(regionsOf('Roles')).toEqual([{ Ref: 'HomeRegion' }]);
    expect(regionsOf('EvaluatorsCore')).toEqual({ Ref: 'Regions' });
  });

  it('leave accounts out only where some are named', () => {
    for (const [, { Properties }] of stackSets) {
      expect(Properties.StackInstancesGroup[0].DeploymentTargets).toEqual({
        OrganizationalUnitIds: { Ref: 'OrganizationalUnitIds' },
        Accounts: { 'Fn::If': ['HasExcludedAccounts', { Ref: 'ExcludedAccounts' }, { Ref: 'AWS::NoValue' }] },
        AccountFilterType: { 'Fn::If': ['HasExcludedAccounts', 'DIFFERENCE', { Ref: 'AWS::NoValue' }] },
      });
    }
    expect(Parameters.ExcludedAccounts.Default).toBe('');
  });

  it('trap 58: have no macros and no nested stacks in their templates', () => {
    for (const [id] of stackSets) {
      const template = templateOf(nameOf(id));
      expect(template.Transform).toBeUndefined();
      expect(JSON.stringify(template)).not.toMatch(
        /AWS::CloudFormation::Stack|Fn::Transform|Fn::ForEach|AWS::Serverless/,
      );
    }
  });
});

describe('the organization packs', () => {
  const { Resources } = organizationPacksTemplate() as ReturnType<typeof templateOf>;
  const resourceOf = (id: string) =>
    Object.values<ReturnType<typeof templateOf>>(Resources).find(
      ({ Properties }) => Properties.OrganizationConformancePackName === `s3-config-rules-${id}`,
    );

  it.each(packs().map((pack) => [pack.id, pack] as const))(
    '%s holds what the pack of a single account does',
    (id, pack) => {
      const { Properties } = resourceOf(id);
      const committed = parse(readFileSync(join(root, packPath(pack)), 'utf8'));
      expect(parse(Properties.TemplateBody)).toEqual(committed);
      expect(Buffer.byteLength(Properties.TemplateBody)).toBeLessThanOrEqual(51_200);
      const names = Properties.ConformancePackInputParameters.map(
        (one: { ParameterName: string }) => one.ParameterName,
      );
      expect([...names].sort()).toEqual(Object.keys(committed.Parameters).sort());
      expect(names.length).toBeLessThanOrEqual(60);
      expect(Properties.OrganizationConformancePackName).toMatch(/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/);
    },
  );

  it('trap 45: are made in the home region alone where they are about accounts and IAM', () => {
    const conditions = packs().map(({ id }) => [id, resourceOf(id).Condition]);
    expect(Object.fromEntries(conditions)).toEqual({
      core: undefined,
      'home-region': 'IsHomeRegion',
      extended: 'IsExtended',
      'extended-home-region': 'IsExtendedHomeRegion',
    });
  });

  it('trap 62: have no delivery bucket', () => {
    expect(textOf('organization-packs')).not.toContain('DeliveryS3Bucket');
  });
});

describe('the saved queries', () => {
  it.each(savedQueries.map((query) => [query.name, query] as const))(
    '%s is one that AWS Config takes',
    (name, query) => {
      expect(name).toMatch(/^[\w-]{1,64}$/);
      expect(query.description.length).toBeLessThanOrEqual(256);
      expect(query.expression.length).toBeLessThanOrEqual(4096);
      expect(query.expression).toMatch(/^SELECT .+ WHERE resourceType = '[\w:]+'/);
    },
  );

  it('trap 77: ask for no policy and no ACL, and find the rules by the prefix that packs leave them (K11)', () => {
    for (const { expression } of savedQueries) {
      expect(expression).not.toMatch(/policyText|AccessControlList|supplementaryConfiguration/);
      if (expression.includes('configRuleName')) expect(expression).toContain("LIKE 's3-%'");
    }
  });
});
