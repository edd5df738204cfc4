import type { Finding } from '../finding.js';
import type { DatedReport } from '../reports/report-file.js';
import { compare } from './compare.js';

const finding = (
  id: string,
  compliance: Finding['compliance'] = 'NON_COMPLIANT',
  more: Partial<Finding> = {},
): Finding => ({
  rule: 's3-bucket-versioning',
  severity: 'LOW',
  compliance,
  code: 'NEVER_ENABLED',
  reason: 'Versioning was never enabled.',
  evidence: [],
  resource: { type: 'AWS::S3::Bucket', id, arn: null, accountId: '111122223333', region: 'eu-west-1' },
  ...more,
});
const report = (day: number, ...findings: readonly Finding[]): DatedReport => ({
  findings,
  writtenAt: new Date(Date.UTC(2026, 10, day)),
});
const ids = (findings: readonly Finding[]) => findings.map(({ resource }) => resource.id);

describe('what differs between reports', () => {
  it('is what opened, what was fixed or went, and what stays', () => {
    const before = report(1, finding('stays'), finding('fixed'), finding('gone'), finding('good', 'COMPLIANT'));
    const now = report(
      2,
      finding('stays', 'UNVERIFIED'),
      finding('fixed', 'COMPLIANT'),
      finding('good'),
      finding('new'),
    );
    const { opened, fixed, stillOpen } = compare([before], now);
    expect([ids(opened), ids(fixed), ids(stillOpen.map((one) => one.finding))]).toEqual([
      ['good', 'new'],
      ['fixed', 'gone'],
      ['stays'],
    ]);
  });

  it('knows the age by an unbroken row of reports, the oldest first', () => {
    const reports = [
      report(1, finding('a'), finding('b')),
      report(2, finding('b')),
      report(3, finding('a'), finding('b')),
    ];
    const { stillOpen } = compare(reports, report(4, finding('a'), finding('b')));
    expect(stillOpen.map(({ finding: { resource }, since }) => [resource.id, since.getUTCDate()])).toEqual([
      ['b', 1],
      ['a', 3],
    ]);
  });

  it('tells accounts, regions, rules and places apart', () => {
    const { resource } = finding('a');
    const others = [
      finding('a', 'NON_COMPLIANT', { rule: 's3-bucket-tls-required' }),
      finding('a', 'NON_COMPLIANT', { resource: { ...resource, region: 'us-east-1' } }),
      finding('a', 'NON_COMPLIANT', { resource: { ...resource, accountId: '444455556666' } }),
      finding('a', 'NON_COMPLIANT', { location: { file: 'x.yaml', line: 1, name: 'A' } }),
    ];
    expect(compare([report(1, finding('a'))], report(2, ...others)).opened).toHaveLength(4);
    const [first] = others.slice(3);
    const moved = finding('a', 'NON_COMPLIANT', { location: { file: 'x.yaml', line: 9, name: 'A' } });
    expect(compare([report(1, first as Finding)], report(2, moved)).opened).toEqual([]);
  });
});
