import { partitionOf } from '../../core/resource.js';
import { DEPLOYMENT } from '../declared/deployment.js';
import { isMembers, memberIn } from '../declared/members.js';
import type { AccountPlace } from '../declared/service-defaults.js';
import type { Plan, PlanResource } from './plan.js';

/** Where resources are, as far as a plan tells. */
export interface Placement {
  /** With the placeholders of a deployment for what is not told. */
  of(resource: PlanResource): AccountPlace;
}

/**
 * The accounts and regions of a plan's resources. A plan does not name the account: it shows in ARNs of what is there
 * already, in `aws_caller_identity`, and in a provider that allows one account alone. Where the plan shows one account,
 * all of its providers are taken for that account's, save those that assume a role.
 */
export const createPlacement = (plan: Plan): Placement => {
  const told = toldByProviders(plan);
  const all = new Set([...told.values()].flatMap(({ accounts }) => [...accounts]));
  const [only = null, ...others] = all;
  const accountOf = (provider: string | null): string | null => {
    const [own, another] = told.get(provider ?? '')?.accounts ?? [];
    if (own !== undefined) return another === undefined ? own : null;
    return others.length === 0 && !assumesRole(plan, provider) ? only : null;
  };
  const regionOf = (resource: PlanResource): string | null => {
    const own = textAt(resource, 'region') ?? arnOf(resource)?.region;
    if (own) return own;
    const configured = configuredRegion(plan, resource.provider);
    const [region, another] = told.get(resource.provider ?? '')?.regions ?? [];
    return configured ?? (another === undefined ? (region ?? null) : null);
  };
  return {
    of: (resource) => {
      const region = regionOf(resource);
      return {
        accountId: ownAccount(resource) ?? accountOf(resource.provider) ?? DEPLOYMENT.accountId,
        region: region ?? DEPLOYMENT.region,
        partition:
          arnOf(resource)?.partition ?? (region === null ? DEPLOYMENT.partition : partitionOf({ arn: null, region })),
      };
    },
  };
};

interface Told {
  readonly accounts: Set<string>;
  readonly regions: Set<string>;
}

const toldByProviders = (plan: Plan): ReadonlyMap<string, Told> => {
  const told = new Map<string, Told>();
  const of = (provider: string | null): Told => {
    const before = told.get(provider ?? '');
    if (before) return before;
    const fresh: Told = { accounts: new Set(), regions: new Set() };
    told.set(provider ?? '', fresh);
    return fresh;
  };
  for (const one of [...plan.resources, ...plan.deleted, ...plan.data.filter(({ type }) => SELVES.includes(type))]) {
    const account = ownAccount(one);
    const region = textAt(one, 'region') ?? arnOf(one)?.region ?? null;
    if (account !== null) of(one.provider).accounts.add(account);
    if (region) of(one.provider).regions.add(region);
  }
  for (const provider of Object.keys(plan.configuration.providers)) {
    const allowed = memberIn(
      plan.configuration.providers,
      provider,
      'expressions',
      'allowed_account_ids',
      'constant_value',
    );
    if (Array.isArray(allowed) && allowed.length === 1) of(provider).accounts.add(String(allowed[0]));
  }
  return told;
};

/** Data sources about the caller; others may be about somebody else's. */
const SELVES: readonly string[] = ['aws_caller_identity', 'aws_region'];

const ownAccount = (resource: PlanResource): string | null => {
  const { type } = resource;
  if (['aws_caller_identity', 'aws_s3_account_public_access_block'].includes(type))
    return accountIn(textAt(resource, 'account_id'));
  return accountIn(arnOf(resource)?.accountId ?? null);
};

const accountIn = (text: string | null): string | null => (text !== null && /^\d{12}$/.test(text) ? text : null);

const arnOf = (resource: PlanResource): AccountPlace | null => {
  const [sort, partition = '', , region = '', accountId = ''] = (textAt(resource, 'arn') ?? '').split(':');
  return sort === 'arn' ? { partition, region, accountId } : null;
};

const textAt = ({ values }: PlanResource, name: string): string | null => {
  const value = memberIn(values, name);
  return typeof value === 'string' && value !== '' ? value : null;
};

const configuredRegion = (plan: Plan, provider: string | null): string | null => {
  const region = memberIn(plan.configuration.providers, provider ?? '', 'expressions', 'region');
  const constant = memberIn(region, 'constant_value');
  if (typeof constant === 'string') return constant;
  const references = memberIn(region, 'references');
  const [variable, another] = Array.isArray(references) ? references.map(String) : [];
  // A provider within a module sees other variables than those of the root.
  const isOfRoot = provider !== null && !provider.includes(':');
  const name = isOfRoot && another === undefined ? /^var\.([\w-]+)$/.exec(variable ?? '')?.[1] : undefined;
  const value = name === undefined ? undefined : memberIn(plan.variables, name, 'value');
  return typeof value === 'string' ? value : null;
};

const assumesRole = (plan: Plan, provider: string | null): boolean => {
  const expressions = memberIn(plan.configuration.providers, provider ?? '', 'expressions');
  return (
    isMembers(expressions) &&
    ['assume_role', 'assume_role_with_web_identity', 'profile'].some((name) => name in expressions)
  );
};
