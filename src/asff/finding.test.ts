import { forwardedRules } from '../../deploy/forwarder/catalogue.js';
import { typesOfKind } from '../../src/core/derivations.js';
import { ACCOUNT_TYPE } from '../../src/core/resource.js';
import { flawOf } from '../../test/fake-aws/security-hub.js';
import { FINDING_ID_PREFIX, findingFrom } from './finding.js';
import type { FoundBy } from './found-by.js';
import type { Place, Result } from './result.js';

const place: Place = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' };

const rule: FoundBy = {
  id: 's3-bucket-tls-required',
  title: 'The bucket refuses requests that do not use TLS',
  description: 'The bucket policy denies every request over plain HTTP.',
  severity: 'MEDIUM',
  controls: ['FSBP S3.5', 'PCI DSS 4.0.1 4.2.1'],
  remediation: 'Add a statement that denies plain HTTP.',
};

const result: Result = {
  configRuleName: 's3-bucket-tls-required-conformance-pack-a1b2c3d4e',
  resourceType: 'AWS::S3::Bucket',
  resourceId: 'app-data',
  compliance: 'NON_COMPLIANT',
  annotation: 'NO_POLICY: The bucket has no policy.',
  recordedAt: new Date('2026-11-20T08:05:01.405Z'),
};

const finding = (changes: Partial<Result> = {}, ofRule: Partial<FoundBy> = {}, at: Partial<Place> = {}) =>
  findingFrom({ ...rule, ...ofRule }, { ...result, ...changes }, { ...place, ...at });

const resourceOf = (resourceType: string, resourceId: string, at: Partial<Place> = {}) =>
  finding({ resourceType, resourceId }, {}, at).Resources[0];

