import { isOperation, operations, serviceOf } from '../../core/operations.js';
import { allServices } from './all-services.js';
import { type ClientConfig, type ClientOptions, createService } from './service.js';

const environment = process.env;
beforeEach(() => {
  process.env = { ...environment, AWS_MAX_ATTEMPTS: '', AWS_RETRY_MODE: '' };
});
afterEach(() => {
  process.env = environment;
});

/** What a client is made with. */
const configOf = (options: ClientOptions): ClientConfig | undefined => {
  let found: ClientConfig | undefined;
  class Command {}
  const service = createService(
    'iam',
    (given) => {
      found = given;
      return { send: async () => ({}) };
    },
    { GetAccountAuthorizationDetails: Command },
  );
  service.createCall(options);
  return found;
};

/** A20: so that calls are told from a stranger's reconnaissance. */
const fixed = { region: 'eu-west-1', customUserAgent: 's3-config-rules' };

describe('a client', () => {
  it('tries eight times, and slows down with the service', () => {
    expect(configOf({ region: 'eu-west-1' })).toEqual({ ...fixed, maxAttempts: 8, retryMode: 'adaptive' });
  });

  it('leaves to the environment what it says', () => {
    process.env.AWS_MAX_ATTEMPTS = '1';
    process.env.AWS_RETRY_MODE = 'standard';
    expect(configOf({ region: 'eu-west-1' })).toEqual(fixed);
  });

  it('does as it is told before all', () => {
    process.env.AWS_MAX_ATTEMPTS = '1';
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const options = { region: 'eu-west-1', credentials, maxAttempts: 3, retryMode: 'standard' } as const;
    expect(configOf(options)).toEqual({ ...fixed, ...options });
  });
});

describe('the services', () => {
  it('are those of all operations, by the names that operations begin with', () => {
    expect([...new Set(Object.keys(operations).filter(isOperation).map(serviceOf))].sort()).toEqual(
      Object.keys(allServices).sort(),
    );
  });
});
