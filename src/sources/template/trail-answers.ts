import { booleanIn, type Members, withoutUndefined } from './members.js';
import { DEPLOYMENT } from './placeholders.js';
import { arnOf, ofType, shownName, type TemplateResource } from './template.js';

/** What CloudTrail would answer about the trails of a template. */
export const trailAnswers = (resources: readonly TemplateResource[]): Members => {
  const trails = ofType(resources, 'AWS::CloudTrail::Trail');
  return {
    'cloudtrail:DescribeTrails': { trailList: trails.map(trailFrom) },
    ...Object.fromEntries(
      trails.flatMap((trail) => [
        [`cloudtrail:GetTrailStatus#${arnOf(trail)}`, { IsLogging: booleanIn(trail.properties.IsLogging) }],
        [`cloudtrail:GetEventSelectors#${arnOf(trail)}`, selectorsFrom(trail.properties)],
      ]),
    ),
  };
};

const trailFrom = (trail: TemplateResource): Members => {
  const {
    S3BucketName,
    EnableLogFileValidation = false,
    IsMultiRegionTrail = false,
    IsOrganizationTrail = false,
  } = trail.properties;
  return {
    Name: shownName(trail),
    TrailARN: arnOf(trail),
    HomeRegion: DEPLOYMENT.region,
    S3BucketName,
    LogFileValidationEnabled: booleanIn(EnableLogFileValidation),
    IsMultiRegionTrail: booleanIn(IsMultiRegionTrail),
    IsOrganizationTrail: booleanIn(IsOrganizationTrail),
  };
};

/** A trail without selectors records management events, all of them. */
const selectorsFrom = ({ EventSelectors, AdvancedEventSelectors }: Members): Members =>
  EventSelectors === undefined && AdvancedEventSelectors === undefined
    ? { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }] }
    : withoutUndefined({ EventSelectors, AdvancedEventSelectors });
