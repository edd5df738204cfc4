import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { CfnConformancePack } from 'aws-cdk-lib/aws-config';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parse } from 'yaml';
import { type Pack, packPath, packs } from '../conformance-pack/packs.js';
import { acknowledgementsOf, type PolicyHolder } from './acknowledgements.js';
import type { Tier } from './names.js';
import { templatePath, tiers } from './templates.js';

/** What the app takes from the CDK context (`cdk.json`, or `-c name=value`). */
export interface Options {
  /** Where the account's roles and the rules about the account are; by default the region that is deployed to. */
  readonly homeRegion: string | null;
  /** Whether the extended rules are deployed beside the core ones. */
  readonly extended: boolean;
  /** Whether the app is that of an organization, for its management account or a delegated administrator. */
  readonly organization: boolean;
  /** Whether the stack that imports results into Security Hub is deployed too. */
  readonly findings: 'imported' | 'native' | 'off';
  /** Values of the packs' parameters. */
  readonly packParameters: Readonly<Record<string, string>>;
}

/** The options of an app, from its context. */
export const optionsOf = (app: App): Options => ({
  homeRegion: app.node.tryGetContext('homeRegion') ?? null,
  extended: String(app.node.tryGetContext('extended')) === 'true',
  organization: String(app.node.tryGetContext('organization')) === 'true',
  findings: findingsFrom(app.node.tryGetContext('findings') ?? 'off'),
  packParameters: objectFrom(app.node.tryGetContext('packParameters')),
});

/**
 * Adds the stacks for one account and region, in the order in which they have to be deployed: the generated templates
 * as they are committed, and the packs.
 */
export const addStacks = (app: App, { homeRegion, extended, findings, packParameters }: Options): void => {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  const environment: StackProps = { env: { ...(account && { account }), ...(region && { region }) } };
  const isHome = homeRegion === null || region === undefined || homeRegion === region;
  const chosen = tiers().filter((tier) => tier === 'core' || extended);

  const roles = isHome ? [rolesStack(app, environment)] : [];
  const evaluators = chosen.map((tier) => evaluatorsStack(app, environment, tier, homeRegion));
  const packsOfRegion = packs().filter(
    ({ evaluators: needed, homeRegion: atHome }) =>
      needed.every((tier) => chosen.includes(tier)) && (isHome || !atHome),
  );
  const packStack = packsStack(app, environment, packsOfRegion, packParameters);

  for (const stack of evaluators) for (const before of roles) stack.addStackDependency(before);
  for (const before of evaluators) packStack.addStackDependency(before);
  if (findings === 'imported') forwarderStack(app, environment);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
};

const rolesStack = (app: App, environment: StackProps): Stack => {
  const stack = new Stack(app, 's3-config-rules-roles', environment);
  new CfnInclude(stack, 'Template', { templateFile: fromRoot(templatePath('roles')) });
  const { Resources: resources } = parse(readFileSync(fromRoot(templatePath('roles')), 'utf8'));
  const holders = Object.values<{ readonly Properties: PolicyHolder }>(resources);
  Validations.of(stack).acknowledge(...acknowledgementsOf(holders.map(({ Properties }) => Properties)));
  return stack;
};

const evaluatorsStack = (app: App, environment: StackProps, tier: Tier, homeRegion: string | null): Stack => {
  const stack = new Stack(app, `s3-config-rules-evaluators-${tier}`, environment);
  const templateFile = fromRoot(templatePath(`evaluators-${tier}`));
  const { HomeRegion: asksForHome } = parse(readFileSync(templateFile, 'utf8')).Parameters;
  new CfnInclude(stack, 'Template', {
    templateFile,
    ...(asksForHome && { parameters: { HomeRegion: homeRegion ?? stack.region } }),
  });
  Validations.of(stack).acknowledge(
    {
      id: 'CloudFormation-Validate::W1030',
      reason: 'An alarm has the topic among its actions only under the condition that it is not empty.',
    },
    {
      id: 'CloudFormation-Validate::W1028',
      reason: 'In a further region the rules about the account are left out, and with them their conditions.',
    },
  );
  return stack;
};

/** It needs none of the others: it hears of their results by EventBridge. */
const forwarderStack = (app: App, environment: StackProps): Stack => {
  const stack = new Stack(app, 's3-config-rules-forwarder', environment);
  const templateFile = fromRoot(templatePath('forwarder'));
  new CfnInclude(stack, 'Template', { templateFile });
  const { Role: role, SendTraces: sendTraces } = parse(readFileSync(templateFile, 'utf8')).Resources;
  Validations.of(stack).acknowledge(
    ...acknowledgementsOf([role.Properties, sendTraces.Properties], { logs: 'The streams of its own log group.' }),
    { id: 'AwsSolutions-SQS3', reason: 'The queue is itself where events go that were given up.' },
    {
      id: 'CloudFormation-Validate::W1030',
      reason: 'An alarm has the topic among its actions only under the condition that it is not empty.',
    },
  );
  return stack;
};

const findingsFrom = (value: unknown): Options['findings'] => {
  if (value === 'imported' || value === 'native' || value === 'off') return value;
  throw new Error(`findings must be imported, native or off, got ${value}`);
};

const packsStack = (
  app: App,
  environment: StackProps,
  packsOfRegion: readonly Pack[],
  parameters: Options['packParameters'],
): Stack => {
  const stack = new Stack(app, 's3-config-rules-packs', environment);
  const taken = packsOfRegion.flatMap((pack) => {
    const templateBody = readFileSync(fromRoot(packPath(pack)), 'utf8');
    const declared = Object.keys(parse(templateBody).Parameters);
    const given = Object.entries(parameters).filter(([name]) => declared.includes(name));
    new CfnConformancePack(stack, pack.id, {
      conformancePackName: `s3-config-rules-${pack.id}`,
      templateBody,
      conformancePackInputParameters: given.map(([parameterName, parameterValue]) => ({
        parameterName,
        parameterValue,
      })),
    });
    return given.map(([name]) => name);
  });
  const unknown = Object.keys(parameters).filter((name) => !taken.includes(name));
  if (unknown.length > 0) throw new Error(`packParameters: no pack has ${unknown.join(', ')}`);
  return stack;
};

/** What is given on the command line comes as text. */
const objectFrom = (value: unknown): Readonly<Record<string, string>> =>
  typeof value === 'string' ? JSON.parse(value) : ((value ?? {}) as Readonly<Record<string, string>>);

const fromRoot = (path: string): string => join(__dirname, '..', path);
