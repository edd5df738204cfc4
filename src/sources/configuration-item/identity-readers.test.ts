import { factOfItem, malformedFact, notRecordedFact } from '../../../test/item-facts.js';
import {
  asHistory,
  asSelectRow,
  asSnapshot,
  encoded,
  groupItem,
  managedPolicyItem,
  type RawItem,
  roleItem,
  userItem,
} from '../../../test/items.js';
import { known } from '../../core/fact.js';

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::example-100%/*' }],
};
const attached = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
const told = { documents: { reading: document, 'reading too': document }, attachedPolicies: [attached] };
const documents = [
  { name: 'reading', document },
  { name: 'reading too', document },
];

const dialects: readonly (readonly [string, (item: RawItem) => unknown])[] = [
  ['an event', (item) => item],
  ['the history API', asHistory],
  ['a snapshot', asSnapshot],
  ['a query', asSelectRow],
];

const configured = (item: RawItem, members: RawItem): RawItem => ({
  ...item,
  configuration: { ...(item.configuration as RawItem), ...members },
});

describe.each(dialects)('identities told by %s: documents are URL-encoded (trap 80)', (_dialect, tell) => {
  it.each<[what: string, item: RawItem, facts: object]>([
    ['a role', roleItem(told), { name: 'example-role', policyDocuments: documents, attachedPolicies: [attached] }],
    ['a user', userItem(told), { name: 'example-user', policyDocuments: documents, attachedPolicies: [attached] }],
    ['a group', groupItem(told), { name: 'example-group', policyDocuments: documents, attachedPolicies: [attached] }],
    ['a role with nothing', roleItem(), { name: 'example-role', policyDocuments: [], attachedPolicies: [] }],
    [
      'a managed policy, of which the default version counts',
      managedPolicyItem(document),
      { name: 'example-policy', policyDocuments: [{ name: 'example-policy', document }], attachedPolicies: [] },
    ],
  ])('%s', (_what, item, facts) => {
    const raw = tell(item);
    for (const [fact, value] of Object.entries(facts)) expect(factOfItem(raw, fact)).toEqual(known(value));
  });
});

describe('names', () => {
  it.each<[RawItem, string]>([
    [roleItem(), 'example-role'],
    [userItem(), 'example-user'],
    [groupItem(), 'example-group'],
    [managedPolicyItem(document), 'example-policy'],
  ])('from the configuration where the item has none', (item, name) => {
    expect(factOfItem({ ...item, resourceName: null }, 'name')).toEqual(known(name));
  });
});

describe('forms of a document', () => {
  const roleWith = (policyDocument: unknown) =>
    configured(roleItem(), { rolePolicyList: [{ policyName: 'reading', policyDocument }] });
  it.each<[form: string, value: unknown]>([
    ['URL-encoded', encoded(document)],
    ['URL-encoded with white space before it', `%0A%20${encoded(document)}`],
    ['plain JSON that holds a percent sign', JSON.stringify(document)],
    ['an object', document],
  ])('%s', (_form, value) => {
    expect(factOfItem(roleWith(value), 'policyDocuments')).toEqual(known([{ name: 'reading', document }]));
  });
  const at = 'configuration.rolePolicyList[0].policyDocument';
  it.each<[what: string, value: unknown, complaint: string]>([
    ['a broken escape', '%7B%', `${at} must be URL-encoded`],
    ['encoded text that is no JSON', '%7B', `${at} must be JSON, got "{"`],
    ['nothing', null, `${at} must be a policy document, got nothing`],
    ['an empty object', {}, `${at} must be a policy document, got an object`],
    ['a number', '5', `${at} must be a policy document, got 5`],
    ['a list, as the console shows it', [document], `${at} must be a policy document, got a list`],
  ])('%s is malformed', (_what, value, complaint) => {
    const fact = factOfItem(roleWith(value), 'policyDocuments');
    expect(fact).toEqual(malformedFact(complaint.replace('"{"', 'a text of 1 characters')));
  });
});

describe('lists that every item of the type has', () => {
  it.each<[list: string, item: RawItem, fact: string]>([
    ['rolePolicyList', roleItem(), 'policyDocuments'],
    ['userPolicyList', userItem(), 'policyDocuments'],
    ['groupPolicyList', groupItem(), 'policyDocuments'],
    ['policyVersionList', managedPolicyItem(document), 'policyDocuments'],
    ['attachedManagedPolicies', roleItem(), 'attachedPolicies'],
  ])('without %s nothing is proven', (list, item, fact) => {
    expect(factOfItem(configured(item, { [list]: undefined }), fact)).toEqual(
      notRecordedFact(`configuration.${list}; iam:GetAccountAuthorizationDetails would tell`),
    );
    expect(factOfItem(configured(item, { [list]: 'none' }), fact)).toEqual(
      malformedFact(`configuration.${list} must be a list, got "none"`),
    );
  });
});

describe('the version of a managed policy that is in force', () => {
  const version = (isDefaultVersion: unknown) => ({ document: encoded(document), versionId: 'v1', isDefaultVersion });
  it.each<[what: string, versions: readonly RawItem[], complaint: string]>([
    ['none', [version(false)], 'configuration.policyVersionList must have one default version'],
    ['two', [version(true), version(true)], 'configuration.policyVersionList must have one default version'],
    [
      'one that does not say',
      [version(null)],
      'configuration.policyVersionList[0].isDefaultVersion must be true or false, got nothing',
    ],
  ])('%s is malformed', (_what, policyVersionList, complaint) => {
    expect(factOfItem(configured(managedPolicyItem(document), { policyVersionList }), 'policyDocuments')).toEqual(
      malformedFact(complaint),
    );
  });
});

describe('tags', () => {
  it('from the configuration', () => {
    expect(factOfItem(roleItem({ tags: [{ key: 'team', value: 'platform' }] }), 'tags')).toEqual(
      known({ team: 'platform' }),
    );
  });
  it('from the item where the configuration has none, as for groups and policies', () => {
    expect(factOfItem({ ...groupItem(), tags: { team: 'platform' } }, 'tags')).toEqual(known({ team: 'platform' }));
  });
});
