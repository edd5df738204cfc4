import { isDeepStrictEqual } from 'node:util';
import { HiddenValue } from '../answers/hidden-value.js';
import { isMembers, type Members } from '../declared/members.js';

/** What intrinsic functions refer to. */
export interface Scope {
  /** The value of a parameter or pseudo parameter, or what a resource's `Ref` gives; null if there is none of the name. */
  readonly ref: (name: string) => unknown;
  readonly attribute: (logicalId: string, name: string) => unknown;
  readonly mappings: unknown;
  readonly conditions: unknown;
}

/** Works out the values of a template. */
export interface Resolver {
  /** Plain values, with `HiddenValue` in the place of what only a deployment tells. */
  resolve(value: unknown): unknown;
  /** Null: a deployment decides it. */
  condition(name: string): boolean | null;
}

/** `AWS::NoValue`: the member or element that it stands for is not there. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

/** Deeper than CloudFormation lets templates be; conditions may refer to each other in a circle. */
const DEEPEST = 200;

/**
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const createResolver = (scope: Scope): Resolver => {
  let depth = 0;
  const resolve = (value: unknown): unknown => {
    if (depth >= DEEPEST) return new HiddenValue('what is nested too deeply');
    depth += 1;
    try {
      if (typeof value === 'string') return dynamicOr(value);
      if (Array.isArray(value)) return value.map(resolve).filter((one) => one !== NO_VALUE);
      return isMembers(value) ? (intrinsicIn(value) ?? ofMembers(value)) : value;
    } finally {
      depth -= 1;
    }
  };
  const ofMembers = (value: Members): Members => {
    const entries = Object.entries(value).map(([name, one]) => [name, resolve(one)] as const);
    return Object.fromEntries(entries.filter(([, one]) => one !== NO_VALUE));
  };
  /** What an intrinsic function gives; undefined for an object that is none. */
  const intrinsicIn = (value: Members): unknown => {
    const [name = '', ...more] = Object.keys(value);
    if (more.length > 0 || (name !== 'Ref' && !name.startsWith('Fn::'))) return undefined;
    const apply = Object.hasOwn(functions, name) ? functions[name] : undefined;
    return apply ? apply(value[name]) : new HiddenValue(`${name}${named(value[name])}`);
  };

  const ref = (name: unknown): unknown =>
    scope.ref(String(name)) ?? new HiddenValue(`${String(name)}, which the template does not hold`);

  const substituted = (operand: unknown): unknown => {
    const [text, own] = Array.isArray(operand) ? [operand[0] as unknown, resolve(operand[1])] : [operand, {}];
    if (typeof text !== 'string') return new HiddenValue('Fn::Sub of what is no text');
    const pieces = text.split(/(\$\{[^}]*\})/);
    return joined(
      pieces.map((piece) => {
        const name = /^\$\{\s*([^!}][^}]*?)\s*\}$/.exec(piece)?.[1];
        if (name === undefined) return piece.replace(/^\$\{!/, '${');
        if (isMembers(own) && Object.hasOwn(own, name)) return own[name];
        const point = name.indexOf('.');
        return point < 0 ? ref(name) : scope.attribute(name.slice(0, point), name.slice(point + 1));
      }),
      '',
    );
  };

  const chosen = (operand: unknown): unknown => {
    if (!Array.isArray(operand) || operand.length !== 3) return new HiddenValue('Fn::If of another form');
    const [name, then, otherwise] = operand as readonly unknown[];
    const decided = condition(String(name));
    if (decided !== null) return resolve(decided ? then : otherwise);
    const [one, other] = [resolve(then), resolve(otherwise)];
    return isDeepStrictEqual(one, other) ? one : new HiddenValue(`condition ${String(name)}`);
  };

  const found = (operand: unknown): unknown => {
    const [map, first, second, options] = Array.isArray(operand) ? operand.map(resolve) : [];
    const hidden = [map, first, second].find((one) => one instanceof HiddenValue);
    if (hidden) return hidden;
    const value = [map, first, second].reduce<unknown>(
      (part, name) => (isMembers(part) && Object.hasOwn(part, String(name)) ? part[String(name)] : undefined),
      scope.mappings,
    );
    if (value !== undefined) return value;
    return isMembers(options) && 'DefaultValue' in options
      ? options.DefaultValue
      : new HiddenValue(`mapping ${String(map)}`);
  };

  const functions: Readonly<Record<string, (operand: unknown) => unknown>> = {
    Ref: ref,
    'Fn::GetAtt': (operand) => {
      const [logicalId, ...names] = Array.isArray(operand) ? operand : String(operand).split('.');
      return scope.attribute(String(logicalId), names.map(String).join('.'));
    },
    'Fn::Sub': substituted,
    'Fn::Join': (operand) => {
      const [delimiter, list] = Array.isArray(operand) ? operand.map(resolve) : [];
      if (list instanceof HiddenValue) return list;
      return Array.isArray(list) ? joined(list, String(delimiter)) : new HiddenValue('Fn::Join of what is no list');
    },
    'Fn::Select': (operand) => {
      const [index, list] = Array.isArray(operand) ? operand.map(resolve) : [];
      if (index instanceof HiddenValue || list instanceof HiddenValue)
        return index instanceof HiddenValue ? index : list;
      const value = Array.isArray(list) ? (list[Number(index)] as unknown) : undefined;
      return value ?? new HiddenValue('Fn::Select of what is not there');
    },
    'Fn::Split': (operand) => {
      const [delimiter, text] = Array.isArray(operand) ? operand.map(resolve) : [];
      if (text instanceof HiddenValue) return text;
      return typeof text === 'string' ? text.split(String(delimiter)) : new HiddenValue('Fn::Split of what is no text');
    },
    'Fn::FindInMap': found,
    'Fn::If': chosen,
    'Fn::ToJsonString': (operand) => {
      const value = resolve(operand);
      return value instanceof HiddenValue ? value : JSON.stringify(value);
    },
  };

  const deciding = new Set<string>();
  const condition = (name: string): boolean | null => {
    const body = isMembers(scope.conditions) && Object.hasOwn(scope.conditions, name) ? scope.conditions[name] : null;
    if (deciding.has(name)) return null;
    deciding.add(name);
    try {
      return truthOf(body);
    } finally {
      deciding.delete(name);
    }
  };

  const truthOf = (body: unknown): boolean | null => {
    if (!isMembers(body)) return null;
    const [name = ''] = Object.keys(body);
    const operand = body[name];
    const operands = Array.isArray(operand) ? (operand as readonly unknown[]) : [];
    const truths = () => operands.map(truthOf);
    switch (name) {
      case 'Condition':
        return condition(String(operand));
      case 'Fn::Equals':
        return equal(resolve(operands[0]), resolve(operands[1]));
      case 'Fn::Not': {
        const [truth = null] = truths();
        return truth === null ? null : !truth;
      }
      case 'Fn::And':
        return truths().includes(false) ? false : truths().includes(null) ? null : true;
      case 'Fn::Or':
        return truths().includes(true) ? true : truths().includes(null) ? null : false;
      default:
        return null;
    }
  };

  return { resolve, condition };
};

