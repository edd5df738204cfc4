import { errorAnswer } from '../../../test/answers.js';
import { factTold, fronts, unreadAccount } from '../../../test/asks.js';
import { ACCOUNT, BUCKET, REGION } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';

const arnOf = (name: string) => `arn:aws:access-analyzer:${REGION}:${ACCOUNT}:analyzer/${name}`;
const listed = (name: string, type: string, status = 'ACTIVE') => ({ name, arn: arnOf(name), type, status });
const finding = (changes: object = {}) => ({
  id: 'f-1',
  status: 'ACTIVE',
  resource: `arn:aws:s3:::${BUCKET}`,
  resourceType: 'AWS::S3::Bucket',
  resourceOwnerAccount: ACCOUNT,
  isPublic: false,
  principal: { AWS: '444455556666' },
  action: ['s3:GetObject'],
  condition: {},
  createdAt: '2026-11-01T08:00:00Z',
  ...changes,
});
const read = {
  id: 'f-1',
  status: 'ACTIVE',
  isPublic: false,
  principals: ['AWS 444455556666'],
  createdAt: '2026-11-01T08:00:00.000Z',
  error: null,
};
const watch = { name: 'watch', access: 'external', zoneOfTrust: 'account', status: 'ACTIVE' };
const nothing = { findings: [], archiveRules: [] };

const analyzers = (...all: readonly object[]) => ({ 'access-analyzer:ListAnalyzers': { analyzers: all } });
const findings = (name: string, ...all: readonly object[]) => ({
  [`access-analyzer:ListFindings#${arnOf(name)}`]: { findings: all },
});

describe.each(fronts)('analyzers of a bucket, %s', (front) => {
  const told = (...answers: readonly object[]) =>
    factTold(front, 'accessAnalyzers', { account: Object.assign({}, ...answers) });

  it('are none where there is none, and none of unused access', async () => {
    expect(await told(analyzers())).toEqual(known([]));
    expect(await told(analyzers(listed('unused', 'ACCOUNT_UNUSED_ACCESS')))).toEqual(known([]));
  });

  it('tell what they find about it, active and archived', async () => {
    const all = [
      finding(),
      finding({ id: 'f-2', status: 'ARCHIVED', isPublic: true, principal: { AWS: '*' } }),
      finding({ id: 'f-3', status: 'RESOLVED' }),
      finding({ id: 'f-4', resource: 'arn:aws:s3:::another' }),
      finding({ id: 'f-5', resource: 'arn:aws:iam::111122223333:role/app', resourceType: 'AWS::IAM::Role' }),
    ];
    expect(await told(analyzers(listed('watch', 'ACCOUNT')), findings('watch', ...all))).toEqual(
      known([
        {
          ...watch,
          ...nothing,
          findings: [read, { ...read, id: 'f-2', status: 'ARCHIVED', isPublic: true, principals: ['AWS *'] }],
        },
      ]),
    );
  });

  it('are unknown where they are those of another region', async () => {
    const elsewhere = { ...listed('watch', 'ACCOUNT'), arn: arnOf('watch').replace('eu-west-1', 'us-east-1') };
    expect(await told(analyzers(elsewhere))).toMatchObject({
      known: false,
      reason: expect.stringContaining('analyzers[0].arn must be the ARN of an analyzer in eu-west-1'),
    });
  });

  it('of a partition of its own', async () => {
    const china = finding({ resource: `arn:aws-cn:s3:::${BUCKET}` });
    expect(await told(analyzers(listed('watch', 'ACCOUNT')), findings('watch', china))).toMatchObject({
      value: [{ findings: [{ id: 'f-1' }] }],
    });
  });

  it('tell that the bucket could not be analyzed', async () => {
    const failed = finding({ error: 'ACCESS_DENIED', principal: undefined, isPublic: undefined });
    expect(await told(analyzers(listed('watch', 'ACCOUNT')), findings('watch', failed))).toMatchObject({
      value: [{ findings: [{ error: 'ACCESS_DENIED', principals: [], isPublic: null }] }],
    });
  });

  it('of an organization, and of internal access, whose findings come from another operation', async () => {
    const { principal: _, isPublic: __, ...ofV2 } = finding();
    expect(
      await told(
        analyzers(listed('all', 'ORGANIZATION'), listed('inside', 'ACCOUNT_INTERNAL_ACCESS')),
        findings('all'),
        { [`access-analyzer:ListFindingsV2#${arnOf('inside')}`]: { findings: [ofV2] } },
      ),
    ).toEqual(
      known([
        { ...watch, ...nothing, name: 'all', zoneOfTrust: 'organization' },
        {
          ...watch,
          ...nothing,
          name: 'inside',
          access: 'internal',
          findings: [{ ...read, isPublic: null, principals: [] }],
        },
      ]),
    );
  });

  it('that are not active are not asked what they found', async () => {
    expect(await told(analyzers(listed('watch', 'ACCOUNT', 'DISABLED')))).toEqual(
      known([{ ...watch, ...nothing, status: 'DISABLED' }]),
    );
  });

  it('are unknown where one of them does not tell', async () => {
    const all = analyzers(listed('all', 'ORGANIZATION'), listed('watch', 'ACCOUNT'));
    const refused = { [`access-analyzer:ListFindings#${arnOf('watch')}`]: errorAnswer('AccessDeniedException') };
    expect(await told(all, findings('all'), refused)).toEqual(
      unknown('DENIED', `access-analyzer:ListFindings was denied for ${arnOf('watch')}`),
    );
  });

  it.each([
    ['a list of findings', { findings: null }, 'findings must be a list, got null'],
    ['a resource', { findings: [finding({ resource: undefined })] }, 'findings[0].resource must be text, got nothing'],
    [
      'a status that is known',
      { findings: [finding({ status: 'NEW' })] },
      'findings[0].status must be one of ACTIVE, ARCHIVED, RESOLVED, got "NEW"',
    ],
    ['a time', { findings: [finding({ createdAt: 'soon' })] }, 'findings[0].createdAt must be a time, got "soon"'],
  ])('are unknown without %s', async (_, answer, expected) => {
    const answered = { [`access-analyzer:ListFindings#${arnOf('watch')}`]: answer };
    expect(await told(analyzers(listed('watch', 'ACCOUNT')), answered)).toEqual(
      unknown('MALFORMED', `access-analyzer:ListFindings for ${arnOf('watch')}: ${expected}`),
    );
  });
});

