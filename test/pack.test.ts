import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { exportNameOf } from '../conformance-pack/export-name.js';
import { managedRules } from '../conformance-pack/managed-rules.js';
import { packFiles, packs, profilePacks } from '../conformance-pack/packs.js';
import { rules } from '../rules/index.js';
import { profiles, rulesOfProfile } from '../rules/profiles.js';
import { isHomeRegionRule, resourceTypesOf } from '../src/core/derivations.js';

interface ConfigRule {
  readonly Type: string;
  readonly Properties: {
    readonly ConfigRuleName: unknown;
    readonly Description: string;
    readonly InputParameters?: Readonly<Record<string, unknown>>;
    readonly MaximumExecutionFrequency?: string;
    readonly EvaluationModes?: unknown;
    readonly Scope?: { readonly ComplianceResourceTypes?: readonly string[] };
    readonly Source: {
      readonly Owner: string;
      readonly SourceIdentifier: unknown;
      readonly SourceDetails?: readonly Readonly<Record<string, string>>[];
    };
  };
}

interface PackTemplate {
  readonly Parameters: Readonly<Record<string, { readonly Type: string; readonly Default: string }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, ConfigRule>>;
}

/** Every intrinsic function of a template with its place. */
const intrinsicsOf = (value: unknown, path: readonly string[] = []): readonly { name: string; path: string }[] => {
  if (Array.isArray(value)) return value.flatMap((item) => intrinsicsOf(item, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(/^(Ref|Condition|Fn::.*)$/.test(key) ? [{ name: key, path: path.join('/') }] : []),
    ...intrinsicsOf(inner, [...path, key]),
  ]);
};

const root = join(__dirname, '..');
const files = packFiles();
const templates = files.map(({ path, text }): [string, PackTemplate, string] => [path, parse(text), text]);
const rulesOf = (template: PackTemplate) => Object.values(template.Resources).map(({ Properties }) => Properties);
const customRulesOf = (template: PackTemplate) =>
  rulesOf(template).filter(({ Source }) => Source.Owner === 'CUSTOM_LAMBDA');
const isOfProfile = (path: string): boolean => path.startsWith('conformance-pack/profiles/');
const tierTemplates = templates.filter(([path]) => !isOfProfile(path));
const allRules = tierTemplates.flatMap(([, template]) => rulesOf(template));

describe('the packs', () => {
  it('hold every rule of the catalogue exactly once, and the two managed rules', () => {
    expect(allRules.map(({ ConfigRuleName }) => ConfigRuleName).sort()).toEqual(
      [...rules.map(({ id }) => id), ...managedRules.map(({ name }) => name)].sort(),
    );
  });

  it('part the rules by tier and by where they belong', () => {
    const [core, ...others] = packs();
    expect(core?.id).toBe('core');
    expect(core?.rules.every((rule) => rule.tier === 'core' && !isHomeRegionRule(rule))).toBe(true);
    for (const pack of others) {
      expect(pack.managedRules).toEqual([]);
      expect(pack.rules.every((rule) => isHomeRegionRule(rule) === pack.homeRegion)).toBe(true);
      expect(pack.rules.every((rule) => pack.evaluators.includes(rule.tier))).toBe(true);
    }
  });

  it('hold of each profile every rule, with its home pack', () => {
    for (const profile of profiles) {
      const own = profilePacks().filter(({ id }) => id.startsWith(profile.name.replaceAll('.', '-')));
      const ids = own.flatMap((pack) => pack.rules.map(({ id }) => id)).sort();
      expect(ids).toEqual(
        rulesOfProfile(profile, rules)
          .map(({ id }) => id)
          .sort(),
      );
      expect(own.flatMap((pack) => pack.managedRules)).toEqual(profile.withManaged ? managedRules : []);
      for (const pack of own) expect(pack.rules.every((rule) => isHomeRegionRule(rule) === pack.homeRegion)).toBe(true);
    }
  });

  it('have names that AWS Config takes', () => {
    for (const { id } of [...packs(), ...profilePacks()]) {
      expect(`s3-config-rules-${id}`).toMatch(/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/);
    }
  });

  it('name the managed rules as AWS does', () => {
    const managed = allRules.filter(({ Source }) => Source.Owner === 'AWS');
    expect(managed.map(({ ConfigRuleName, Source }) => [ConfigRuleName, Source.SourceIdentifier])).toEqual([
      ['s3-bucket-public-read-prohibited', 'S3_BUCKET_PUBLIC_READ_PROHIBITED'],
      ['s3-bucket-public-write-prohibited', 'S3_BUCKET_PUBLIC_WRITE_PROHIBITED'],
    ]);
  });

  it('are pure: made twice they are the same', () => {
    expect(packFiles()).toEqual(files);
  });

  it('list no rule twice as a logical id', () => {
    const ids = tierTemplates.flatMap(([, { Resources }]) => Object.keys(Resources));
    expect(new Set(ids).size).toBe(allRules.length);
  });
});

