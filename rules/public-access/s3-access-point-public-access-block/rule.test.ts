import { unknown } from '../../../src/core/fact.js';
import type { AccessPointFacts } from '../../../src/core/facts.js';
import { judge } from '../../../src/core/judge.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { shortText } from '../../../src/core/reason.js';
import { ACCOUNT, block, type Given, REGION, resourceWith } from '../../../test/builders.js';
import { NOW, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

/** An access point as S3 makes it where nothing else is asked for, with what the test changes. */
const pointOf = (type: string, given: Given<AccessPointFacts>) =>
  resourceWith(
    'accessPoint',
    {
      type,
      id: 'reports',
      arn: `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/reports`,
      accountId: ACCOUNT,
      region: REGION,
    },
    { publicAccessBlock: block(true), vpcId: null, tags: {}, ...given },
  );
const point = (given: Given<AccessPointFacts> = {}) => pointOf('AWS::S3::AccessPoint', given);
const everywhere = (given: Given<AccessPointFacts> = {}) => pointOf('AWS::S3::MultiRegionAccessPoint', given);

const VPC = 'vpc-0a1b2c3d4e5f';
const off = { publicAccessBlock: block(false) };
const vpcUnread = unknown('DENIED', 's3:GetAccessPoint was denied');
const required = { requireVpcOrigin: 'true' };
const others = { allowedVpcIds: 'vpc-111, vpc-222' };
const allowed = { allowedVpcIds: `vpc-111, ${VPC}` };

testRule(rule, {
  compliant: [
    { name: 'all four settings', resource: point(), code: 'BLOCKED', reason: 'All four settings are on.' },
    { name: 'all four settings, and the origin was not read', resource: point({ vpcId: vpcUnread }), code: 'BLOCKED' },
    {
      name: 'all four settings, and a VPC that does not count',
      resource: point({ vpcId: VPC }),
      parameters: others,
      code: 'BLOCKED',
    },
    {
      name: 'no setting, and a VPC origin',
      resource: point({ ...off, vpcId: VPC }),
      code: 'VPC_ORIGIN',
      reason: `Only ${VPC} reaches the access point, so S3 never takes it for public. It does not turn on BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets.`,
    },
    {
      name: 'no setting, and one of the VPCs allowed',
      resource: point({ ...off, vpcId: VPC }),
      parameters: allowed,
      code: 'VPC_ORIGIN',
    },
    {
      name: 'a VPC origin where one is required',
      resource: point({ vpcId: VPC }),
      parameters: required,
      code: 'VPC_ORIGIN',
      reason: `Only ${VPC} reaches the access point, so S3 never takes it for public. All four settings are on.`,
    },
    {
      name: 'one of the VPCs allowed where one is required',
      resource: point({ vpcId: VPC }),
      parameters: { ...required, ...allowed },
      code: 'VPC_ORIGIN',
    },
    { name: 'a Multi-Region Access Point with all four settings', resource: everywhere(), code: 'BLOCKED' },
    {
      name: 'a Multi-Region Access Point, which can have no VPC origin, where one is required',
      resource: everywhere(),
      parameters: { ...required, ...allowed },
      code: 'BLOCKED',
    },
  ],
  nonCompliant: [
    ...(['blockPublicAcls', 'ignorePublicAcls', 'blockPublicPolicy', 'restrictPublicBuckets'] as const).map((flag) => ({
      name: `all settings but ${flag}`,
      resource: point({ publicAccessBlock: { ...block(true), [flag]: false } }),
      code: 'NOT_BLOCKED',
      reason: `It does not turn on ${flag.charAt(0).toUpperCase()}${flag.slice(1)}. This cannot be changed; recreate it.`,
      evidence: ['publicAccessBlock'],
      severity: 'CRITICAL' as const,
    })),
    { name: 'no settings at all', resource: point({ publicAccessBlock: null }), code: 'NOT_BLOCKED' },
    {
      name: 'no setting, and open to the internet where a VPC is required',
      resource: point(off),
      parameters: required,
      code: 'NOT_BLOCKED',
      severity: 'CRITICAL',
    },
    {
      name: 'no setting, and a VPC that does not count',
      resource: point({ ...off, vpcId: VPC }),
      parameters: others,
      code: 'OTHER_VPC',
      reason: `It is reached from ${VPC} alone, which is not one of vpc-111, vpc-222. It does not turn on BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets. This cannot be changed; recreate it.`,
      evidence: ['vpcId'],
      severity: 'MEDIUM',
    },
    {
      name: 'all four settings, and a VPC that does not count where one is required',
      resource: point({ vpcId: VPC }),
      parameters: { ...required, ...others },
      code: 'OTHER_VPC',
      reason: `It is reached from ${VPC} alone, which is not one of vpc-111, vpc-222. All four settings are on. This cannot be changed; recreate it.`,
    },
    {
      name: 'all four settings, and open to the internet where a VPC is required',
      resource: point(),
      parameters: required,
      code: 'INTERNET_ORIGIN',
      reason:
        'Its network origin is the internet and not a VPC. All four settings are on. This cannot be changed; recreate it.',
      evidence: ['vpcId'],
      severity: 'MEDIUM',
    },
    {
      name: 'a Multi-Region Access Point that lacks a setting',
      resource: everywhere({ publicAccessBlock: { ...block(true), restrictPublicBuckets: false } }),
      code: 'NOT_BLOCKED',
      reason: 'It does not turn on RestrictPublicBuckets. This cannot be changed; recreate it.',
      severity: 'CRITICAL',
    },
  ],
  notApplicable: [],
  insufficientData: [
    {
      name: 'settings that were not read',
      resource: point({ publicAccessBlock: vpcUnread }),
      code: 'DENIED',
      reason: 's3:GetAccessPoint was denied.',
    },
    {
      name: 'a setting is off, and the origin was not read',
      resource: point({ publicAccessBlock: { ...block(true), ignorePublicAcls: false }, vpcId: vpcUnread }),
      code: 'DENIED',
      reason: 'It does not turn on IgnorePublicAcls. Its network origin is unknown: s3:GetAccessPoint was denied.',
    },
    {
      name: 'all four settings, and the origin that is required was not read',
      resource: point({ vpcId: vpcUnread }),
      parameters: required,
      code: 'DENIED',
    },
  ],
});

describe('parameters of s3-access-point-public-access-block', () => {
  it.each([
    [{ requireVpcOrigin: 'yes' }, 'requireVpcOrigin must be true or false, got "yes"'],
    [{ allowedVpcIds: 'subnet-1' }, 'allowedVpcIds must be a comma-separated list of items'],
  ])('refuses %j', (given, message) => {
    expect(() => rule.readParameters(given)).toThrow(ParameterError);
    expect(() => rule.readParameters(given)).toThrow(message);
  });
});

it('says in what AWS Config shows that nothing can be changed', () => {
  const parameters = rule.readParameters({ allowedVpcIds: Array.from({ length: 40 }, (_, i) => `vpc-${i}0`).join() });
  const verdict = judge(rule, point({ ...off, vpcId: VPC }), parameters, NOW);
  expect(shortText(verdict?.reason ?? '', 240)).toMatch(/\(\+\d+ more\).*recreate it\.$/);
});
