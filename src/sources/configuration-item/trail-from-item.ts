import type { Fact } from '../../core/fact.js';
import { factFromItem } from './fact-from-item.js';
import { booleanOf, memberOf, optionalBooleanOf, optionalTextOf, textOf } from './item-value.js';
import type { ConfigurationItem } from './parse-item.js';
import { configurationOf } from './parts-of-item.js';

/** What an item tells of a CloudTrail trail: not whether it logs, and not which events. */
export interface Trail {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly homeRegion: string | null;
  /** The name of the bucket it delivers to. */
  readonly bucket: string;
  readonly prefix: string | null;
  readonly kmsKeyId: string | null;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  /** False excludes data events; true may be other selectors; null where the item does not say. */
  readonly hasCustomEventSelectors: boolean | null;
  readonly logFileValidation: boolean;
}

/** The trail of a live AWS::CloudTrail::Trail item. */
export const trailFromItem = (item: ConfigurationItem): Fact<Trail> =>
  factFromItem(() => {
    const configuration = configurationOf(item);
    const member = (key: string) => memberOf(configuration, key);
    return {
      name: textOf(member('name')),
      arn: optionalTextOf(member('trailARN')) ?? textOf({ path: 'ARN', value: item.arn }),
      accountId: item.accountId,
      homeRegion: optionalTextOf(member('homeRegion')),
      bucket: textOf(member('s3BucketName')),
      prefix: optionalTextOf(member('s3KeyPrefix')),
      kmsKeyId: optionalTextOf(member('kmsKeyId')),
      isMultiRegion: booleanOf(member('isMultiRegionTrail')),
      // Items from before November 2018 have no such member, for there were no such trails.
      isOrganization: optionalBooleanOf(member('isOrganizationTrail')) ?? false,
      hasCustomEventSelectors: optionalBooleanOf(member('hasCustomEventSelectors')),
      logFileValidation: booleanOf(member('logFileValidationEnabled')),
    };
  });
