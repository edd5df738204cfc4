import { isIP } from 'node:net';

/**
 * The endpoint that the environment names for a service instead of AWS's own.
 *
 * @param serviceId as the variable spells it: `S3_CONTROL` of `AWS_ENDPOINT_URL_S3_CONTROL`
 * @throws TypeError if it is no URL
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export const customEndpoint = (serviceId: string): URL | null => {
  if (process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return null;
  const text = process.env[`AWS_ENDPOINT_URL_${serviceId}`] || process.env.AWS_ENDPOINT_URL;
  return text ? new URL(text) : null;
};

/** Whether nothing can stand before a host: names below an address or below `localhost` do not resolve. */
export const isBareHost = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
