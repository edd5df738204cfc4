import type { EventSelector, FieldSelector } from '../../core/event-selectors.js';
import { booleanOf, elementsOf, malformed, memberOf, oneOf, optional, type Part, textOf } from './part.js';

/** The selectors of a trail or event data store, basic and advanced; none where it records management events alone. */
export const parseEventSelectors = (answer: Part): readonly EventSelector[] => [
  ...(optional(memberOf(answer, 'EventSelectors'), elementsOf) ?? []).map(basicFrom),
  ...(optional(memberOf(answer, 'AdvancedEventSelectors'), elementsOf) ?? []).map(advancedFrom),
];

const basicFrom = (selector: Part): EventSelector => ({
  kind: 'basic',
  readWriteType: oneOf(memberOf(selector, 'ReadWriteType'), ['All', 'ReadOnly', 'WriteOnly']),
  managementEvents: optional(memberOf(selector, 'IncludeManagementEvents'), booleanOf) ?? true,
  objectArns: (optional(memberOf(selector, 'DataResources'), elementsOf) ?? [])
    .filter((resource) => textOf(memberOf(resource, 'Type')) === 'AWS::S3::Object')
    .flatMap((resource) => textsIn(resource, 'Values')),
});

const advancedFrom = (selector: Part): EventSelector => ({
  kind: 'advanced',
  fields: elementsOf(memberOf(selector, 'FieldSelectors')).map(fieldFrom),
});

const fieldFrom = (part: Part): FieldSelector => {
  const field: FieldSelector = {
    field: textOf(memberOf(part, 'Field')),
    equals: textsIn(part, 'Equals'),
    startsWith: textsIn(part, 'StartsWith'),
    endsWith: textsIn(part, 'EndsWith'),
    notEquals: textsIn(part, 'NotEquals'),
    notStartsWith: textsIn(part, 'NotStartsWith'),
    notEndsWith: textsIn(part, 'NotEndsWith'),
  };
  const { field: _, ...operators } = field;
  // Without an operator it would seem to take everything.
  if (Object.values(operators).every((values) => values.length === 0))
    throw malformed(part, 'a field with an operator');
  return field;
};

const textsIn = (part: Part, name: string): readonly string[] =>
  (optional(memberOf(part, name), elementsOf) ?? []).map(textOf);
