import { Readable } from 'node:stream';
import type { Fact } from '../src/core/fact.js';
import type { LiveSubject, Subject } from '../src/sources/subject.js';
import { type TemplateOptions, templateSource } from '../src/sources/template/template-source.js';

/** What a template makes, given as text or as an object. */
export const subjectsOfTemplate = async (
  template: string | object,
  options: Omit<TemplateOptions, 'stdin'> = {},
): Promise<readonly Subject[]> => {
  const text = typeof template === 'string' ? template : JSON.stringify(template);
  const stdin = Readable.from([Buffer.from(text)]);
  const found: Subject[] = [];
  for await (const subject of templateSource(['-'], { ...options, stdin }).subjects()) found.push(subject);
  return found;
};

/** The one that a template names so. */
export const subjectNamed = (subjects: readonly Subject[], name: string): LiveSubject => {
  const found = subjects.find((one) => one.state === 'live' && one.location?.name === name);
  if (found?.state !== 'live') throw new Error(`no ${name} among them`);
  return found;
};

/** A fact as a rule gets it. */
export const factTo = async ({ resource, read }: LiveSubject, name: string): Promise<Fact<unknown>> => {
  const own = resource.fact(name);
  return own.known || own.code !== 'NOT_READ' || !read ? own : read(name);
};

/** A fact of the bucket `Bucket` with such properties, and other resources beside it. */
export const bucketFact = async (
  name: string,
  properties: object,
  { resources = {}, sections = {}, ...options }: BucketFactOptions = {},
): Promise<Fact<unknown>> => {
  const bucket = { Type: 'AWS::S3::Bucket', Properties: properties };
  const template = { ...sections, Resources: { Bucket: bucket, ...resources } };
  return factTo(subjectNamed(await subjectsOfTemplate(template, options), 'Bucket'), name);
};

interface BucketFactOptions extends Omit<TemplateOptions, 'stdin'> {
  readonly resources?: object;
  readonly sections?: object;
}
