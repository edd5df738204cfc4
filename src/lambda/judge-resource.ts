import { type Unknown, unknown } from '../core/fact.js';
import { type FactOrigin, factOrigins } from '../core/fact-origins.js';
import { judgeReading } from '../core/judge-reading.js';
import type { Resource } from '../core/resource.js';
import { insufficientData, notApplicable, type Verdict } from '../core/verdict.js';
import { ResourceGoneError } from '../sources/answers/ask.js';
import { createFactReader } from '../sources/answers/fact-reader.js';
import type { Invocation } from './invocation.js';
import { outOfScope } from './without-configuration.js';

/**
 * The verdict on one resource. What its item does not tell is read by API, only where it decides.
 *
 * @param now the notification's time, by which exemptions end
 * @throws whatever a read throws that neither answers nor is refused: throttling, a broken network
 */
export const judgeResource = async (invocation: Invocation, resource: Resource, now: Date): Promise<Verdict> => {
  const { rule, parameters, ask } = invocation;
  if (!parameters.accepted && rule.kinds.includes(resource.kind)) {
    return insufficientData('PARAMETERS_REFUSED', parameters.reason);
  }
  const values = parameters.accepted ? parameters.values : {};
  const readable = withReads(resource);
  try {
    const verdict = await judgeReading(rule, readable, values, now, createFactReader(readable, ask));
    return verdict ?? outOfScope(resource.identity.type);
  } catch (error) {
    if (!(error instanceof ResourceGoneError)) throw error;
    return notApplicable('RESOURCE_GONE', 'The resource was deleted before its settings could be read.');
  }
};

/** The answer for a fact that no item carries. */
export const notRead = (fact: string): Unknown => unknown('NOT_READ', `the ${fact} was not read`);

/** Some facts are read by API although the item carries them, since it may show less than what is in force. */
const withReads = (resource: Resource): Resource => ({
  ...resource,
  fact: (name) => {
    const origins: Readonly<Record<string, FactOrigin>> = factOrigins[resource.kind];
    // Exemptions look for tags on every kind.
    if (!Object.hasOwn(origins, name)) return unknown('NOT_IN_SOURCE', `a resource of this type has no ${name}`);
    return origins[name]?.readInLambda ? notRead(name) : resource.fact(name);
  },
});
