import { ACCOUNT } from './builders.js';
import { itemWith, type RawItem } from './item-dialects.js';

/** What an IAM item is told of. */
export interface IdentityToTell {
  readonly name?: string;
  /** Inline policies by name; of a managed policy its default version alone. */
  readonly documents?: Readonly<Record<string, unknown>>;
  readonly attachedPolicies?: readonly string[];
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

/** A role; IAM's ids are not names and it has no region. */
export const roleItem = ({ name = 'example-role', ...told }: IdentityToTell = {}): RawItem =>
  identityItem('Role', name, 'AROAEXAMPLE000000001', {
    roleName: name,
    assumeRolePolicyDocument: encoded({ Version: '2012-10-17', Statement: [] }),
    instanceProfileList: [],
    rolePolicyList: inlinePolicies(told),
    ...attached(told),
    permissionsBoundary: null,
    tags: told.tags ?? [],
    roleLastUsed: null,
  });

export const userItem = ({ name = 'example-user', ...told }: IdentityToTell = {}): RawItem =>
  identityItem('User', name, 'AIDAEXAMPLE000000001', {
    userName: name,
    userPolicyList: inlinePolicies(told),
    groupList: [],
    ...attached(told),
    permissionsBoundary: null,
    tags: told.tags ?? [],
  });

export const groupItem = ({ name = 'example-group', ...told }: IdentityToTell = {}): RawItem =>
  identityItem('Group', name, 'AGPAEXAMPLE000000001', {
    groupName: name,
    groupPolicyList: inlinePolicies(told),
    ...attached(told),
  });

/** A customer managed policy with an old version before the one in force. */
export const managedPolicyItem = (document: unknown, name = 'example-policy'): RawItem =>
  identityItem('Policy', name, 'ANPAEXAMPLE000000001', {
    policyName: name,
    defaultVersionId: 'v2',
    attachmentCount: 1,
    isAttachable: true,
    description: null,
    policyVersionList: [
      { document: encoded({ Statement: 'old' }), versionId: 'v1', isDefaultVersion: false },
      { document: encoded(document), versionId: 'v2', isDefaultVersion: true },
    ],
  });

/** As IAM encodes documents: everything but letters, digits and `-_.~`. */
export const encoded = (document: unknown): string =>
  encodeURIComponent(JSON.stringify(document, null, 2)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const identityItem = (type: string, name: string, id: string, configuration: RawItem): RawItem => {
  const arn = `arn:aws:iam::${ACCOUNT}:${type.toLowerCase()}/${name}`;
  return itemWith({
    resourceType: `AWS::IAM::${type}`,
    resourceId: id,
    resourceName: name,
    ARN: arn,
    region: 'global',
    configuration: { path: '/', arn, ...configuration },
  });
};

const inlinePolicies = ({ documents = {} }: IdentityToTell): readonly RawItem[] =>
  Object.entries(documents).map(([policyName, document]) => ({ policyName, policyDocument: encoded(document) }));

const attached = ({ attachedPolicies = [] }: IdentityToTell): RawItem => ({
  attachedManagedPolicies: attachedPolicies.map((policyArn) => ({ policyName: policyArn.split('/').pop(), policyArn })),
});
