import { type Fact, known } from '../../core/fact.js';
import type { MacieBucket, MacieCoverage } from '../../core/macie-coverage.js';
import { accountQuestion, type FactContext, type FactFunctions } from './fact-functions.js';
import { isAbsent, malformed, memberOf, oneOf, optional, type Part, textOf } from './part.js';
import { factOf, factOfReply, replyToAll } from './reply.js';
import { timeOf } from './time.js';

/** What Macie knows of a bucket, by the session and the inventory of its region. */
export const bucketMacie: FactFunctions<'bucket'> = {
  macie: async (context) => {
    const session = await readSession(context);
    if (!session.known) return session;
    if (session.value !== 'ENABLED') return known<MacieCoverage>({ session: session.value, bucket: null });
    const { ask, resource } = context;
    const { accountId, region, id } = resource.identity;
    // An administrator's inventory holds the buckets of its members too.
    const question = accountQuestion(
      'macie2:DescribeBuckets',
      { criteria: { accountId: { eq: [accountId] } } },
      region,
    );
    const reply = await replyToAll(ask, question, { list: 'buckets', token: 'nextToken' });
    const off: MacieCoverage = { session: null, bucket: null };
    return factOfReply(
      question,
      reply,
      (buckets): MacieCoverage => {
        const own = buckets.find((one) => isOf(one, accountId, id));
        return { session: 'ENABLED', bucket: own ? bucketFrom(own) : null };
      },
      off,
    );
  },
};

const readSession = ({ ask, resource }: FactContext): Promise<Fact<MacieCoverage['session']>> =>
  factOf(
    ask,
    accountQuestion('macie2:GetMacieSession', {}, resource.identity.region),
    (answer) => oneOf(memberOf(answer, 'status'), ['ENABLED', 'PAUSED']),
    null,
  );

const isOf = (bucket: Part, accountId: string, name: string): boolean =>
  memberOf(bucket, 'accountId').value === accountId && memberOf(bucket, 'bucketName').value === name;

const bucketFrom = (bucket: Part): MacieBucket => {
  const job = (member: string): Part => {
    const details = memberOf(bucket, 'jobDetails');
    return isAbsent(details) ? details : memberOf(details, member);
  };
  const access = memberOf(bucket, 'publicAccess');
  return {
    error: optional(memberOf(bucket, 'errorCode'), textOf),
    classifiableObjects: optional(memberOf(bucket, 'classifiableObjectCount'), numberOf),
    isMonitored: optional(
      memberOf(bucket, 'automatedDiscoveryMonitoringStatus'),
      (part) => oneOf(part, ['MONITORED', 'NOT_MONITORED']) === 'MONITORED',
    ),
    lastDiscovery: optional(memberOf(bucket, 'lastAutomatedDiscoveryTime'), timeOf),
    isInJob: optional(job('isDefinedInJob'), (part) => inJob[oneOf(part, ['TRUE', 'FALSE', 'UNKNOWN'])]),
    lastJobRun: optional(job('lastJobRunTime'), timeOf),
    sensitivityScore: optional(memberOf(bucket, 'sensitivityScore'), numberOf),
    publicAccess: isAbsent(access)
      ? null
      : optional(memberOf(access, 'effectivePermission'), (part) => oneOf(part, ['PUBLIC', 'NOT_PUBLIC', 'UNKNOWN'])),
  };
};

const inJob = { TRUE: true, FALSE: false, UNKNOWN: null };

/** A whole number, of which Macie's scores may be below 0. */
const numberOf = (part: Part): number => {
  if (typeof part.value !== 'number' || !Number.isInteger(part.value)) throw malformed(part, 'a whole number');
  return part.value;
};
