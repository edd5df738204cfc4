import { rules } from '../../../rules/index.js';
import { askRecorded } from './asking.js';
import { examine, type Finding } from './examine.js';

const REGION = 'eu-west-1';
const error = (code: string, message = '') => ({ error: { code, message } });

const everything = {
  name: 'default',
  roleARN: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
  recordingGroup: { allSupported: true, includeGlobalResourceTypes: true, resourceTypes: [] },
  recordingMode: { recordingFrequency: 'CONTINUOUS' },
};
const recorders = (...all: readonly object[]) => ({ ConfigurationRecorders: all });

/** An account in which everything is well. */
const well = {
  'config:DescribeConfigurationRecorders': recorders(everything),
  'config:DescribeConfigurationRecorderStatus': {
    ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }],
  },
  'config:DescribeDeliveryChannels': { DeliveryChannels: [{ name: 'default', s3BucketName: 'example-config' }] },
  'config:DescribeConfigRules': { ConfigRules: [] },
  'config:DescribeConformancePacks': { ConformancePackDetails: [] },
  'organizations:DescribeOrganization': { Organization: { Id: 'o-exampleorgid', FeatureSet: 'ALL' } },
  'organizations:ListAWSServiceAccessForOrganization': {
    EnabledServicePrincipals: [
      { ServicePrincipal: 'member.org.stacksets.cloudformation.amazonaws.com' },
      { ServicePrincipal: 'config-multiaccountsetup.amazonaws.com' },
      { ServicePrincipal: 'config.amazonaws.com' },
    ],
  },
  'organizations:ListDelegatedAdministrators': { DelegatedAdministrators: [{ Id: '444455556666' }] },
  'securityhub:DescribeHub': { HubArn: `arn:aws:securityhub:${REGION}:111122223333:hub/default` },
};

const findings = (answers: object, more: Partial<Parameters<typeof examine>[0]> = {}): Promise<readonly Finding[]> =>
  examine(
    { rules, regions: [REGION], homeRegion: REGION, organization: true, ...more },
    askRecorded({ ...well, ...answers }),
  );

const notOk = (all: readonly Finding[]): readonly string[] =>
  all.filter(({ state }) => state !== 'ok').map(({ what, state, found }) => `${state}: ${what}: ${found}`);

