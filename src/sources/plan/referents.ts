import { isMembers, type Members, memberIn } from '../declared/members.js';
import { addressOfModule, type InstanceKey, type ModulePath } from './module-path.js';
import type { Plan, PlanResource } from './plan.js';
import { parseReferences, type Reference } from './references.js';

/** Where an expression stands: what `each`, `var` and addresses mean there. */
export interface Scope {
  readonly module: ModulePath;
  /** Of the instance that the expression is for. */
  readonly key: InstanceKey;
  readonly forEach: unknown;
}

/** What an expression may refer to. */
export interface Referents {
  /** Of the types asked for. */
  readonly found: ReadonlySet<PlanResource>;
  /** `true`: it may also be something that the plan does not name. */
  readonly isOpen: boolean;
}

/** Finds what an expression refers to, through variables, outputs and locals. */
export type FindReferents = (expression: unknown, scope: Scope, types: readonly string[]) => Referents;

/** The scope of the expressions of a resource. */
export const scopeOf = (plan: Plan, { module, key, type, name }: PlanResource): Scope => ({
  module,
  key,
  forEach: plan.configuration.moduleAt(module)?.resource(`${type}.${name}`)?.for_each_expression,
});

const NOTHING: Referents = { found: new Set(), isOpen: false };
const ANYTHING: Referents = { found: new Set(), isOpen: true };

/** Attributes that name their resource; another may be anything. */
const NAMES: readonly string[] = ['arn', 'bucket', 'id', 'key_id', 'name', 'target_key_arn', 'target_key_id'];

/** Modules may pass a value to each other in a circle only if the plan is broken. */
const DEEPEST = 40;

/**
 * Makes the function for a plan. Locals are not in plans: one may stand for whatever its module sees of a type.
 */
export const createFindReferents = (plan: Plan): FindReferents => {
  const index = indexOf(plan.resources);
  const seenFrom = new Map<string, Referents>();

  const find = (expression: unknown, scope: Scope, types: readonly string[], depth: number): Referents => {
    if (depth > DEEPEST) return ANYTHING;
    const references = parseReferences(referencesIn(expression));
    const isByOwnKey = isAlone(references);
    return union(references.map((one) => behind(one, scope, types, { isByOwnKey, depth: depth + 1 })));
  };

  const behind = (reference: Reference, scope: Scope, types: readonly string[], how: How): Referents => {
    switch (reference.kind) {
      case 'key':
      case 'known':
        return NOTHING;
      case 'value':
        return scope.forEach === undefined ? ANYTHING : eachValue(scope, types, how.depth);
      case 'local':
        return visibleIn(scope.module, types, how.depth);
      case 'variable':
        return passedAs(reference.name, scope.module, types, how.depth);
      case 'module':
        return outOf(reference, scope, types, how);
      case 'resource':
        return resourceBehind(reference, scope, types, how);
    }
  };

  /** With `for_each = aws_s3_bucket.data` the value is the bucket of the same key. */
  const eachValue = (scope: Scope, types: readonly string[], depth: number): Referents =>
    union(
      parseReferences(referencesIn(scope.forEach)).map((one) =>
        behind(one, { ...scope, forEach: undefined }, types, { isByOwnKey: true, depth: depth + 1 }),
      ),
    );

  const resourceBehind = (
    { address, type, isData, key, attribute }: Extract<Reference, { readonly kind: 'resource' }>,
    scope: Scope,
    types: readonly string[],
    { isByOwnKey, depth }: How,
  ): Referents => {
    if (isData || !types.includes(type)) return throughLink({ address, type, isData, key }, scope, types, depth);
    const instances = index.byConfiguration.get(`${addressOfModule(scope.module)} ${address}`) ?? [];
    const found = new Set(chosen(instances, key, isByOwnKey ? scope.key : undefined));
    return { found, isOpen: attribute !== null && !NAMES.includes(attribute) };
  };

  /** `aws_s3_bucket_versioning.data.bucket` is the bucket of that versioning. */
  const throughLink = (
    {
      address,
      type,
      isData,
      key,
    }: Pick<Extract<Reference, { kind: 'resource' }>, 'address' | 'type' | 'isData' | 'key'>,
    scope: Scope,
    types: readonly string[],
    depth: number,
  ): Referents => {
    const isAboutBucket = isData ? type === 'aws_s3_bucket' : type.startsWith('aws_s3_bucket_');
    const configured = plan.configuration.moduleAt(scope.module)?.resource(address);
    const link = memberIn(configured?.expressions, 'bucket');
    if (!isAboutBucket || link === undefined) return ANYTHING;
    return find(link, { ...scope, key: key ?? scope.key, forEach: configured?.for_each_expression }, types, depth);
  };

  const passedAs = (variable: string, module: ModulePath, types: readonly string[], depth: number): Referents => {
    const call = callOf(module);
    // Variables of the root are known before the apply, and so are defaults.
    return call === null ? NOTHING : find(memberIn(call.expressions, variable), callScope(module, call), types, depth);
  };

  const callOf = (module: ModulePath): Members | null => {
    const step = module.at(-1);
    if (!step) return null;
    const call = plan.configuration.moduleAt(module.slice(0, -1))?.calls[step.name];
    return isMembers(call) ? call : null;
  };

  const callScope = (module: ModulePath, call: Members): Scope => ({
    module: module.slice(0, -1),
    key: module.at(-1)?.key ?? null,
    forEach: call.for_each_expression,
  });

  const outOf = (
    { name, key, output }: Extract<Reference, { readonly kind: 'module' }>,
    scope: Scope,
    types: readonly string[],
    { isByOwnKey, depth }: How,
  ): Referents => {
    const parent = addressOfModule(scope.module);
    const steps = [...(index.moduleKeys.get(`${parent} ${name}`) ?? [])].map((one) => ({ name, key: one }));
    const instances = chosen(steps, key, isByOwnKey ? scope.key : undefined);
    return union(
      instances.map((step) => {
        const module = [...scope.module, step];
        if (output === null) return { found: new Set(index.within(addressOfModule(module), types)), isOpen: false };
        const told = plan.configuration.moduleAt(module)?.outputs[output];
        return find(memberIn(told, 'expression'), { module, key: null, forEach: undefined }, types, depth);
      }),
    );
  };

  const visibleIn = (module: ModulePath, types: readonly string[], depth: number): Referents => {
    const address = addressOfModule(module);
    const key = `${address} ${types.join()}`;
    const before = seenFrom.get(key);
    if (before) return before;
    seenFrom.set(key, NOTHING);
    const call = callOf(module);
    const passed =
      call === null ? NOTHING : find(Object.values(membersOf(call.expressions)), callScope(module, call), types, depth);
    const visible: Referents = {
      found: new Set([...index.within(address, types), ...passed.found]),
      isOpen: false,
    };
    seenFrom.set(key, visible);
    return visible;
  };

  return (expression, scope, types) => find(expression, scope, types, 0);
};

