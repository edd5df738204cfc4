/**
 * The query of AWS Config for the items of a resource type, in the form that `parseItem` takes.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/query-components.html
 */
export const itemsOfType = (type: string): string => `SELECT ${FIELDS.join(', ')} WHERE resourceType = '${type}'`;

/** Whole configurations have to be named; `*` gives the top level only. */
const FIELDS = [
  'resourceType',
  'resourceId',
  'resourceName',
  'arn',
  'accountId',
  'awsRegion',
  'configurationItemCaptureTime',
  'configurationItemStatus',
  'tags',
  'configuration',
  'supplementaryConfiguration',
];
