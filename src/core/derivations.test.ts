import {
  isHomeRegionRule,
  operationsOf,
  permissionsOf,
  resourceTypesOf,
  servicesOf,
  typesOfKind,
} from './derivations.js';
import { factOrigins, originOf } from './fact-origins.js';
import type { BucketFacts } from './facts.js';
import { apiNameOf, isOperation, meaningOfError, operations, serviceOf } from './operations.js';
import type { Kind } from './resource.js';
import { defineRule, type Rule } from './rule.js';
import { compliant, type Severity } from './verdict.js';

const bucketRule = (
  severity: Severity,
  facts: readonly (keyof BucketFacts)[],
  optionalFacts: readonly (keyof BucketFacts)[] = [],
) =>
  defineRule({
    id: 's3-bucket-example',
    severity,
    title: 'An example',
    description: 'An example.',
    tier: 'core',
    controls: [],
    remediation: { summary: 'None.' },
    resource: 'bucket',
    facts,
    optionalFacts,
    parameters: {},
    evaluate: () => compliant('OK', 'Fine.'),
  });

const accountRule: Rule = defineRule({
  id: 's3-account-example',
  severity: 'LOW',
  title: 'An example',
  description: 'An example.',
  tier: 'core',
  controls: [],
  remediation: { summary: 'None.' },
  resource: 'account',
  facts: ['accountPublicAccessBlock'],
  optionalFacts: [],
  parameters: {},
  evaluate: () => compliant('OK', 'Fine.'),
});

describe('operationsOf', () => {
  const contract = [
    'config:GetComplianceDetailsByConfigRule',
    'config:GetResourceConfigHistory',
    'config:PutEvaluations',
    'config:SelectResourceConfig',
    's3:ListBuckets',
  ];

  it('is the contract alone for a rule on the item', () => {
    expect(operationsOf(bucketRule('LOW', ['policy']))).toEqual(contract);
  });

  it('adds the reads of what the item does not carry, optional or not', () => {
    const rule = bucketRule('LOW', ['ownership'], ['encryptionKey']);
    expect(operationsOf(rule)).toEqual([...contract, 'kms:DescribeKey', 's3:GetBucketOwnershipControls'].sort());
    expect(servicesOf(rule)).toEqual(['kms', 's3']);
  });

  it('reads the account by API although there is an item', () => {
    expect(operationsOf(accountRule)).toContain('s3control:GetPublicAccessBlock');
    expect(servicesOf(accountRule)).toEqual(['s3control']);
  });
});

describe('a rule for kinds that differ in what their items tell', () => {
  const of = (resource: 'accessPoint' | readonly ('bucket' | 'directoryBucket' | 'tableBucket')[]): Rule =>
    defineRule({
      ...bucketRule('LOW', []),
      resource,
      facts: ['policy'],
      optionalFacts: [],
      factsWithoutItem: [],
      parameters: {},
      evaluate: () => compliant('OK', 'Fine.'),
    });

  it('reads of Multi-Region Access Points alone what items of access points tell', () => {
    const rule = of('accessPoint');
    expect(operationsOf(rule).filter((name) => name.startsWith('s3control:'))).toEqual([
      's3control:GetMultiRegionAccessPointPolicy',
    ]);
    expect(servicesOf(rule)).toEqual(['s3control']);
  });

  it('reads of directory and table buckets what items of buckets tell, with actions and clients of theirs', () => {
    const rule = of(['bucket', 'directoryBucket', 'tableBucket']);
    expect(resourceTypesOf(rule)).toEqual([
      'AWS::S3::Bucket',
      'AWS::S3Express::DirectoryBucket',
      'AWS::S3Tables::TableBucket',
    ]);
    expect(servicesOf(rule)).toEqual(['s3', 's3tables']);
    expect(permissionsOf(rule)).toContainEqual({
      action: 's3express:GetBucketPolicy',
      resource: 'arn:${AWS::Partition}:s3express:*:${AWS::AccountId}:bucket/*',
    });
    expect(permissionsOf(rule).map(({ action }) => action)).not.toContain('s3:GetBucketPolicy');
  });
});

it('knows the client of an operation and its name there', () => {
  expect([serviceOf('s3express:GetBucketPolicy'), apiNameOf('s3express:GetBucketPolicy')]).toEqual([
    's3',
    'GetBucketPolicy',
  ]);
  expect(serviceOf('s3express:ListTagsForResource')).toBe('s3control');
  expect(serviceOf('s3control:GetAccessPoint')).toBe('s3control');
});

