import { DEPLOYMENT } from '../declared/deployment.js';
import { booleanIn, type Members, withoutUndefined } from '../declared/members.js';
import { DEFAULT_SELECTORS } from '../declared/service-defaults.js';
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

const selectorsFrom = ({ EventSelectors, AdvancedEventSelectors }: Members): Members =>
  EventSelectors === undefined && AdvancedEventSelectors === undefined
    ? DEFAULT_SELECTORS
    : withoutUndefined({ EventSelectors, AdvancedEventSelectors });
