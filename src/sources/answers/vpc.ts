import { type Fact, known } from '../../core/fact.js';
import type { S3Endpoint } from '../../core/facts.js';
import type { ResourceIdentity } from '../../core/resource.js';
import { factOfEc2List } from './ec2-list.js';
import { ec2MemberOf, tagsOfEc2 } from './ec2-member.js';
import type { FactContext, FactFunctions } from './fact-functions.js';
import { booleanOf, elementsOf, malformed, memberOf, optional, type Part, textOf } from './part.js';
import type { Ec2Place } from './vpc-endpoint.js';

/** Facts of a VPC, as the lists of Amazon EC2 tell them. */
export const vpcFacts: FactFunctions<'vpc'> = {
  ownerId: (context) => ownFact(context, (vpc) => textOf(memberOf(vpc, 'OwnerId'))),
  isDefault: (context) => ownFact(context, (vpc) => booleanOf(memberOf(vpc, 'IsDefault'))),
  s3Endpoints: (context) => s3EndpointsOf(context),
  subnetsWithoutS3Route: (context) => subnetsWithoutS3RouteOf(context),
  tags: (context) => ownFact(context, tagsOfEc2),
};

/**
 * The VPCs in an answer of `ec2:DescribeVpcs`, those that other accounts share among them: they are told by the account
 * that was asked, as AWS Config does.
 *
 * @throws MalformedAnswerError
 */
export const vpcsIn = (answer: Part, { accountId, partition, region }: Ec2Place): readonly ResourceIdentity[] =>
  elementsOf(memberOf(answer, 'Vpcs')).map((vpc) => {
    const id = textOf(memberOf(vpc, 'VpcId'));
    const owner = optional(memberOf(vpc, 'OwnerId'), textOf) ?? accountId;
    return { type: 'AWS::EC2::VPC', id, arn: `arn:${partition}:ec2:${region}:${owner}:vpc/${id}`, accountId, region };
  });

const ownFact = <T>(context: FactContext, read: (vpc: Part) => T): Promise<Fact<T>> =>
  factOfEc2List(context, 'ec2:DescribeVpcs', (vpcs) => read(ec2MemberOf(vpcs, 'VpcId', context.resource.identity.id)));

const isOf =
  ({ resource }: FactContext) =>
  (member: Part): boolean =>
    memberOf(member, 'VpcId').value === resource.identity.id;

const s3EndpointsOf = (context: FactContext): Promise<Fact<readonly S3Endpoint[]>> =>
  factOfEc2List(context, 'ec2:DescribeVpcEndpoints', (endpoints) =>
    endpoints
      .filter(isOf(context))
      .filter((one) => textOf(memberOf(one, 'ServiceName')).endsWith(`.${context.resource.identity.region}.s3`))
      .map(endpointFrom)
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
  );

const endpointFrom = (endpoint: Part): S3Endpoint => ({
  id: textOf(memberOf(endpoint, 'VpcEndpointId')),
  type: textOf(memberOf(endpoint, 'VpcEndpointType')),
  state: textOf(memberOf(endpoint, 'State')),
  subnetIds: (optional(memberOf(endpoint, 'SubnetIds'), elementsOf) ?? []).map(textOf),
  privateDns: privateDnsOf(endpoint),
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html */
const privateDnsOf = (endpoint: Part): S3Endpoint['privateDns'] => {
  if (optional(memberOf(endpoint, 'PrivateDnsEnabled'), booleanOf) !== true) return 'off';
  const options = optional(memberOf(endpoint, 'DnsOptions'), (part) =>
    optional(memberOf(part, 'PrivateDnsOnlyForInboundResolverEndpoint'), booleanOf),
  );
  return options === true ? 'inboundResolver' : 'vpc';
};

/** Types of network interfaces from which no request to S3 comes, in both spellings of NAT gateways. */
const PASSIVE: ReadonlySet<unknown> = new Set([
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
  'load_balancer',
  'natGateway',
  'nat_gateway',
  'network_load_balancer',
  'transit_gateway',
  'vpc_endpoint',
]);

/**
 * What passes a NAT gateway is routed by the subnet it comes from, a gateway endpoint serves nobody outside of its VPC,
 * and load balancers only answer.
 */
const isPassive = (networkInterface: Part): boolean =>
  PASSIVE.has(memberOf(networkInterface, 'InterfaceType').value) ||
  memberOf(networkInterface, 'RequesterId').value === 'amazon-elb';

const subnetsWithoutS3RouteOf = async (context: FactContext): Promise<Fact<readonly string[]>> => {
  const endpoints = await s3EndpointsOf(context);
  if (!endpoints.known) return endpoints;
  const inUse = await factOfEc2List(context, 'ec2:DescribeNetworkInterfaces', (interfaces) =>
    interfaces
      .filter(isOf(context))
      .filter((one) => !isPassive(one))
      .map((one) => textOf(memberOf(one, 'SubnetId'))),
  );
  if (!inUse.known || inUse.value.length === 0) return inUse.known ? known([]) : inUse;
  const gateways = endpoints.value
    .filter(({ type, state }) => type === 'Gateway' && state.toLowerCase() === 'available')
    .map(({ id }) => id);
  return factOfEc2List(context, 'ec2:DescribeRouteTables', (tables) => {
    const routes = routesOf(tables.filter(isOf(context)), gateways);
    return [...new Set(inUse.value)].filter((subnet) => !routes(subnet)).sort();
  });
};

/** Gives the test whether a subnet's route table leads to a gateway; one without a table of its own has the main one. */
const routesOf = (tables: readonly Part[], gateways: readonly string[]): ((subnet: string) => boolean) => {
  const associations = tables.flatMap((table) =>
    elementsOf(memberOf(table, 'Associations')).map((association) => ({
      subnet: optional(memberOf(association, 'SubnetId'), textOf),
      isMain: optional(memberOf(association, 'Main'), booleanOf) ?? false,
      leads: leadsTo(table, gateways),
    })),
  );
  const main = associations.find(({ isMain }) => isMain);
  return (subnet) => {
    const found = associations.find((one) => one.subnet === subnet) ?? main;
    if (!found) throw malformed({ place: 'RouteTables', value: undefined }, `a list with the table of ${subnet}`);
    return found.leads;
  };
};

const leadsTo = (table: Part, gateways: readonly string[]): boolean =>
  elementsOf(memberOf(table, 'Routes')).some((route) => {
    const gateway = optional(memberOf(route, 'GatewayId'), textOf);
    return gateway !== null && gateways.includes(gateway) && memberOf(route, 'State').value === 'active';
  });