describe.each(fronts)('analyzers of an account, %s', (front) => {
  it('tell their archive rules, those of internal access none', async () => {
    const account = {
      ...analyzers(listed('watch', 'ACCOUNT'), listed('inside', 'ORGANIZATION_INTERNAL_ACCESS')),
      'access-analyzer:ListArchiveRules#watch': {
        archiveRules: [
          {
            ruleName: 'quiet',
            filter: { isPublic: { eq: ['true'] }, resource: { contains: ['app'], exists: true, neq: ['x'] } },
          },
        ],
      },
    };
    const open = { eq: null, neq: null, contains: null, exists: null };
    expect(await factTold(front, 'accessAnalyzers', { account }, unreadAccount())).toEqual(
      known([
        {
          ...watch,
          ...nothing,
          archiveRules: [
            {
              name: 'quiet',
              filter: {
                isPublic: { ...open, eq: ['true'] },
                resource: { ...open, contains: ['app'], exists: true, neq: ['x'] },
              },
            },
          ],
        },
        { ...watch, ...nothing, name: 'inside', access: 'internal', zoneOfTrust: 'organization' },
      ]),
    );
  });
});

it('analyzers and findings are read page by page', async () => {
  const account = {
    'access-analyzer:ListAnalyzers': { analyzers: [listed('old', 'ACCOUNT', 'FAILED')], nextToken: 'p2' },
    'access-analyzer:ListAnalyzers#p2': { analyzers: [listed('watch', 'ACCOUNT')] },
    [`access-analyzer:ListFindings#${arnOf('watch')}`]: { findings: [], nextToken: 'p3' },
    [`access-analyzer:ListFindings#${arnOf('watch')}#p3`]: { findings: [finding()] },
  };
  expect(await factTold('live', 'accessAnalyzers', { account })).toMatchObject({
    value: [{ name: 'old' }, { name: 'watch', findings: [{ id: 'f-1' }] }],
  });
});
