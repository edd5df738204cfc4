import type { BucketFacts, PublicAccessBlock } from '../../src/core/facts.js';
import { ACCOUNT, REGION } from '../builders.js';
import type { RawItem } from '../items.js';
import type { Input } from './input.js';
import type { StoredEvaluation } from './put-evaluations.js';

/** What a test says of the account; the rest is empty. */
export interface FakeAccount {
  readonly accountId: string;
  readonly region: string;
  /** Names of rules by the result token of an event of theirs. */
  readonly tokens: Readonly<Record<string, string>>;
  /** What AWS Config records now, in the form of Lambda events. */
  readonly items: readonly RawItem[];
  /** What AWS Config recorded over time, in the form of Lambda events; by default `items`. */
  readonly history: readonly RawItem[];
  /** Further rows of SelectResourceConfig as they stand. */
  readonly rows: readonly string[];
  /** What S3 holds; by default nothing, whatever the items say. */
  readonly buckets: readonly FakeBucket[];
  readonly accountPublicAccessBlock: PublicAccessBlock | null;
  /** Results of earlier runs of every rule. */
  readonly results: readonly StoredEvaluation[];
  /** Outputs of the services that are not told above, by operation: `kms:DescribeKey`. */
  readonly answers: Readonly<Record<string, object | ((input: Readonly<Record<string, unknown>>) => object)>>;
}

/** A bucket's settings as facts, its policy as a document or as text; what is left out is as S3 makes a new bucket. */
export interface FakeBucket extends Partial<Omit<BucketFacts, 'policy'>> {
  readonly name: string;
  /** By default the account's. */
  readonly region?: string;
  readonly policy?: object | string | null;
}

/** The state of the fake while a test runs; tests may change it between calls. */
export type State = { -readonly [K in keyof FakeAccount]: FakeAccount[K] } & {
  /** Rules that exist, by name. */
  readonly rules: Set<string>;
  /** Everything that was stored, in the order it came. */
  readonly evaluations: StoredEvaluation[];
  /** What Security Hub holds, by id. */
  readonly findings: Map<string, Input>;
  /** The results that count, by rule, then by type and id. */
  readonly current: Map<string, Map<string, StoredEvaluation>>;
};

export const TOKEN = 'example-token';
export const RULE_NAME = 'example-rule-conformance-pack-szsm1uv0w';

export const createState = (given: Partial<FakeAccount>): State => {
  const tokens = given.tokens ?? { [TOKEN]: RULE_NAME };
  const items = given.items ?? [];
  return {
    accountId: ACCOUNT,
    region: REGION,
    history: items,
    rows: [],
    buckets: [],
    accountPublicAccessBlock: null,
    results: [],
    answers: {},
    ...given,
    tokens,
    items,
    rules: new Set(Object.values(tokens)),
    evaluations: [],
    findings: new Map(),
    current: new Map(
      Object.values(tokens).map((rule) => [
        rule,
        new Map((given.results ?? []).map((one) => [`${one.type} ${one.id}`, one])),
      ]),
    ),
  };
};
