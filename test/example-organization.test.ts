import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { rules } from '../rules/index.js';

interface Finding {
  readonly rule: string;
  readonly compliance: string;
  readonly code: string;
  readonly resource: { readonly id: string; readonly accountId: string; readonly region: string | null };
}

const ANALYZER = 's3-access-analyzer-findings';

/** What `npm start` shows, with every rule. */
const findings: Finding[] = [];
let notJudged: readonly unknown[] = [];
beforeAll(() => {
  const args = [join(__dirname, '../scripts/start.mjs'), '--tier', 'all', '--format', 'json'];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`npm start ended with ${status}`);
  const report = JSON.parse(stdout);
  findings.push(...report.findings);
  notJudged = report.summary.notJudged;
}, 60_000);

const found = (rule: string, compliance: string) =>
  findings.filter((one) => one.rule === rule && one.compliance === compliance);

describe('the example organization', () => {
  it.each(rules.map(({ id }) => id))('has something good and something bad for %s', (id) => {
    expect(found(id, 'COMPLIANT').length).toBeGreaterThan(0);
    expect(found(id, 'NON_COMPLIANT').length).toBeGreaterThan(0);
  });

  it('leaves no rule out', () => {
    expect(notJudged).toEqual([]);
  });

  it('is unverified where that is shown, and nowhere else', () => {
    const unverified = findings.filter(({ compliance }) => compliance === 'UNVERIFIED');
    const rulesAbout = (id: string) => unverified.filter(({ resource }) => resource.id === id).map(({ rule }) => rule);
    expect([...new Set(unverified.map(({ resource }) => resource.id))].sort()).toEqual([
      'example-half-recorded',
      'example-shared-templates',
      'example-torn-policy',
    ]);
    // Whether the service roles of the account are of the organization does not show in a policy.
    expect(rulesAbout('example-shared-templates')).toEqual(['s3-bucket-no-audit-lockout']);
    // Of both of the others the policy is open and nothing else.
    expect(rulesAbout('example-half-recorded').sort()).toEqual(rulesAbout('example-torn-policy').sort());
  });

  it('misses the analyzers of the other regions', () => {
    const missed = found(ANALYZER, 'NON_COMPLIANT').filter(({ code }) => code === 'NO_ANALYZER');
    expect(missed.map(({ resource: { id, region } }) => `${id} in ${region}`)).toContain('111122223333 in us-east-1');
  });

  it('lets no analyzer vouch for another region or account', () => {
    const vouched = findings.filter(({ rule, compliance }) => rule === ANALYZER && compliance === 'COMPLIANT');
    const places = vouched.map(({ resource: { accountId, region } }) => `${accountId} ${region ?? 'as a whole'}`);
    expect([...new Set(places)]).toEqual(['111122223333 eu-west-1']);
  });
});
