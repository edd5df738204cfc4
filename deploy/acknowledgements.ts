import type { Acknowledgment } from 'aws-cdk-lib';

/** The part of a role's or policy's properties that is looked at. */
export interface PolicyHolder {
  readonly Policies?: readonly { readonly PolicyDocument: PolicyDocument }[];
  readonly PolicyDocument?: PolicyDocument;
}

interface PolicyDocument {
  readonly Statement: readonly { readonly Resource: ResourceName | readonly ResourceName[] }[];
}

type ResourceName = string | { readonly 'Fn::Sub': string };

/**
 * Why the roles' policies name resources with a `*`; cdk-nag wants a reason for each.
 *
 * @param own reasons of these roles alone, by the service of the ARN
 * @throws Error for one that nobody has given a reason for
 */
export const acknowledgementsOf = (
  holders: readonly PolicyHolder[],
  own: Readonly<Record<string, string>> = {},
): readonly Acknowledgment[] => {
  const documents = holders.flatMap(({ Policies = [], PolicyDocument: attached }) => [
    ...Policies.map(({ PolicyDocument: inline }) => inline),
    ...(attached ? [attached] : []),
  ]);
  const names = documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Resource }) => [Resource].flat().map(nagName)),
  );
  return [...new Set(names)]
    .filter((name) => name.includes('*'))
    .map((name) => ({ id: `AwsSolutions-IAM5[Resource::${name}]`, reason: reasonFor(name, { ...reasons, ...own }) }));
};

/** A resource as cdk-nag writes it. */
const nagName = (resource: ResourceName): string =>
  typeof resource === 'string' ? resource : resource['Fn::Sub'].replace(/\$\{([^}]+)\}/g, '<$1>');

const reasonFor = (name: string, byService: Readonly<Record<string, string>>): string => {
  const reason = byService[/^arn:<[^>]+>:([\w-]+):/.exec(name)?.[1] ?? name];
  if (reason === undefined) throw new Error(`deploy/acknowledgements.ts does not say why the roles allow ${name}`);
  return reason;
};

const EVERY_REGION = 'The roles are made once per account for the functions of every region';

/** By the service of the ARN. */
const reasons: Readonly<Record<string, string>> = {
  '*': 'IAM confines these actions to no resource.',
  'access-analyzer': 'Any analyzer may find access to a bucket; the rules read findings and archive rules.',
  s3: 'The rules judge every bucket and access point of the account; they read settings, never objects.',
  s3express: 'The rules judge every directory bucket of the account; they read settings, never objects.',
  s3tables: 'The rules judge every table bucket of the account; they read settings, never rows.',
  kms: 'A bucket may be encrypted with any key; the rules read what a key is, and use none.',
  cloudtrail: "Any trail or event data store may record a bucket's data events; the rules read settings, never events.",
  events: 'Any rule of the default event bus may tell of changes; the rules read its targets.',
  config: 'A pack adds a suffix to the names of its rules that nobody knows before.',
  logs: `${EVERY_REGION}; the log groups are the pack's, by prefix.`,
  sqs: `${EVERY_REGION}; the queues are named.`,
  lambda: `${EVERY_REGION}; the functions are named.`,
};
