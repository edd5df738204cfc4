import { REGION } from '../../../test/builders.js';
import { factOfItem, malformedFact } from '../../../test/item-facts.js';
import { asHistory, asSelectRow, asSnapshot, type RawItem, vpcEndpointItem } from '../../../test/items.js';
import { known } from '../../core/fact.js';

const open = { Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }] };

describe.each<[string, (item: RawItem) => unknown]>([
  ['an event', (item) => item],
  ['the history API', asHistory],
  ['a snapshot', asSnapshot],
  ['a query', asSelectRow],
])('a VPC endpoint told by %s', (_dialect, tell) => {
  const item = tell(vpcEndpointItem({}, { tags: { team: 'platform' } }));
  it.each<[fact: string, value: unknown]>([
    ['serviceName', `com.amazonaws.${REGION}.s3`],
    ['vpcId', 'vpc-0example00000001'],
    ['state', 'available'],
    ['requesterManaged', false],
    ['policyDocument', open],
    ['tags', { team: 'platform' }],
  ])('%s', (fact, value) => {
    expect(factOfItem(item, fact)).toEqual(known(value));
  });
});

describe('other forms', () => {
  it.each<[what: string, configuration: RawItem, fact: string, value: unknown]>([
    ["a state as AWS's schema of items has it", { state: { value: 'deleting' } }, 'state', 'deleting'],
    ['managed by its service', { requesterManaged: true }, 'requesterManaged', true],
    ['not said who manages it', { requesterManaged: null }, 'requesterManaged', false],
    ['a compact policy', { policyDocument: JSON.stringify(open) }, 'policyDocument', open],
    ['a policy that is an object', { policyDocument: open }, 'policyDocument', open],
    ['no policy, as of services that take none', { policyDocument: null }, 'policyDocument', null],
    ['no VPC', { vpcId: null }, 'vpcId', null],
  ])('%s', (_what, configuration, fact, value) => {
    expect(factOfItem(vpcEndpointItem(configuration), fact)).toEqual(known(value));
  });
  it('tags in the configuration alone', () => {
    const { tags: _, ...item } = vpcEndpointItem({ tags: [{ key: 'team', value: 'platform' }] });
    expect(factOfItem(item, 'tags')).toEqual(known({ team: 'platform' }));
  });
});

describe('malformed', () => {
  it.each<[what: string, configuration: RawItem, fact: string, complaint: string]>([
    [
      'a policy that is no JSON',
      { policyDocument: 'none' },
      'policyDocument',
      'configuration.policyDocument must be JSON, got "none"',
    ],
    ['no service', { serviceName: null }, 'serviceName', 'configuration.serviceName must be text, got nothing'],
    ['no state', { state: null }, 'state', 'configuration.state must be an object, got nothing'],
    [
      'a manager that is no boolean',
      { requesterManaged: 'maybe' },
      'requesterManaged',
      'configuration.requesterManaged must be true or false, got "maybe"',
    ],
  ])('%s', (_what, configuration, fact, complaint) => {
    expect(factOfItem(vpcEndpointItem(configuration), fact)).toEqual(malformedFact(complaint));
  });
});