describe('an account', () => {
  it('in which everything is well', async () => {
    const all = await findings({});
    expect(notOk(all)).toEqual([]);
    expect(all.map(({ what }) => what)).toContain('delegated administrators');
    expect(all.every(({ advice }) => advice === null)).toBe(true);
  });

  it.each<[string, object, readonly (string | RegExp)[]]>([
    [
      'no recorder',
      { 'config:DescribeConfigurationRecorders': recorders() },
      ['problem: recorder: There is no configuration recorder.'],
    ],
    [
      'a recorder that is stopped',
      { 'config:DescribeConfigurationRecorderStatus': { ConfigurationRecordersStatus: [{ recording: false }] } },
      ['problem: recording: The recorder is stopped.'],
    ],
    [
      'a recorder that fails',
      {
        'config:DescribeConfigurationRecorderStatus': {
          ConfigurationRecordersStatus: [{ recording: true, lastStatus: 'FAILURE', lastErrorCode: 'AccessDenied' }],
        },
      },
      ['problem: recording: The recorder is on and fails: AccessDenied.'],
    ],
    [
      'a recorder of everything but IAM',
      { 'config:DescribeConfigurationRecorders': recorders({ ...everything, recordingGroup: { allSupported: true } }) },
      [/^problem: recorded types: Not recorded: AWS::IAM::Group, AWS::IAM::Policy, AWS::IAM::Role, AWS::IAM::User\.$/],
    ],
    [
      'a recorder of some types',
      {
        'config:DescribeConfigurationRecorders': recorders({
          ...everything,
          recordingGroup: { allSupported: false, resourceTypes: ['AWS::EC2::Instance'] },
        }),
      },
      [/^problem: recorded types: Not recorded: .*AWS::S3::Bucket/],
    ],
    [
      'a recorder of all but some types',
      {
        'config:DescribeConfigurationRecorders': recorders({
          ...everything,
          recordingGroup: {
            allSupported: false,
            recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
            exclusionByResourceTypes: { resourceTypes: ['AWS::S3::AccessPoint'] },
          },
        }),
      },
      ['problem: recorded types: Not recorded: AWS::S3::AccessPoint.'],
    ],
    [
      'buckets recorded daily',
      {
        'config:DescribeConfigurationRecorders': recorders({
          ...everything,
          recordingMode: {
            recordingFrequency: 'CONTINUOUS',
            recordingModeOverrides: [{ resourceTypes: ['AWS::S3::Bucket'], recordingFrequency: 'DAILY' }],
          },
        }),
      },
      ['warning: recording frequency: Recorded once a day: AWS::S3::Bucket.'],
    ],
    [
      'no delivery channel',
      { 'config:DescribeDeliveryChannels': { DeliveryChannels: [] } },
      [/^problem: delivery channel: There is no delivery channel/],
    ],
    [
      'too many rules',
      { 'config:DescribeConfigRules': { ConfigRules: Array.from({ length: 1000 - rules.length + 1 }, () => ({})) } },
      [`problem: rules: ${1000 - rules.length + 1} rules are there and ${rules.length} come, of 1000.`],
    ],
    [
      'too many packs',
      { 'config:DescribeConformancePacks': { ConformancePackDetails: Array.from({ length: 49 }, () => ({})) } },
      ['problem: conformance packs: 49 are there, of 50.'],
    ],
    [
      'no Security Hub',
      { 'securityhub:DescribeHub': error('InvalidAccessException') },
      ['warning: Security Hub: It is off.'],
    ],
    [
      'an organization of billing alone',
      { 'organizations:DescribeOrganization': { Organization: { FeatureSet: 'CONSOLIDATED_BILLING' } } },
      ['problem: organization: The organization has consolidated billing only.'],
    ],
    [
      'an organization that trusts nobody',
      { 'organizations:ListAWSServiceAccessForOrganization': { EnabledServicePrincipals: [] } },
      [
        /^problem: trusted access for StackSets: /,
        /^problem: trusted access for organization conformance packs: /,
        /^problem: trusted access for the aggregator: /,
      ],
    ],
    [
      'a read that was denied',
      { 'config:DescribeConfigRules': error('AccessDeniedException') },
      ['unknown: rules: config:DescribeConfigRules was denied.'],
    ],
    [
      'a read that failed',
      { 'config:DescribeConfigRules': error('ThrottlingException', 'Rate exceeded') },
      ['unknown: rules: config:DescribeConfigRules failed: ThrottlingException: Rate exceeded.'],
    ],
  ])('with %s', async (_, answers, expected) => {
    const all = await findings(answers);
    expect(notOk(all)).toEqual(expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))));
    expect(all.filter(({ state, advice }) => state !== 'ok' && advice === null)).toEqual([]);
  });

  it('of no organization is deployed to alone', async () => {
    const none = error('AWSOrganizationsNotInUseException');
    const all = await findings({
      'organizations:DescribeOrganization': none,
      'organizations:ListAWSServiceAccessForOrganization': none,
      'organizations:ListDelegatedAdministrators': none,
    });
    expect(notOk(all)).toHaveLength(5);
    expect(notOk(await findings({ 'organizations:DescribeOrganization': none }, { organization: false }))).toEqual([]);
  });

  it('is asked in each region, and for IAM in the home region alone', async () => {
    const withoutIam = recorders({ ...everything, recordingGroup: { allSupported: true } });
    const answers = { 'config:DescribeConfigurationRecorders@us-east-1': withoutIam };
    const all = await findings(answers, { regions: [REGION, 'us-east-1'] });
    expect(notOk(all)).toEqual([]);
    expect(new Set(all.map(({ region }) => region))).toEqual(new Set([null, REGION, 'us-east-1']));
    const atHome = await findings(answers, { regions: [REGION, 'us-east-1'], homeRegion: 'us-east-1' });
    expect(notOk(atHome)).toEqual([expect.stringContaining('AWS::IAM::Role')]);
  });
});
