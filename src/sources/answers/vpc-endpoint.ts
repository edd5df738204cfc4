import type { Fact } from '../../core/fact.js';
import type { ResourceIdentity } from '../../core/resource.js';
import { factOfEc2List } from './ec2-list.js';
import { ec2MemberOf, tagsOfEc2 } from './ec2-member.js';
import type { FactContext, FactFunctions } from './fact-functions.js';
import { booleanOf, elementsOf, malformed, memberOf, optional, type Part, textOf } from './part.js';

/** Facts of a VPC endpoint, as `ec2:DescribeVpcEndpoints` tells them. */
export const vpcEndpointFacts: FactFunctions<'vpcEndpoint'> = {
  serviceName: (context) => ownFact(context, (one) => textOf(memberOf(one, 'ServiceName'))),
  vpcId: (context) => ownFact(context, (one) => optional(memberOf(one, 'VpcId'), textOf)),
  state: (context) => ownFact(context, (one) => textOf(memberOf(one, 'State'))),
  requesterManaged: (context) =>
    ownFact(context, (one) => optional(memberOf(one, 'RequesterManaged'), booleanOf) ?? false),
  policyDocument: (context) => ownFact(context, (one) => optional(memberOf(one, 'PolicyDocument'), documentFrom)),
  tags: (context) => ownFact(context, tagsOfEc2),
};

/** Where what an answer lists is. */
export interface Ec2Place {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
}

/**
 * The VPC endpoints in an answer of `ec2:DescribeVpcEndpoints`.
 *
 * @throws MalformedAnswerError
 */
export const vpcEndpointsIn = (answer: Part, { accountId, partition, region }: Ec2Place): readonly ResourceIdentity[] =>
  elementsOf(memberOf(answer, 'VpcEndpoints')).map((one) => {
    const id = textOf(memberOf(one, 'VpcEndpointId'));
    const owner = optional(memberOf(one, 'OwnerId'), textOf) ?? accountId;
    return {
      type: 'AWS::EC2::VPCEndpoint',
      id,
      arn: `arn:${partition}:ec2:${region}:${owner}:vpc-endpoint/${id}`,
      accountId: owner,
      region,
    };
  });

const ownFact = <T>(context: FactContext, read: (endpoint: Part) => T): Promise<Fact<T>> =>
  factOfEc2List(context, 'ec2:DescribeVpcEndpoints', (endpoints) =>
    read(ec2MemberOf(endpoints, 'VpcEndpointId', context.resource.identity.id)),
  );

const documentFrom = (text: Part): unknown => {
  try {
    return JSON.parse(textOf(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(text, 'JSON');
    throw error;
  }
};
