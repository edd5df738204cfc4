import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import type { Plugin } from 'esbuild';
import { ajvOptions } from '../src/core/compile-schema.js';
import { type ParameterDefinitions, schemaOf } from '../src/core/parameters.js';

/**
 * Puts the check of one rule's parameters, compiled ahead, in the place of `src/core/compile-schema.ts`, so that ajv is
 * not bundled.
 */
export const compiledCheckPlugin = (definitions: ParameterDefinitions): Plugin => ({
  name: 'compiled-check',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]src[\\/]core[\\/]compile-schema\.ts$/ }, () => ({
      contents: compiledCheckModule(definitions),
      loader: 'js',
    }));
  },
});

/**
 * The source of a module like `compile-schema.ts` that knows one schema only, and ignores the one it is given.
 *
 * @throws Error if the check would need a part of ajv at run time
 */
export const compiledCheckModule = (definitions: ParameterDefinitions): string => {
  const ajv = new Ajv({ ...ajvOptions, code: { source: true, esm: true } });
  const code = withShortErrors(standaloneCode(ajv, ajv.compile(schemaOf(definitions))));
  const required = /require\("([^"]+)"\)/.exec(code)?.[1];
  if (required) throw new Error(`the compiled check needs "${required}" at run time; use a plainer schema keyword`);
  return `${code}\nexport const compileSchema = () => validate;\n`;
};

/** Of an error only its place is used (`SchemaError`); the rest would be a third of the code. */
const withShortErrors = (code: string): string => code.replace(/,schemaPath:.*?\}\];return false/g, '}];return false');