describe('the finding of a result', () => {
  it('trap 70: carries the reason, the severity, the controls and what to do', () => {
    expect(finding()).toEqual({
      SchemaVersion: '2018-10-08',
      Id: 's3-config-rules/111122223333/eu-west-1/s3-bucket-tls-required/AWS::S3::Bucket/app-data',
      ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
      ProductName: 's3-config-rules',
      GeneratorId: 's3-bucket-tls-required',
      AwsAccountId: '111122223333',
      CreatedAt: '2026-11-20T08:05:01.405Z',
      UpdatedAt: '2026-11-20T08:05:01.405Z',
      LastObservedAt: '2026-11-20T08:05:01.405Z',
      Title: 'The bucket refuses requests that do not use TLS',
      Description: 'NO_POLICY: The bucket has no policy. The bucket policy denies every request over plain HTTP.',
      Severity: { Label: 'MEDIUM' },
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
      FindingProviderFields: {
        Severity: { Label: 'MEDIUM' },
        Types: ['Software and Configuration Checks/AWS Security Best Practices'],
      },
      Compliance: { Status: 'FAILED', RelatedRequirements: ['FSBP S3.5', 'PCI DSS 4.0.1 4.2.1'] },
      Remediation: { Recommendation: { Text: 'Add a statement that denies plain HTTP.' } },
      Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::app-data', Partition: 'aws', Region: 'eu-west-1' }],
      Workflow: { Status: 'NEW' },
      RecordState: 'ACTIVE',
      ProductFields: { 's3-config-rules/ConfigRuleName': 's3-bucket-tls-required-conformance-pack-a1b2c3d4e' },
    });
  });

  it.each([
    ['NON_COMPLIANT', 'FAILED', 'NEW', 'ACTIVE'],
    ['COMPLIANT', 'PASSED', 'RESOLVED', 'ACTIVE'],
    ['NOT_APPLICABLE', 'PASSED', 'RESOLVED', 'ARCHIVED'],
    ['INSUFFICIENT_DATA', 'WARNING', 'NEW', 'ACTIVE'],
  ] as const)('trap 84: that is %s is %s, %s and %s', (compliance, status, workflow, recordState) => {
    expect(finding({ compliance })).toMatchObject({
      Compliance: { Status: status },
      Workflow: { Status: workflow },
      RecordState: recordState,
    });
  });

  it('of what could not be verified fails with that reason', () => {
    const annotation = 'UNVERIFIED: s3:GetBucketPolicy was denied.';
    expect(finding({ annotation })).toMatchObject({
      Compliance: { Status: 'FAILED' },
      Description: expect.stringMatching(/^UNVERIFIED: s3:GetBucketPolicy was denied\. /),
    });
  });

  it('without an annotation has the description of the rule', () => {
    expect(finding({ annotation: null }).Description).toBe(rule.description);
    expect(finding({ annotation: ' ' }).Description).toBe(rule.description);
  });

  it('has one id whatever the result, the time and the pack', () => {
    const other = finding({
      compliance: 'COMPLIANT',
      annotation: null,
      configRuleName: 's3-bucket-tls-required',
      recordedAt: new Date('2027-01-01T00:00:00Z'),
    });
    expect(other.Id).toBe(finding().Id);
  });

  it('has an id of its own for each rule, resource, type, account and region', () => {
    const ids = [
      finding(),
      finding({}, { id: 's3-bucket-versioning' }),
      finding({ resourceId: 'other' }),
      finding({ resourceType: 'AWS::S3Express::DirectoryBucket' }),
      finding({}, {}, { accountId: '444455556666' }),
      finding({}, {}, { region: 'us-east-1' }),
    ].map(({ Id }) => Id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id.startsWith(FINDING_ID_PREFIX)).toBe(true);
  });

  it('has an id of its own for each resource also where Config has longer ids than a finding may', () => {
    const [one, other] = ['a', 'b'].map((end) => finding({ resourceId: `${'x'.repeat(767)}${end}` }).Id);
    expect(one).not.toBe(other);
    expect(one).toMatch(/\/AWS::S3::Bucket\/[0-9a-f]{64}$/);
    const room = 512 - finding({ resourceId: 'x' }).Id.length + 1;
    expect(finding({ resourceId: 'x'.repeat(room) }).Id).toMatch(/\/x+$/);
    expect(finding({ resourceId: 'x'.repeat(room + 1) }).Id).toMatch(/\/[0-9a-f]{64}$/);
  });

  it('trap 71: is updated when it was last seen, but never before it was recorded', () => {
    const seen = (time: string) => findingFrom(rule, result, place, new Date(time));
    expect(seen('2026-11-21T06:00:00Z')).toMatchObject({
      CreatedAt: '2026-11-20T08:05:01.405Z',
      UpdatedAt: '2026-11-21T06:00:00.000Z',
      LastObservedAt: '2026-11-21T06:00:00.000Z',
    });
    expect(seen('2026-11-20T06:00:00Z').UpdatedAt).toBe('2026-11-20T08:05:01.405Z');
  });

  it("names AWS's own mappings first where there are more requirements than fit", () => {
    const controls = [
      'PCI DSS 4.0.1 1.2 ~',
      'FSBP S3.5',
      ...Array.from({ length: 40 }, (_, index) => `NIST 800-53 r5 AC-${index}`),
    ];
    const { RelatedRequirements } = finding({}, { controls }).Compliance;
    expect(RelatedRequirements).toHaveLength(32);
    expect(RelatedRequirements[0]).toBe('FSBP S3.5');
    expect(finding({}, { controls: ['A ~', 'B'] }).Compliance.RelatedRequirements).toEqual(['B', 'A ~']);
  });

  it('has texts as long as the format lets', () => {
    const long = 'word '.repeat(400).trim();
    const { Title, Description, Remediation } = finding({}, { title: long, description: long, remediation: long });
    expect(Title.length).toBeLessThanOrEqual(256);
    expect(Description.length).toBeLessThanOrEqual(1024);
    expect(Remediation.Recommendation.Text.length).toBeLessThanOrEqual(512);
    for (const text of [Title, Description, Remediation.Recommendation.Text]) expect(text).toMatch(/word\.\.\.$/);
  });

  it.each(['aws-cn', 'aws-us-gov'])('trap 57: is of its own partition: %s', (partition) => {
    expect(finding({}, {}, { partition })).toMatchObject({
      ProductArn: `arn:${partition}:securityhub:eu-west-1:111122223333:product/111122223333/default`,
      Resources: [{ Id: `arn:${partition}:s3:::app-data`, Partition: partition }],
    });
  });

  it('leaves a partition out that the format does not know', () => {
    expect(resourceOf('AWS::S3::Bucket', 'app-data', { partition: 'aws-eusc' })).toEqual({
      Type: 'AwsS3Bucket',
      Id: 'arn:aws-eusc:s3:::app-data',
      Region: 'eu-west-1',
    });
  });
});

