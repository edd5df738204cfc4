/** What `count` or `for_each` tells instances apart by; null where there is one alone. */
export type InstanceKey = string | number | null;

/** A call of a module, and which of its instances. */
export interface ModuleStep {
  readonly name: string;
  readonly key: InstanceKey;
}

/** From the root to an instance of a module; empty for the root. */
export type ModulePath = readonly ModuleStep[];

/** The text of a key in brackets, as a part of a pattern. */
export const KEY_PATTERN = String.raw`\[(?:\d+|"(?:[^"\\]|\\.)*")\]`;

/** The path that an address such as `module.data["eu"].module.bucket[0]` stands for. */
export const parseModulePath = (address: string): ModulePath =>
  [...address.matchAll(new RegExp(String.raw`module\.([\w-]+)(${KEY_PATTERN})?`, 'g'))].map(([, name = '', key]) => ({
    name,
    key: key === undefined ? null : parseKey(key),
  }));

/** The key in `[0]` or `["a"]`. */
export const parseKey = (text: string): InstanceKey => {
  const inside = text.slice(1, -1);
  return inside.startsWith('"') ? unescaped(inside.slice(1, -1)) : Number(inside);
};

/** The address of an instance of a module; empty for the root. */
export const addressOfModule = (path: ModulePath): string =>
  path.map(({ name, key }) => `module.${name}${key === null ? '' : `[${JSON.stringify(key)}]`}`).join('.');

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');
