import { describeStatement, type Policy } from '../policy/index.js';
import { type Fact, known, mapFact, type Unknown, unknown } from './fact.js';
import type { Acl } from './facts.js';
import { joinReasons, type Reason, words } from './reason.js';
import type { ResourceIdentity } from './resource.js';
import { letsDeliver } from './service-delivery.js';
import { type Evidence, notApplicable, type Verdict } from './verdict.js';

/** A bucket with the three facts that tell whether access logs are delivered to it. */
export interface LogDestinationFacts extends ResourceIdentity {
  readonly policy: Fact<Policy | null>;
  readonly acl: Fact<Acl>;
  readonly loggingSources: Fact<readonly string[]>;
}

/** What shows that a bucket is a destination of server access logs. */
export interface LogDestination {
  /** A clause for behind a colon: `the access logs of app-data go here`. */
  readonly because: Reason;
  readonly evidence: Evidence;
}

/**
 * Whether a bucket is a destination of server access logs, by what was read: its policy lets S3's logging service put
 * objects, its access control list lets the group LogDelivery write, or the logging of another bucket names it. The
 * facts are looked at in this order, and only until one shows it.
 *
 * @returns null if all three were read and none shows it; unknown if none shows it and one was not read
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const logDestinationOf = (bucket: LogDestinationFacts): Fact<LogDestination | null> => {
  const unread: Unknown[] = [];
  for (const ask of [grantedByPolicy, grantedByAcl, namedByOthers]) {
    const found = ask(bucket);
    if (!found.known) unread.push(found);
    else if (found.value) return found;
  }
  const [first] = unread;
  return first ? unknown(first.code, unread.map(({ reason }) => reason).join('; ')) : known(null);
};

/**
 * The verdict of a rule that asks nothing of destinations of access logs.
 *
 * @param verdict what the bucket would get otherwise; it stands, and says what was not read, unless the bucket is shown
 *   to be such a destination
 */
export const sparingLogDestinations = (bucket: LogDestinationFacts, verdict: Verdict): Verdict => {
  // A verdict that waits for a fact is none yet (see `judgeReading`); what it waits for is read first.
  if (verdict.code === 'NOT_READ') return verdict;
  const destination = logDestinationOf(bucket);
  if (!destination.known) {
    const open = `Whether it is a destination of access logs is unknown: ${destination.reason}.`;
    return { ...verdict, reason: joinReasons(verdict.reason, open) };
  }
  if (!destination.value) return verdict;
  const { because, evidence } = destination.value;
  return notApplicable('LOG_DESTINATION', words`Destinations of access logs are not judged: ${because}.`, [evidence]);
};

type Clue = Fact<LogDestination | null>;

const grantedByPolicy = (bucket: LogDestinationFacts): Clue =>
  mapFact(bucket.policy, (policy) => {
    const statement = policy?.statements.find((one) => letsDeliver(one, LOGGING_SERVICE, bucket));
    if (!statement) return null;
    const { label, path } = describeStatement(statement);
    return {
      because: `${label} lets ${LOGGING_SERVICE} put objects here`,
      evidence: { path, found: LOGGING_SERVICE, expected: null },
    };
  });

const grantedByAcl = ({ acl }: LogDestinationFacts): Clue =>
  mapFact(acl, ({ grants }) => {
    const index = grants.findIndex(
      ({ grantee, permission }) =>
        grantee.kind === 'group' &&
        grantee.group === 'LogDelivery' &&
        (permission === 'WRITE' || permission === 'FULL_CONTROL'),
    );
    if (index === -1) return null;
    return {
      because: 'the access control list lets the group LogDelivery write here',
      evidence: { path: `acl.grants[${index}]`, found: grants[index], expected: null },
    };
  });

const namedByOthers = ({ id, loggingSources }: LogDestinationFacts): Clue =>
  mapFact(loggingSources, (sources) => {
    // A bucket that logs into itself is a loop, not a destination.
    const others = sources.filter((source) => source !== id);
    if (others.length === 0) return null;
    return {
      because: words`the access logs of ${others} go here`,
      evidence: { path: 'loggingSources', found: others, expected: null },
    };
  });

/** The principal by which S3 delivers access logs, in every partition. */
const LOGGING_SERVICE = 'logging.s3.amazonaws.com';
