import type { PolicyDocument } from '../../core/facts.js';
import type { ItemReaders } from './fact-from-item.js';
import {
  booleanOf,
  decodedFrom,
  type ItemValue,
  isAbsent,
  itemsOf,
  MalformedValueError,
  malformed,
  memberOf,
  textOf,
} from './item-value.js';
import type { ConfigurationItem } from './parse-item.js';
import { configurationOf, NotRecordedError, ownTagsOf, tagsAt } from './parts-of-item.js';

/** The facts of an IAM policy, role, user or group in its item. */
export const identityReaders = {
  name: (item) => item.resourceName ?? textOf(memberOf(configurationOf(item), namesOf(item).name)),
  policyDocuments: (item) => {
    const { documents } = namesOf(item);
    const list = recordedList(configurationOf(item), documents);
    return documents === 'policyVersionList' ? [defaultVersionOf(item, list)] : list.map(inlinePolicyFrom);
  },
  attachedPolicies: (item) => {
    const configuration = configurationOf(item);
    // Managed policies have none attached, and no such list.
    if (item.resourceType === 'AWS::IAM::Policy') return [];
    return recordedList(configuration, 'attachedManagedPolicies').map((one) => textOf(memberOf(one, 'policyArn')));
  },
  tags: (item) =>
    tagsAt(
      () => memberOf(configurationOf(item), 'tags'),
      () => ownTagsOf(item),
    ),
} satisfies ItemReaders<'identity'>;

interface MemberNames {
  readonly name: string;
  readonly documents: string;
}

const membersOfType: ReadonlyMap<string, MemberNames> = new Map([
  ['AWS::IAM::Policy', { name: 'policyName', documents: 'policyVersionList' }],
  ['AWS::IAM::Role', { name: 'roleName', documents: 'rolePolicyList' }],
  ['AWS::IAM::User', { name: 'userName', documents: 'userPolicyList' }],
  ['AWS::IAM::Group', { name: 'groupName', documents: 'groupPolicyList' }],
]);

const namesOf = ({ resourceType }: ConfigurationItem): MemberNames => {
  const names = membersOfType.get(resourceType);
  if (!names) throw new Error(`${resourceType} is no identity`);
  return names;
};

/** A list that every item of its type has, empty if need be: none proves nothing. */
const recordedList = (configuration: ItemValue, key: string): readonly ItemValue[] => {
  const list = memberOf(configuration, key);
  if (list.value === null) throw new NotRecordedError(list.path);
  return itemsOf(list);
};

/** A managed policy keeps up to five versions, of which one is in force. */
const defaultVersionOf = (item: ConfigurationItem, versions: readonly ItemValue[]): PolicyDocument => {
  const inForce = versions.filter((version) => booleanOf(memberOf(version, 'isDefaultVersion')));
  const [version] = inForce;
  if (!version || inForce.length > 1) {
    throw new MalformedValueError('configuration.policyVersionList must have one default version');
  }
  const name = textOf(memberOf(configurationOf(item), 'policyName'));
  return { name, document: documentFrom(memberOf(version, 'document')) };
};

const inlinePolicyFrom = (policy: ItemValue): PolicyDocument => ({
  name: textOf(memberOf(policy, 'policyName')),
  document: documentFrom(memberOf(policy, 'policyDocument')),
});

/** IAM's documents are URL-encoded JSON in every dialect. JSON itself never begins with a percent sign. */
const documentFrom = (from: ItemValue): unknown => {
  const isEncoded = typeof from.value === 'string' && from.value.startsWith('%');
  const document = decodedFrom(isEncoded ? { ...from, value: urlDecoded(from) } : from);
  const isObject = typeof document.value === 'object' && !Array.isArray(document.value);
  if (!isObject || isAbsent(document)) throw malformed(document, 'a policy document');
  return document.value;
};

const urlDecoded = (from: ItemValue): string => {
  try {
    return decodeURIComponent(textOf(from));
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause;
    throw new MalformedValueError(`${from.path} must be URL-encoded`, { cause });
  }
};
