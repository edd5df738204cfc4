import { unknown } from '../../../src/core/fact.js';
import type { S3Endpoint, VpcFacts } from '../../../src/core/facts.js';
import { ACCOUNT, type Given, OTHER_ACCOUNT, REGION, resourceWith } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const gateway: S3Endpoint = { id: 'vpce-1', type: 'Gateway', state: 'available', subnetIds: [], privateDns: 'off' };
const networkInterface: S3Endpoint = { ...gateway, id: 'vpce-2', type: 'Interface', privateDns: 'vpc' };

/** A VPC whose subnets all lead to a gateway endpoint, with what the test changes. */
const vpc = (given: Given<VpcFacts> = {}) =>
  resourceWith(
    'vpc',
    { type: 'AWS::EC2::VPC', id: 'vpc-0example1', arn: null, accountId: ACCOUNT, region: REGION },
    { ownerId: ACCOUNT, isDefault: false, s3Endpoints: [gateway], subnetsWithoutS3Route: [], tags: {}, ...given },
  );

testRule(rule, {
  compliant: [
    {
      name: 'a gateway for every subnet',
      resource: vpc(),
      code: 'GATEWAY',
      reason: 'Every subnet in use leads to S3 through vpce-1.',
    },
    {
      name: 'a state in capital letters',
      resource: vpc({ s3Endpoints: [{ ...gateway, state: 'Available' }] }),
      code: 'GATEWAY',
    },
    {
      name: 'an interface endpoint',
      resource: vpc({ s3Endpoints: [networkInterface], subnetsWithoutS3Route: ['subnet-1'] }),
      code: 'INTERFACE',
      reason: 'S3 is reached through vpce-2.',
    },
    {
      name: 'an interface endpoint without private DNS, with what that means',
      resource: vpc({ s3Endpoints: [{ ...networkInterface, privateDns: 'off' }], subnetsWithoutS3Route: ['subnet-1'] }),
      code: 'INTERFACE',
      reason: /private DNS is off/,
    },
    {
      name: 'an interface endpoint where a subnet lacks the gateway',
      resource: vpc({ s3Endpoints: [gateway, networkInterface], subnetsWithoutS3Route: ['subnet-1'] }),
      code: 'INTERFACE',
    },
    {
      name: 'the default VPC, where it is judged',
      resource: vpc({ isDefault: true }),
      parameters: { ignoreDefaultVpc: 'false' },
      code: 'GATEWAY',
    },
  ],
  nonCompliant: [
    {
      name: 'no endpoint',
      resource: vpc({ s3Endpoints: [], subnetsWithoutS3Route: ['subnet-1'] }),
      code: 'NO_ENDPOINT',
      reason: 'The VPC has no endpoint for S3 that works.',
      evidence: ['s3Endpoints'],
    },
    {
      name: 'an endpoint that does not work yet',
      resource: vpc({ s3Endpoints: [{ ...gateway, state: 'pending' }], subnetsWithoutS3Route: ['subnet-1'] }),
      code: 'NO_ENDPOINT',
      reason: 'The VPC has no endpoint for S3 that works. There is vpce-1 (pending).',
    },
    {
      name: 'a subnet without a route',
      resource: vpc({ subnetsWithoutS3Route: ['subnet-1', 'subnet-2'] }),
      code: 'NO_ROUTE',
      reason: 'These subnets in use have no route to vpce-1: subnet-1, subnet-2.',
      evidence: ['subnetsWithoutS3Route'],
    },
    {
      name: 'an interface endpoint, which is not accepted',
      resource: vpc({ s3Endpoints: [networkInterface], subnetsWithoutS3Route: ['subnet-1'] }),
      parameters: { acceptInterfaceEndpoint: 'false' },
      code: 'NO_ENDPOINT',
    },
  ],
  notApplicable: [
    {
      name: 'a VPC that another account shares',
      resource: vpc({ ownerId: OTHER_ACCOUNT }),
      code: 'SHARED_VPC',
      reason: 'Account 444455556666 owns the VPC and its route tables.',
    },
    { name: 'the default VPC', resource: vpc({ isDefault: true, s3Endpoints: [] }), code: 'DEFAULT_VPC' },
    {
      name: 'a VPC that is exempt',
      resource: vpc({ s3Endpoints: [] }),
      parameters: { exemptVpcIds: 'vpc-0example*' },
      code: 'EXEMPT_VPC',
    },
    { name: 'a VPC that nobody uses', resource: vpc({ s3Endpoints: [] }), code: 'NOT_IN_USE' },
  ],
  insufficientData: [
    {
      name: 'endpoints that were not read',
      resource: vpc({ s3Endpoints: unknown('DENIED', 'the read was denied: ec2:DescribeVpcEndpoints') }),
      code: 'DENIED',
    },
    {
      name: 'routes that were not read',
      resource: vpc({ subnetsWithoutS3Route: unknown('DENIED', 'the read was denied: ec2:DescribeRouteTables') }),
      code: 'DENIED',
    },
  ],
});
