import { type Fact, known } from '../../core/fact.js';
import type { AuditDelivery } from '../../core/facts.js';
import { accountQuestion, type FactContext, type FactFunctions } from './fact-functions.js';
import { booleanOf, elementsOf, memberOf, optional, type Part, textOf } from './part.js';
import { factOf, factOfReply, replyToAll } from './reply.js';

/** What delivers audit records into a bucket, as the account's region tells it. */
export const bucketAuditDeliveries: FactFunctions<'bucket'> = {
  auditDeliveries: async (context) => {
    const found = [await trailsInto(context), await channelsInto(context), await packsInto(context)];
    const deliveries = found.flatMap((one) => (one.known ? one.value : []));
    // One that could not be read may name the bucket too, which decides only where no other does.
    const unread = found.find((one) => !one.known);
    return deliveries.length === 0 && unread && !unread.known ? unread : known(deliveries);
  },
};

type Deliveries = Fact<readonly AuditDelivery[]>;

/** Trails of the account and, by their shadows, of other regions and of the organization. */
const trailsInto = ({ ask, resource }: FactContext): Promise<Deliveries> => {
  const { id, region } = resource.identity;
  const question = accountQuestion('cloudtrail:DescribeTrails', { includeShadowTrails: true }, region);
  return factOf(ask, question, (answer) =>
    elementsOf(memberOf(answer, 'trailList'))
      .filter(names(id, 'S3BucketName'))
      .map((trail) => ({
        by: 'trail',
        name: textOf(memberOf(trail, 'Name')),
        validatesFiles: optional(memberOf(trail, 'LogFileValidationEnabled'), booleanOf) ?? false,
      })),
  );
};

const channelsInto = ({ ask, resource }: FactContext): Promise<Deliveries> => {
  const { id, region } = resource.identity;
  const question = accountQuestion('config:DescribeDeliveryChannels', {}, region);
  return factOf(
    ask,
    question,
    (answer) =>
      elementsOf(memberOf(answer, 'DeliveryChannels'))
        .filter(names(id, 's3BucketName'))
        .map(
          (channel): AuditDelivery => ({
            by: 'deliveryChannel',
            name: textOf(memberOf(channel, 'name')),
            validatesFiles: null,
          }),
        ),
    [],
  );
};

const packsInto = async ({ ask, resource }: FactContext): Promise<Deliveries> => {
  const { id, region } = resource.identity;
  const question = accountQuestion('config:DescribeConformancePacks', {}, region);
  const reply = await replyToAll(ask, question, { list: 'ConformancePackDetails', token: 'NextToken' });
  return factOfReply(question, reply, (packs) =>
    packs.filter(names(id, 'DeliveryS3Bucket')).map((pack) => ({
      by: 'conformancePack',
      name: textOf(memberOf(pack, 'ConformancePackName')),
      validatesFiles: null,
    })),
  );
};

const names =
  (bucket: string, member: string) =>
  (one: Part): boolean =>
    memberOf(one, member).value === bucket;
