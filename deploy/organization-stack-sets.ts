import { ref, sub, when } from './intrinsics.js';
import type { Tier } from './names.js';
import { evaluatorInputs } from './parameters.js';

/**
 * The template of the StackSets that put roles and evaluators into the accounts of an organization: for the management
 * account, or the delegated administrator of StackSets, in its home region. Accounts that join are deployed to by
 * themselves, the roles first. Service-managed StackSets leave the management account out.
 *
 * @param tiers those that have evaluators; all but the core ones are made by choice
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 */
export const stackSetsTemplate = (tiers: readonly Tier[]): object => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description:
    's3-config-rules: StackSets of the roles and evaluators for the accounts of an organization. For the management account or a delegated administrator of StackSets, in one region.',
  Parameters: parameters(tiers),
  Conditions: {
    HasExcludedAccounts: not(isEmptyList('ExcludedAccounts')),
    IsDelegated: equals(ref('CallAs'), 'DELEGATED_ADMIN'),
    ...(tiers.includes('extended') && { IsExtended: equals(ref('Extended'), 'true') }),
  },
  Resources: {
    [ROLES]: stackSet({
      name: 'roles',
      description: 'Roles of the evaluators, once an account.',
      regions: [ref('HomeRegion')],
      parameters: ['Tracing'],
    }),
    ...Object.fromEntries(
      tiers.map((tier) => [
        stackSetIdOf(tier),
        stackSet({
          name: `evaluators-${tier}`,
          description: `Evaluators of the ${tier} rules, in every region.`,
          regions: ref('Regions'),
          parameters: Object.keys(evaluatorInputs(true).Parameters).filter((one) => one !== 'AlarmTopicArn'),
          // The extended ones wait too, so that one operation after the other works through the accounts.
          after: tier === 'core' ? [ROLES] : [stackSetIdOf('core'), ROLES],
          ...(tier === 'extended' && { condition: 'IsExtended' }),
        }),
      ]),
    ),
  },
});

const ROLES = 'Roles';

const stackSetIdOf = (tier: Tier): string => `Evaluators${tier === 'core' ? 'Core' : 'Extended'}`;

const equals = (one: unknown, other: unknown) => ({ 'Fn::Equals': [one, other] });
const not = (condition: object) => ({ 'Fn::Not': [condition] });
const isEmptyList = (name: string) => equals({ 'Fn::Join': ['', ref(name)] }, '');

const parameters = (tiers: readonly Tier[]) => {
  const { AlarmTopicArn: _, HomeRegion, ...ofEvaluators } = evaluatorInputs(true).Parameters;
  return {
    TemplatesUrl: {
      Type: 'String',
      AllowedPattern: 'https://[^?#]+[^/?#]',
      Description:
        'Where the files of deploy/templates are, without a slash at the end: https://example-templates.s3.eu-west-1.amazonaws.com/s3-config-rules',
    },
    OrganizationalUnitIds: {
      Type: 'CommaDelimitedList',
      Description: 'The root (r-ab12) or organizational units (ou-ab12-11111111) whose accounts are deployed to.',
    },
    ExcludedAccounts: {
      Type: 'CommaDelimitedList',
      Default: '',
      Description: 'Accounts of these units that are left out.',
    },
    Regions: { Type: 'CommaDelimitedList', Description: 'The regions of the evaluators; the home region is one.' },
    HomeRegion,
    ...(tiers.includes('extended') && {
      Extended: {
        Type: 'String',
        Default: 'false',
        AllowedValues: ['true', 'false'],
        Description: 'Whether the extended rules are deployed beside the core ones.',
      },
    }),
    CallAs: {
      Type: 'String',
      Default: 'SELF',
      AllowedValues: ['SELF', 'DELEGATED_ADMIN'],
      Description: 'SELF in the management account, DELEGATED_ADMIN in a delegated administrator of StackSets.',
    },
    ManagementAccountId: {
      Type: 'String',
      Default: '',
      AllowedPattern: '|[0-9]{12}',
      Description: 'Where a delegated administrator deploys: the management account, in which its StackSets are.',
    },
    MaxConcurrentPercentage: {
      Type: 'Number',
      Default: 25,
      MinValue: 1,
      MaxValue: 100,
      Description: 'To how many of the accounts of a region is deployed at a time, in percent.',
    },
    FailureTolerancePercentage: {
      Type: 'Number',
      Default: 10,
      MinValue: 0,
      MaxValue: 100,
      Description: 'In how many of the accounts of a region it may fail before it ends, in percent.',
    },
    ...ofEvaluators,
  };
};

interface StackSet {
  /** Of the template, and the end of the name. */
  readonly name: string;
  readonly description: string;
  readonly regions: unknown;
  /** What is handed on to the template. */
  readonly parameters: readonly string[];
  /** Logical ids of the StackSets that come first, in every account. */
  readonly after?: readonly string[];
  readonly condition?: string;
}

const stackSet = ({ name, description, regions, parameters: handedOn, after = [], condition }: StackSet) => ({
  Type: 'AWS::CloudFormation::StackSet',
  ...(condition && { Condition: condition }),
  ...(after.length > 0 && { DependsOn: after }),
  Properties: {
    StackSetName: `s3-config-rules-${name}`,
    Description: description,
    PermissionModel: 'SERVICE_MANAGED',
    CallAs: ref('CallAs'),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    TemplateURL: sub(`\${TemplatesUrl}/${name}.yaml`),
    Parameters: handedOn.map((one) => ({ ParameterKey: one, ParameterValue: ref(one) })),
    AutoDeployment: {
      Enabled: true,
      RetainStacksOnAccountRemoval: false,
      ...(after.length > 0 && { DependsOn: [stackSetArn(ROLES)] }),
    },
    ManagedExecution: { Active: true },
    OperationPreferences: {
      RegionConcurrencyType: 'PARALLEL',
      MaxConcurrentPercentage: ref('MaxConcurrentPercentage'),
      FailureTolerancePercentage: ref('FailureTolerancePercentage'),
    },
    StackInstancesGroup: [
      {
        DeploymentTargets: {
          OrganizationalUnitIds: ref('OrganizationalUnitIds'),
          Accounts: when('HasExcludedAccounts', ref('ExcludedAccounts')),
          AccountFilterType: when('HasExcludedAccounts', 'DIFFERENCE'),
        },
        Regions: regions,
      },
    ],
  },
});

/** `Ref` gives the name and the id, with a colon between them. */
const stackSetArn = (logicalId: string) => ({
  'Fn::If': [
    'IsDelegated',
    sub(`arn:\${AWS::Partition}:cloudformation:\${AWS::Region}:\${ManagementAccountId}:stackset/\${${logicalId}}`),
    sub(`arn:\${AWS::Partition}:cloudformation:\${AWS::Region}:\${AWS::AccountId}:stackset/\${${logicalId}}`),
  ],
});
