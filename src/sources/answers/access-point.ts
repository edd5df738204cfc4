import type { Operation } from '../../core/operations.js';
import type { Resource } from '../../core/resource.js';
import { accountPublicAccessBlock } from './account.js';
import type { Question } from './ask.js';
import { policyFrom, publicAccessBlockFrom } from './bucket-settings.js';
import type { FactFunctions } from './fact-functions.js';
import { at, isAbsent, memberOf, oneOf, optional, type Part, textOf } from './part.js';
import { factOf } from './reply.js';

/** Facts of an access point of a bucket. */
export const accessPointFacts: FactFunctions<'accessPoint'> = {
  policy: ({ resource, ask }) =>
    factOf(ask, accessPointQuestion(resource, 's3control:GetAccessPointPolicy'), policyFrom, null),
  publicAccessBlock: ({ resource, ask }) =>
    factOf(ask, accessPointQuestion(resource, 's3control:GetAccessPoint'), (answer) =>
      isAbsent(memberOf(answer, 'PublicAccessBlockConfiguration')) ? null : publicAccessBlockFrom(answer),
    ),
  accountPublicAccessBlock,
  vpcId: ({ resource, ask }) => factOf(ask, accessPointQuestion(resource, 's3control:GetAccessPoint'), vpcIdFrom),
  buckets: ({ resource, ask }) =>
    factOf(ask, accessPointQuestion(resource, 's3control:GetAccessPoint'), (answer) => [
      {
        name: textOf(memberOf(answer, 'Bucket')),
        accountId: optional(memberOf(answer, 'BucketAccountId'), textOf),
      },
    ]),
};

const accessPointQuestion = ({ identity }: Resource, operation: Operation): Question => ({
  operation,
  input: { AccountId: identity.accountId, Name: identity.id },
  region: identity.region,
  owner: { kind: 'accessPoint', name: identity.id },
});

const vpcIdFrom = (answer: Part): string | null =>
  oneOf(memberOf(answer, 'NetworkOrigin'), ['Internet', 'VPC']) === 'VPC'
    ? textOf(at(answer, 'VpcConfiguration', 'VpcId'))
    : null;
