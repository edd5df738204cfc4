import {
  GetAccessPointCommand,
  GetAccessPointPolicyCommand,
  GetMultiRegionAccessPointCommand,
  GetMultiRegionAccessPointPolicyCommand,
  GetPublicAccessBlockCommand,
  ListAccessPointsCommand,
  ListMultiRegionAccessPointsCommand,
  ListTagsForResourceCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { customEndpoint, isBareHost } from './custom-endpoint.js';
import { type ClientConfig, createService } from './service.js';

/** Amazon S3 Control: the account's settings, access points and tags. */
export const s3control = createService('s3control', (config) => createClient(config), {
  GetAccessPoint: GetAccessPointCommand,
  GetAccessPointPolicy: GetAccessPointPolicyCommand,
  GetMultiRegionAccessPoint: GetMultiRegionAccessPointCommand,
  GetMultiRegionAccessPointPolicy: GetMultiRegionAccessPointPolicyCommand,
  GetPublicAccessBlock: GetPublicAccessBlockCommand,
  ListAccessPoints: ListAccessPointsCommand,
  ListMultiRegionAccessPoints: ListMultiRegionAccessPointsCommand,
  ListTagsForResource: ListTagsForResourceCommand,
});

/** The client puts the account before the host, which does not work on loopback: there it is taken off again. */
const createClient = (config: ClientConfig): S3ControlClient => {
  const endpoint = customEndpoint('S3_CONTROL');
  if (!endpoint || !isBareHost(endpoint)) return new S3ControlClient(config);
  const stand = new URL(endpoint);
  // With an address the client would make a URL that is none.
  stand.hostname = 'localhost';
  const client = new S3ControlClient({ ...config, endpoint: stand.href });
  client.middlewareStack.add(
    (next) => async (args) => {
      const request: unknown = args.request;
      if (hasHostname(request)) request.hostname = endpoint.hostname;
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'accountOffTheHost' },
  );
  return client;
};

const hasHostname = (request: unknown): request is { hostname: string } =>
  typeof request === 'object' && request !== null && 'hostname' in request;
