import { access } from 'node:fs/promises';
import { dirname, resolve as resolvePath } from 'node:path';
import type { Readable } from 'node:stream';
import { HiddenValue } from '../answers/hidden-value.js';
import { createRecordedAsk } from '../answers/recorded-ask.js';
import { openRecorded } from '../answers/recorded-file.js';
import type { LeftOut } from '../declared/bucket-defaults.js';
import { declaredFacts, located, silentAsk, unreadable } from '../declared/declared-subject.js';
import { isMembers } from '../declared/members.js';
import type { Location, Source, Subject } from '../subject.js';
import { inWordsOfTemplate } from './placeholders.js';
import { answersOf } from './s3-answers.js';
import {
  arnOf,
  ofType,
  type ParameterValues,
  readTemplate,
  shownName,
  type Template,
  type TemplateResource,
  withStandIns,
} from './template.js';
import { type TemplateFile, templateFileAt, templateFilesAt } from './template-files.js';

export interface TemplateOptions {
  /** What the path `-` reads; the process's own by default. */
  readonly stdin?: Readable;
  /** What counts where a template sets nothing: the defaults of a new bucket, or nothing, which is then unknown. */
  readonly assume?: 'new' | 'existing';
  /** Values of parameters. */
  readonly parameters?: ParameterValues;
  /** Told of each template. */
  readonly onRead?: (file: string) => void;
}

/**
 * The resources that CloudFormation templates make, template by template. What AWS would answer about them is worked out
 * from their properties; what an intrinsic function hides is unknown.
 *
 * @param paths templates in JSON or YAML, folders of them, or `-`
 * @throws UnreadableInputError from `subjects()`
 */
export const templateSource = (paths: readonly string[], options: TemplateOptions = {}): Source => ({
  name: 'template',
  isDeclaration: true,
  canTell: (kind, fact) => declaredFacts[kind]?.includes(fact) ?? false,
  wording: inWordsOfTemplate,
  subjects: () => subjectsIn(paths, options),
});

async function* subjectsIn(paths: readonly string[], options: TemplateOptions): AsyncGenerator<Subject, void, void> {
  const files = await templateFilesAt(paths, options.stdin ?? process.stdin);
  const stacks: Stack[] = [];
  for (const file of files) stacks.push(...(await withNested({ file, parameters: options.parameters ?? {} }, [])));
  const nested = new Set(stacks.filter(({ isNested }) => isNested).map(({ file }) => resolvePath(file.name)));
  for (const stack of stacks) {
    // A nested template is judged with what its stack gives it, and not once more by itself.
    if (!stack.isNested && nested.has(resolvePath(stack.file.name))) continue;
    options.onRead?.(stack.file.name);
    yield* subjectsOf(stack, options.assume ?? 'new');
  }
}

/** A template with the values of its parameters. */
interface Stack {
  readonly file: TemplateFile;
  readonly template: Template;
  readonly isNested: boolean;
  /** Nested stacks whose templates are not here. */
  readonly missing: readonly TemplateResource[];
}

/** A stack and those nested in it. */
const withNested = async (
  { file, parameters }: { readonly file: TemplateFile; readonly parameters: ParameterValues },
  around: readonly string[],
): Promise<readonly Stack[]> => {
  const template = readTemplate(file.parsed, parameters);
  const missing: TemplateResource[] = [];
  const inside: Stack[] = [];
  const path = resolvePath(file.name);
  for (const stack of ofType(template.resources, 'AWS::CloudFormation::Stack')) {
    const at = pathOfNested(stack, path);
    if (at === null || at === path || around.includes(at) || !(await isThere(at))) missing.push(stack);
    else {
      const given = stack.properties.Parameters;
      const nested = { file: await templateFileAt(at), parameters: isMembers(given) ? given : {} };
      inside.push(...(await withNested(nested, [...around, path])));
    }
  }
  return [{ file, template, isNested: around.length > 0, missing }, ...inside];
};

