import type { S3Endpoint } from '../../../src/core/facts.js';
import { matchesName } from '../../../src/core/name-pattern.js';
import { joinReasons, type Reason, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant, notApplicable } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-vpc-endpoint-attached',
  severity: 'LOW',
  title: 'Requests from the VPC reach S3 through an endpoint',
  description:
    'The VPC has a gateway endpoint for S3 in the route table of every subnet in use, or an interface endpoint for S3, so that requests need not leave over the internet. Controls: NIST SC-7.',
  tier: 'extended',
  controls: ['NIST 800-53 r5 SC-7 ~'],
  remediation: {
    summary:
      'Create a gateway endpoint for S3, which costs nothing, and associate it with the route table of every subnet, the main route table included.',
  },
  resource: 'vpc',
  facts: ['ownerId', 'isDefault', 's3Endpoints', 'subnetsWithoutS3Route'],
  optionalFacts: [],
  parameters: {
    acceptInterfaceEndpoint: {
      type: 'boolean',
      default: true,
      description: 'Whether an interface endpoint for S3 counts in place of a gateway endpoint.',
    },
    exemptVpcIds: {
      type: 'list',
      default: [],
      pattern: '^vpc-[0-9a-z*]+$',
      description: 'Ids of VPCs that need no endpoint, * allowed in them.',
    },
    ignoreDefaultVpc: {
      type: 'boolean',
      default: true,
      description: 'Whether default VPCs are left out.',
    },
  },
  evaluate(vpc, { acceptInterfaceEndpoint, exemptVpcIds, ignoreDefaultVpc }) {
    const { ownerId, isDefault, s3Endpoints, subnetsWithoutS3Route: without } = vpc;
    if (exemptVpcIds.some((pattern) => matchesName(pattern, vpc.id))) {
      return notApplicable('EXEMPT_VPC', 'The parameter exemptVpcIds names the VPC.');
    }
    if (ownerId !== vpc.accountId) {
      return notApplicable('SHARED_VPC', `Account ${ownerId} owns the VPC and its route tables.`);
    }
    if (isDefault && ignoreDefaultVpc) return notApplicable('DEFAULT_VPC', 'It is the default VPC of the region.');
    const working = s3Endpoints.filter(({ state }) => state.toLowerCase() === 'available');
    const gateways = working.filter(({ type }) => type === 'Gateway').map(({ id }) => id);
    const interfaces = working.filter(({ type }) => type === 'Interface');
    if (gateways.length > 0 && without.length === 0) {
      return compliant('GATEWAY', words`Every subnet in use leads to S3 through ${gateways}.`);
    }
    if (acceptInterfaceEndpoint && interfaces.length > 0) {
      const ids = interfaces.map(({ id }) => id);
      return compliant('INTERFACE', joinReasons(words`S3 is reached through ${ids}.`, dnsNote(interfaces)));
    }
    if (without.length === 0 && gateways.length === 0 && s3Endpoints.length === 0) {
      return notApplicable('NOT_IN_USE', 'No subnet of the VPC is in use, and it has no endpoint for S3.');
    }
    if (gateways.length === 0) {
      const waiting = s3Endpoints.map(({ id, state }) => `${id} (${state})`);
      const reason = words`The VPC has no endpoint for S3 that works.`;
      return nonCompliant('NO_ENDPOINT', joinReasons(reason, waiting.length > 0 ? words`There is ${waiting}.` : null), [
        { path: 's3Endpoints', found: s3Endpoints, expected: 'an endpoint that is available' },
      ]);
    }
    return nonCompliant('NO_ROUTE', words`These subnets in use have no route to ${gateways}: ${without}.`, [
      { path: 'subnetsWithoutS3Route', found: without, expected: [] },
    ]);
  },
});

/** An interface endpoint serves those who ask for it by name, unless S3's own names lead to it. */
const dnsNote = (interfaces: readonly S3Endpoint[]): Reason | null => {
  if (interfaces.some(({ privateDns }) => privateDns === 'vpc')) return null;
  return "S3's usual names do not lead to it from the VPC (private DNS is off), so clients have to use its own.";
};
