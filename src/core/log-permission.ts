import type { Policy } from '../policy/index.js';
import { type Fact, known } from './fact.js';
import type { AccessLogSource, Acl, ObjectOwnership } from './facts.js';
import { accessLogDeliveries, type DecidedDelivery, grantsLogDelivery } from './log-delivery.js';
import { joinReasons, words } from './reason.js';
import type { ResourceIdentity } from './resource.js';
import { compliant, type Evidence, insufficientData, nonCompliant, type Verdict } from './verdict.js';

/** A bucket with the facts that tell whether its access control list lets S3's log delivery write. */
export interface WritableBucket extends ResourceIdentity {
  readonly acl: Fact<Acl>;
  readonly ownership: Fact<ObjectOwnership | null>;
}

/**
 * The deliveries of access logs, with the access control list counted where the policy grants nothing and ACLs are in
 * force. Both are looked at only where they decide.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const permittedAccessLogs = (
  bucket: WritableBucket,
  policy: Policy | null,
  sources: readonly AccessLogSource[],
): Fact<readonly DecidedDelivery[]> => {
  const byPolicy = accessLogDeliveries(policy, bucket, sources, false);
  const isSettled = ({ decision }: DecidedDelivery) => ['allowed', 'explicitlyDenied'].includes(decision.value);
  if (byPolicy.every(isSettled)) return known(byPolicy);
  const { acl } = bucket;
  if (!acl.known) return acl;
  if (!grantsLogDelivery(acl.value)) return known(byPolicy);
  const { ownership } = bucket;
  if (!ownership.known) return ownership;
  if (ownership.value === 'BucketOwnerEnforced') return known(byPolicy);
  return known(accessLogDeliveries(policy, bucket, sources, true));
};

/**
 * Whether all deliveries are permitted.
 *
 * @returns COMPLIANT where they are; of several flaws the surest
 */
export const verdictOnPermission = (deliveries: readonly DecidedDelivery[]): Verdict => {
  const alike = (value: DecidedDelivery['decision']['value']) =>
    deliveries.filter(({ decision }) => decision.value === value);
  const logsOf = (some: readonly DecidedDelivery[]) => [...new Set(some.map(({ logs }) => logs))];
  const denied = alike('explicitlyDenied');
  const refused = alike('notAllowed');
  const open = alike('unknown');
  if (denied[0]) {
    const { producer, need } = denied[0];
    const reason = words`Not delivered: ${logsOf(denied)}. It is ${labelsOf(denied[0])} that denies ${producer.service} ${need}.`;
    return nonCompliant('DELIVERY_DENIED', reason, evidenceOf(denied[0]));
  }
  if (refused[0]) {
    const { producer, need } = refused[0];
    const reason = words`Not delivered: ${logsOf(refused)}. Nothing grants ${producer.service} ${need}.`;
    return nonCompliant('DELIVERY_NOT_GRANTED', reason, evidenceOf(refused[0]));
  }
  if (!open[0]) return compliant('GRANTED', 'The logs are let in.');
  const { producer, need, decision } = open[0];
  return insufficientData(
    'DELIVERY_UNDECIDED',
    joinReasons(
      words`Whether ${producer.service} is allowed ${need} depends on ${decision.dependsOn} in ${labelsOf(open[0])}.`,
      words`Undecided: ${logsOf(open)}.`,
    ),
    evidenceOf(open[0]),
  );
};

const labelsOf = ({ decision }: DecidedDelivery): readonly string[] => decision.statements.map(({ label }) => label);

const evidenceOf = ({ producer, need, decision }: DecidedDelivery): readonly [Evidence, ...Evidence[]] => {
  const expected = `${producer.service}: ${need}`;
  const [first, ...others] = decision.statements.map(({ path }) => ({ path, found: decision.value, expected }));
  return first ? [first, ...others] : [{ path: 'policy', found: decision.value, expected }];
};
