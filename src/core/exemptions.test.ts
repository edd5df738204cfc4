import { accountWith, bucketWith } from '../../test/builders.js';
import { exemptionOf, exemptVerdict } from './exemptions.js';
import { unknown } from './fact.js';
import { fullText } from './reason.js';

const rule = { id: 's3-bucket-versioning', severity: 'LOW' } as const;
const now = new Date('2026-11-25T12:00:00.000Z');
const byName = (...exemptResources: string[]) => exemptionOf(rule, bucketWith(), { exemptResources }, now);

describe('exemption by parameter', () => {
  it.each([
    ['its name', 'app-data', null],
    ['a pattern', 'app-*', null],
    ['a pattern with a star on both ends', '*data*', null],
    ['a pattern with a star in the middle', 'app*ata', null],
    ['a star that stands for nothing', 'app-data*', null],
    ['a last day still ahead', 'app-data@2027-03-31', '2027-03-31'],
    ['today as the last day', 'app-data@2026-11-25', '2026-11-25'],
  ])('counts for %s', (_, entry, until) => {
    expect(byName('other', entry)).toEqual({ by: 'parameter', until, reason: null });
  });

  it.each([
    ['another name', 'app'],
    ['a longer name', 'app-data-2'],
    ['a pattern for a longer name', 'app-data-*'],
    ['a pattern that would overlap itself', 'app-data*data'],
    ['a point, which is no wildcard', 'app.data'],
    ['yesterday as the last day', 'app-data@2026-11-24'],
    ['a day that does not exist', 'app-data@2027-02-30'],
  ])('does not count for %s', (_, entry) => {
    expect(byName(entry)).toBeNull();
  });

  it('takes the id of an account', () => {
    expect(exemptionOf(rule, accountWith(), { exemptResources: ['111122223333'] }, now)).not.toBeNull();
  });

  it('asks no account for tags, which it cannot carry', () => {
    expect(exemptionOf(rule, accountWith(), { exemptionTagPrefix: 'exempt:' }, now)).toBeNull();
  });

  it('says who exempted and until when', () => {
    expect(fullText(exemptVerdict({ by: 'parameter', until: null, reason: null }).reason)).toBe(
      'Exempt without an end date by the parameter exemptResources.',
    );
  });
});

describe('exemption by exclusion sets', () => {
  const bucket = bucketWith({}, { id: 'aws-controltower-logs-111122223333-eu-west-1' });

  it('counts for a bucket of a chosen set', () => {
    const exemption = exemptionOf(rule, bucket, { exclusionSets: ['control-tower'] }, now);
    expect(exemption).toEqual({
      by: 'exclusionSet',
      until: null,
      reason: 'the bucket belongs to AWS Control Tower',
    });
    expect(exemption && fullText(exemptVerdict(exemption).reason)).toBe(
      'Exempt without an end date by the parameter exclusionSets: the bucket belongs to AWS Control Tower.',
    );
  });

  it('does not count for sets that were not chosen', () => {
    expect(exemptionOf(rule, bucket, { exclusionSets: ['landing-zone-accelerator'] }, now)).toBeNull();
    expect(exemptionOf(rule, bucket, {}, now)).toBeNull();
  });

  it('does not count for CRITICAL rules', () => {
    const critical = { id: 's3-bucket-policy-not-public', severity: 'CRITICAL' } as const;
    expect(exemptionOf(critical, bucket, { exclusionSets: ['control-tower'] }, now)).toBeNull();
  });
});

describe('exemption by tags', () => {
  const tags = {
    'x:rules': 's3-bucket-mfa-delete s3-bucket-versioning',
    'x:until': '2027-03-31',
    'x:reason': 'scratch',
  };
  const on = { exemptionTagPrefix: 'x:', maxExceptionDays: 365 };
  const tagged = (changed: Record<string, string>, parameters: object = on) =>
    exemptionOf(rule, bucketWith({ tags: { ...tags, ...changed } }), parameters, now);

  it('counts with rule, date and reason', () => {
    expect(tagged({})).toEqual({ by: 'tag', until: '2027-03-31', reason: 'scratch' });
  });

  it('says the date and the reason', () => {
    expect(exemptVerdict({ by: 'tag', until: '2027-03-31', reason: 'scratch' })).toMatchObject({
      compliance: 'NOT_APPLICABLE',
      code: 'EXEMPT',
      exemption: { by: 'tag', until: '2027-03-31', reason: 'scratch' },
    });
    expect(fullText(exemptVerdict({ by: 'tag', until: '2027-03-31', reason: 'scratch' }).reason)).toBe(
      'Exempt until 2027-03-31 by tags: scratch.',
    );
  });

  it.each([
    ['the prefix is not set', {}, {}],
    ['another prefix is set', {}, { exemptionTagPrefix: 'y:' }],
    ['the rule is not named', { 'x:rules': 's3-bucket-versioning-2' }, on],
    ['an unknown rule is named beside it', { 'x:rules': 's3-bucket-versioning s3-no-rule' }, on],
    ['there is no reason', { 'x:reason': ' ' }, on],
    ['there is no date', { 'x:until': '' }, on],
    ['the date is no ISO date', { 'x:until': '31.03.2027' }, on],
    ['it is over', { 'x:until': '2026-11-24' }, on],
    ['it ends too far ahead', {}, { ...on, maxExceptionDays: 30 }],
  ])('does not count if %s', (_, changed, parameters) => {
    expect(tagged(changed, parameters)).toBeNull();
  });

  it('does not count if the tags could not be read', () => {
    expect(exemptionOf(rule, bucketWith({ tags: unknown('DENIED', 'denied') }), on, now)).toBeNull();
  });

  it('may end exactly maxExceptionDays ahead', () => {
    expect(tagged({ 'x:until': '2026-12-25' }, { ...on, maxExceptionDays: 30 })).not.toBeNull();
    expect(tagged({ 'x:until': '2026-12-26' }, { ...on, maxExceptionDays: 30 })).toBeNull();
  });
});

describe('CRITICAL rules', () => {
  const critical = { id: 's3-bucket-policy-not-public', severity: 'CRITICAL' } as const;

  it('take no exemption', () => {
    expect(exemptionOf(critical, bucketWith(), { exemptResources: ['*'] }, now)).toBeNull();
  });

  it('take one if the owner of the pack allows it', () => {
    const parameters = { exemptResources: ['*'], allowCriticalExemption: true };
    expect(exemptionOf(critical, bucketWith(), parameters, now)).not.toBeNull();
  });
});
