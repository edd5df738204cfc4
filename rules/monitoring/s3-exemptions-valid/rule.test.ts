import { unknown } from '../../../src/core/fact.js';
import { bucketWith, resourceWith } from '../../../test/builders.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const on = { exemptionTagPrefix: 'x:' };
const valid = {
  'x:rules': 's3-bucket-versioning s3-bucket-mfa-delete',
  'x:until': '2027-03-31',
  'x:reason': 'scratch',
};
const tagged = (changed: Readonly<Record<string, string | undefined>> = {}) =>
  bucketWith({
    tags: Object.fromEntries(
      Object.entries({ ...valid, ...changed }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  });

const flawed = (
  name: string,
  changed: Readonly<Record<string, string | undefined>>,
  code: string,
  reason: string,
  parameters: Readonly<Record<string, string>> = {},
): RuleCase => ({
  name,
  resource: tagged(changed),
  parameters: { ...on, ...parameters },
  code,
  reason: `The exemption by tags does not count: ${reason}.`,
});

testRule(rule, {
  compliant: [
    {
      name: 'rules, a day ahead and a reason',
      resource: tagged(),
      parameters: on,
      code: 'EXEMPTED',
      reason:
        'Exempt from 2 rules until 2027-03-31. Reason: scratch. Rules: s3-bucket-versioning, s3-bucket-mfa-delete.',
    },
    {
      name: 'one rule',
      resource: tagged({ 'x:rules': 's3-bucket-versioning' }),
      parameters: on,
      code: 'EXEMPTED',
      reason: /^Exempt from 1 rule until 2027-03-31\./,
    },
    {
      name: 'a last day within the days of warning',
      resource: tagged({ 'x:until': '2026-12-09' }),
      parameters: on,
      code: 'ENDS_SOON',
      reason: /^Exempt from 2 rules until 2026-12-09, which is soon\./,
    },
    {
      name: 'the day after the days of warning',
      resource: tagged({ 'x:until': '2026-12-10' }),
      parameters: on,
      code: 'EXEMPTED',
    },
    {
      name: 'tomorrow as the last day, without days of warning',
      resource: tagged({ 'x:until': '2026-11-26' }),
      parameters: { ...on, warnDays: '0' },
      code: 'EXEMPTED',
    },
    {
      name: 'a reason with its ticket',
      resource: tagged({ 'x:reason': 'SEC-42 scratch' }),
      parameters: { ...on, requireTicket: '^SEC-[0-9]+' },
      code: 'EXEMPTED',
    },
    {
      name: 'rules that tags may exempt from',
      resource: tagged(),
      parameters: { ...on, allowedRules: 's3-bucket-mfa-delete,s3-bucket-versioning' },
      code: 'EXEMPTED',
    },
    {
      name: 'another kind of resource',
      resource: resourceWith(
        'tableBucket',
        { type: 'AWS::S3Tables::TableBucket', id: 'analytics', arn: null, accountId: '111122223333', region: null },
        { tags: valid },
      ),
      parameters: on,
      code: 'EXEMPTED',
    },
  ],
  nonCompliant: [
    flawed(
      'an unknown rule among them',
      { 'x:rules': 's3-bucket-versioning s3-no-rule' },
      'UNKNOWN_RULE',
      'there is no rule "s3-no-rule"',
    ),
    flawed('no rule', { 'x:rules': ' ' }, 'NO_RULES', 'it names no rule'),
    flawed('no tag with rules', { 'x:rules': undefined }, 'NO_RULES', 'it names no rule'),
    flawed('no last day', { 'x:until': undefined }, 'NO_END', 'it has no last day'),
    flawed(
      'a day in another spelling',
      { 'x:until': '31.03.2027' },
      'NO_END',
      '"31.03.2027" is no day such as 2027-03-31',
    ),
    flawed(
      'a day that does not exist',
      { 'x:until': '2027-02-30' },
      'NO_END',
      '"2027-02-30" is no day such as 2027-03-31',
    ),
    flawed(
      'a month that does not exist',
      { 'x:until': '2027-13-01' },
      'NO_END',
      '"2027-13-01" is no day such as 2027-03-31',
    ),
    flawed('yesterday', { 'x:until': '2026-11-24' }, 'EXPIRED', 'it ended on 2026-11-24'),
    flawed('an end too far ahead', { 'x:until': '2027-11-26' }, 'TOO_LONG', '2027-11-26 is more than 365 days ahead'),
    flawed('fewer days allowed', {}, 'TOO_LONG', '2027-03-31 is more than 30 days ahead', { maxExceptionDays: '30' }),
    flawed('no reason', { 'x:reason': '' }, 'NO_REASON', 'it gives no reason'),
    flawed(
      'a rule that tags may not exempt from',
      {},
      'RULE_NOT_ALLOWED',
      'tags may not exempt from s3-bucket-mfa-delete',
      { allowedRules: 's3-bucket-versioning' },
    ),
    flawed('a reason without its ticket', {}, 'NO_TICKET', 'the reason does not match ^SEC-[0-9]+', {
      requireTicket: '^SEC-[0-9]+',
    }),
    flawed(
      'the register itself',
      { 'x:rules': 's3-exemptions-valid' },
      'REGISTER',
      'tags cannot exempt from s3-exemptions-valid',
    ),
    {
      name: 'several flaws, all named',
      resource: tagged({ 'x:until': '2026-11-24', 'x:reason': undefined }),
      parameters: on,
      code: 'EXPIRED',
      reason: 'The exemption by tags does not count: it ended on 2026-11-24, it gives no reason.',
      evidence: ['tags["x:until"]', 'tags["x:reason"]'],
    },
  ],
  notApplicable: [
    { name: 'exemption by tags is off', resource: tagged(), code: 'TAGS_OFF' },
    {
      name: 'tags of another prefix',
      resource: tagged(),
      parameters: { exemptionTagPrefix: 'y:' },
      code: 'NOT_EXEMPTED',
      reason: 'No tag that begins with y: exempts it.',
    },
    {
      name: 'further tags of the prefix, which exempt nothing',
      resource: bucketWith({ tags: { 'x:perimeter': 'network' } }),
      parameters: on,
      code: 'NOT_EXEMPTED',
    },
    { name: 'no tags', resource: bucketWith(), parameters: on, code: 'NOT_EXEMPTED' },
  ],
  insufficientData: [
    {
      name: 'tags that could not be read',
      resource: bucketWith({ tags: unknown('DENIED', 'the read of the tags is denied: s3:GetBucketTagging') }),
      parameters: on,
      code: 'DENIED',
    },
    {
      name: 'an expression that is none',
      resource: tagged(),
      parameters: { ...on, requireTicket: '(' },
      code: 'PARAMETERS_REFUSED',
      reason: 'requireTicket is no regular expression: (.',
    },
  ],
});
