import { ServiceError } from './fault.js';
import type { Input } from './input.js';
import type { JsonCall } from './json-services.js';
import type { RestRequest } from './s3.js';
import { batchImportFindings } from './security-hub.js';
import type { State } from './state.js';

/** A request of IAM Access Analyzer, Macie or Security Hub, whose answers are JSON. */
export const restJsonCallOf = (service: string, { url }: Pick<RestRequest, 'url'>, input: Input): JsonCall => {
  const path = url.pathname.replace(/^\/analyzer\/[^/]+/, '/analyzer/<name>');
  const name = operationNames[service]?.[path];
  if (!name) throw new ServiceError('ResourceNotFoundException', `The fake does not know ${url.pathname}`, 404);
  const operation = `${service}:${name}`;
  return {
    operation,
    about: '',
    answer: (state, isRefused) => JSON.stringify(answerOf(operation, state, input, isRefused)),
  };
};

/** Whether a service is one of these. */
export const isRestJson = (service: string): boolean => Object.hasOwn(operationNames, service);

const operationNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'access-analyzer': {
    '/analyzer': 'ListAnalyzers',
    '/analyzer/<name>/archive-rule': 'ListArchiveRules',
    '/finding': 'ListFindings',
    '/findingv2': 'ListFindingsV2',
  },
  securityhub: { '/findings/import': 'BatchImportFindings' },
  macie2: { '/macie': 'GetMacieSession', '/datasources/s3': 'DescribeBuckets' },
};

/** What a test told, else an account that uses nothing of it. */
const answerOf = (operation: string, state: State, input: Input, isRefused: (id: string) => boolean): object => {
  if (operation === 'securityhub:BatchImportFindings') return batchImportFindings(state, input, isRefused);
  const told = state.answers[operation] ?? emptyAnswers[operation];
  if (!told) throw new ServiceError('ResourceNotFoundException', `The fake was not told ${operation}`, 404);
  return typeof told === 'function' ? told({}) : told;
};

const emptyAnswers: State['answers'] = {
  'access-analyzer:ListAnalyzers': { analyzers: [] },
  'access-analyzer:ListArchiveRules': { archiveRules: [] },
  'access-analyzer:ListFindings': { findings: [] },
  'access-analyzer:ListFindingsV2': { findings: [] },
  'macie2:GetMacieSession': () => {
    throw new ServiceError('AccessDeniedException', 'Macie is not enabled.', 403);
  },
};
