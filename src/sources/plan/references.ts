import { type InstanceKey, KEY_PATTERN, parseKey } from './module-path.js';

/** Something that an expression refers to. A key that the files do not write out is undefined. */
export type Reference =
  | {
      readonly kind: 'resource';
      /** Within its module: `aws_s3_bucket.data`, `data.aws_s3_bucket.logs`. */
      readonly address: string;
      readonly type: string;
      readonly isData: boolean;
      readonly key: InstanceKey | undefined;
      readonly attribute: string | null;
    }
  | {
      readonly kind: 'module';
      readonly name: string;
      readonly key: InstanceKey | undefined;
      readonly output: string | null;
    }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'local' }
  | { readonly kind: 'value' }
  | { readonly kind: 'key' }
  /** Of the surroundings, which are known before the apply. */
  | { readonly kind: 'known' };

/**
 * The references of an expression. Terraform follows each by what it is a part of: `aws_s3_bucket.data[0].id`,
 * `aws_s3_bucket.data[0]`, `aws_s3_bucket.data`.
 */
export const parseReferences = (texts: readonly string[]): readonly Reference[] =>
  texts.filter((text, index) => !isPartOf(text, texts[index - 1])).map(referenceFrom);

const isPartOf = (text: string, before: string | undefined): boolean =>
  before !== undefined &&
  before.length > text.length &&
  before.startsWith(text) &&
  /[.[]/.test(before[text.length] ?? '');

const RESOURCE = new RegExp(String.raw`^(data\.)?([a-z]\w*)\.([\w-]+)(${KEY_PATTERN})?(?:\.(\w+))?`);
const MODULE = new RegExp(String.raw`^module\.([\w-]+)(${KEY_PATTERN})?(?:\.([\w-]+))?`);

const referenceFrom = (text: string): Reference => {
  const [root = '', name = ''] = text.split(/[.[]/);
  if (root === 'var') return { kind: 'variable', name };
  if (root === 'local') return { kind: 'local' };
  if (root === 'each') return { kind: name === 'key' ? 'key' : 'value' };
  if (root === 'count') return { kind: 'key' };
  if (root === 'module') {
    const [, module = '', key, output = null] = MODULE.exec(text) ?? [];
    return { kind: 'module', name: module, key: keyFrom(key), output };
  }
  if (['path', 'terraform', 'self'].includes(root)) return { kind: 'known' };
  const [, data, type = '', resource = '', key, attribute = null] = RESOURCE.exec(text) ?? [];
  const address = `${data ?? ''}${type}.${resource}`;
  return { kind: 'resource', address, type, isData: data !== undefined, key: keyFrom(key), attribute };
};

const keyFrom = (text: string | undefined): InstanceKey | undefined =>
  text === undefined ? undefined : parseKey(text);