interface How {
  /** Whether an instance that is not written out is the one of the same key. */
  readonly isByOwnKey: boolean;
  readonly depth: number;
}

/** One thing and the own key, as in `aws_s3_bucket.data[each.key].id`: nothing else can have chosen the instance. */
const isAlone = (references: readonly Reference[]): boolean =>
  references.some(({ kind }) => kind === 'key') && references.filter(({ kind }) => kind !== 'key').length === 1;

const chosen = <T extends { readonly key: InstanceKey }>(
  instances: readonly T[],
  written: InstanceKey | undefined,
  own: InstanceKey | undefined,
): readonly T[] => {
  if (written !== undefined) return instances.filter(({ key }) => key === written);
  const same = own === undefined || own === null ? [] : instances.filter(({ key }) => key === own);
  return same.length > 0 ? same : instances;
};

const union = (all: readonly Referents[]): Referents => {
  const [only, ...others] = all.filter(({ found }) => found.size > 0);
  // The same set, which may be large, is not made anew for each that refers to it.
  const found = others.length === 0 ? (only ?? NOTHING).found : new Set(all.flatMap((one) => [...one.found]));
  return { found, isOpen: all.some(({ isOpen }) => isOpen) };
};

/** All that an expression, or the expressions of blocks, refer to. */
const referencesIn = (expression: unknown): readonly string[] => {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isMembers(expression)) return [];
  const { references } = expression;
  if (Array.isArray(references)) return references.map(String);
  return 'constant_value' in expression ? [] : Object.values(expression).flatMap(referencesIn);
};

const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});

const indexOf = (resources: readonly PlanResource[]) => {
  const byConfiguration = new Map<string, PlanResource[]>();
  const byModule = new Map<string, PlanResource[]>();
  const moduleKeys = new Map<string, Set<InstanceKey>>();
  for (const one of resources) {
    addTo(byConfiguration, `${addressOfModule(one.module)} ${one.type}.${one.name}`, one);
    one.module.forEach((step, depth) => {
      const parent = `${addressOfModule(one.module.slice(0, depth))} ${step.name}`;
      moduleKeys.set(parent, (moduleKeys.get(parent) ?? new Set()).add(step.key));
    });
    for (let depth = 0; depth <= one.module.length; depth += 1) {
      addTo(byModule, `${addressOfModule(one.module.slice(0, depth))} ${one.type}`, one);
    }
  }
  return {
    byConfiguration,
    moduleKeys,
    /** Of a module and those in it. */
    within: (module: string, types: readonly string[]): readonly PlanResource[] =>
      types.flatMap((type) => byModule.get(`${module} ${type}`) ?? []),
  };
};

const addTo = <T>(lists: Map<string, T[]>, key: string, value: T): void => {
  const before = lists.get(key);
  if (before) before.push(value);
  else lists.set(key, [value]);
};
