import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** A text that is no YAML or JSON; the message names the line. */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';
}

/** What a text says, and where. */
export interface ParsedText {
  /** Plain values, with CloudFormation's short forms written out: `!Ref A` as `{"Ref": "A"}`. */
  readonly value: unknown;
  /** The line, from 1, of the key at the end of a path of keys; null if it is not there. */
  lineOf(...path: readonly string[]): number | null;
}

/** Aliases can make a small text stand for a huge value. */
const MOST_NODES = 500_000;

/**
 * Parses a template's text, YAML or JSON.
 *
 * @throws TemplateSyntaxError
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export const parseTemplateText = (text: string): ParsedText => {
  // The library goes down level by level, and where the stack ends there is no error that could be caught.
  if (nestingOf(text) > DEEPEST) throw new TemplateSyntaxError('it is nested too deeply');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) throw new TemplateSyntaxError(`line ${error.linePos?.[0].line ?? 1}: ${messageOf(error.message)}`);
  let nodes = 0;
  // The last of a name that was met counts; the library looks for it through the whole text each time.
  const anchors = new Map<string, Node>();
  const convert = (node: Node | null): unknown => {
    nodes += 1;
    if (nodes > MOST_NODES) throw new TemplateSyntaxError('it is too large: aliases repeat too much of it');
    if (node === null) return null;
    if (isAlias(node)) {
      const meant = anchors.get(node.source);
      if (!meant) throw new TemplateSyntaxError(`nothing before *${node.source} is named so`);
      return convert(meant);
    }
    const value = withTag(node, plainOf(node));
    if (node.anchor) anchors.set(node.anchor, node);
    return value;
  };
  const plainOf = (node: Node): unknown => {
    if (isSeq(node)) return node.items.map((item) => convert(item as Node | null));
    if (isMap(node)) {
      return Object.fromEntries(
        node.items.map(({ key, value }) => [String(convert(key as Node)), convert(value as Node | null)]),
      );
    }
    return isScalar(node) ? scalarOf(node) : null;
  };
  return {
    value: convert(document.contents),
    lineOf: (...path) => {
      let node: unknown = document.contents;
      let line: number | null = null;
      for (const name of path) {
        if (!isMap(node)) return null;
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name);
        if (!isPair(pair) || !isScalar(pair.key)) return null;
        line = lines.linePos(pair.key.range?.[0] ?? 0).line;
        node = pair.value;
      }
      return line;
    },
  };
};

/** Levels; ten times as many as a template of any use has. */
const DEEPEST = 500;

/** At least how deep a text is nested, by its brackets and its indentation, wherever these stand. */
const nestingOf = (text: string): number => {
  const indents: number[] = [];
  let open = 0;
  let deepest = 0;
  for (const line of text.split('\n')) {
    const [start = '', blank = ''] = /^( *)(?:[-?] +)*/.exec(line) ?? [];
    while ((indents.at(-1) ?? -1) >= blank.length) indents.pop();
    indents.push(blank.length);
    const markers = (start.length - blank.length) / 2;
    deepest = Math.max(deepest, indents.length + markers + open);
    for (const [bracket] of line.matchAll(/[[\]{}]/g)) {
      open = bracket === '[' || bracket === '{' ? open + 1 : Math.max(0, open - 1);
      deepest = Math.max(deepest, open);
    }
  }
  return deepest;
};

/** The first line; the rest shows the text. */
const messageOf = (message: string): string => (message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '');

/** Account ids may begin with zeros, which a number loses. */
const scalarOf = ({ value, source }: { readonly value: unknown; readonly source?: string }): unknown =>
  typeof value === 'number' && source !== undefined && /^0\d+$/.test(source) ? source : value;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const withTag = ({ tag }: Node, value: unknown): unknown => {
  const name = /^!(\w+)$/.exec(tag ?? '')?.[1];
  if (name === undefined) return value;
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  return { [`Fn::${name}`]: name === 'GetAtt' && typeof value === 'string' ? splitAttribute(value) : value };
};

/** `Bucket.Arn`; the name of an attribute may have points in it, that of a resource has none. */
const splitAttribute = (text: string): readonly string[] => {
  const point = text.indexOf('.');
  return point < 0 ? [text] : [text.slice(0, point), text.slice(point + 1)];
};
