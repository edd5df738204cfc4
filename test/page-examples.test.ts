import { join } from 'node:path';
import { familyOf, rules } from '../rules/index.js';
import { known } from '../src/core/fact.js';
import { judgeReading } from '../src/core/judge-reading.js';
import { fullText } from '../src/core/reason.js';
import { createResource, type Resource } from '../src/core/resource.js';
import type { Rule } from '../src/core/rule.js';
import type { Verdict } from '../src/core/verdict.js';
import { createRecordedAsk } from '../src/sources/answers/recorded-ask.js';
import { openRecorded } from '../src/sources/answers/recorded-file.js';
import type { LiveSubject } from '../src/sources/subject.js';
import { answersOf } from '../src/sources/template/s3-answers.js';
import { readTemplate } from '../src/sources/template/template.js';
import { parseTemplateText } from '../src/sources/template/yaml-value.js';
import { ACCOUNT, REGION } from './builders.js';
import { type PageExample, pageExamplesIn } from './page-examples.js';
import { NOW } from './rule-tester.js';

const root = join(__dirname, '..');

/** What a template makes, and the account it is made in. */
const subjectsIn = async ({ template }: PageExample): Promise<readonly LiveSubject[]> => {
  const { resources, unread } = readTemplate(parseTemplateText(template));
  expect(unread).toEqual([]);
  const told = answersOf(resources, () => (_facts, answer) => answer);
  // Beside what its templates make, the account of the pages is empty.
  const answers = { ...told.answers.byKey, 'cloudtrail:ListEventDataStores': { EventDataStores: [] } };
  const account = { ...told, answers: { ...told.answers, byKey: answers } };
  const found: LiveSubject[] = [];
  for await (const subject of openRecorded(account, createRecordedAsk(account, 'page')).subjects()) {
    if (subject.state === 'live') found.push(subject);
  }
  return found;
};

/** A resource with what the page says of it beside the template. */
const withFacts = (resource: Resource, facts: PageExample['facts']): Resource => ({
  ...resource,
  fact: (name) => (Object.hasOwn(facts, name) ? known(facts[name]) : resource.fact(name)),
});

/** What the rule says of the example: of the first of its kinds that it has something to say about. */
const verdictsOn = async (rule: Rule, example: PageExample): Promise<readonly Verdict[]> => {
  const subjects = await subjectsIn(example);
  const parameters = rule.readParameters(example.parameters);
  const never = () => Promise.reject(new Error('nothing is read'));
  for (const kind of rule.kinds) {
    const found: Verdict[] = [];
    for (const { resource, read } of [...subjects, ...notTold(example)]) {
      if (resource.kind !== kind) continue;
      const verdict = await judgeReading(rule, withFacts(resource, example.facts), parameters, NOW, read ?? never);
      if (verdict && verdict.compliance !== 'NOT_APPLICABLE') found.push(verdict);
    }
    if (found.length > 0) return found;
  }
  return [];
};

/** VPCs, of which a template tells too little; the page says the rest. */
const notTold = ({ template }: PageExample): readonly LiveSubject[] => {
  if (!template.includes('Type: AWS::EC2::VPC\n')) return [];
  const identity = { type: 'AWS::EC2::VPC', id: 'vpc-1', arn: null, accountId: ACCOUNT, region: REGION };
  return [{ state: 'live', resource: createResource('vpc', identity, {}), read: null }];
};

const pages = rules.map((rule) => ({
  rule,
  examples: pageExamplesIn(join(root, 'rules', familyOf(rule.id), rule.id)),
}));

describe.each(pages.map(({ rule, examples }) => [rule.id, rule, examples] as const))(
  'the page of %s',
  (_, rule, examples) => {
    it('shows what complies and what does not', () => {
      expect(new Set(examples.map(({ verdict }) => verdict))).toEqual(new Set(['COMPLIANT', 'NON_COMPLIANT']));
    });

    it.each(examples.map((example) => [example.verdict, example.line, example] as const))(
      'is right: %s, line %d',
      async (_verdict, _line, example) => {
        const verdicts = await verdictsOn(rule, example);
        expect(verdicts.length).toBeGreaterThan(0);
        const others = verdicts.filter(({ compliance }) => compliance !== example.verdict);
        expect(others.map(({ code, reason }) => `${code}: ${fullText(reason)}`)).toEqual([]);
      },
    );
  },
);