describe('permissionsOf', () => {
  it('names IAM actions, which are not always the operations, with the narrowest resource', () => {
    expect(permissionsOf(bucketRule('LOW', ['ownership']))).toContainEqual({
      action: 's3:GetBucketOwnershipControls',
      resource: 'arn:${AWS::Partition}:s3:::*',
    });
    expect(permissionsOf(bucketRule('LOW', ['policy']))).toContainEqual({
      action: 's3:ListAllMyBuckets',
      resource: '*',
    });
  });

  it('names an action once that allows two operations', () => {
    const actions = permissionsOf(bucketRule('LOW', ['accessAnalyzers'])).map(({ action }) => action);
    expect(actions.filter((action) => action === 'access-analyzer:ListFindings')).toHaveLength(1);
  });
});

it('knows the resource types and the home of rules', () => {
  expect(resourceTypesOf(accountRule)).toEqual(['AWS::S3::AccountPublicAccessBlock']);
  expect(isHomeRegionRule(accountRule)).toBe(true);
  expect(isHomeRegionRule(bucketRule('LOW', ['policy']))).toBe(false);
});

describe('the table of fact origins', () => {
  it('names only operations of the table', () => {
    const named = Object.values(factOrigins).flatMap((facts) =>
      Object.values(facts).flatMap(({ operations: own, byType = {} }) => [
        ...own,
        ...Object.values(byType).flatMap((other) => other.operations),
      ]),
    );
    expect(named.filter((name) => !isOperation(name))).toEqual([]);
  });

  it('names only types of the kind', () => {
    for (const kind of Object.keys(factOrigins) as Kind[]) {
      const types: readonly string[] = typesOfKind[kind];
      for (const { byType = {} } of Object.values(factOrigins[kind])) {
        for (const type of Object.keys(byType)) expect(types).toContain(type);
      }
    }
  });

  it('tells a type that differs from the others', () => {
    const type = 'AWS::S3::MultiRegionAccessPoint';
    expect(originOf('accessPoint', 'policy', type)).toMatchObject({ name: 'access point policy', item: null });
    expect(originOf('accessPoint', 'policy', 'AWS::S3::AccessPoint').item).toBe('configuration.Policy');
    expect(originOf('accessPoint', 'policy').item).toBe('configuration.Policy');
  });

  it('knows no fact that is not there', () => {
    expect(() => originOf('bucket', 'constructor')).toThrow('a bucket has no fact "constructor"');
  });
});

describe('meaningOfError', () => {
  it.each([
    ['s3:GetBucketPolicy', 'NoSuchBucketPolicy', 'absent'],
    ['s3:GetBucketPolicy', 'AccessDenied', 'denied'],
    ['s3:GetBucketPolicy', 'MethodNotAllowed', 'denied'],
    ['s3:GetBucketPolicy', 'NoSuchBucket', 'gone'],
    ['s3:GetBucketPolicy', 'SlowDown', 'fault'],
    ['s3:GetBucketPolicy', 'NoSuchTagSet', 'fault'],
    ['s3:GetBucketPolicy', 'PermanentRedirect', 'fault'],
    ['s3:GetBucketAcl', 'MethodNotAllowed', 'fault'],
    ['s3:GetPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration', 'absent'],
    ['s3control:GetPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration', 'absent'],
    ['s3:GetBucketOwnershipControls', 'OwnershipControlsNotFoundError', 'absent'],
    ['s3:GetObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError', 'absent'],
    ['kms:DescribeKey', 'NotFoundException', 'absent'],
    ['kms:DescribeKey', 'AccessDeniedException', 'denied'],
    ['kms:DescribeKey', 'ThrottlingException', 'fault'],
    ['cloudtrail:GetEventSelectors', 'TrailNotFoundException', 'denied'],
    ['organizations:DescribeEffectivePolicy', 'AWSOrganizationsNotInUseException', 'absent'],
    ['config:PutEvaluations', 'NoSuchConfigRuleException', 'gone'],
    ['config:PutEvaluations', 'InvalidResultTokenException', 'fault'],
    ['s3:GetBucketPolicy', 'ExpiredToken', 'fault'],
  ] as const)('%s %s: %s', (operation, code, meaning) => {
    expect(meaningOfError(operation, code)).toBe(meaning);
  });

  it('takes a bare 403 for a refusal', () => {
    expect(meaningOfError('s3:ListBuckets', '', '', 403)).toBe('denied');
    expect(meaningOfError('s3:ListBuckets', '', '', 500)).toBe('fault');
  });

  it('has an action in the form of IAM for every operation', () => {
    for (const { action, resource } of Object.values(operations)) {
      expect(action).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z]+$/);
      expect(resource).toMatch(/^(\*|arn:\$\{AWS::Partition\}:)/);
    }
  });
});
