import { isMembers, type Members, memberIn } from '../declared/members.js';
import { type Configuration, configurationFrom } from './configuration.js';
import { type InstanceKey, type ModulePath, parseModulePath } from './module-path.js';
import { plannedValues } from './planned-values.js';

/** A resource of a plan. */
export interface PlanResource {
  /** `module.data.aws_s3_bucket.this["reports"]` */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly module: ModulePath;
  readonly key: InstanceKey;
  /** `true`: the apply makes it, also in the place of another. `false`: it is there already. */
  readonly isNew: boolean;
  /** `true`: the apply leaves it as it is. */
  readonly isSame: boolean;
  /** After the apply, by attributes; what is hidden is `HiddenValue`. Of a deleted one: before it. */
  readonly values: unknown;
  /** The expressions of its attributes; null if the plan does not hold them. */
  readonly expressions: Members | null;
  /** The key of its provider in the configuration. */
  readonly provider: string | null;
}

export interface Plan {
  /** Those that are there after the apply. */
  readonly resources: readonly PlanResource[];
  /** Those that the apply deletes for good. */
  readonly deleted: readonly PlanResource[];
  /** What data sources tell. */
  readonly data: readonly PlanResource[];
  readonly configuration: Configuration;
  readonly variables: Members;
  /** `false`: a target, a deferral or an error left something out. */
  readonly isComplete: boolean;
}

/**
 * Reads what `terraform show -json` writes of a plan.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export const planFrom = (document: Members): Plan => {
  const configuration = configurationFrom(document.configuration);
  const changes = listOf(document.resource_changes).filter(isMembers);
  const changed = new Set(changes.map(({ address }) => address));
  const planned = resourcesIn(memberIn(document.planned_values, 'root_module')).filter(
    ({ address }) => !changed.has(address),
  );
  const before = resourcesIn(memberIn(document.prior_state, 'values', 'root_module'));
  return {
    configuration,
    variables: isMembers(document.variables) ? document.variables : {},
    isComplete: document.complete !== false && document.errored !== true,
    resources: [
      ...changes
        .filter((one) => isManaged(one) && !isDeleted(one) && !isSetAside(one))
        .map(changedResource(configuration)),
      ...planned.filter(isManaged).map(standingResource(configuration)),
    ],
    deleted: changes.filter((one) => isManaged(one) && isDeleted(one)).map(deletedResource(configuration)),
    data: [
      ...before.filter(isData).map(standingResource(configuration)),
      ...changes.filter(isData).map(changedResource(configuration)),
    ],
  };
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isManaged = ({ mode, deposed }: Members): boolean => mode === 'managed' && deposed === undefined;
const isData = ({ mode }: Members): boolean => mode === 'data';
const actionsOf = ({ change }: Members): readonly unknown[] => listOf(memberIn(change, 'actions'));
const isDeleted = (one: Members): boolean => actionsOf(one).join() === 'delete';
/** Terraform lets go of it; what becomes of it then no plan tells. */
const isSetAside = (one: Members): boolean => actionsOf(one).join() === 'forget';

/** The resources of a module and of those in it. */
const resourcesIn = (module: unknown): readonly Members[] => {
  const own = listOf(memberIn(module, 'resources')).filter(isMembers);
  return [...own, ...listOf(memberIn(module, 'child_modules')).flatMap(resourcesIn)];
};

const changedResource =
  (configuration: Configuration) =>
  (one: Members): PlanResource => {
    const actions = actionsOf(one);
    const trees = {
      after: memberIn(one.change, 'after'),
      unknown: memberIn(one.change, 'after_unknown'),
      sensitive: memberIn(one.change, 'after_sensitive'),
    };
    return {
      ...namedResource(one, configuration),
      isNew: actions.includes('create'),
      isSame: actions.join() === 'no-op',
      values: plannedValues(String(one.address), trees),
    };
  };

const standingResource =
  (configuration: Configuration) =>
  (one: Members): PlanResource => ({
    ...namedResource(one, configuration),
    isNew: false,
    isSame: true,
    values: plannedValues(String(one.address), { after: one.values, unknown: {}, sensitive: one.sensitive_values }),
  });

const deletedResource =
  (configuration: Configuration) =>
  (one: Members): PlanResource => ({
    ...namedResource(one, configuration),
    isNew: false,
    isSame: false,
    values: plannedValues(String(one.address), { after: memberIn(one.change, 'before'), unknown: {}, sensitive: {} }),
  });

const namedResource = (
  one: Members,
  configuration: Configuration,
): Omit<PlanResource, 'isNew' | 'isSame' | 'values'> => {
  const { type, name, mode, index } = one;
  const address = String(one.address);
  const module = parseModulePath(moduleAddressOf(one));
  const local = `${mode === 'data' ? 'data.' : ''}${String(type)}.${String(name)}`;
  const configured = configuration.moduleAt(module)?.resource(local) ?? null;
  const expressions = configured?.expressions;
  const provider = configured?.provider_config_key;
  return {
    address,
    type: String(type),
    name: String(name),
    module,
    key: typeof index === 'string' || typeof index === 'number' ? index : null,
    expressions: configured === null ? null : isMembers(expressions) ? expressions : {},
    provider: typeof provider === 'string' ? provider : null,
  };
};

/** Planned values name the module in the address alone. */
const moduleAddressOf = ({ module_address: module, address, type, mode }: Members): string => {
  if (typeof module === 'string') return module;
  const text = String(address);
  if (!text.startsWith('module.')) return '';
  // A key may hold anything, so the last place counts.
  return text.slice(0, text.lastIndexOf(`.${mode === 'data' ? 'data.' : ''}${String(type)}.`));
};
