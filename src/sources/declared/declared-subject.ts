import type { Kind } from '../../core/resource.js';
import type { Ask } from '../answers/ask.js';
import type { LiveSubject, Location, Subject } from '../subject.js';

/** What declarations tell about the resources that they make. Other settings of accounts are none of it. */
export const declaredFacts: { readonly [K in Kind]?: readonly string[] } = {
  bucket: [
    'accessLogSources',
    'acl',
    'auditDeliveries',
    'encryption',
    'encryptionKey',
    'encryptionKeyPolicy',
    'encryptionKeyRotation',
    'lifecycle',
    'logging',
    'loggingSources',
    'objectLock',
    'ownership',
    'policy',
    'publicAccessBlock',
    'replication',
    'replicationDetails',
    'replicationTargets',
    'requesterPays',
    'ssecBlocked',
    'tags',
    'versioning',
    'website',
  ],
  accessPoint: ['buckets', 'policy', 'publicAccessBlock', 'vpcId'],
  directoryBucket: ['encryption', 'policy', 'tags'],
  tableBucket: ['bucketType', 'encryption', 'policy', 'tables', 'tags'],
  vpcEndpoint: ['policyDocument', 'requesterManaged', 'serviceName', 'state', 'tags', 'vpcId'],
  identity: ['attachedPolicies', 'name', 'policyDocuments', 'tags'],
};

/**
 * An ask whose silence is the declaration's: the mapping of answers asks what none tells.
 *
 * @param source `template`
 */
export const silentAsk =
  (ask: Ask, source: string): Ask =>
  async (question) => {
    const answer = await ask(question);
    const reason = `the ${source} does not tell what ${question.operation} would answer`;
    return answer.kind === 'notRecorded' ? { ...answer, reason } : answer;
  };

/** A subject at its place, with the facts that the declaration leaves out. */
export const located = (
  subject: LiveSubject,
  location: Location,
  assumed: ReadonlySet<string> = new Set(),
): LiveSubject => ({ ...subject, location, assumed });

/** What a declaration does not show. */
export const unreadable = (location: Location, reason: string): Subject => ({
  state: 'unreadable',
  identity: {},
  reason,
  location,
});
