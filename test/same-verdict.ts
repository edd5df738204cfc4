import type { Fact } from '../src/core/fact.js';
import { factOrigins } from '../src/core/fact-origins.js';
import { judge } from '../src/core/judge.js';
import { judgeReading } from '../src/core/judge-reading.js';
import type { Rule } from '../src/core/rule.js';
import type { LiveSubject } from '../src/sources/subject.js';
import { bucketWith } from './builders.js';
import { NOW } from './rule-tester.js';
import { factTo } from './template-subjects.js';

/**
 * Expects a rule to find of a bucket what it finds of its facts.
 *
 * @param compared facts that the source must tell alike; the others are taken as it tells them
 */
export const expectSameVerdict = async (
  rule: Rule,
  { resource, read }: Pick<LiveSubject, 'resource' | 'read'>,
  compared: Readonly<Record<string, Fact<unknown>>>,
): Promise<void> => {
  const parameters = rule.readParameters({});
  const others = Object.keys(factOrigins.bucket).filter((name) => !Object.hasOwn(compared, name));
  const elsewhere = await Promise.all(
    others.map(async (name) => [name, await factTo({ state: 'live', resource, read }, name)]),
  );
  const given = { ...Object.fromEntries(elsewhere), ...compared };
  const expected = judge(rule, bucketWith(given, resource.identity), parameters, NOW);
  const never = () => Promise.reject(new Error('nothing is read'));
  expect(await judgeReading(rule, resource, parameters, NOW, read ?? never)).toEqual(expected);
};
