import { type Members, mapElements, memberIn, withoutUndefined } from '../declared/members.js';
import { DEFAULT_SELECTORS } from '../declared/service-defaults.js';
import { hiddenDestination } from './hidden-destination.js';
import { arnOf, setIn, shownName } from './names.js';
import type { PlanResource } from './plan.js';
import { ofType, type World } from './world.js';

/** What CloudTrail would answer about the trails of a plan. */
export const trailAnswers = (world: World): Members => {
  const trails = ofType(world, 'aws_cloudtrail');
  const arnIn = (trail: PlanResource) => arnOf(trail, world.placeOf(trail));
  return {
    'cloudtrail:DescribeTrails': hiddenDestination(trails, 's3_bucket_name') ?? {
      trailList: trails.map((trail) => trailFrom(trail, arnIn(trail), world.placeOf(trail).region)),
    },
    ...Object.fromEntries(
      trails.flatMap((trail) => [
        [`cloudtrail:GetTrailStatus#${arnIn(trail)}`, { IsLogging: memberIn(trail.values, 'enable_logging') ?? true }],
        [`cloudtrail:GetEventSelectors#${arnIn(trail)}`, selectorsOf(trail)],
      ]),
    ),
  };
};

const trailFrom = (trail: PlanResource, TrailARN: string, HomeRegion: string): Members => {
  const { values } = trail;
  return {
    Name: shownName(trail),
    TrailARN,
    HomeRegion,
    S3BucketName: memberIn(values, 's3_bucket_name'),
    LogFileValidationEnabled: memberIn(values, 'enable_log_file_validation') ?? false,
    IsMultiRegionTrail: memberIn(values, 'is_multi_region_trail') ?? false,
    IsOrganizationTrail: memberIn(values, 'is_organization_trail') ?? false,
  };
};

const selectorsOf = ({ values }: PlanResource): Members => {
  const basic = setIn(memberIn(values, 'event_selector'));
  const advanced = setIn(memberIn(values, 'advanced_event_selector'));
  if (basic === undefined && advanced === undefined) return DEFAULT_SELECTORS;
  return withoutUndefined({
    EventSelectors: mapElements(basic, (one) => ({
      ReadWriteType: one.read_write_type ?? 'All',
      IncludeManagementEvents: one.include_management_events ?? true,
      DataResources: mapElements(one.data_resource ?? [], ({ type, values: of }) => ({ Type: type, Values: of })),
    })),
    AdvancedEventSelectors: mapElements(advanced, ({ field_selector: fields }) => ({
      FieldSelectors: mapElements(fields, fieldFrom),
    })),
  });
};

const fieldFrom = (field: Members): Members =>
  withoutUndefined({
    Field: field.field,
    Equals: setIn(field.equals),
    StartsWith: setIn(field.starts_with),
    EndsWith: setIn(field.ends_with),
    NotEquals: setIn(field.not_equals),
    NotStartsWith: setIn(field.not_starts_with),
    NotEndsWith: setIn(field.not_ends_with),
  });
