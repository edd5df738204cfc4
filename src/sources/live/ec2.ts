import {
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { createService } from './service.js';

/** Amazon EC2: VPCs, their endpoints and routes. */
export const ec2 = createService('ec2', (config) => new EC2Client(config), {
  DescribeNetworkInterfaces: DescribeNetworkInterfacesCommand,
  DescribeRegions: DescribeRegionsCommand,
  DescribeRouteTables: DescribeRouteTablesCommand,
  DescribeVpcEndpoints: DescribeVpcEndpointsCommand,
  DescribeVpcs: DescribeVpcsCommand,
});
