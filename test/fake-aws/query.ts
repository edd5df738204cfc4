import { ServiceError } from './fault.js';
import type { JsonCall } from './json-services.js';
import type { State } from './state.js';
import { elementOf, type XmlMembers } from './xml.js';

/** Whether a service takes forms and answers with XML, as AWS STS and IAM do. */
export const isQuery = (service: string): boolean => service === 'sts' || service === 'iam';

/**
 * Tells a request of AWS STS or IAM.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const queryCallOf = (service: string, form: URLSearchParams): JsonCall => {
  const name = form.get('Action') ?? '';
  const operation = `${service}:${name}`;
  return {
    operation,
    about: form.get('RoleArn') ?? '',
    answer: (state) => {
      const told = state.answers[operation] ?? own[operation]?.(state);
      if (!told) throw new ServiceError('InvalidAction', `The fake does not know ${operation}`);
      const output = typeof told === 'function' ? told(Object.fromEntries(form)) : told;
      return elementOf(`${name}Response`, { [`${name}Result`]: output as XmlMembers });
    },
  };
};

/** The error of a call of AWS STS or IAM. */
export const queryError = (code: string, message: string): string =>
  elementOf('ErrorResponse', { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: 'example' });

const own: Readonly<Record<string, (state: State) => object>> = {
  'sts:GetCallerIdentity': ({ accountId }) => ({
    Account: accountId,
    Arn: `arn:aws:sts::${accountId}:assumed-role/example-audit/example`,
    UserId: 'AROAEXAMPLE:example',
  }),
  'sts:AssumeRole': () => ({
    Credentials: {
      AccessKeyId: 'ASIAEXAMPLE',
      SecretAccessKey: 'example',
      SessionToken: 'example',
      Expiration: '2099-01-01T00:00:00Z',
    },
  }),
  'iam:GetAccountAuthorizationDetails': () => ({ IsTruncated: false }),
};
