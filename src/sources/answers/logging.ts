import { namesOfSources, sortedSources } from '../../core/access-log-source.js';
import { type Fact, known, mapFact, unknown } from '../../core/fact.js';
import { originOf } from '../../core/fact-origins.js';
import type { AccessLogSource, ServerAccessLogging } from '../../core/facts.js';
import type { Resource } from '../../core/resource.js';
import type { Ask, Question } from './ask.js';
import { accountQuestion, bucketQuestion, type FactContext, type FactFunctions } from './fact-functions.js';
import { anyTextOf, elementsOf, malformed, memberOf, oneOf, optional, type Part, textOf } from './part.js';
import { factOf, factOfReply, type Paging, replyToAll } from './reply.js';

/** Where a bucket's access logs go, and whose come to it. */
export const bucketLogging: FactFunctions<'bucket'> = {
  logging: ({ resource, ask }) => readLogging(resource, ask),
  loggingSources: async (context) => mapFact(await accessLogSourcesOf(context), namesOfSources),
  accessLogSources: (context) => accessLogSourcesOf(context),
  accessLogDeliveries: (context) => accessLogDeliveriesOf(context),
};

/** Where the access logs of one bucket go. */
export const readLogging = (resource: Resource, ask: Ask): Promise<Fact<ServerAccessLogging | null>> =>
  factOf(ask, bucketQuestion(resource, 's3:GetBucketLogging'), loggingFrom);

const loggingFrom = (answer: Part): ServerAccessLogging | null =>
  optional(memberOf(answer, 'LoggingEnabled'), (logging) => ({
    destinationBucket: textOf(memberOf(logging, 'TargetBucket')),
    prefix: optional(memberOf(logging, 'TargetPrefix'), anyTextOf) ?? '',
  }));

const LOGGING = 'supplementaryConfiguration.BucketLoggingConfiguration';
const DESTINATION = `${LOGGING}.destinationBucketName`;
const PREFIX = `${LOGGING}.logFilePrefix`;

/** S3 delivers access logs within one account and region, which is what one query of Config covers. */
const accessLogSourcesOf = async (context: FactContext): Promise<Fact<readonly AccessLogSource[]>> => {
  const { id, region } = context.resource.identity;
  const query = selectQuestion(
    `SELECT resourceId, ${DESTINATION}, ${PREFIX} WHERE resourceType = 'AWS::S3::Bucket' AND ${DESTINATION} = '${id}'`,
    region,
  );
  const sources = factOfReply(query, await replyToAll(context.ask, query, selectPaging), (rows) =>
    sortedSources(rows.map(rowFrom).filter(isLoggingInto(id)).map(sourceFrom)),
  );
  if (!sources.known || sources.value.length > 0) return sources;
  return (await recordsBuckets(context)) ?? sources;
};

/** Where Config records no bucket at all, finding none that logs here means nothing. */
const recordsBuckets = async ({ ask, resource }: FactContext): Promise<Fact<never> | null> => {
  const query = selectQuestion(`SELECT resourceId WHERE resourceType = 'AWS::S3::Bucket'`, resource.identity.region, 1);
  const found = await factOf(ask, query, (answer) => elementsOf(memberOf(answer, 'Results')).length > 0);
  if (!found.known) return found;
  if (found.value) return null;
  const { name } = originOf('bucket', 'loggingSources');
  return unknown(
    'NOT_RECORDED',
    `AWS Config records no buckets in ${resource.identity.region}, so the ${name} are unknown`,
  );
};

const selectQuestion = (Expression: string, region: string | null, Limit = 100): Question =>
  accountQuestion('config:SelectResourceConfig', { Expression, Limit }, region);

const selectPaging: Paging = { list: 'Results', token: 'NextToken' };

/** Config gives each row as JSON text. */
const rowFrom = (row: Part): Part => {
  try {
    return { place: row.place, value: JSON.parse(textOf(row)) };
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(row, 'JSON');
    throw error;
  }
};

const isLoggingInto =
  (bucket: string) =>
  (row: Part): boolean =>
    selected(row, DESTINATION)?.value === bucket;

const sourceFrom = (row: Part): AccessLogSource => {
  const prefix = selected(row, PREFIX);
  return { bucket: textOf(memberOf(row, 'resourceId')), prefix: prefix ? anyTextOf(prefix) : '' };
};

/** What a row has at a path that was selected; null where it has nothing there. */
const selected = (row: Part, path: string): Part | null =>
  path.split('.').reduce<Part | null>((part, name) => part && optional(memberOf(part, name), (one) => one), row);

/** ARNs of the delivery sources of a bucket's access logs that deliver anywhere. */
const accessLogDeliveriesOf = async ({ resource, ask }: FactContext): Promise<Fact<readonly string[]>> => {
  const { region, arn } = resource.identity;
  const sourcesQuestion = accountQuestion('logs:DescribeDeliverySources', {}, region);
  const sources = factOfReply(
    sourcesQuestion,
    await replyToAll(ask, sourcesQuestion, { list: 'deliverySources', token: 'nextToken' }),
    (all) => all.filter((source) => isOfAccessLogs(source, arn)).map(deliverySourceFrom),
  );
  if (!sources.known || sources.value.length === 0) return sources.known ? known([]) : sources;
  const question = accountQuestion('logs:DescribeDeliveries', {}, region);
  return factOfReply(question, await replyToAll(ask, question, { list: 'deliveries', token: 'nextToken' }), (all) => {
    const delivering = new Set(all.map((delivery) => textOf(memberOf(delivery, 'deliverySourceName'))));
    return sources.value
      .filter(({ name }) => delivering.has(name))
      .map((source) => source.arn)
      .sort();
  });
};

const isOfAccessLogs = (source: Part, bucketArn: string | null): boolean =>
  memberOf(source, 'logType').value === 'S3_SERVER_ACCESS_LOGS' &&
  optional(memberOf(source, 'status'), (status) => oneOf(status, ['ACTIVE', 'INACTIVE'])) !== 'INACTIVE' &&
  elementsOf(memberOf(source, 'resourceArns')).some((one) => one.value === bucketArn);

const deliverySourceFrom = (source: Part): { readonly name: string; readonly arn: string } => ({
  name: textOf(memberOf(source, 'name')),
  arn: textOf(memberOf(source, 'arn')),
});
