import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { logicalIdOf } from '../conformance-pack/logical-id.js';
import { unpackedCode } from '../deploy/packed-code.js';
import { templatePath } from '../deploy/templates.js';
import type { Rule } from '../src/core/rule.js';

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Properties: { readonly Code?: { readonly ZipFile: string } } }>
  >;
}

const templates = new Map<string, Template>();

/** What the committed template gives Lambda for a rule, packed. */
export const committedZipFileOf = (rule: Rule): string => {
  const path = templatePath(`evaluators-${rule.tier}`);
  const template: Template = templates.get(path) ?? parse(readFileSync(join(__dirname, '..', path), 'utf8'));
  templates.set(path, template);
  const code = template.Resources[`${logicalIdOf(rule.id)}Function`]?.Properties.Code;
  if (!code) throw new Error(`${path} has no function of ${rule.id}; run npm run generate`);
  return code.ZipFile;
};

/** The code that runs where the committed template is deployed. */
export const committedCodeOf = (rule: Rule): string => unpackedCode(committedZipFileOf(rule));