/** Where the template of a nested stack is, before `aws cloudformation package` or `cdk deploy` puts it elsewhere. */
const pathOfNested = ({ assetPath, properties }: TemplateResource, of: string): string | null => {
  const url = assetPath ?? properties.TemplateURL;
  return typeof url === 'string' && !/^[a-z0-9]+:\/\//i.test(url) ? resolvePath(dirname(of), url) : null;
};

const isThere = async (path: string): Promise<boolean> => {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
};

async function* subjectsOf(stack: Stack, assume: 'new' | 'existing'): AsyncGenerator<Subject, void, void> {
  const { file, template, missing } = stack;
  const { resources } = template;
  const assumed = new Map<string, Set<string>>();
  const leftOutOf =
    ({ logicalId }: TemplateResource): LeftOut =>
    (facts, answer) => {
      if (assume === 'existing') return new HiddenValue('the bucket as it is, since the template leaves it out');
      assumed.set(logicalId, new Set([...(assumed.get(logicalId) ?? []), ...facts]));
      return answer;
    };
  for (const world of worldsOf(resources)) {
    const account = answersOf(world.resources, leftOutOf);
    const bySubject = new Map(world.resources.map((resource) => [subjectKey(resource), resource]));
    for await (const subject of openRecorded(
      account,
      silentAsk(createRecordedAsk(account, file.name), 'template'),
    ).subjects()) {
      if (subject.state !== 'live' || subject.resource.kind === 'account') continue;
      const { type, id } = subject.resource.identity;
      const resource = bySubject.get(`${type} ${id}`);
      if (!resource) throw new Error(`${type} ${id} is of no resource in ${file.name}`);
      if (world.only !== null && world.only !== resource.logicalId) continue;
      yield located(subject, locationOf(file, resource), assumed.get(resource.logicalId));
    }
  }
  for (const one of missing) {
    yield unreadable(locationOf(file, one), `The template of the nested stack ${one.logicalId} is not here.`);
  }
  for (const one of template.unread) {
    yield unreadable({ file: file.name, line: null, name: one }, `What ${one} makes of the template is not known.`);
  }
}

/**
 * Of buckets that have one name, conditions make one: each is judged as if it were that one.
 *
 * @returns what there is then, and the logical id of the one to look at; null: all of them
 */
const worldsOf = (resources: readonly TemplateResource[]): readonly World[] => {
  const twins = new Map<string, TemplateResource[]>();
  for (const one of resources) twins.set(twinKey(one), [...(twins.get(twinKey(one)) ?? []), one]);
  const later = [...twins.values()].flatMap(([, ...more]) => more);
  const first = resources.filter((one) => !later.includes(one));
  return [
    { resources: withStandIns(first), only: null },
    ...later.map((twin) => {
      const others = first.filter((one) => twinKey(one) !== twinKey(twin));
      return { resources: withStandIns([...others, twin]), only: twin.logicalId };
    }),
  ];
};

interface World {
  readonly resources: readonly TemplateResource[];
  readonly only: string | null;
}

const twinKey = ({ type, name }: TemplateResource): string =>
  `${type} ${typeof name === 'string' ? name : name.pattern}`;

const locationOf = ({ name: file }: TemplateFile, { line, logicalId }: TemplateResource): Location => ({
  file,
  line,
  name: logicalId,
});

/** By what a subject is known again: its type and id. */
const subjectKey = (resource: TemplateResource): string => {
  const { type, logicalId } = resource;
  switch (type) {
    case 'AWS::S3::MultiRegionAccessPoint':
      return `${type} ${shownName(resource).toLowerCase()}`;
    case 'AWS::S3Tables::TableBucket':
      return `${type} ${arnOf(resource)}`;
    case 'AWS::EC2::VPCEndpoint':
      return `${type} vpce-${logicalId}`;
    case 'AWS::IAM::Role':
    case 'AWS::IAM::User':
    case 'AWS::IAM::Group':
      return `${type} ${logicalId}`;
    default:
      return type.startsWith('AWS::IAM::') ? `AWS::IAM::Policy ${logicalId}` : `${type} ${shownName(resource)}`;
  }
};
