import { isMembers, type Members, memberIn } from '../declared/members.js';
import type { ModulePath } from './module-path.js';

/** What is written in the files of Terraform, as far as a plan repeats it: which expression refers to what. */
export interface Configuration {
  /** Of the module that a path leads to, whichever instance; null if the plan does not hold it. */
  moduleAt(path: ModulePath): ModuleConfiguration | null;
  /** Of the providers, by their keys: `aws`, `aws.replica`. */
  readonly providers: Members;
}

export interface ModuleConfiguration {
  /** A resource by its address within the module, without an index: `aws_s3_bucket.data`. */
  resource(address: string): Members | null;
  readonly calls: Members;
  readonly outputs: Members;
}

/**
 * Reads the `configuration` of a plan.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export const configurationFrom = (raw: unknown): Configuration => {
  const modules = new Map<string, ModuleConfiguration | null>();
  const rawModule = (path: ModulePath): unknown =>
    path.reduce<unknown>(
      (module, { name }) => memberIn(module, 'module_calls', name, 'module'),
      memberIn(raw, 'root_module'),
    );
  return {
    providers: membersOf(memberIn(raw, 'provider_config')),
    moduleAt: (path) => {
      const key = path.map(({ name }) => name).join('.');
      const before = modules.get(key);
      if (before !== undefined) return before;
      const module = rawModule(path);
      const found = isMembers(module) ? moduleFrom(module) : null;
      modules.set(key, found);
      return found;
    },
  };
};

const moduleFrom = (module: Members): ModuleConfiguration => {
  const listed = Array.isArray(module.resources) ? module.resources.filter(isMembers) : [];
  const resources = new Map(listed.map((one) => [String(one.address), one]));
  return {
    resource: (address) => resources.get(address) ?? null,
    calls: membersOf(module.module_calls),
    outputs: membersOf(module.outputs),
  };
};

const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});

/** The blocks that stand in the files at a path of block names; those that `dynamic` makes are not among them. */
export const blocksAt = (expressions: unknown, path: readonly string[]): readonly unknown[] =>
  path.reduce<readonly unknown[]>((blocks, name) => blocks.flatMap((one) => memberIn(one, name) ?? []), [expressions]);

/** How many blocks of the values stand at a path. */
export const countAt = (values: unknown, path: readonly string[]): number =>
  path.reduce<readonly unknown[]>(
    (parts, name) => parts.flatMap((one) => (isMembers(one) ? (one[name] ?? []) : [])),
    [values],
  ).length;
