import {
  describeCompliance,
  getComplianceDetails,
  getResourceConfigHistory,
  selectResourceConfig,
} from './config-service.js';
import { ServiceError } from './fault.js';
import type { Input } from './input.js';
import { putEvaluations } from './put-evaluations.js';
import type { State } from './state.js';

/** A call of a JSON 1.1 service, told apart by operation. */
export interface JsonCall {
  readonly operation: string;
  /** The resource, key or trail it is about; empty for the account. */
  readonly about: string;
  /** @param isRefused whether an evaluation of a resource is answered as failed */
  readonly answer: (state: State, isRefused: (resourceId: string) => boolean) => string;
}

/**
 * Tells a request of a JSON 1.1 service.
 *
 * @param target the header `X-Amz-Target`: `StarlingDoveService.PutEvaluations`
 */
export const jsonCallOf = (target: string, body: string): JsonCall => {
  const [prefix = '', name = ''] = target.split('.');
  const service = services[prefix];
  if (!service) throw new ServiceError('UnknownOperationException', `The fake does not know ${target}`);
  const operation = `${service}:${name}`;
  const input: Input = JSON.parse(body);
  const about = [input.resourceId, input.KeyId, input.TrailName, input.Name].find((one) => typeof one === 'string');
  return {
    operation,
    about: String(about ?? ''),
    answer: (state, isRefused) => JSON.stringify(answerOf(operation, state, input, isRefused)),
  };
};

const services: Readonly<Record<string, string>> = {
  StarlingDoveService: 'config',
  TrentService: 'kms',
  Logs_20140328: 'logs',
  CloudTrail_20131101: 'cloudtrail',
  AWSEvents: 'events',
  GraniteServiceVersion20100801: 'monitoring',
  AWSOrganizationsV20161128: 'organizations',
};

const answerOf = (
  operation: string,
  state: State,
  input: Input,
  isRefused: (resourceId: string) => boolean,
): object => {
  switch (operation) {
    case 'config:PutEvaluations':
      return putEvaluations(state, input, isRefused);
    case 'config:GetComplianceDetailsByConfigRule':
      return getComplianceDetails(state, input);
    case 'config:DescribeComplianceByConfigRule':
      return describeCompliance(state, input);
    case 'config:GetResourceConfigHistory':
      return getResourceConfigHistory(state, input);
    case 'config:SelectAggregateResourceConfig':
    case 'config:SelectResourceConfig':
      return selectResourceConfig(state, input);
    default:
      return otherAnswer(operation, state, input);
  }
};

/** What a test told, else an account that uses nothing of it. */
const otherAnswer = (operation: string, state: State, input: Input): object => {
  const told = state.answers[operation] ?? emptyAnswers[operation];
  if (!told) throw new ServiceError('UnknownOperationException', `The fake does not know ${operation}`);
  return typeof told === 'function' ? told(input) : told;
};

const refusal = (code: string) => (): never => {
  throw new ServiceError(code, 'nothing was told to the fake');
};

const emptyAnswers: State['answers'] = {
  'kms:DescribeKey': refusal('NotFoundException'),
  'kms:GetKeyRotationStatus': refusal('NotFoundException'),
  'logs:DescribeDeliverySources': { deliverySources: [] },
  'logs:DescribeDeliveries': { deliveries: [] },
  'logs:DescribeMetricFilters': { metricFilters: [] },
  'events:ListRules': { Rules: [] },
  'events:ListTargetsByRule': { Targets: [] },
  'monitoring:DescribeAlarms': { MetricAlarms: [] },
  'cloudtrail:DescribeTrails': { trailList: [] },
  'cloudtrail:ListEventDataStores': { EventDataStores: [] },
  'organizations:DescribeOrganization': refusal('AWSOrganizationsNotInUseException'),
  'organizations:ListParents': refusal('AWSOrganizationsNotInUseException'),
  'organizations:ListPoliciesForTarget': refusal('AWSOrganizationsNotInUseException'),
  'organizations:DescribePolicy': refusal('AWSOrganizationsNotInUseException'),
  'organizations:DescribeEffectivePolicy': refusal('AWSOrganizationsNotInUseException'),
};
