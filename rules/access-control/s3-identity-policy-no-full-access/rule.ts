import { allowsAllOfS3, awsManagedPolicyName } from '../../../src/core/full-s3-policies.js';
import { matchesName } from '../../../src/core/name-pattern.js';
import { namedPoliciesFrom } from '../../../src/core/named-policies.js';
import type { ParameterDefinitions } from '../../../src/core/parameters.js';
import { joinReasons, type Reason, words } from '../../../src/core/reason.js';
import { partitionOf } from '../../../src/core/resource.js';
import { defineRule, type Judged } from '../../../src/core/rule.js';
import {
  compliant,
  type Evidence,
  insufficientData,
  nonCompliant,
  notApplicable,
  type Verdict,
} from '../../../src/core/verdict.js';
import {
  everyBucketAccess,
  operationsOf,
  type PlacedStatement,
  type Policy,
  type PolicyIdentity,
  parseIdentityPolicy,
  sentence,
} from '../../../src/policy/index.js';

const parameters = {
  exemptPrincipals: {
    type: 'list',
    default: [],
    pattern: '^\\S+$',
    description: 'Names or ARNs of policies, roles, users and groups that may have full access, * allowed in them.',
  },
  sensitiveActions: {
    type: 'list',
    default: [
      's3:PutBucketPolicy',
      's3:PutBucketAcl',
      's3:PutObjectAcl',
      's3:PutBucketPublicAccessBlock',
      's3:PutReplicationConfiguration',
    ],
    pattern: '^s3:[A-Za-z]+$',
    description:
      'Actions of which none may be allowed on every bucket to who may also read every object (s3:GetObject): they give data away.',
  },
} as const satisfies ParameterDefinitions;

export default defineRule({
  id: 's3-identity-policy-no-full-access',
  severity: 'MEDIUM',
  title: 'The identity does not have full access to every bucket',
  description:
    'Policies of the role, user or group, or the managed policy, do not allow everything on every bucket, nor to read every object and open every bucket to others.',
  tier: 'extended',
  controls: ['Security Hub IAM.1 ~', 'Security Hub IAM.21 ~', 'NIST 800-53 r5 AC-6 ~', 'PCI DSS 4.0.1 7.2.1 ~'],
  remediation: {
    summary:
      'Name the buckets and the actions that are needed instead of wildcards, or confine the statement by a condition; exempt administrators.',
  },
  resource: 'identity',
  facts: ['name', 'policyDocuments', 'attachedPolicies'],
  optionalFacts: [],
  parameters,
  evaluate(identity, values) {
    const { name, arn, policyDocuments, attachedPolicies } = identity;
    const pattern = values.exemptPrincipals.find((one) => [name, arn ?? name].some((text) => matchesName(one, text)));
    if (pattern !== undefined)
      return notApplicable('EXEMPT_PRINCIPAL', `The parameter exemptPrincipals names it: ${pattern}.`);
    if (/:role\/aws-service-role\//.test(arn ?? '')) {
      return notApplicable(
        'SERVICE_LINKED_ROLE',
        'It is a service-linked role, whose policy its service alone can change.',
      );
    }
    const strange = values.sensitiveActions.filter((action) => !knownActions().has(action));
    if (strange.length > 0) {
      return insufficientData(
        'UNKNOWN_ACTION',
        words`sensitiveActions names no actions on buckets or objects: ${strange}.`,
      );
    }
    const documents = namedPoliciesFrom(policyDocuments, parseIdentityPolicy, 'policy document');
    if (!documents.known) return insufficientData(documents.code, `${sentence(documents.reason)}.`);
    const full = attachedPolicies.filter(allowsAllOfS3).map((policyArn) => ({ name: policyArn, policy: everything }));
    const access = everyBucketAccess([...full, ...documents.value], principalOf(identity));
    if (access === 'unknown') {
      return insufficientData('TOO_INTRICATE', 'The policy documents are too intricate to decide what they allow.');
    }
    if (access.full.length > 0) {
      const reason = words`Full access to every bucket is allowed by ${labelsOf(access.full)}.`;
      return violation('FULL_S3_ACCESS', reason, access.full, identity);
    }
    const given = values.sensitiveActions.filter((action) => access.allowing(action).length > 0);
    const readers = access.allowing('s3:GetObject');
    if (readers.length > 0 && given.length > 0) {
      const places = [...readers, ...given.flatMap(access.allowing)];
      const reason = words`Every object may be read, and every bucket given away by ${given}: ${labelsOf(places)}.`;
      return violation('DATA_EXFILTRATION', reason, places, identity);
    }
    return compliant(
      'NO_FULL_ACCESS',
      joinReasons('Its own policies do not give full access to every bucket.', noteOnAttached(attachedPolicies)),
    );
  },
});

type Identity = Judged<'identity', 'name' | 'policyDocuments' | 'attachedPolicies', never>;

/** What AWS's policies with full access say of S3. */
const everything: Policy = parseIdentityPolicy({ Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } });

const knownActions = (): ReadonlySet<string> => new Set(operationsOf('bucket').map(({ action }) => action));

const principalOf = (identity: Identity): PolicyIdentity => ({
  principalArn: /^AWS::IAM::(Role|User)$/.test(identity.type) ? identity.arn : null,
  accountId: identity.accountId,
  partition: partitionOf(identity),
});

/** A policy of AWS's is known by its ARN here; a customer's document by its name, which never has a colon. */
const labelsOf = (places: readonly PlacedStatement[]): readonly string[] => [
  ...new Set(
    places.map(
      ({ policyName, statement }) => awsManagedPolicyName(policyName) ?? `${statement.label} of ${policyName}`,
    ),
  ),
];

const violation = (code: string, reason: Reason, places: readonly PlacedStatement[], identity: Identity): Verdict => {
  const evidence = (path: string, found: unknown): Evidence => ({ path, found, expected: 'named buckets or actions' });
  const each = places.map(({ policyName, statement }) => {
    if (awsManagedPolicyName(policyName)) return evidence('attachedPolicies', policyName);
    const at = identity.policyDocuments.findIndex(({ name }) => name === policyName);
    return evidence(`policyDocuments[${at}].document.Statement[${statement.index}]`, code);
  });
  const [first = evidence('policyDocuments', code), ...others] = new Map(each.map((one) => [one.path, one])).values();
  const isOfIdentityCenter = identity.name.startsWith('AWSReservedSSO_');
  const note = isOfIdentityCenter ? 'Change its permission set in IAM Identity Center.' : null;
  return nonCompliant(code, joinReasons(reason, note), [first, ...others]);
};

/** Customer managed policies are judged as what they are; those of AWS are recorded nowhere. */
const noteOnAttached = (attached: readonly string[]): Reason | null => {
  const names = attached.filter((arn) => !allowsAllOfS3(arn)).flatMap((arn) => awsManagedPolicyName(arn) ?? []);
  return names.length === 0 ? null : words`Not looked into are these AWS managed policies: ${names}.`;
};
