import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An example on a rule's page: a template, what the rule says of it, and what no template tells. */
export interface PageExample {
  readonly verdict: 'COMPLIANT' | 'NON_COMPLIANT';
  readonly template: string;
  /** The line of the page where it begins. */
  readonly line: number;
  /** Facts by name, with their values. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The examples of a page: blocks of YAML marked `compliant` or `non-compliant`, with comments before the template.
 *
 * - `# account: not set`, or the settings of Block Public Access that the account turns on
 * - `# facts: name=JSON …`
 * - `# parameters: name=value …`
 *
 * @param folder the rule's
 */
export const pageExamplesIn = (folder: string): readonly PageExample[] => {
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  return [...page.matchAll(/^```yaml (compliant|non-compliant)\n(.*?)^```$/gms)].map((block) => {
    const [, mark, template = ''] = block;
    const comments = [...template.matchAll(/^# (\w+): (.*)$/gm)].map(([, name = '', text = '']) => ({ name, text }));
    const said = (name: string) => comments.filter((one) => one.name === name).map(({ text }) => text);
    const strange = comments.find(({ name }) => !['account', 'facts', 'parameters'].includes(name));
    if (strange) throw new Error(`${folder}: nothing is known of "# ${strange.name}:"`);
    return {
      verdict: mark === 'compliant' ? 'COMPLIANT' : 'NON_COMPLIANT',
      template,
      line: page.slice(0, block.index).split('\n').length,
      facts: Object.assign({}, ...said('account').map(blockOf), ...said('facts').map(factsIn)),
      parameters: Object.fromEntries(
        said('parameters').map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
      ),
    };
  });
};

const FLAGS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

const blockOf = (text: string): object => {
  if (text === 'not set') return { accountPublicAccessBlock: null };
  const on = text.split(', ');
  const strange = on.find((flag) => !FLAGS.includes(flag));
  if (strange) throw new Error(`${strange} is no setting of Block Public Access`);
  const nameOf = (flag: string) => `${flag[0]?.toLowerCase()}${flag.slice(1)}`;
  return { accountPublicAccessBlock: Object.fromEntries(FLAGS.map((flag) => [nameOf(flag), on.includes(flag)])) };
};

/** `isDefault=false s3Endpoints=[]`: a value ends where the next name begins. */
const factsIn = (text: string): object =>
  Object.fromEntries(
    text.split(/ (?=[A-Za-z0-9]+=)/).map((fact) => {
      const at = fact.indexOf('=');
      return [fact.slice(0, at), JSON.parse(fact.slice(at + 1))];
    }),
  );
