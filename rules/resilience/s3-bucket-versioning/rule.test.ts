import { unknown } from '../../../src/core/fact.js';
import { judgeReading } from '../../../src/core/judge-reading.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { BUCKET, bucketWith, OWNER_ID } from '../../../test/builders.js';
import { NOW, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const enabled = { status: 'Enabled', mfaDelete: false } as const;
const suspended = { status: 'Suspended', mfaDelete: false } as const;
const off = { status: 'Off', mfaDelete: false } as const;
const denied = unknown('DENIED', 'config:SelectResourceConfig was denied');

testRule(rule, {
  compliant: [
    { name: 'enabled', resource: bucketWith({ versioning: enabled }), code: 'VERSIONED' },
    {
      name: 'enabled, and nothing else was read',
      resource: bucketWith({ versioning: enabled, policy: denied, acl: denied, loggingSources: denied }),
      code: 'VERSIONED',
    },
    {
      name: 'suspended, which is accepted',
      resource: bucketWith({ versioning: suspended }),
      parameters: { acceptSuspended: 'true' },
      code: 'SUSPENDED_ACCEPTED',
      reason: 'Versioning is suspended, which is accepted here: old versions are kept, and no new ones are made.',
    },
  ],
  nonCompliant: [
    {
      name: 'never enabled',
      resource: bucketWith({ versioning: off }),
      code: 'NEVER_ENABLED',
      reason: 'Versioning was never enabled: what is overwritten or deleted cannot be brought back.',
      evidence: ['versioning.status'],
    },
    {
      name: 'suspended',
      resource: bucketWith({ versioning: suspended }),
      code: 'SUSPENDED',
      reason: 'Versioning is suspended: old versions are kept, and no new ones are made.',
      evidence: ['versioning.status'],
    },
    {
      name: 'never enabled, where suspended is accepted',
      resource: bucketWith({ versioning: off }),
      parameters: { acceptSuspended: 'true' },
      code: 'NEVER_ENABLED',
    },
    {
      name: 'a log bucket, which is to be judged as well',
      resource: bucketWith({ versioning: off, loggingSources: ['app-web'] }),
      parameters: { exemptLogDestinations: 'false' },
      code: 'NEVER_ENABLED',
    },
    {
      name: 'which buckets log here was not read',
      resource: bucketWith({ versioning: off, loggingSources: denied }),
      code: 'NEVER_ENABLED',
      reason:
        /cannot be brought back\. Whether it is a destination of access logs is unknown: config:SelectResourceConfig was denied\.$/,
    },
    {
      name: 'which buckets log here was not read, and does not matter',
      resource: bucketWith({ versioning: off, loggingSources: denied }),
      parameters: { exemptLogDestinations: 'false' },
      code: 'NEVER_ENABLED',
      reason: 'Versioning was never enabled: what is overwritten or deleted cannot be brought back.',
    },
  ],
  notApplicable: [
    {
      name: 'a log bucket that other buckets name',
      resource: bucketWith({ versioning: off, loggingSources: ['app-web'] }),
      code: 'LOG_DESTINATION',
      reason: 'Destinations of access logs are not judged: the access logs of app-web go here.',
    },
    {
      name: 'a log bucket by its policy',
      resource: bucketWith({
        versioning: suspended,
        policy: {
          Statement: {
            Effect: 'Allow',
            Principal: { Service: 'logging.s3.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: `arn:aws:s3:::${BUCKET}/*`,
          },
        },
      }),
      code: 'LOG_DESTINATION',
    },
    {
      name: 'a log bucket by its access control list',
      resource: bucketWith({
        versioning: off,
        acl: {
          ownerId: OWNER_ID,
          grants: [{ grantee: { kind: 'group', group: 'LogDelivery' }, permission: 'WRITE' }],
        },
      }),
      code: 'LOG_DESTINATION',
    },
    {
      name: 'the rule is for tagged buckets, and this one is not (G7)',
      resource: bucketWith({ versioning: off, tags: { data: 'scratch' } }),
      parameters: { applyToTag: 'data=kept' },
      code: 'NOT_TAGGED',
    },
    {
      name: 'a bucket whose files never change, exempt by tags (G6)',
      resource: bucketWith({
        versioning: off,
        tags: {
          'exempt:rules': 's3-bucket-versioning',
          'exempt:until': '2027-03-31',
          'exempt:reason': 'bootstrap assets are never overwritten',
        },
      }),
      parameters: { exemptionTagPrefix: 'exempt:' },
      code: 'EXEMPT',
    },
  ],
  insufficientData: [
    {
      name: 'versioning was not read',
      resource: bucketWith({ versioning: unknown('DENIED', 's3:GetBucketVersioning was denied') }),
      code: 'DENIED',
      reason: 's3:GetBucketVersioning was denied.',
    },
  ],
});

describe('parameters of s3-bucket-versioning', () => {
  it.each([
    [{ acceptSuspended: 'yes' }, 'acceptSuspended must be true or false, got "yes"'],
    [{ exemptLogDestinations: '' }, 'exemptLogDestinations is empty'],
  ])('refuses %j', (given, message) => {
    expect(() => rule.readParameters(given)).toThrow(ParameterError);
    expect(() => rule.readParameters(given)).toThrow(message);
  });
});

it('reads only what decides', async () => {
  const unread = unknown('NOT_READ', 'nobody asked');
  const read = jest.fn(async () => denied);
  const judge = (versioning: typeof enabled | typeof off, parameters = {}) =>
    judgeReading(rule, bucketWith({ versioning, loggingSources: unread }), rule.readParameters(parameters), NOW, read);
  await judge(enabled);
  await judge(off, { exemptLogDestinations: 'false' });
  expect(read).not.toHaveBeenCalled();
  await judge(off);
  expect(read.mock.calls).toEqual([['loggingSources']]);
});