describe.each(templates)('%s', (path, template, text) => {
  it('is committed as it is generated', () => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  it('says at its top that it is generated, and how', () => {
    expect(text).toMatch(/^# s3-config-rules: the conformance pack ".+"\.\n(# .*\n)*# Generated .*"npm run generate"/);
  });

  it('is ASCII, and means the same to readers of YAML 1.1 and 1.2', () => {
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(parse(text, { version: '1.1' })).toEqual(template);
  });

  it('has no YAML alias or tag, which CloudFormation refuses', () => {
    expect(text).not.toMatch(/(^|\s)[&*!][A-Za-z]/m);
  });

  it('has no section but those that packs have', () => {
    expect(Object.keys(template).sort()).toEqual(['Conditions', 'Parameters', 'Resources']);
  });

  it('declares at most 60 parameters, all of them texts that something uses', () => {
    const names = Object.keys(template.Parameters);
    expect(names.length).toBeLessThanOrEqual(60);
    for (const [name, parameter] of Object.entries(template.Parameters)) {
      expect(parameter).toEqual({ Type: 'String', Default: expect.any(String), Description: expect.any(String) });
      expect(name).toMatch(/^[a-zA-Z0-9]{1,255}$/);
      expect(text).toContain(`${name}: {Fn::If: [`);
    }
  });

  it('finds each of its conditions declared, and uses each', () => {
    const used = [...text.matchAll(/Fn::If: \[(\w+),/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(template.Conditions).sort());
  });

  it('describes each rule, its controls in Security Hub included, in at most 256 characters', () => {
    for (const { ConfigRuleName, Description } of rulesOf(template)) {
      expect(Description.length).toBeLessThanOrEqual(256);
      const controls = rules.find(({ id }) => id === ConfigRuleName)?.controls ?? [];
      for (const control of controls) {
        const [, id] = /^(?:FSBP|Security Hub) (\S+)$/.exec(control) ?? [];
        if (id) expect(Description).toMatch(new RegExp(`Controls: (.*, )?${id}[,.]`));
      }
    }
  });

  it('trap 14, J8: gives every custom rule both change messages and a daily run', () => {
    for (const { Source } of customRulesOf(template)) {
      expect(Source.SourceDetails).toEqual([
        { EventSource: 'aws.config', MessageType: 'ConfigurationItemChangeNotification' },
        { EventSource: 'aws.config', MessageType: 'OversizedConfigurationItemChangeNotification' },
        {
          EventSource: 'aws.config',
          MessageType: 'ScheduledNotification',
          MaximumExecutionFrequency: 'TwentyFour_Hours',
        },
      ]);
    }
  });

  it('trap 47: has only AWS::Config::ConfigRule, no function and no role', () => {
    expect(Object.values(template.Resources).filter(({ Type }) => Type !== 'AWS::Config::ConfigRule')).toEqual([]);
  });

  it('trap 48: names its rules literally', () => {
    for (const { ConfigRuleName } of rulesOf(template)) expect(ConfigRuleName).toEqual(expect.any(String));
  });

  it("trap 49: finds functions by import in the rule's own account and region", () => {
    for (const { ConfigRuleName, Source } of customRulesOf(template)) {
      expect(Source.SourceIdentifier).toEqual({ 'Fn::ImportValue': exportNameOf(String(ConfigRuleName)) });
    }
    expect(text).not.toMatch(/\d{12}|arn:/);
  });

  it('trap 50: has a function of its own for each rule, since rule names get a suffix', () => {
    const identifiers = customRulesOf(template).map(({ Source }) => JSON.stringify(Source.SourceIdentifier));
    expect(new Set(identifiers).size).toBe(identifiers.length);
  });

  it('trap 54: names no version of a function', () => {
    expect(text).not.toContain('LATEST');
  });

  it('trap 35: has rule names short enough for the suffix of a pack', () => {
    for (const { ConfigRuleName } of rulesOf(template)) expect(String(ConfigRuleName).length).toBeLessThanOrEqual(36);
  });

  it('trap 61, J4, J5: keeps to 130 rules and 51,200 bytes', () => {
    expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(130);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(51_200);
  });

  it('trap 64: leaves empty parameters out, with the intrinsics of AWS samples and where they have them', () => {
    const used = intrinsicsOf(template).map(
      ({ name, path: place }) => `${name} in ${place.replace(/^(Resources|Conditions)\/[^/]+/, '$1/*')}`,
    );
    const allowed = [
      /^Fn::Not in Conditions\/\*$/,
      /^Fn::Equals in Conditions\/\*\/Fn::Not$/,
      /^Ref in Conditions\/\*\/Fn::Not\/Fn::Equals$/,
      /^Fn::If in Resources\/\*\/Properties\/InputParameters\/\w+$/,
      /^Ref in Resources\/\*\/Properties\/InputParameters\/\w+\/Fn::If$/,
      /^Fn::ImportValue in Resources\/\*\/Properties\/Source\/SourceIdentifier$/,
    ];
    expect(used.filter((one) => !allowed.some((pattern) => pattern.test(one)))).toEqual([]);
    for (const { InputParameters = {} } of rulesOf(template)) {
      for (const [name, value] of Object.entries(InputParameters)) {
        expect(value).toEqual({ 'Fn::If': [`${name}Given`, { Ref: name }, { Ref: 'AWS::NoValue' }] });
      }
    }
  });

  it('trap 65: says the frequency in SourceDetails for custom rules, at the top for managed ones', () => {
    for (const { Source, MaximumExecutionFrequency } of rulesOf(template)) {
      expect(MaximumExecutionFrequency).toBe(Source.Owner === 'AWS' ? 'TwentyFour_Hours' : undefined);
      expect(Source.SourceDetails === undefined).toBe(Source.Owner === 'AWS');
    }
  });

  it('trap 66: scopes every rule to the resource types it judges', () => {
    for (const { ConfigRuleName, Scope } of rulesOf(template)) {
      const rule = rules.find(({ id }) => id === ConfigRuleName);
      expect(Scope?.ComplianceResourceTypes).toEqual(rule ? resourceTypesOf(rule) : ['AWS::S3::Bucket']);
    }
  });

  it('trap 67: declares no proactive evaluation', () => {
    for (const { EvaluationModes } of rulesOf(template)) expect(EvaluationModes).toBeUndefined();
  });

  it('trap 68: keeps InputParameters within 1024 characters, with room for exemptions', () => {
    for (const { InputParameters = {} } of rulesOf(template)) {
      const filled = Object.keys(InputParameters).map((name) => [name, template.Parameters[name]?.Default ?? '']);
      expect(JSON.stringify(Object.fromEntries(filled)).length).toBeLessThanOrEqual(512);
    }
  });
});
