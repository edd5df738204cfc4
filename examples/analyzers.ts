import { IRELAND, VIRGINIA, WORKLOADS } from './accounts.js';

/** An analyzer of external access whose zone of trust is the account, in the main region. */
export const analyzerWith = (accountId: string, name: string, status: 'ACTIVE' | 'CREATING') => ({
  name,
  arn: `arn:aws:access-analyzer:${IRELAND}:${accountId}:analyzer/${name}`,
  type: 'ACCOUNT',
  status,
});

/** What IAM Access Analyzer finds in the account where the work is done: all that leaves it, and nothing in Virginia. */
export const findingsOfWorkloads = (): Readonly<Record<string, unknown>> => {
  const analyzer = analyzerWith(WORKLOADS, 'example-analyzer', 'ACTIVE');
  const inOrganization = { 'aws:PrincipalOrgID': 'o-exampleorg1' };
  return {
    'access-analyzer:ListAnalyzers': { analyzers: [analyzer] },
    [`access-analyzer:ListAnalyzers@${VIRGINIA}`]: { analyzers: [] },
    'access-analyzer:ListArchiveRules#example-analyzer': { archiveRules: [] },
    [`access-analyzer:ListFindings#${analyzer.arn}`]: {
      findings: [
        findingAbout('example-web-assets', { id: 'example-finding-1', isPublic: true }),
        findingAbout('example-partner-exchange', {
          id: 'example-finding-2',
          principal: { AWS: '999900001111' },
          action: ['s3:*'],
        }),
        findingAbout('example-shared-templates', {
          id: 'example-finding-3',
          action: ['s3:GetObject', 's3:ListBucket'],
          condition: inOrganization,
          // Whoever looked at it meant it to be so.
          status: 'ARCHIVED',
        }),
      ],
    },
  };
};

const findingAbout = (bucket: string, more: object) => ({
  resource: `arn:aws:s3:::${bucket}`,
  resourceType: 'AWS::S3::Bucket',
  resourceOwnerAccount: WORKLOADS,
  principal: { AWS: '*' },
  action: ['s3:GetObject'],
  condition: {},
  isPublic: false,
  status: 'ACTIVE',
  createdAt: '2026-11-02T07:30:00Z',
  ...more,
});
