/**
 * What SARIF 2.1.0 asks of a log as this command writes it, member by member from the specification; other members are
 * refused.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const text = { type: 'string', minLength: 1 };
const message = object({ text });
const level = { enum: ['none', 'note', 'warning', 'error'] };
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });

const descriptor = object(
  {
    id: text,
    shortDescription: message,
    fullDescription: message,
    help: message,
    defaultConfiguration: object({ level }),
    properties: object({
      tags: list(text, { uniqueItems: true }),
      'security-severity': { type: 'string', pattern: '^\\d+\\.\\d$' },
    }),
  },
  ['id'],
);

const physicalLocation = object(
  {
    artifactLocation: object({ uri: { type: 'string', pattern: "^[A-Za-z0-9._~%/:@!$&'()*+,;=-]+$" } }),
    region: object({ startLine: { type: 'integer', minimum: 1 } }),
  },
  ['artifactLocation'],
);

const result = object(
  {
    ruleId: text,
    ruleIndex: { type: 'integer', minimum: 0 },
    kind: { enum: ['pass', 'open', 'informational', 'notApplicable', 'review', 'fail'] },
    level,
    message,
    locations: list(
      object(
        {
          physicalLocation,
          logicalLocations: list(object({ name: text, fullyQualifiedName: text, kind: text })),
        },
        ['logicalLocations'],
      ),
    ),
    partialFingerprints: { type: 'object', additionalProperties: text },
    properties: { type: 'object' },
  },
  ['ruleId', 'message', 'level', 'locations', 'partialFingerprints'],
);

export const sarifSchema = object({
  $schema: { type: 'string', format: 'uri' },
  version: { const: '2.1.0' },
  runs: list(
    object({
      tool: object({
        driver: object({
          name: text,
          semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
          rules: list(descriptor, { uniqueItems: true }),
        }),
      }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      results: list(result),
    }),
    { minItems: 1 },
  ),
});
