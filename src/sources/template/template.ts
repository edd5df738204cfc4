import { HiddenValue } from '../answers/hidden-value.js';
import { changeHidden, isMembers, type Members, memberIn } from '../declared/members.js';
import { createResolver, NO_VALUE } from './intrinsics.js';
import { pseudoParameters } from './placeholders.js';
import { attributeOf, nameOf, refOf } from './resource-attributes.js';
import type { ParsedText } from './yaml-value.js';

/** A resource that a template makes. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  /** Its properties, resolved; what is hidden is `HiddenValue`. */
  readonly properties: Members;
  /** Its name: what the template says, or its logical id. */
  readonly name: string | HiddenValue;
  /** The condition under which it is made, if a deployment decides that. */
  readonly condition: string | null;
  /** Where `cdk synth` put the template of a nested stack. */
  readonly assetPath: string | null;
  /** From 1. */
  readonly line: number | null;
}

export interface Template {
  readonly resources: readonly TemplateResource[];
  /** What may add to the resources or change them in ways that do not show. */
  readonly unread: readonly string[];
}

/** Values that the deployment gives to parameters, as far as they are known. */
export type ParameterValues = Readonly<Record<string, unknown>>;

/** Whether a parsed text is a template: one has resources, each of a type. */
export const isTemplate = (value: unknown): boolean => isMembers(value) && isMembers(value.Resources);

/** Reads a template's resources with the values of its parameters, as far as these are known. */
export const readTemplate = ({ value, lineOf }: ParsedText, given: ParameterValues = {}): Template => {
  const own = (section: string): Members => {
    const found = memberIn(value, section);
    return isMembers(found) ? found : {};
  };
  const declared = own('Resources');
  const parameters = own('Parameters');
  const namedResource = (logicalId: string) => ({
    logicalId,
    type: String(memberIn(declared, logicalId, 'Type')),
    property: (name: string) => propertyOf(logicalId, name),
  });
  // Names may be put together of other names, and in a circle.
  const resolved = new Map<string, unknown>();
  const propertyOf = (logicalId: string, name: string): unknown => {
    const key = `${logicalId} ${name}`;
    if (!resolved.has(key)) {
      resolved.set(key, new HiddenValue(`${name} of ${logicalId}, which depends on itself`));
      const raw = memberIn(declared, logicalId, 'Properties', name);
      resolved.set(key, raw === undefined ? undefined : resolver.resolve(raw));
    }
    return resolved.get(key);
  };
  const isResource = (name: string): boolean => Object.hasOwn(declared, name);
  const resolver = createResolver({
    mappings: own('Mappings'),
    conditions: own('Conditions'),
    ref: (name) => {
      if (name === 'AWS::NoValue') return NO_VALUE;
      if (Object.hasOwn(pseudoParameters, name)) return pseudoParameters[name];
      if (Object.hasOwn(parameters, name)) return parameterValue(name, parameters[name], given);
      return isResource(name) ? refOf(namedResource(name)) : null;
    },
    attribute: (logicalId, name) =>
      isResource(logicalId)
        ? attributeOf(namedResource(logicalId), name)
        : new HiddenValue(`attribute ${name} of ${logicalId}`),
  });
  const resources = Object.entries(declared).flatMap(([logicalId, raw]): readonly TemplateResource[] => {
    const condition = memberIn(raw, 'Condition');
    const isMade = typeof condition === 'string' ? resolver.condition(condition) : true;
    if (isMade === false || !isMembers(raw)) return [];
    const properties = resolver.resolve(memberIn(raw, 'Properties') ?? {});
    return [
      {
        logicalId,
        type: String(raw.Type),
        properties: isMembers(properties) ? properties : {},
        name: nameOf(namedResource(logicalId)),
        condition: isMade === null ? String(condition) : null,
        assetPath: textOrNull(memberIn(raw, 'Metadata', 'aws:asset:path')),
        line: lineOf('Resources', logicalId),
      },
    ];
  });
  return { resources, unread: unreadIn(value, declared) };
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * Resolved properties in which a bucket whose name is hidden goes by its logical id, however its name is put together:
 * what is told of `${Env}-data` is told of the bucket that is named so.
 */
export const withStandIns = (resources: readonly TemplateResource[]): readonly TemplateResource[] => {
  const names = ofType(resources, 'AWS::S3::Bucket').flatMap(({ name, logicalId }) =>
    name instanceof HiddenValue ? [{ pattern: name.pattern, logicalId }] : [],
  );
  if (names.length === 0) return resources;
  const standInFor = (hidden: HiddenValue): unknown => {
    const [, arn = '', named = '', rest = ''] = /^(arn:[\w-]+:s3:::)?([^/]*)(\/[^<>]*)?$/.exec(hidden.pattern) ?? [];
    const found = names.find(({ pattern }) => pattern === named);
    return found && (arn !== '' || rest === '') ? `${arn}${found.logicalId}${rest}` : hidden;
  };
  return resources.map((one) => ({ ...one, properties: changeHidden(one.properties, standInFor) as Members }));
};

/** The resources of a type. */
export const ofType = (resources: readonly TemplateResource[], type: string): readonly TemplateResource[] =>
  resources.filter((one) => one.type === type);

/** How a resource is named where a name has to be shown: by its own, or by its logical id where that is hidden. */
export const shownName = ({ name, logicalId }: TemplateResource): string =>
  name instanceof HiddenValue ? logicalId : name;

/** The ARN of a resource under that name. */
export const arnOf = (resource: TemplateResource): string =>
  String(attributeOf({ ...resource, property: () => shownName(resource) }, 'Arn'));

/** A parameter that can have one value alone has it, whoever deploys. */
const parameterValue = (name: string, declaration: unknown, given: ParameterValues): unknown => {
  if (Object.hasOwn(given, name)) return given[name];
  const allowed = memberIn(declaration, 'AllowedValues');
  return Array.isArray(allowed) && allowed.length === 1 ? String(allowed[0]) : new HiddenValue(`parameter ${name}`);
};

/** Transforms of AWS that change no resource which stands in the template. */
const HARMLESS: readonly string[] = [
  'AWS::CodeDeployBlueGreen',
  'AWS::LanguageExtensions',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
  'AWS::Serverless-2016-10-31',
];

const unreadIn = (template: unknown, resources: Members): readonly string[] => {
  const transforms = [memberIn(template, 'Transform') ?? []].flat().map((one) => (isMembers(one) ? one.Name : one));
  const macros = transforms.map(String).filter((name) => !HARMLESS.includes(name));
  const loops = Object.keys(resources).filter((name) => name.startsWith('Fn::'));
  return [...macros.map((name) => `transform ${name}`), ...loops];
};
