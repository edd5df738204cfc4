import { HiddenValue } from '../answers/hidden-value.js';

export type Members = Readonly<Record<string, unknown>>;

/** Whether a resolved value is an object with members. */
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof HiddenValue);

/** A member of a resolved value; what is hidden has hidden members. */
export const memberIn = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((part, name) => {
    if (part instanceof HiddenValue) return part;
    return isMembers(part) && Object.hasOwn(part, name) ? part[name] : undefined;
  }, value);

/** Changes a value that has members; what is hidden, missing or something else stays as it is for the reader to name. */
export const mapMembers = (value: unknown, change: (members: Members) => unknown): unknown =>
  isMembers(value) ? change(value) : value;

/** The same for each element of a list; a single element stands for a list of it. */
export const mapElements = (value: unknown, change: (members: Members) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((one: unknown) => mapMembers(one, change));
  return isMembers(value) ? [change(value)] : value;
};

/** A boolean that may be written as text, as CloudFormation takes it. */
export const booleanIn = (value: unknown): unknown =>
  typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;

/** A number that may be written as text, as CloudFormation takes it. */
export const numberIn = (value: unknown): unknown =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;

/** An object without the members that are not set. */
export const withoutUndefined = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** What is hidden in a value, at any depth; null if nothing is. */
export const hiddenIn = (value: unknown): HiddenValue | null => {
  if (value instanceof HiddenValue) return value;
  if (typeof value !== 'object' || value === null) return null;
  for (const one of Object.values(value)) {
    const found = hiddenIn(one);
    if (found) return found;
  }
  return null;
};

/** A value with everything hidden in it changed. */
export const changeHidden = (value: unknown, change: (hidden: HiddenValue) => unknown): unknown => {
  if (value instanceof HiddenValue) return change(value);
  if (Array.isArray(value)) return value.map((one: unknown) => changeHidden(one, change));
  return isMembers(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changeHidden(one, change)]))
    : value;
};