const equal = (one: unknown, other: unknown): boolean | null =>
  one instanceof HiddenValue || other instanceof HiddenValue ? null : String(one) === String(other);

/** `{{resolve:ssm:/app/name}}` is read when the stack is deployed. */
const dynamicOr = (text: string): unknown =>
  text.includes('{{resolve:') ? new HiddenValue(`the dynamic reference ${text}`, text) : text;

/** Texts in a row; where one of them is hidden, so is the whole. */
const joined = (pieces: readonly unknown[], delimiter: string): unknown => {
  const hidden = pieces.find((piece) => piece instanceof HiddenValue || typeof piece === 'object');
  const textOf = (piece: unknown) => (piece instanceof HiddenValue ? piece.pattern : String(piece));
  const text = pieces.map(textOf).join(delimiter);
  if (text.length > LONGEST) return new HiddenValue('a text that is too long', text.slice(0, LONGEST));
  if (hidden === undefined) return dynamicOr(text);
  return new HiddenValue(hidden instanceof HiddenValue ? hidden.cause : 'what is no text', text);
};

/** Longer than anything of a template can be; texts that are put together of each other may grow without end. */
const LONGEST = 1_000_000;

const named = (operand: unknown): string => (typeof operand === 'string' ? ` ${operand}` : '');
