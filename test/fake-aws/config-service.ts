import { asHistory, asSelectRow, type RawItem } from '../items.js';
import { ServiceError } from './fault.js';
import { type Input, invalid, limitOf, numberOf, pageOf, textOf } from './input.js';
import type { StoredEvaluation } from './put-evaluations.js';
import type { State } from './state.js';

/** GetComplianceDetailsByConfigRule: results that are NOT_APPLICABLE are not kept here. */
export const getComplianceDetails = (state: State, input: Input): object => {
  const rule = textOf(input, 'ConfigRuleName');
  if (rule.length > 64) throw invalid('configRuleName', 'Member must have length less than or equal to 64');
  const types = input.ComplianceTypes === undefined ? null : (input.ComplianceTypes as readonly string[]);
  if (types?.includes('INSUFFICIENT_DATA')) {
    throw new ServiceError('InvalidParameterValueException', 'INSUFFICIENT_DATA is not a filter of this call');
  }
  if (!state.rules.has(rule))
    throw new ServiceError('NoSuchConfigRuleException', `The ConfigRule ${rule} does not exist`);
  const results = [...(state.current.get(rule)?.values() ?? [])];
  const matching = results.filter((one) => !types || types.includes(one.compliance));
  const { page, next } = pageOf(matching, input.NextToken, limitOf(input, 'Limit', 10, 100));
  return {
    EvaluationResults: page.map((one) => ({
      EvaluationResultIdentifier: {
        EvaluationResultQualifier: {
          ConfigRuleName: rule,
          ResourceType: one.type,
          ResourceId: one.id,
          EvaluationMode: 'DETECTIVE',
        },
        OrderingTimestamp: secondsOf(one.orderingTime),
      },
      ComplianceType: one.compliance,
      ResultRecordedTime: secondsOf(one.orderingTime) + 5,
      ConfigRuleInvokedTime: secondsOf(one.orderingTime) + 1,
      ...(one.annotation !== undefined && { Annotation: one.annotation }),
    })),
    NextToken: next,
  };
};

/** DescribeComplianceByConfigRule: 25 rules a page. */
export const describeCompliance = (state: State, input: Input): object => {
  const types = input.ComplianceTypes as readonly string[] | undefined;
  const all = [...state.rules].map((rule) => ({
    ConfigRuleName: rule,
    Compliance: { ComplianceType: complianceOf([...(state.current.get(rule)?.values() ?? [])]) },
  }));
  const matching = all.filter(({ Compliance }) => !types || types.includes(Compliance.ComplianceType));
  const { page, next } = pageOf(matching, input.NextToken, 25);
  return { ComplianceByConfigRules: page, NextToken: next };
};

const complianceOf = (results: readonly StoredEvaluation[]): string => {
  if (results.length === 0) return 'INSUFFICIENT_DATA';
  return results.some(({ compliance }) => compliance === 'NON_COMPLIANT') ? 'NON_COMPLIANT' : 'COMPLIANT';
};

const WEEK_SECONDS = 7 * 24 * 60 * 60;

/** GetResourceConfigHistory: newest first; one page spans at most seven days and may be empty. */
export const getResourceConfigHistory = (state: State, input: Input): object => {
  const type = textOf(input, 'resourceType');
  const id = textOf(input, 'resourceId');
  const limit = limitOf(input, 'limit', 10, 100);
  const all = state.history
    .filter((item) => item.resourceType === type && item.resourceId === id)
    .map((item) => ({ item, captured: captureSecondsOf(item) }))
    .sort((one, other) => other.captured - one.captured);
  if (all.length === 0) {
    throw new ServiceError('ResourceNotDiscoveredException', `Resource ${id} of resourceType:${type} is unknown`);
  }
  const later = input.laterTime === undefined ? Number.POSITIVE_INFINITY : numberOf(input, 'laterTime');
  const first = all[0]?.captured ?? 0;
  const from = input.nextToken === undefined ? Math.min(later, first + WEEK_SECONDS) : Number(input.nextToken);
  const inPage = all.filter(({ captured }) => captured <= from && captured > from - WEEK_SECONDS).slice(0, limit);
  const end = inPage.length === limit ? (inPage.at(-1)?.captured ?? 0) - 0.001 : from - WEEK_SECONDS;
  return {
    configurationItems: inPage.map(({ item }) => asHistory(item, 'seconds')),
    nextToken: all.some(({ captured }) => captured <= end) ? String(end) : undefined,
  };
};

const captureSecondsOf = (item: RawItem): number => Date.parse(String(item.configurationItemCaptureTime)) / 1000;

/** SelectResourceConfig: only what was selected comes back, each row as JSON text; deleted resources do not. */
export const selectResourceConfig = (state: State, input: Input): object => {
  const expression = textOf(input, 'Expression');
  if (expression.length > 4096) throw invalid('expression', 'Member must have length less than or equal to 4096');
  const [, selected, conditions] = /^SELECT (.+) WHERE (.+)$/s.exec(expression) ?? [];
  if (!selected || !conditions || selected === '*') {
    throw new ServiceError('InvalidExpressionException', `The fake does not understand ${expression}`);
  }
  const fields = selected.split(',').map((field) => field.trim());
  const wanted = conditions.split(' AND ').map(conditionFrom);
  const live = state.items.filter(
    ({ configurationItemStatus: status }) => !String(status).startsWith('ResourceDeleted'),
  );
  const rows = live
    .map(
      (item): Input => ({
        ...JSON.parse(asSelectRow(item)),
        configurationItemStatus: item.configurationItemStatus,
      }),
    )
    .filter((row) => wanted.every(([path, value]) => memberOf(row, path) === value))
    .map((row) => JSON.stringify(project(row, fields)));
  const { page, next } = pageOf([...rows, ...state.rows], input.NextToken, limitOf(input, 'Limit', 25, 100));
  return { Results: page, QueryInfo: { SelectFields: fields.map((Name) => ({ Name })) }, NextToken: next };
};

const conditionFrom = (text: string): readonly [path: string, value: string] => {
  const [, path, value] = /^\s*(\S+) = '([^']*)'\s*$/.exec(text) ?? [];
  if (path === undefined || value === undefined) {
    throw new ServiceError('InvalidExpressionException', `The fake does not understand ${text}`);
  }
  return [path, value];
};

const memberOf = (row: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Input | undefined)?.[name], row);

/** Paths come back nested, as they stand in the item. */
const project = (row: Input, fields: readonly string[]): Input => {
  const projected: Record<string, unknown> = {};
  for (const field of fields) {
    const value = memberOf(row, field);
    if (value === undefined) continue;
    const path = field.split('.');
    const last = path.pop() ?? field;
    const parent = path.reduce<Record<string, unknown>>((place, name) => {
      place[name] ??= {};
      return place[name] as Record<string, unknown>;
    }, projected);
    parent[last] = value;
  }
  return projected;
};

const secondsOf = (time: Date): number => time.getTime() / 1000;
