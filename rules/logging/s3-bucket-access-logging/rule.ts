import type { Fact } from '../../../src/core/fact.js';
import type { ServerAccessLogging } from '../../../src/core/facts.js';
import { sparingLogDestinations } from '../../../src/core/log-destination.js';
import { matchesName } from '../../../src/core/name-pattern.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant, type Verdict } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-access-logging',
  severity: 'MEDIUM',
  title: 'Access to the bucket is logged',
  description:
    'Server access logging delivers to an approved bucket other than itself, or CloudWatch Logs delivers the access logs. Destinations of access logs are not judged. Controls: S3.9.',
  tier: 'core',
  controls: [
    'FSBP S3.9',
    'PCI DSS 4.0.1 10.2.1',
    'NIST 800-53 r5 AC-2(4)',
    'NIST 800-53 r5 AC-4(26)',
    'NIST 800-53 r5 AC-6(9)',
    'NIST 800-53 r5 AU-2',
    'NIST 800-53 r5 AU-3',
    'NIST 800-53 r5 AU-6(3)',
    'NIST 800-53 r5 AU-6(4)',
    'NIST 800-53 r5 AU-10',
    'NIST 800-53 r5 AU-12',
    'NIST 800-53 r5 CA-7',
    'NIST 800-53 r5 SC-7(9)',
    'NIST 800-53 r5 SI-3(8)',
    'NIST 800-53 r5 SI-4(20)',
    'NIST 800-53 r5 SI-7(8)',
    'NIST 800-171 r2 3.3.8',
  ],
  remediation: {
    summary:
      'Turn on server access logging to another bucket of the same account and region, whose policy (not its ACL) lets logging.s3.amazonaws.com put objects.',
  },
  resource: 'bucket',
  facts: ['logging'],
  optionalFacts: ['accessLogDeliveries', 'objectDataEvents', 'policy', 'acl', 'loggingSources'],
  parameters: {
    allowedDestinations: {
      type: 'list',
      default: [],
      pattern: '^[\\w.*-]+$',
      description: 'Names of the buckets access logs may go to, * allowed in them. Not set: every bucket but itself.',
    },
    requiredPrefix: {
      type: 'text',
      default: '',
      description: 'What the prefix of the log objects must begin with. Not set: every prefix.',
    },
    acceptCloudWatchDelivery: {
      type: 'boolean',
      default: true,
      description: 'Whether access logs delivered through CloudWatch Logs count.',
    },
    acceptDataEvents: {
      type: 'boolean',
      default: false,
      description: "Whether CloudTrail data events of every read and write of the bucket's objects count.",
    },
  },
  evaluate(bucket, parameters) {
    const { logging } = bucket;
    if (logging?.destinationBucket === bucket.id) return selfLoop(logging);
    const violation = logging ? strayLogs(logging, parameters) : notLogged;
    if (!violation) return compliant('LOGGED', `Access logs go to ${logging?.destinationBucket}.`);

    const unread: string[] = [];
    const accepted = (fact: Fact<readonly string[]>, question: string): readonly string[] => {
      if (fact.known) return fact.value;
      unread.push(`${question} is unknown: ${fact.reason}.`);
      return [];
    };
    if (parameters.acceptCloudWatchDelivery) {
      const deliveries = accepted(bucket.accessLogDeliveries, 'Whether CloudWatch Logs delivers its access logs');
      if (deliveries.length > 0)
        return compliant('LOGGED_BY_CLOUDWATCH', words`CloudWatch Logs delivers its access logs: ${deliveries}.`);
    }
    if (parameters.acceptDataEvents) {
      const trails = accepted(bucket.objectDataEvents, 'Whether CloudTrail records its data events');
      if (trails.length > 0)
        return compliant('LOGGED_BY_CLOUDTRAIL', words`CloudTrail records reads and writes of its objects: ${trails}.`);
    }
    return sparingLogDestinations(bucket, { ...violation, reason: joinReasons(violation.reason, ...unread) });
  },
});

const notLogged = nonCompliant('NOT_LOGGED', 'Server access logging is off.', [
  { path: 'logging', found: null, expected: 'a destination bucket' },
]);

/** S3 logs the delivery of each log, so a bucket that logs into itself never comes to rest. */
const selfLoop = ({ destinationBucket }: ServerAccessLogging): Verdict =>
  nonCompliant('SELF_LOOP', 'The bucket logs into itself, and each log that arrives causes another one.', [
    { path: 'logging.destinationBucket', found: destinationBucket, expected: 'another bucket' },
  ]);

const strayLogs = (
  { destinationBucket, prefix }: ServerAccessLogging,
  { allowedDestinations, requiredPrefix }: { allowedDestinations: readonly string[]; requiredPrefix: string },
): Verdict | null => {
  if (allowedDestinations.length > 0 && !allowedDestinations.some((name) => matchesName(name, destinationBucket))) {
    return nonCompliant(
      'OTHER_DESTINATION',
      words`Access logs go to ${destinationBucket}, not to one of ${allowedDestinations}.`,
      [{ path: 'logging.destinationBucket', found: destinationBucket, expected: allowedDestinations }],
    );
  }
  if (prefix.startsWith(requiredPrefix)) return null;
  return nonCompliant('OTHER_PREFIX', `Access logs go to the prefix "${prefix}", not to "${requiredPrefix}".`, [
    { path: 'logging.prefix', found: prefix, expected: requiredPrefix },
  ]);
};
