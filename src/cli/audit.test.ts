import { type Fact, known, unknown } from '../core/fact.js';
import { createResource, type Kind, type Resource, type ResourceIdentity } from '../core/resource.js';
import { defineRule, type Rule } from '../core/rule.js';
import { compliant, nonCompliant, type Severity } from '../core/verdict.js';
import { ResourceGoneError } from '../sources/answers/ask.js';
import type { Source, Subject } from '../sources/subject.js';
import { audit } from './audit.js';
import type { Choice } from './choice.js';
import type { Finding } from './finding.js';

const NOW = new Date('2026-11-25T12:00:00.000Z');

const metadata = {
  tier: 'core',
  title: 'It is as it should be',
  description: 'It is as it should be.',
  controls: [],
  remediation: { summary: 'Make it so.' },
} as const;

const versioned = defineRule({
  ...metadata,
  id: 'versioned',
  severity: 'HIGH',
  resource: 'bucket',
  facts: ['versioning'],
  optionalFacts: [],
  parameters: {},
  evaluate: ({ versioning }) =>
    versioning.status === 'Enabled'
      ? compliant('VERSIONED', 'Versioning is on.')
      : nonCompliant(
          'NOT_VERSIONED',
          'Versioning is off.',
          [{ path: 'versioning.status', found: versioning.status, expected: 'Enabled' }],
          versioning.status === 'Suspended' ? 'LOW' : undefined,
        ),
});

const owned = defineRule({
  ...metadata,
  id: 'owned',
  severity: 'MEDIUM',
  resource: 'bucket',
  facts: ['ownership'],
  optionalFacts: [],
  parameters: {},
  evaluate: () => compliant('OWNED', 'It is owned.'),
});

const isPrivate = defineRule({
  ...metadata,
  id: 'private',
  severity: 'CRITICAL',
  resource: ['bucket', 'tableBucket'],
  facts: ['policy'],
  optionalFacts: [],
  parameters: {},
  evaluate: () => compliant('PRIVATE', 'Nobody is allowed in.'),
});

const identity = (id: string, type = 'AWS::S3::Bucket'): ResourceIdentity => ({
  type,
  id,
  arn: null,
  accountId: '111122223333',
  region: 'eu-west-1',
});

type Status = 'Enabled' | 'Suspended' | 'Off';

const bucket = (id: string, status: Status): Resource =>
  createResource('bucket', identity(id), {
    versioning: () => known({ status, mfaDelete: false }),
    ownership: () => known(null),
    policy: () => known(null),
  });

const live = (resource: Resource): Subject => ({ state: 'live', resource, read: null });

const sourceOf = (subjects: readonly Subject[], canTell: Source['canTell'] = () => true): Source => ({
  name: 'made-up source',
  canTell,
  subjects: async function* () {
    yield* subjects;
  },
});

const choice = (rules: readonly Rule[], severity: Severity = 'INFORMATIONAL'): Choice => ({
  rules: rules.map((rule) => ({ rule, parameters: rule.readParameters({}), given: {} })),
  severity,
});

const run = async (source: Source, chosen: Choice) => {
  const audited = audit(source, chosen, NOW);
  const findings: Finding[] = [];
  for await (const finding of audited.findings) findings.push(finding);
  const inShort = findings.map(
    ({ rule, resource, compliance, code }) => `${rule} ${resource.id} ${compliance} ${code}`,
  );
  return { findings, inShort, summary: audited.summary() };
};

