import { type Fact, known, unknown } from '../../core/fact.js';
import type { Operation } from '../../core/operations.js';
import type { Policy } from '../../policy/policy.js';
import { accountPublicAccessBlock } from './account.js';
import { policyFrom, publicAccessBlockFrom } from './bucket-settings.js';
import { type FactContext, type FactFunctions, resourceQuestion } from './fact-functions.js';
import { at, elementsOf, isAbsent, memberOf, optional, type Part, textOf } from './part.js';
import { factOf } from './reply.js';

/** Facts of a Multi-Region Access Point. */
export const multiRegionAccessPointFacts: FactFunctions<'accessPoint'> = {
  policy: (context) =>
    told<Policy | null>(context, 's3control:GetMultiRegionAccessPointPolicy', establishedPolicyFrom, null),
  publicAccessBlock: (context) =>
    told(context, 's3control:GetMultiRegionAccessPoint', (answer) => {
      const point = memberOf(answer, 'AccessPoint');
      return isAbsent(memberOf(point, 'PublicAccessBlock')) ? null : publicAccessBlockFrom(point, 'PublicAccessBlock');
    }),
  accountPublicAccessBlock,
  // Its endpoint is global.
  vpcId: async () => known(null),
  buckets: (context) =>
    told(context, 's3control:GetMultiRegionAccessPoint', (answer) =>
      elementsOf(at(answer, 'AccessPoint', 'Regions')).map((region) => ({
        name: textOf(memberOf(region, 'Bucket')),
        accountId: optional(memberOf(region, 'BucketAccountId'), textOf),
      })),
    ),
};

/** Where all calls about Multi-Region Access Points go, wherever their buckets are. */
export const CONTROL_REGION = 'us-west-2';

/** What these calls take; an alias or an ARN would be answered as if the access point were gone. */
const NAME = /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/;

const told = async <T>(
  { resource, ask }: FactContext,
  operation: Operation,
  read: (answer: Part) => T,
  absent?: T,
): Promise<Fact<T>> => {
  const { id, accountId } = resource.identity;
  if (!NAME.test(id))
    return unknown('NOT_RECORDED', `the name of the access point ${id}, by which it is read, is not known`);
  const input = { AccountId: accountId, Name: id };
  return factOf(ask, resourceQuestion(resource, operation, input, { region: CONTROL_REGION }), read, absent);
};

/** The policy in force in every region; one that is only proposed is not. */
const establishedPolicyFrom = (answer: Part): Policy | null =>
  optional(memberOf(answer, 'Policy'), (policy) =>
    optional(memberOf(policy, 'Established'), (established) =>
      isAbsent(memberOf(established, 'Policy')) ? null : policyFrom(established),
    ),
  );
