import { unknown } from '../../core/fact.js';
import type { Operation } from '../../core/operations.js';
import type { Resource } from '../../core/resource.js';
import type { Question } from './ask.js';
import { policyFrom, tagsFrom } from './bucket-settings.js';
import { encryptionFrom } from './encryption.js';
import { type FactFunctions, resourceQuestion } from './fact-functions.js';
import { factOf } from './reply.js';

/** Facts of a directory bucket, which S3 answers at a regional endpoint of its own. */
export const directoryBucketFacts: FactFunctions<'directoryBucket'> = {
  policy: ({ resource, ask }) =>
    factOf(ask, directoryQuestion(resource, 's3express:GetBucketPolicy'), policyFrom, null),
  encryption: ({ resource, ask }) =>
    factOf(ask, directoryQuestion(resource, 's3express:GetBucketEncryption'), encryptionFrom, null),
  tags: async ({ resource, ask }) => {
    const { accountId, arn } = resource.identity;
    if (arn === null) return unknown('NOT_RECORDED', 'the ARN of the bucket, by which its tags are read, is not known');
    const input = { AccountId: accountId, ResourceArn: arn };
    const question = resourceQuestion(resource, 's3express:ListTagsForResource', input, { id: arn });
    return factOf(ask, question, (answer) => tagsFrom(answer, 'Tags'), {});
  },
};

/**
 * Without the header that names the expected owner, which is refused here (501); a stranger's bucket does not answer.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
 */
const directoryQuestion = (resource: Resource, operation: Operation): Question =>
  resourceQuestion(resource, operation, { Bucket: resource.identity.id });
