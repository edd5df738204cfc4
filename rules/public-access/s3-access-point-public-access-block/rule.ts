import { settingName } from '../../../src/core/block-public-access.js';
import { publicAccessBlockFlags } from '../../../src/core/facts.js';
import { words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-access-point-public-access-block',
  severity: 'CRITICAL',
  title: 'The access point blocks public access, or only a VPC reaches it',
  description:
    'All four settings of Block Public Access are on for the access point or Multi-Region Access Point, or its network origin is a VPC, which is never public. Controls: S3.19, S3.24.',
  tier: 'core',
  controls: [
    'FSBP S3.19',
    'FSBP S3.24',
    'PCI DSS 4.0.1 1.4.4',
    'NIST 800-53 r5 AC-3',
    'NIST 800-53 r5 AC-3(7)',
    'NIST 800-53 r5 AC-4',
    'NIST 800-53 r5 AC-4(21)',
    'NIST 800-53 r5 AC-6',
    'NIST 800-53 r5 AC-21',
    'NIST 800-53 r5 SC-7',
    'NIST 800-53 r5 SC-7(3)',
    'NIST 800-53 r5 SC-7(4)',
    'NIST 800-53 r5 SC-7(9)',
    'NIST 800-53 r5 SC-7(11)',
    'NIST 800-53 r5 SC-7(16)',
    'NIST 800-53 r5 SC-7(20)',
    'NIST 800-53 r5 SC-7(21)',
  ],
  remediation: {
    summary:
      'Create another access point with all four settings on, move its users there and delete this one: neither the settings nor the network origin of an access point can be changed.',
  },
  resource: 'accessPoint',
  facts: ['publicAccessBlock'],
  optionalFacts: ['vpcId'],
  parameters: {
    requireVpcOrigin: {
      type: 'boolean',
      default: false,
      description:
        'Whether an access point must be reachable from a VPC only. Multi-Region Access Points, which cannot, are judged by their settings.',
    },
    allowedVpcIds: {
      type: 'list',
      default: [],
      pattern: '^vpc-[0-9a-f]+$',
      description: 'Ids of the VPCs that count as a network origin. Not set: every VPC.',
    },
  },
  evaluate(accessPoint, { requireVpcOrigin, allowedVpcIds }) {
    const { publicAccessBlock } = accessPoint;
    const off = publicAccessBlockFlags.filter((flag) => !publicAccessBlock?.[flag]).map(settingName);
    const settings = off.length === 0 ? words`All four settings are on.` : words`It does not turn on ${off}.`;
    const evidence = { path: 'publicAccessBlock', found: publicAccessBlock, expected: 'all four settings' };
    const canHaveVpc = accessPoint.type !== MULTI_REGION;
    if (off.length === 0 && !(requireVpcOrigin && canHaveVpc)) return compliant('BLOCKED', settings);
    if (!canHaveVpc) return nonCompliant('NOT_BLOCKED', words`${settings} ${FIXED}`, [evidence]);

    const { vpcId } = accessPoint;
    if (!vpcId.known) {
      return insufficientData(vpcId.code, words`${settings} Its network origin is unknown: ${vpcId.reason}.`);
    }
    const vpc = vpcId.value;
    if (vpc !== null && (allowedVpcIds.length === 0 || allowedVpcIds.includes(vpc))) {
      return compliant(
        'VPC_ORIGIN',
        words`Only ${vpc} reaches the access point, so S3 never takes it for public. ${settings}`,
      );
    }
    if (vpc !== null) {
      const reason = words`It is reached from ${vpc} alone, which is not one of ${allowedVpcIds}. ${settings} ${FIXED}`;
      return nonCompliant('OTHER_VPC', reason, [{ path: 'vpcId', found: vpc, expected: allowedVpcIds }], 'MEDIUM');
    }
    if (off.length > 0) return nonCompliant('NOT_BLOCKED', words`${settings} ${FIXED}`, [evidence]);
    return nonCompliant(
      'INTERNET_ORIGIN',
      words`Its network origin is the internet and not a VPC. ${settings} ${FIXED}`,
      [{ path: 'vpcId', found: null, expected: allowedVpcIds.length > 0 ? allowedVpcIds : 'a VPC' }],
      'MEDIUM',
    );
  },
});

const MULTI_REGION = 'AWS::S3::MultiRegionAccessPoint';

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
const FIXED = 'This cannot be changed; recreate it.';
