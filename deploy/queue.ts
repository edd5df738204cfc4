import { attribute, ref } from './intrinsics.js';
import { policyDocument } from './policy-document.js';

/** A queue that SQS encrypts. */
export const queue = (name: string, properties: object) => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    QueueName: name,
    SqsManagedSseEnabled: true,
    MessageRetentionPeriod: RETENTION_DAYS * 24 * 60 * 60,
    ...properties,
  },
});

/** The policy of a queue that refuses plain HTTP. */
export const onlyOverTls = (queueId: string) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [ref(queueId)],
    PolicyDocument: policyDocument([
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:*',
        Resource: attribute(queueId, 'Arn'),
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]),
  },
});

/** How many messages wait in a queue. */
export const queueMetric = (queueId: string) => ({
  Namespace: 'AWS/SQS',
  MetricName: 'ApproximateNumberOfMessagesVisible',
  Dimensions: [{ Name: 'QueueName', Value: attribute(queueId, 'QueueName') }],
});

/** Days that SQS keeps a message at most. */
const RETENTION_DAYS = 14;