describe('findings', () => {
  it('come resource by resource, for each in the order of the rules', async () => {
    const source = sourceOf([live(bucket('a', 'Enabled')), live(bucket('b', 'Off'))]);
    const { inShort, summary } = await run(source, choice([versioned, owned]));
    expect(inShort).toEqual([
      'versioned a COMPLIANT VERSIONED',
      'owned a COMPLIANT OWNED',
      'versioned b NON_COMPLIANT NOT_VERSIONED',
      'owned b COMPLIANT OWNED',
    ]);
    expect(summary).toMatchObject({
      resources: 2,
      rules: 2,
      compliance: { COMPLIANT: 3, NON_COMPLIANT: 1, NOT_APPLICABLE: 0, UNVERIFIED: 0 },
      severity: { HIGH: 1, MEDIUM: 0 },
    });
  });

  it('have their own severity where a rule grades, by which they are left out', async () => {
    const source = sourceOf([live(bucket('a', 'Suspended')), live(bucket('b', 'Off'))]);
    const { findings } = await run(source, choice([versioned]));
    expect(findings.map(({ severity }) => severity)).toEqual(['LOW', 'HIGH']);
    const high = await run(source, choice([versioned], 'HIGH'));
    expect(high.inShort).toEqual(['versioned b NON_COMPLIANT NOT_VERSIONED']);
    expect(high.summary).toMatchObject({
      resources: 1,
      compliance: { NON_COMPLIANT: 1 },
      severity: { LOW: 0, HIGH: 1 },
    });
  });

  it('are not made of resources that no rule is about', async () => {
    const point = createResource('accessPoint', identity('ap', 'AWS::S3::AccessPoint'), {});
    const gone = { state: 'gone', kind: 'accessPoint', identity: identity('ap'), code: 'X', reason: 'Gone.' } as const;
    const { inShort, summary } = await run(sourceOf([live(point), gone]), choice([versioned]));
    expect({ inShort, resources: summary.resources }).toEqual({ inShort: [], resources: 0 });
  });

  it('of what is gone say so for every rule of its kind', async () => {
    const subject = {
      state: 'gone',
      kind: 'bucket',
      identity: identity('a'),
      code: 'RESOURCE_DELETED',
      reason: 'Gone.',
    } as const;
    const { inShort } = await run(sourceOf([subject]), choice([versioned, isPrivate]));
    expect(inShort).toEqual([
      'versioned a NOT_APPLICABLE RESOURCE_DELETED',
      'private a NOT_APPLICABLE RESOURCE_DELETED',
    ]);
  });

  it('of what cannot be read at all are as severe as the rules it was kept from', async () => {
    const subject = { state: 'unreadable', identity: { type: 'AWS::S3::Bucket' }, reason: 'It has no id.' } as const;
    const severityWith = async (...rules: readonly Rule[]) =>
      (await run(sourceOf([subject]), choice(rules, 'MEDIUM'))).findings;
    expect(await severityWith(owned, versioned)).toEqual([
      {
        rule: null,
        severity: 'HIGH',
        compliance: 'UNVERIFIED',
        code: 'ITEM_UNREADABLE',
        reason: 'It has no id.',
        evidence: [],
        resource: { type: 'AWS::S3::Bucket', id: null, arn: null, accountId: null, region: null },
      },
    ]);
    expect((await severityWith(owned))[0]?.severity).toBe('MEDIUM');
  });

  it('of what cannot be read are of no concern to rules for other kinds', async () => {
    const unread = { state: 'unreadable', identity: {}, reason: 'It was refused.' } as const;
    const codesWith = async (kind: 'bucket' | 'directoryBucket') =>
      (await run(sourceOf([{ ...unread, kind }]), choice([versioned]))).findings.map(({ code }) => code);
    expect(await codesWith('bucket')).toEqual(['ITEM_UNREADABLE']);
    expect(await codesWith('directoryBucket')).toEqual([]);
  });

  it('that rest on unknown facts are unverified', async () => {
    const denied = createResource('bucket', identity('a'), { versioning: () => unknown('DENIED', 's3:X was denied') });
    const { findings } = await run(sourceOf([live(denied)]), choice([versioned]));
    expect(findings).toMatchObject([
      { compliance: 'UNVERIFIED', code: 'DENIED', reason: 's3:X was denied.', severity: 'HIGH' },
    ]);
  });
});

describe('a source whose facts are read as they are needed', () => {
  const unread = (id: string): Resource =>
    createResource('bucket', identity(id), {}, (fact) => unknown('NOT_READ', `${fact} not read yet`));
  const reading = (id: string, read: (fact: string) => Promise<Fact<unknown>>): Subject => ({
    state: 'live',
    resource: unread(id),
    read,
  });

  it('is asked for them', async () => {
    const asked: string[] = [];
    const subject = reading('a', async (fact) => {
      asked.push(fact);
      return known({ status: 'Off', mfaDelete: false });
    });
    const { inShort } = await run(sourceOf([subject]), choice([versioned]));
    expect({ inShort, asked }).toEqual({ inShort: ['versioned a NON_COMPLIANT NOT_VERSIONED'], asked: ['versioning'] });
  });

  it('may find the resource gone: then no rule has a verdict on its settings', async () => {
    const subject = reading('a', async (fact) => {
      if (fact === 'ownership') throw new ResourceGoneError('a is gone');
      return known({ status: 'Off', mfaDelete: false });
    });
    const { inShort } = await run(sourceOf([subject, live(bucket('b', 'Off'))]), choice([versioned, owned]));
    expect(inShort).toEqual([
      'versioned a NOT_APPLICABLE RESOURCE_DELETED',
      'owned a NOT_APPLICABLE RESOURCE_DELETED',
      'versioned b NON_COMPLIANT NOT_VERSIONED',
      'owned b COMPLIANT OWNED',
    ]);
  });

  it('passes faults on', async () => {
    const subject = reading('a', async () => {
      throw new Error('the network is down');
    });
    await expect(run(sourceOf([subject]), choice([versioned]))).rejects.toThrow('the network is down');
  });
});

describe('what a source never tells', () => {
  const without =
    (...missing: readonly (readonly [Kind, string])[]) =>
    (kind: Kind, fact: string): boolean =>
      !missing.some(([one, name]) => one === kind && name === fact);

  it('keeps a rule from being asked', async () => {
    const source = sourceOf([live(bucket('a', 'Enabled'))], without(['bucket', 'ownership']));
    const { inShort, summary } = await run(source, choice([versioned, owned]));
    expect(inShort).toEqual(['versioned a COMPLIANT VERSIONED']);
    expect(summary).toMatchObject({
      rules: 1,
      notJudged: [
        {
          rule: 'owned',
          reason: 'The made-up source never tells the object ownership; s3:GetBucketOwnershipControls would tell.',
        },
      ],
    });
  });

  it('keeps it from being asked about one kind alone', async () => {
    const table = createResource('tableBucket', identity('t', 'AWS::S3Tables::TableBucket'), {
      policy: () => known(null),
    });
    const source = sourceOf([live(bucket('a', 'Enabled')), live(table)], without(['tableBucket', 'policy']));
    const { inShort, summary } = await run(source, choice([isPrivate]));
    expect(inShort).toEqual(['private a COMPLIANT PRIVATE']);
    expect(summary).toMatchObject({
      rules: 1,
      notJudged: [
        {
          rule: 'private',
          reason:
            'The made-up source never tells the table bucket policy of table buckets; s3tables:GetTableBucketPolicy, s3tables:GetTableBucket would tell.',
        },
      ],
    });
  });
});
