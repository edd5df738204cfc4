import { type FactOrigin, originOf } from './fact-origins.js';
import { type Operation, operations, serviceOf } from './operations.js';
import type { Kind } from './resource.js';
import { factNamesOf, type Rule } from './rule.js';

/** Config's resource types of each kind of resource. */
export const typesOfKind = {
  bucket: ['AWS::S3::Bucket'],
  account: ['AWS::S3::AccountPublicAccessBlock'],
  accessPoint: ['AWS::S3::AccessPoint', 'AWS::S3::MultiRegionAccessPoint'],
  directoryBucket: ['AWS::S3Express::DirectoryBucket'],
  tableBucket: ['AWS::S3Tables::TableBucket'],
  vpcEndpoint: ['AWS::EC2::VPCEndpoint'],
  vpc: ['AWS::EC2::VPC'],
  identity: ['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'],
} as const satisfies Readonly<Record<Kind, readonly string[]>>;

/** The kinds a rule judges in Lambda: those whose required facts their own item or an API tells there. */
export const kindsInLambda = (rule: Pick<Rule, 'kinds' | 'facts'>): readonly Kind[] =>
  rule.kinds.filter((kind) =>
    rule.facts.every((name) => {
      const { item, operations: reads } = originOf(kind, name);
      return item !== null || reads.length > 0;
    }),
  );

/**
 * The resource types whose items tell what rules ask, those of other resources among them, sorted. Of a KMS key also the
 * aliases, by which buckets name it.
 */
export const itemTypesOf = (rules: readonly Rule[]): readonly string[] => {
  const types = rules.flatMap((rule) =>
    rule.kinds.flatMap((kind) => [
      ...typesOfKind[kind],
      ...factNamesOf(rule).flatMap((name) => originOf(kind, name).otherItems?.split(': ')[0] ?? []),
    ]),
  );
  const aliases = types.includes('AWS::KMS::Key') ? ['AWS::KMS::Alias'] : [];
  return [...new Set([...types, ...aliases])].sort();
};

/** The resource types whose changes a rule is evaluated on. */
export const resourceTypesOf = (rule: Pick<Rule, 'kinds' | 'facts'>): readonly string[] =>
  kindsInLambda(rule).flatMap((kind) => typesOfKind[kind]);

/** Whether a rule belongs in one region of an account: what it judges is the account's, or IAM's. */
export const isHomeRegionRule = (rule: Pick<Rule, 'kinds' | 'facts'>): boolean =>
  rule.kinds.every((kind) => (kind === 'account' && !judgesRegions(rule)) || kind === 'identity');

/** Whether what a rule says of an account, it says of one region. */
export const judgesRegions = ({ kinds, facts }: Pick<Rule, 'kinds' | 'facts'>): boolean =>
  kinds.includes('account') && facts.some((name) => originOf('account', name).perRegion);

/** The facts of a kind that a rule's function has to read by API, at least for one type of the kind. */
export const factsToRead = (rule: Rule, kind: Kind): readonly string[] =>
  factNamesOf(rule).filter((name) => originsToRead(kind, name).length > 0);

/** Where a fact is read in Lambda, of those types of a kind whose item does not do. */
const originsToRead = (kind: Kind, name: string): readonly FactOrigin[] =>
  typesOfKind[kind]
    .map((type) => originOf(kind, name, type))
    .filter(({ item, readInLambda }) => item === null || readInLambda === true);

/** The operations a rule's function calls, those of the contract with Config included, sorted. */
export const operationsOf = (rule: Rule): readonly Operation[] => {
  const ofFacts = rule.kinds.flatMap((kind) =>
    factNamesOf(rule).flatMap((name) => originsToRead(kind, name).flatMap(({ operations: reads }) => reads)),
  );
  const ofBucketsWithoutItem = rule.factsWithoutItem.flatMap((name) => originOf('bucket', name).operations);
  const all: readonly Operation[] = [
    ...contractOperations,
    ...kindsInLambda(rule).flatMap(enumerationOf),
    ...ofFacts,
    ...ofBucketsWithoutItem,
  ];
  return [...new Set(all)].sort();
};

/** The SDK clients a rule's function needs beside Config's own, sorted. */
export const servicesOf = (rule: Rule): readonly string[] =>
  [...new Set(operationsOf(rule).map(serviceOf))].filter((service) => service !== 'config').sort();

/** The IAM actions of a rule's function with the narrowest resources that IAM offers, each once, sorted by action. */
export const permissionsOf = (rule: Rule): readonly Permission[] => {
  const all = operationsOf(rule).map((operation) => operations[operation]);
  // One action may allow two operations.
  const each = new Map(all.map(({ action, resource }) => [`${action} ${resource}`, { action, resource }]));
  return [...each.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
};

export interface Permission {
  readonly action: string;
  /** In the spelling of CloudFormation's `Fn::Sub`. */
  readonly resource: string;
}

const contractOperations: readonly Operation[] = [
  'config:PutEvaluations',
  'config:GetResourceConfigHistory',
  'config:GetComplianceDetailsByConfigRule',
];

/** How a daily run finds what there is to judge. */
const enumerationOf = (kind: Kind): readonly Operation[] => {
  if (kind === 'account') return [];
  return kind === 'bucket' ? ['config:SelectResourceConfig', 's3:ListBuckets'] : ['config:SelectResourceConfig'];
};
