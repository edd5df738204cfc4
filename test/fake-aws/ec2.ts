import { ServiceError } from './fault.js';
import type { Input } from './input.js';
import type { JsonCall } from './json-services.js';
import type { State } from './state.js';
import { elementOf } from './xml.js';

/**
 * Tells a request of Amazon EC2, which is a form; the answer is XML that names lists `…Set` of `item`.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html
 */
export const ec2CallOf = (form: URLSearchParams): JsonCall => {
  const name = form.get('Action') ?? '';
  const operation = `ec2:${name}`;
  return {
    operation,
    about: '',
    answer: (state) => {
      const members = membersOf(state, operation, Object.fromEntries(form));
      return elementOf(`${name}Response`, members);
    },
  };
};

/** The error of a call of Amazon EC2. */
export const ec2Error = (code: string, message: string): string =>
  elementOf('Response', { Errors: { Error: { Code: code, Message: message } }, RequestID: 'example' });

/** What a test told, in the API's names, as the wire spells it; else an account without VPCs. */
const membersOf = (state: State, operation: string, input: Input): Wire => {
  const told = state.answers[operation] ?? emptyAnswers[operation];
  if (!told) throw new ServiceError('InvalidAction', `The fake does not know ${operation}`);
  const output = typeof told === 'function' ? told(input) : told;
  return wireFrom(output) as Wire;
};

const emptyAnswers: State['answers'] = {
  'ec2:DescribeRegions': { Regions: [] },
  'ec2:DescribeVpcEndpoints': { VpcEndpoints: [] },
  'ec2:DescribeVpcs': { Vpcs: [] },
  'ec2:DescribeRouteTables': { RouteTables: [] },
  'ec2:DescribeNetworkInterfaces': { NetworkInterfaces: [] },
};

interface Wire {
  readonly [name: string]: Wire | string | readonly Wire[];
}

/** `VpcEndpoints` is `vpcEndpointSet` on the wire, `Vpcs` `vpcSet`: lists lose their plural and gain `Set`, but that of regions. */
const wireFrom = (value: unknown): unknown => {
  if (Array.isArray(value)) return { item: value.map(wireFrom) };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [wireName(name, Array.isArray(member)), wireFrom(member)]),
  );
};

const wireName = (name: string, isList: boolean): string => {
  if (name === 'Regions') return 'regionInfo';
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  return isList ? `${lower.replace(/s$/, '')}Set` : lower;
};
