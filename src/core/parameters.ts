import { compileSchema, type SchemaError } from './compile-schema.js';

/** One parameter of a rule. Config and the command line give every value as text. */
export type ParameterDefinition = BooleanParameter | IntegerParameter | TextParameter | ListParameter;

interface Described {
  /** One sentence for the pack's parameter, the page and `--help`. */
  readonly description: string;
}

export interface BooleanParameter extends Described {
  readonly type: 'boolean';
  readonly default: boolean;
}

export interface IntegerParameter extends Described {
  readonly type: 'integer';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface TextParameter extends Described {
  readonly type: 'text';
  /** Empty: not set. */
  readonly default: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
}

/** A list, given as comma-separated text. */
export interface ListParameter extends Described {
  readonly type: 'list';
  readonly default: readonly string[];
  readonly enum?: readonly string[];
  /** Regular expression that each item matches. */
  readonly pattern?: string;
}

export type ParameterDefinitions = Readonly<Record<string, ParameterDefinition>>;

/** The value a rule gets for a definition. */
export type ParameterValue<D extends ParameterDefinition> = D extends BooleanParameter
  ? boolean
  : D extends IntegerParameter
    ? number
    : D extends ListParameter
      ? readonly (D extends { readonly enum: readonly (infer E)[] } ? E : string)[]
      : D extends { readonly enum: readonly (infer E)[]; readonly default: infer V }
        ? E | V
        : string;

export type ParameterValues<P extends ParameterDefinitions> = { readonly [N in keyof P]: ParameterValue<P[N]> };

/** Parameters that do not fit a rule's definitions; the message says which, what was given and what is expected. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
}

/** JSON schema (draft-07) of a rule's parameters, after `textToValues` has split the lists. */
export const schemaOf = (definitions: ParameterDefinitions): object => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(Object.entries(definitions).map(([name, one]) => [name, schemaOfOne(one)])),
});

/**
 * Makes the function that turns the parameters of an event or of the command line into a rule's values.
 *
 * @param owner how messages name the rule
 * @returns a function that takes an object of texts (or typed values) and gives every parameter, defaults filled in;
 *   it throws `ParameterError` on an unknown name, an empty value or a value that does not fit
 */
export const createParameterReader = (owner: string, definitions: ParameterDefinitions) => {
  const validate = compileSchema(schemaOf(definitions));
  const defaults = Object.fromEntries(Object.entries(definitions).map(([name, one]) => [name, one.default]));
  return (given: unknown): Readonly<Record<string, unknown>> => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      throw new ParameterError(`${owner}: parameters must be an object, got ${shown(given)}`);
    }
    const values = textToValues(owner, definitions, given);
    if (!validate(values))
      throw new ParameterError(`${owner}: ${sentenceOf(validate.errors?.[0], definitions, given)}`);
    return { ...defaults, ...values };
  };
};

const schemaOfOne = (definition: ParameterDefinition): object => {
  switch (definition.type) {
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer', minimum: definition.minimum, maximum: definition.maximum };
    case 'text':
      return textSchema(definition);
    case 'list':
      return { type: 'array', items: textSchema(definition) };
  }
};

const textSchema = ({ enum: values, pattern }: TextParameter | ListParameter): object => ({
  type: 'string',
  ...(values && { enum: values }),
  ...(pattern && { pattern }),
});

/** Splits lists and lowers booleans, which ajv's coercion does not; the rest is left to it. */
const textToValues = (owner: string, definitions: ParameterDefinitions, given: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
      if (!definition)
        throw new ParameterError(`${owner}: unknown parameter "${name}"${suggestion(name, definitions)}`);
      if (typeof value !== 'string') return [name, value];
      const text = value.trim();
      if (text === '' && !canBeCleared(definition)) {
        throw new ParameterError(`${owner}: ${name} is empty; leave it out to use its default`);
      }
      if (definition.type === 'list') return [name, splitList(text)];
      return [name, definition.type === 'boolean' ? text.toLowerCase() : text];
    }),
  );

/** Whether empty text says something: that a text which has a default is not set. */
const canBeCleared = (definition: ParameterDefinition): boolean =>
  definition.type === 'text' &&
  definition.default !== '' &&
  definition.pattern !== undefined &&
  new RegExp(definition.pattern).test('');

const splitList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const suggestion = (name: string, definitions: ParameterDefinitions): string => {
  const close = Object.keys(definitions).find((known) => known.toLowerCase() === name.toLowerCase());
  if (close) return `; did you mean "${close}"?`;
  return `; it has ${Object.keys(definitions).join(', ')}`;
};

const sentenceOf = (error: SchemaError | undefined, definitions: ParameterDefinitions, given: object): string => {
  const name = error?.instancePath.split('/')[1] ?? '';
  const definition = definitions[name];
  const value = (given as Readonly<Record<string, unknown>>)[name];
  return `${name} must be ${definition ? expectationOf(definition) : 'valid'}, got ${shown(value)}`;
};

/** What a parameter takes, in words: `true or false`, `one of 1.2, 1.3`. */
export const expectationOf = (definition: ParameterDefinition): string => {
  switch (definition.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number from ${definition.minimum} to ${definition.maximum}`;
    case 'text':
      if (definition.enum) return `one of ${definition.enum.join(', ')}`;
      return definition.pattern ? `text that matches ${definition.pattern}` : 'text';
    case 'list':
      if (definition.enum) return `a comma-separated list of ${definition.enum.join(', ')}`;
      return definition.pattern
        ? `a comma-separated list of items that match ${definition.pattern}`
        : 'a comma-separated list';
  }
};

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};
