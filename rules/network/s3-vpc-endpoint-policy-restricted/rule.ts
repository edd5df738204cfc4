import { grantEvidence, grantTexts } from '../../../src/core/grant-verdict.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { partitionOf } from '../../../src/core/resource.js';
import { defineRule } from '../../../src/core/rule.js';
import { trustParameters } from '../../../src/core/trust-parameters.js';
import { compliant, type Evidence, insufficientData, nonCompliant, notApplicable } from '../../../src/core/verdict.js';
import { type EndpointTrust, endpointReach } from '../../../src/policy/endpoint-reach.js';
import { MalformedPolicyError, type Policy, type PolicyKind, parsePolicy } from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-vpc-endpoint-policy-restricted',
  severity: 'MEDIUM',
  title: 'The VPC endpoint for S3 lets only trusted callers reach only trusted buckets',
  description:
    'The policy of an endpoint for S3 confines who calls through it and what they reach to the account, trusted accounts, organizations and buckets. Controls: NIST AC-4.',
  tier: 'core',
  controls: ['NIST 800-53 r5 AC-4 ~', 'NIST 800-53 r5 SC-7(4) ~', 'PCI DSS 4.0.1 1.4 ~'],
  remediation: {
    summary:
      'Confine every Allow of the endpoint policy by aws:PrincipalOrgID (or aws:PrincipalAccount) and by aws:ResourceOrgID (or aws:ResourceAccount).',
  },
  resource: 'vpcEndpoint',
  facts: ['serviceName', 'state', 'requesterManaged', 'policyDocument'],
  optionalFacts: [],
  parameters: {
    trustedOrgIds: trustParameters.trustedOrgIds,
    trustedAccountIds: trustParameters.trustedAccountIds,
    trustedBucketArns: {
      type: 'list',
      default: [],
      pattern: '^arn:aws[a-z-]*:s3[a-z]*:[a-z0-9-]*:[0-9]*:[A-Za-z0-9.*/_-]+$',
      description: 'ARNs of buckets that may be reached whoever owns them, * allowed in them.',
    },
    allowAwsOwnedBuckets: {
      type: 'boolean',
      default: true,
      description:
        'Whether statements may let anyone reach the buckets that AWS documents as its own, and AWS services call.',
    },
  },
  evaluate(endpoint, { trustedOrgIds, trustedAccountIds, trustedBucketArns, allowAwsOwnedBuckets }) {
    const { serviceName, state, requesterManaged, policyDocument } = endpoint;
    const kinds = kindsOf(serviceName);
    if (kinds === null) return notApplicable('OTHER_SERVICE', `The endpoint is for ${serviceName}, not for S3.`);
    if (/^(deleting|deleted|failed|rejected|expired)$/i.test(state)) {
      return notApplicable('NOT_IN_USE', `The endpoint is ${state.toLowerCase()}.`);
    }
    if (requesterManaged) return notApplicable('REQUESTER_MANAGED', 'An AWS service made the endpoint and keeps it.');
    const policy = parsed(policyDocument);
    if (typeof policy === 'string')
      return insufficientData('MALFORMED', `The endpoint policy cannot be read: ${policy}.`);
    if (isFullAccess(policyDocument)) {
      return nonCompliant(
        'FULL_ACCESS',
        'The endpoint has the default policy: whoever is in the VPC reaches any bucket of anybody with any credentials.',
        [{ path: 'policyDocument', found: 'Allow * on * to *', expected: 'trusted callers and buckets' }],
      );
    }
    const reach = endpointReach(policy, {
      kinds,
      partition: partitionOf(endpoint),
      region: endpoint.region ?? '',
      accounts: [endpoint.accountId, ...trustedAccountIds],
      organizations: trustedOrgIds,
      resources: trustedBucketArns,
      aws: allowAwsOwnedBuckets,
    } satisfies EndpointTrust);
    return verdictOn(reach);
  },
});

/** By the end of the service's name; a Multi-Region Access Point is reached through one of its own. */
const kindsOf = (serviceName: string): readonly PolicyKind[] | null => {
  if (/\.s3-global\.accesspoint$/.test(serviceName)) return ['multiRegionAccessPoint'];
  if (/\.s3express$/.test(serviceName)) return ['directoryBucket'];
  if (/\.s3tables$/.test(serviceName)) return ['tableBucket'];
  return /\.s3$/.test(serviceName) ? ['bucket', 'accessPoint'] : null;
};

const parsed = (document: unknown): Policy | string => {
  try {
    return parsePolicy(document);
  } catch (error) {
    if (error instanceof MalformedPolicyError) return error.message;
    throw error;
  }
};

/** What EC2 gives every endpoint that is made without a policy. */
const isFullAccess = (document: unknown): boolean => {
  const statements = parsePolicy(document).statements;
  return (
    statements.length > 0 &&
    statements.some(
      ({ effect, principal, action, resource, conditions }) =>
        effect === 'Allow' &&
        principal.everyone &&
        !action.not &&
        action.patterns.includes('*') &&
        !resource.not &&
        resource.patterns.includes('*') &&
        conditions.length === 0,
    ) &&
    statements.every(({ effect }) => effect === 'Allow')
  );
};

const verdictOn = ({ callers, resources, undecided }: ReturnType<typeof endpointReach>) => {
  const evidence: readonly Evidence[] = [
    ...(callers[0] ? grantEvidence([callers[0], ...callers.slice(1)], 'trusted callers') : []),
    ...(resources[0] ? grantEvidence([resources[0], ...resources.slice(1)], 'trusted buckets') : []),
  ];
  const [first, ...others] = evidence;
  if (first) {
    const reached = resources.map(({ statement, reached: what }) => `${what.join(', ')} (${statement.label})`);
    const reason = joinReasons(
      resources.length === 0 ? null : words`Buckets that are not trusted can be reached: ${reached}.`,
      callers.length === 0 ? null : words`Callers that are not trusted are let through: ${grantTexts(callers)}.`,
    );
    const code =
      callers.length === 0 ? 'UNTRUSTED_BUCKETS' : resources.length === 0 ? 'UNTRUSTED_CALLERS' : 'UNRESTRICTED';
    return nonCompliant(code, reason, [first, ...others]);
  }
  if (undecided.length > 0) {
    const labels = undecided.map(({ label }) => label);
    return insufficientData(
      'TOO_INTRICATE',
      words`The policy is too intricate to decide what it lets through by ${labels}.`,
    );
  }
  return compliant('RESTRICTED', 'Only trusted callers reach trusted buckets through the endpoint.');
};
