import { isOperation, operations, serviceOf } from '../../core/operations.js';
import { accessAnalyzer } from './access-analyzer.js';
import { cloudtrail } from './cloudtrail.js';
import { config } from './config.js';
import { ec2 } from './ec2.js';
import { events } from './events.js';
import { iam } from './iam.js';
import { kms } from './kms.js';
import { logs } from './logs.js';
import { macie2 } from './macie2.js';
import { monitoring } from './monitoring.js';
import { organizations } from './organizations.js';
import { s3 } from './s3.js';
import { s3control } from './s3control.js';
import { s3tables } from './s3tables.js';
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

const services = {
  s3,
  s3control,
  s3tables,
  kms,
  logs,
  cloudtrail,
  iam,
  organizations,
  config,
  ec2,
  events,
  monitoring,
  macie2,
  'access-analyzer': accessAnalyzer,
};

describe('the services', () => {
  it.each(Object.entries(services))('%s is named as operations begin', (name, service) => {
    expect(service.name).toBe(name);
  });

  it('are those of all operations', () => {
    expect([...new Set(Object.keys(operations).filter(isOperation).map(serviceOf))].sort()).toEqual(
      Object.keys(services).sort(),
    );
  });
});
