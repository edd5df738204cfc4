import { errorAnswer } from '../../../test/answers.js';
import { factTold, fronts, unreadAccount } from '../../../test/asks.js';
import { ACCOUNT, REGION } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';

const arn = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`;
const listed = (changes: object = {}) => ({
  'cloudtrail:DescribeTrails': {
    trailList: [
      {
        Name: 'audit',
        TrailARN: arn,
        HomeRegion: REGION,
        IsMultiRegionTrail: true,
        HasCustomEventSelectors: true,
        ...changes,
      },
    ],
  },
});
const selects = (...EventSelectors: readonly object[]) => ({
  [`cloudtrail:GetEventSelectors#${arn}`]: { EventSelectors },
});
const advanced = (...FieldSelectors: readonly object[]) => ({
  [`cloudtrail:GetEventSelectors#${arn}`]: { AdvancedEventSelectors: [{ FieldSelectors }] },
});
const logs = { [`cloudtrail:GetTrailStatus#${arn}`]: { IsLogging: true } };
const management = { Field: 'eventCategory', Equals: ['Management'] };
const audit = { name: 'audit', isOrganization: false, recordsWrites: known(true), logGroup: null };

describe.each(fronts)('trails that record what changes S3, %s', (front) => {
  const told = (...answers: readonly object[]) =>
    factTold(front, 'managementTrails', { account: Object.assign({}, ...answers) }, unreadAccount());
  const records = async (...answers: readonly object[]) => {
    const fact = await told(listed(), ...answers);
    return (fact as { value: readonly { recordsWrites: unknown }[] }).value[0]?.recordsWrites;
  };

  it('are all of the region, with their log groups', async () => {
    const delivering = listed({
      HasCustomEventSelectors: false,
      IsOrganizationTrail: true,
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:444455556666:log-group:aws-cloudtrail-logs:*',
    });
    expect(await told(delivering, logs)).toEqual(
      known([
        {
          ...audit,
          isOrganization: true,
          logGroup: 'arn:aws:logs:us-east-1:444455556666:log-group:aws-cloudtrail-logs',
        },
      ]),
    );
  });

  it.each<[string, object, boolean]>([
    ['a basic selector', selects({ ReadWriteType: 'All', IncludeManagementEvents: true }), true],
    ['a basic selector that says nothing of them', selects({ ReadWriteType: 'WriteOnly' }), true],
    ['reads alone', selects({ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }), false],
    ['data events alone', selects({ ReadWriteType: 'All', IncludeManagementEvents: false }), false],
    ['an advanced selector', advanced(management), true],
    ['an advanced selector of writes', advanced(management, { Field: 'readOnly', Equals: ['false'] }), true],
    ['an advanced selector of reads', advanced(management, { Field: 'readOnly', Equals: ['true'] }), false],
    [
      'all but AWS KMS and the Data API',
      advanced(management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] }),
      true,
    ],
    ['another service', advanced(management, { Field: 'eventSource', Equals: ['ec2.amazonaws.com'] }), false],
    ['some names', advanced(management, { Field: 'eventName', Equals: ['PutBucketPolicy'] }), false],
    ['an advanced selector of data', advanced({ Field: 'eventCategory', Equals: ['Data'] }), false],
  ])('%s', async (_, selectors, expected) => {
    expect(await records(selectors, logs)).toEqual(known(expected));
  });

  it('record nothing while they do not log', async () => {
    const stopped = { [`cloudtrail:GetTrailStatus#${arn}`]: { IsLogging: false } };
    expect(await records(advanced(management), stopped)).toEqual(known(false));
  });

  it('are unknown where one of both was refused, unless the other says no', async () => {
    const hidden = errorAnswer('TrailNotFoundException');
    const noSelectors = { [`cloudtrail:GetEventSelectors#${arn}`]: hidden };
    const noStatus = { [`cloudtrail:GetTrailStatus#${arn}`]: hidden };
    const stopped = { [`cloudtrail:GetTrailStatus#${arn}`]: { IsLogging: false } };
    const denied = (action: string) => unknown('DENIED', `cloudtrail:${action} was denied for ${arn}`);
    expect(await records(noSelectors, logs)).toEqual(denied('GetEventSelectors'));
    expect(await records(advanced(management), noStatus)).toEqual(denied('GetTrailStatus'));
    expect(await records(noSelectors, stopped)).toEqual(known(false));
  });

  it('are unknown where a log group is none', async () => {
    expect(await told(listed({ CloudWatchLogsLogGroupArn: 'arn:aws:sns:eu-west-1:1:topic' }))).toMatchObject({
      code: 'MALFORMED',
    });
  });
});
