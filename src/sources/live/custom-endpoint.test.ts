import { customEndpoint, isBareHost } from './custom-endpoint.js';

const environment = process.env;
afterEach(() => {
  process.env = environment;
});

describe('the endpoint of the environment', () => {
  it.each<[string, Readonly<Record<string, string>>, string | null]>([
    ['none', {}, null],
    ['an empty one', { AWS_ENDPOINT_URL: '' }, null],
    ['one for all', { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' }, 'http://127.0.0.1:5000/'],
    [
      'one of its own',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000', AWS_ENDPOINT_URL_S3_CONTROL: 'http://localhost:6000' },
      'http://localhost:6000/',
    ],
    ['one of another', { AWS_ENDPOINT_URL_KMS: 'http://127.0.0.1:5000' }, null],
    ['one to ignore', { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, null],
  ])('%s', (_name, variables, expected) => {
    process.env = { ...variables };
    expect(customEndpoint('S3_CONTROL')?.href ?? null).toBe(expected);
  });
});

it.each([
  ['http://127.0.0.1:5000', true],
  ['http://[::1]:5000', true],
  ['http://localhost', true],
  ['https://vpce-1a2b3c4d.s3.eu-west-1.vpce.amazonaws.com', false],
  ['http://moto:5000', false],
])('whether nothing can stand before the host of %s: %s', (url, expected) => {
  expect(isBareHost(new URL(url))).toBe(expected);
});
