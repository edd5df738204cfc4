import Ajv from 'ajv';

export interface SchemaError {
  readonly instancePath: string;
  readonly message?: string | undefined;
}

/** Checks a value against a schema, changing texts to the numbers and booleans the schema asks for. */
export interface SchemaCheck {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/**
 * Compiles a JSON schema. In Lambda bundles this module is replaced by the check compiled ahead
 * (`deploy/bundle.ts`), so that ajv itself is not shipped.
 */
export const compileSchema = (schema: object): SchemaCheck => ajv.compile(schema) as SchemaCheck;

/** How schemas are compiled, here and ahead of time. */
export const ajvOptions = { coerceTypes: true, allErrors: false, strict: true } as const;

const ajv = new Ajv(ajvOptions);