describe('the resource of a finding', () => {
  it.each([
    ['AWS::::Account', '111122223333', 'AwsAccount', 'AWS::::Account:111122223333'],
    [
      'AWS::S3::AccountPublicAccessBlock',
      '111122223333',
      'AwsS3AccountPublicAccessBlock',
      'AWS::S3::AccountPublicAccessBlock:111122223333',
    ],
    ['AWS::S3::Bucket', 'app-data', 'AwsS3Bucket', 'arn:aws:s3:::app-data'],
    ['AWS::S3::AccessPoint', 'app', 'AwsS3AccessPoint', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/app'],
    ['AWS::EC2::VPC', 'vpc-1', 'AwsEc2Vpc', 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1'],
    ['AWS::IAM::Role', 'AROAEXAMPLE000000001', 'AwsIamRole', 'AROAEXAMPLE000000001'],
    ['AWS::IAM::User', 'AIDAEXAMPLE000000001', 'AwsIamUser', 'AIDAEXAMPLE000000001'],
    ['AWS::IAM::Group', 'AGPAEXAMPLE000000001', 'AwsIamGroup', 'AGPAEXAMPLE000000001'],
    ['AWS::IAM::Policy', 'ANPAEXAMPLE000000001', 'AwsIamPolicy', 'ANPAEXAMPLE000000001'],
    ['AWS::S3::AccessPoint', 'arn:aws:s3:x', 'AwsS3AccessPoint', 'arn:aws:s3:x'],
  ])('%s %s is a %s', (type, id, Type, Id) => {
    expect(resourceOf(type, id)).toEqual({ Type, Id, Partition: 'aws', Region: 'eu-west-1' });
  });

  it.each([
    ['AWS::S3::MultiRegionAccessPoint', 'mrap', 'mrap'],
    ['AWS::S3Express::DirectoryBucket', 'd--x-s3', 'arn:aws:s3express:eu-west-1:111122223333:bucket/d--x-s3'],
    ['AWS::S3Tables::TableBucket', 'tables', 'arn:aws:s3tables:eu-west-1:111122223333:bucket/tables'],
    ['AWS::EC2::VPCEndpoint', 'vpce-1', 'arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-1'],
    ['AWS::Example::Thing', 'thing', 'thing'],
    ['constructor', 'thing', 'thing'],
  ])('%s has no type in the format', (resourceType, resourceId, Id) => {
    expect(resourceOf(resourceType, resourceId)).toEqual({
      Type: 'Other',
      Id,
      Partition: 'aws',
      Region: 'eu-west-1',
      Details: { Other: { resourceType, resourceId } },
    });
  });
});

describe.each(forwardedRules.map((one): [string, FoundBy] => [one.id, one]))('findings of %s', (_, one) => {
  const types = [ACCOUNT_TYPE, ...Object.values(typesOfKind).flat()];

  it.each(types)('are what Security Hub takes: %s', (resourceType) => {
    for (const compliance of ['NON_COMPLIANT', 'COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA'] as const) {
      const made = findingFrom(
        one,
        { ...result, resourceType, compliance, resourceId: 'x'.repeat(768), annotation: 'y'.repeat(256) },
        place,
      );
      expect(flawOf(made, place)).toBeNull();
    }
  });
});
