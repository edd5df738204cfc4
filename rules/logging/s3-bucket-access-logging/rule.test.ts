import { unknown } from '../../../src/core/fact.js';
import { judgeReading } from '../../../src/core/judge-reading.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, BUCKET, bucketWith, OWNER_ID, REGION } from '../../../test/builders.js';
import { NOW, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const logging = { destinationBucket: 'central-logs', prefix: 'app-data/' };
const delivery = `arn:aws:logs:${REGION}:${ACCOUNT}:delivery-source:app-data-access`;
const denied = (action: string) => unknown('DENIED', `${action} was denied`);

testRule(rule, {
  compliant: [
    {
      name: 'logs go to another bucket',
      resource: bucketWith({ logging }),
      code: 'LOGGED',
      reason: 'Access logs go to central-logs.',
    },
    {
      name: 'logs go to another bucket, and nothing else was read',
      resource: bucketWith({
        logging,
        policy: denied('s3:GetBucketPolicy'),
        acl: denied('s3:GetBucketAcl'),
        loggingSources: denied('config:SelectResourceConfig'),
        accessLogDeliveries: denied('logs:DescribeDeliverySources'),
        objectDataEvents: denied('cloudtrail:DescribeTrails'),
      }),
      code: 'LOGGED',
    },
    {
      name: 'a log bucket whose own logs go elsewhere',
      resource: bucketWith({ logging, loggingSources: ['app-web'] }),
      code: 'LOGGED',
    },
    {
      name: 'logs go to the second of the buckets allowed',
      resource: bucketWith({ logging }),
      parameters: { allowedDestinations: 'audit-logs, central-logs' },
      code: 'LOGGED',
    },
    {
      name: 'logs go to a bucket whose name fits a pattern',
      resource: bucketWith({ logging }),
      parameters: { allowedDestinations: '*-logs' },
      code: 'LOGGED',
    },
    {
      name: 'logs go below the prefix required',
      resource: bucketWith({ logging: { ...logging, prefix: 'access/app-data/' } }),
      parameters: { requiredPrefix: 'access/' },
      code: 'LOGGED',
    },
    {
      name: 'logs have no prefix, and none is required',
      resource: bucketWith({ logging: { ...logging, prefix: '' } }),
      code: 'LOGGED',
    },
    {
      name: 'CloudWatch Logs delivers, and server access logging is off (D11)',
      resource: bucketWith({ accessLogDeliveries: [delivery] }),
      code: 'LOGGED_BY_CLOUDWATCH',
      reason: `CloudWatch Logs delivers its access logs: ${delivery}.`,
    },
    {
      name: 'CloudWatch Logs delivers, and server access logs go to a bucket that is not allowed',
      resource: bucketWith({ logging, accessLogDeliveries: [delivery] }),
      parameters: { allowedDestinations: 'audit-logs' },
      code: 'LOGGED_BY_CLOUDWATCH',
    },
    {
      name: 'CloudTrail records reads and writes, which is accepted (D16)',
      resource: bucketWith({ objectDataEvents: ['organization-trail'] }),
      parameters: { acceptDataEvents: 'true' },
      code: 'LOGGED_BY_CLOUDTRAIL',
      reason: 'CloudTrail records reads and writes of its objects: organization-trail.',
    },
    {
      name: 'CloudTrail records reads and writes, and what CloudWatch Logs delivers was not read',
      resource: bucketWith({
        objectDataEvents: ['organization-trail'],
        accessLogDeliveries: denied('logs:DescribeDeliverySources'),
      }),
      parameters: { acceptDataEvents: 'true' },
      code: 'LOGGED_BY_CLOUDTRAIL',
    },
  ],
  nonCompliant: [
    {
      name: 'server access logging is off, and nothing takes its place',
      resource: bucketWith({ logging: null }),
      code: 'NOT_LOGGED',
      reason: 'Server access logging is off.',
      evidence: ['logging'],
    },
    {
      name: 'a bucket that logs into itself (D15)',
      resource: bucketWith({ logging: { ...logging, destinationBucket: BUCKET } }),
      code: 'SELF_LOOP',
      reason: 'The bucket logs into itself, and each log that arrives causes another one.',
      evidence: ['logging.destinationBucket'],
    },
    {
      name: 'a log bucket that logs into itself (D15)',
      resource: bucketWith({ logging: { ...logging, destinationBucket: BUCKET }, loggingSources: ['app-web', BUCKET] }),
      code: 'SELF_LOOP',
    },
    {
      name: 'a bucket that logs into itself, although its name is allowed and CloudWatch Logs delivers as well',
      resource: bucketWith({
        logging: { ...logging, destinationBucket: BUCKET },
        accessLogDeliveries: [delivery],
      }),
      parameters: { allowedDestinations: BUCKET },
      code: 'SELF_LOOP',
    },
    {
      name: 'logs go to a bucket that is not allowed',
      resource: bucketWith({ logging: { ...logging, destinationBucket: 'app-logs' } }),
      parameters: { allowedDestinations: 'central-logs,audit-logs' },
      code: 'OTHER_DESTINATION',
      reason: 'Access logs go to app-logs, not to one of central-logs, audit-logs.',
      evidence: ['logging.destinationBucket'],
    },
    {
      name: 'logs go to a bucket whose name only contains one that is allowed',
      resource: bucketWith({ logging: { ...logging, destinationBucket: 'central-logs-copy' } }),
      parameters: { allowedDestinations: 'central-logs' },
      code: 'OTHER_DESTINATION',
    },
    {
      name: 'logs go to another prefix than the one required',
      resource: bucketWith({ logging }),
      parameters: { requiredPrefix: 'access/' },
      code: 'OTHER_PREFIX',
      reason: 'Access logs go to the prefix "app-data/", not to "access/".',
      evidence: ['logging.prefix'],
    },
    {
      name: 'the prefix required stands in the middle of the prefix',
      resource: bucketWith({ logging: { ...logging, prefix: 'app-data/access/' } }),
      parameters: { requiredPrefix: 'access/' },
      code: 'OTHER_PREFIX',
    },
    {
      name: 'CloudWatch Logs delivers, which is not accepted',
      resource: bucketWith({ accessLogDeliveries: [delivery] }),
      parameters: { acceptCloudWatchDelivery: 'false' },
      code: 'NOT_LOGGED',
      reason: 'Server access logging is off.',
    },
    {
      name: 'CloudTrail records reads and writes, which is not accepted unless asked for (D16)',
      resource: bucketWith({ objectDataEvents: ['organization-trail'] }),
      code: 'NOT_LOGGED',
    },
    {
      name: 'data events are accepted, and no trail records them',
      resource: bucketWith({ objectDataEvents: [] }),
      parameters: { acceptDataEvents: 'true' },
      code: 'NOT_LOGGED',
      reason: 'Server access logging is off.',
    },
    {
      name: 'what CloudWatch Logs delivers was not read (I5)',
      resource: bucketWith({ accessLogDeliveries: denied('logs:DescribeDeliverySources') }),
      code: 'NOT_LOGGED',
      reason:
        'Server access logging is off. Whether CloudWatch Logs delivers its access logs is unknown: logs:DescribeDeliverySources was denied.',
    },
    {
      name: 'what CloudTrail records was not read',
      resource: bucketWith({ objectDataEvents: denied('cloudtrail:GetEventSelectors') }),
      parameters: { acceptDataEvents: 'true' },
      code: 'NOT_LOGGED',
      reason:
        'Server access logging is off. Whether CloudTrail records its data events is unknown: cloudtrail:GetEventSelectors was denied.',
    },
    {
      name: 'which buckets log here was not read',
      resource: bucketWith({ loggingSources: denied('config:SelectResourceConfig') }),
      code: 'NOT_LOGGED',
      reason:
        'Server access logging is off. Whether it is a destination of access logs is unknown: config:SelectResourceConfig was denied.',
    },
    {
      name: 'logs go to a bucket that is not allowed, and what takes their place was not read',
      resource: bucketWith({ logging, accessLogDeliveries: denied('logs:DescribeDeliveries') }),
      parameters: { allowedDestinations: 'audit-logs' },
      code: 'OTHER_DESTINATION',
      reason: /^Access logs go to central-logs, not to one of audit-logs\. Whether CloudWatch Logs delivers/,
    },
  ],
  notApplicable: [
    {
      name: 'a log bucket by its policy (D2)',
      resource: bucketWith({
        policy: {
          Version: '2012-10-17',
          Statement: {
            Sid: 'AccessLogs',
            Effect: 'Allow',
            Principal: { Service: 'logging.s3.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: `arn:aws:s3:::${BUCKET}/*`,
          },
        },
      }),
      code: 'LOG_DESTINATION',
      reason:
        'Destinations of access logs are not judged: statement "AccessLogs" lets logging.s3.amazonaws.com put objects here.',
    },
    {
      name: 'a log bucket by its access control list (D1)',
      resource: bucketWith({
        acl: {
          ownerId: OWNER_ID,
          grants: [{ grantee: { kind: 'group', group: 'LogDelivery' }, permission: 'WRITE' }],
        },
      }),
      code: 'LOG_DESTINATION',
    },
    {
      name: 'a log bucket that other buckets name (D1)',
      resource: bucketWith({ loggingSources: ['app-web'] }),
      code: 'LOG_DESTINATION',
      evidence: ['loggingSources'],
    },
    {
      name: 'a log bucket whose own logs go to a bucket that is not allowed',
      resource: bucketWith({ logging, loggingSources: ['app-web'] }),
      parameters: { allowedDestinations: 'audit-logs' },
      code: 'LOG_DESTINATION',
    },
  ],
  insufficientData: [
    {
      name: 'server access logging was not read',
      resource: bucketWith({ logging: denied('s3:GetBucketLogging') }),
      code: 'DENIED',
      reason: 's3:GetBucketLogging was denied.',
    },
    {
      name: 'a template function hides the destination (D3)',
      resource: bucketWith({ logging: unknown('MALFORMED', 'the destination bucket is what Fn::FindInMap gives') }),
      code: 'MALFORMED',
      reason: 'The destination bucket is what Fn::FindInMap gives.',
    },
  ],
});

describe('parameters of s3-bucket-access-logging', () => {
  it.each([
    [
      { allowedDestinations: 'arn:aws:s3:::central-logs' },
      'allowedDestinations must be a comma-separated list of items',
    ],
    [{ requiredPrefix: ' ' }, 'requiredPrefix is empty'],
    [{ acceptCloudWatchDelivery: 'yes' }, 'acceptCloudWatchDelivery must be true or false, got "yes"'],
    [{ acceptDataEvents: '1' }, 'acceptDataEvents must be true or false, got "1"'],
    [{ allowedDestination: 'central-logs' }, 'unknown parameter "allowedDestination"'],
  ])('refuses %j', (given, message) => {
    expect(() => rule.readParameters(given)).toThrow(ParameterError);
    expect(() => rule.readParameters(given)).toThrow(message);
  });
});

it('reads only what decides', async () => {
  const unread = unknown('NOT_READ', 'nobody asked');
  const facts = { accessLogDeliveries: unread, objectDataEvents: unread, loggingSources: unread };
  const read = jest.fn(async () => denied('the read'));
  await judgeReading(rule, bucketWith({ ...facts, logging }), rule.readParameters({}), NOW, read);
  expect(read).not.toHaveBeenCalled();
  await judgeReading(rule, bucketWith(facts), rule.readParameters({}), NOW, read);
  expect(read.mock.calls).toEqual([['accessLogDeliveries'], ['loggingSources']]);
});
