import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { readable } from '../snapshot/input-files.js';
import { UnreadableInputError } from '../subject.js';
import { isTemplate } from './template.js';
import { type ParsedText, parseTemplateText, TemplateSyntaxError } from './yaml-value.js';

/** A template that was parsed. */
export interface TemplateFile {
  /** As messages name it: the path given, or `standard input`. */
  readonly name: string;
  readonly parsed: ParsedText;
}

/**
 * The templates that paths stand for: a file; a folder with every template below it, as `cdk synth` writes them; `-` for
 * standard input. Files of a folder that are no templates are left out.
 *
 * @throws UnreadableInputError for what cannot be read or parsed, is no template, or a folder without one
 */
export const templateFilesAt = async (paths: readonly string[], stdin: Readable): Promise<readonly TemplateFile[]> => {
  const found: TemplateFile[] = [];
  for (const path of paths) {
    if (path === '-') found.push(templateFrom('standard input', await text(stdin)));
    else if ((await inWords(path, stat(path))).isDirectory()) found.push(...(await templatesBelow(path)));
    else found.push(await templateFileAt(path));
  }
  return found;
};

/** @throws UnreadableInputError */
export const templateFileAt = async (path: string): Promise<TemplateFile> =>
  templateFrom(path, await inWords(path, readFile(path, 'utf8')));

const inWords = async <T>(path: string, result: Promise<T>): Promise<T> => {
  try {
    return await result;
  } catch (error) {
    throw readable(error, path);
  }
};

const templateFrom = (name: string, content: string): TemplateFile => {
  const parsed = parsedFrom(name, content);
  if (isTemplate(parsed.value)) return { name, parsed };
  throw new UnreadableInputError(`${name}: this is no CloudFormation template: it has no Resources`);
};

const parsedFrom = (name: string, content: string): ParsedText => {
  try {
    return parseTemplateText(content);
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    throw new UnreadableInputError(`${name}: ${error.message}`, { cause: error });
  }
};

const templatesBelow = async (folder: string): Promise<readonly TemplateFile[]> => {
  const found: TemplateFile[] = [];
  for (const path of await filesBelow(folder)) {
    const content = await inWords(path, readFile(path, 'utf8'));
    // Whatever else is in the folder need not be YAML or JSON that can be parsed.
    if (!mayBeTemplate(content)) continue;
    const parsed = parsedFrom(path, content);
    if (isTemplate(parsed.value)) found.push({ name: path, parsed });
  }
  if (found.length > 0) return found;
  throw new UnreadableInputError(`${folder}: the folder holds no CloudFormation template`);
};

const mayBeTemplate = (content: string): boolean => /\bResources\b/.test(content) && /\bAWS::\w/.test(content);

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = [...(await readdir(folder, { withFileTypes: true }))].sort((a, b) => (a.name < b.name ? -1 : 1));
  const inside = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
    return /\.(json|ya?ml|template)$/i.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(inside)).flat();
};
