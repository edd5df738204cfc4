import { Readable } from 'node:stream';
import type { Fact } from '../src/core/fact.js';
import { planSource } from '../src/sources/plan/plan-source.js';
import type { LiveSubject, Subject } from '../src/sources/subject.js';
import { factTo, subjectNamed } from './template-subjects.js';

/** A resource to plan, as a test writes it. */
export interface Planned {
  /** Within its module: `aws_s3_bucket.data`, `aws_s3_bucket.data["a"]`, `data.aws_caller_identity.current`. */
  readonly address: string;
  /** Of the module's instance: `module.storage[0]`. */
  readonly module?: string;
  readonly actions?: readonly string[];
  readonly before?: object | null;
  readonly after?: object | null;
  /** `after_unknown`: what the provider works out, or what refers to what is not there yet. */
  readonly unknown?: object | true;
  readonly sensitive?: object;
  /** Of an object that a replacement left behind. */
  readonly deposed?: string;
}

/** A plan in the shape that Terraform 1.9 writes with version 5 or 6 of the AWS provider. */
export interface PlanToWrite {
  readonly resources: readonly Planned[];
  /** `root_module` of the configuration; left out: there is no configuration. */
  readonly configuration?: object;
  readonly providers?: object;
  readonly variables?: object;
  readonly data?: readonly { readonly address: string; readonly values: object }[];
  readonly sections?: object;
}

/** @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
export const planJson = ({
  resources,
  configuration,
  providers,
  variables,
  data = [],
  sections,
}: PlanToWrite): object => ({
  format_version: '1.2',
  terraform_version: '1.9.5',
  ...(variables && { variables }),
  planned_values: {
    root_module: {
      resources: resources
        .filter(({ module, actions = ['create'] }) => module === undefined && actions.join() !== 'delete')
        .map((one) => ({ ...named(one), schema_version: 0, values: one.after ?? {}, sensitive_values: {} })),
    },
  },
  resource_changes: resources.map((one) => ({
    ...named(one),
    ...(one.module !== undefined && { module_address: one.module }),
    ...(one.deposed !== undefined && { deposed: one.deposed }),
    change: {
      actions: one.actions ?? ['create'],
      before: one.before ?? null,
      after: one.after === undefined ? {} : one.after,
      after_unknown: one.unknown ?? {},
      before_sensitive: false,
      after_sensitive: one.sensitive ?? {},
    },
  })),
  prior_state: {
    format_version: '1.0',
    terraform_version: '1.9.5',
    values: {
      root_module: {
        resources: data.map(({ address, values }) => ({ ...named({ address }), values, sensitive_values: {} })),
      },
    },
  },
  ...(configuration && {
    configuration: {
      provider_config: providers ?? { aws: { name: 'aws', full_name: PROVIDER, expressions: {} } },
      root_module: configuration,
    },
  }),
  timestamp: '2026-11-20T08:00:00Z',
  applyable: true,
  complete: true,
  errored: false,
  ...sections,
});

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

const named = ({ address, module }: Pick<Planned, 'address' | 'module'>): object => {
  const [, data, type, name, index] = /^(data\.)?(\w+)\.([\w-]+)(?:\[(.+)\])?$/.exec(address) ?? [];
  return {
    address: module === undefined ? address : `${module}.${address}`,
    mode: data ? 'data' : 'managed',
    type,
    name,
    ...(index !== undefined && { index: JSON.parse(index) }),
    provider_name: PROVIDER,
  };
};

/** A resource of the configuration. */
export const configured = (address: string, expressions: object, more: object = {}): object => {
  const [type, name] = address.replace(/^data\./, '').split('.');
  return {
    address,
    mode: address.startsWith('data.') ? 'data' : 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions,
    schema_version: 0,
    ...more,
  };
};

/** An expression that refers to such things, each told with what it is a part of, as Terraform does. */
export const refersTo = (...texts: readonly string[]): object => ({ references: texts.flatMap(withParents) });

const withParents = (text: string): readonly string[] => {
  const shorter = text.replace(/(\.[\w-]+|\[[^\]]*\])$/, '');
  const isWhole =
    /^(each|count|var|local|path|module)\.[\w-]+$/.test(text) || shorter === text || !shorter.includes('.');
  return isWhole ? [text] : [text, ...withParents(shorter)];
};

export const constant = (value: unknown): object => ({ constant_value: value });

/** What the provider works out of a new bucket for which a file sets a name alone. */
export const workedOut = {
  acceleration_status: true,
  acl: true,
  arn: true,
  bucket_domain_name: true,
  bucket_prefix: true,
  bucket_regional_domain_name: true,
  cors_rule: true,
  grant: true,
  hosted_zone_id: true,
  id: true,
  lifecycle_rule: true,
  logging: true,
  object_lock_configuration: true,
  object_lock_enabled: true,
  policy: true,
  region: true,
  replication_configuration: true,
  request_payer: true,
  server_side_encryption_configuration: true,
  tags_all: true,
  versioning: true,
  website: true,
  website_domain: true,
  website_endpoint: true,
};

/** A resource that the plan makes: its id and ARN are known after the apply. */
export const newResource = (
  address: string,
  after: object,
  unknown: object = {},
  more: Partial<Planned> = {},
): Planned => ({
  address,
  after,
  unknown: { id: true, arn: true, ...unknown },
  ...more,
});

/** A new bucket of a name. */
export const newBucket = (
  address: string,
  name: string | null = 'example-data',
  more: Partial<Planned> = {},
): Planned => ({
  address,
  ...more,
  after: { ...(name !== null && { bucket: name }), force_destroy: false, tags: null, timeouts: null, ...more.after },
  unknown: { ...workedOut, ...(name === null && { bucket: true }), ...(more.unknown as object) },
});

/** What there is after plans, given as texts or objects. */
export const subjectsOfPlan = async (plan: string | object): Promise<readonly Subject[]> => {
  const text = typeof plan === 'string' ? plan : JSON.stringify(plan);
  const found: Subject[] = [];
  for await (const subject of planSource(['-'], { stdin: Readable.from([Buffer.from(text)]) }).subjects()) {
    found.push(subject);
  }
  return found;
};

/** The resource of an address. */
export const planSubject = async (plan: PlanToWrite, address: string): Promise<LiveSubject> =>
  subjectNamed(await subjectsOfPlan(planJson(plan)), address);

/** A fact of the resource of an address. */
export const planFact = async (plan: PlanToWrite, address: string, fact: string): Promise<Fact<unknown>> =>
  factTo(await planSubject(plan, address), fact);
