import { factsToRead, isHomeRegionRule, kindsInLambda, operationsOf } from '../../core/derivations.js';
import { originOf } from '../../core/fact-origins.js';
import { serviceOf } from '../../core/operations.js';
import type { Kind } from '../../core/resource.js';
import type { Rule } from '../../core/rule.js';

/** What the rules have to judge, as far as the estimate needs it. */
export interface Workload {
  readonly accounts: number;
  /** Of each account. */
  readonly regions: number;
  /** General purpose buckets of each account and region. */
  readonly buckets: number;
  /** Resources of each other kind that a rule judges (access points, VPCs, roles), of each account and region. */
  readonly others: number;
  /** Changes of configuration a day of each bucket and other resource. */
  readonly changes: number;
  /** The share of results, 0 to 1, that come out differently than the last time. */
  readonly verdictChanges: number;
  /** Whether daily runs post what did not change too, as the parameter `postUnchanged` makes them. */
  readonly postUnchanged: boolean;
}

/** What one rule does in a month, in one region of one account. */
export interface RuleLoad {
  readonly rule: string;
  /** Whether it runs in one region of an account alone. */
  readonly isHomeRegionRule: boolean;
  /** Resources it judges. */
  readonly resources: number;
  /** Results that daily runs come to, posted or not. */
  readonly judgedDaily: number;
  /** Those of them that are posted; AWS Config bills these. */
  readonly postedDaily: number;
  /** Results on changes of configuration; all of them are posted. */
  readonly onChanges: number;
  /** Invocations of its function. */
  readonly invocations: number;
  readonly s3Reads: number;
  readonly s3Lists: number;
  readonly kmsRequests: number;
}

/** Days, and so daily runs, of the month that is estimated. */
export const DAYS = 30;

/** The load of a rule of the catalogue. */
export const loadOf = (rule: Rule, workload: Workload): RuleLoad => {
  const parts = kindsInLambda(rule).map((kind) => partOf(rule, kind, workload));
  const sum = (numberOf: (part: Part) => number): number => total(parts.map(numberOf));
  const [resources, onChanges] = [sum((part) => part.resources), sum((part) => part.onChanges)];
  const judgedDaily = resources * DAYS;
  return {
    rule: rule.id,
    isHomeRegionRule: isHomeRegionRule(rule),
    resources,
    judgedDaily,
    // A run that has nothing to say and never had posts one result, that there is nothing.
    postedDaily: resources === 0 ? DAYS : judgedDaily * (workload.postUnchanged ? 1 : workload.verdictChanges),
    onChanges,
    invocations: DAYS + onChanges,
    s3Reads: sum((part) => part.s3Reads),
    s3Lists: operationsOf(rule).includes('s3:ListBuckets') ? DAYS : 0,
    kmsRequests: sum((part) => part.kmsRequests),
  };
};

/** The load of a managed rule about buckets: AWS runs it, on changes and daily, and bills every result. */
export const managedLoad = (name: string, { buckets, changes }: Workload): RuleLoad => ({
  rule: name,
  isHomeRegionRule: false,
  resources: buckets,
  judgedDaily: buckets * DAYS,
  postedDaily: buckets * DAYS,
  onChanges: buckets * changes * DAYS,
  invocations: 0,
  s3Reads: 0,
  s3Lists: 0,
  kmsRequests: 0,
});

/** The sum of numbers. */
export const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

type Part = Pick<RuleLoad, 'resources' | 'onChanges' | 's3Reads' | 'kmsRequests'>;

/** What a rule does about the resources of one kind. */
const partOf = (rule: Rule, kind: Kind, workload: Workload): Part => {
  const resources = countOf(kind, workload);
  // Of an account, the block of public access alone has an item, and that hardly ever changes.
  const onChanges = kind === 'account' ? 0 : resources * workload.changes * DAYS;
  const judged = resources * DAYS + onChanges;
  const services = operationsToRead(rule, kind).map(serviceOf);
  return {
    resources,
    onChanges,
    s3Reads: judged * services.filter((service) => service.startsWith('s3')).length,
    kmsRequests: judged * services.filter((service) => service === 'kms').length,
  };
};

const countOf = (kind: Kind, { buckets, others }: Workload): number => {
  if (kind === 'bucket') return buckets;
  return kind === 'account' ? 1 : others;
};

/** Every operation that a rule may read a resource's facts by, lists of buckets left out: those are read once a run. */
const operationsToRead = (rule: Rule, kind: Kind) => {
  const all = factsToRead(rule, kind).flatMap((name) => originOf(kind, name).operations);
  return [...new Set(all)].filter((operation) => operation !== 's3:ListBuckets');
};
