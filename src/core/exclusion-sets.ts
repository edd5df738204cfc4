import { matchesName } from './name-pattern.js';
import type { ResourceIdentity } from './resource.js';

/** Buckets that a service or vendor makes and keeps as it needs them, so that the account's owner cannot act on a finding. */
interface ExclusionSet {
  /** Whose buckets these are, for sentences. */
  readonly owner: string;
  /** Names, `*` allowed in them; `{account}` is the bucket's account, `{region}` its region. */
  readonly names: readonly string[];
}

/**
 * The sets that the parameter `exclusionSets` takes. Where the maker puts the account into a name the pattern asks for
 * it, so that few other buckets can be called so.
 *
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/shared-account-resources.html
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/aft-resources.html
 * @see https://docs.aws.amazon.com/solutions/latest/landing-zone-accelerator-on-aws/centralized-logging.html
 * @see https://docs.datadoghq.com/logs/guide/forwarder/
 */
const exclusionSets = {
  'control-tower': {
    owner: 'AWS Control Tower',
    names: [
      'aws-controltower-logs-{account}-*',
      'aws-controltower-s3-access-logs-{account}-*',
      'aws-controltower-cloudtrail-logs-{account}-*',
      'aws-controltower-cloudtrail-access-logs-{account}-*',
      'aws-controltower-config-logs-{account}-*',
      'aws-controltower-config-access-logs-{account}-*',
    ],
  },
  'account-factory-for-terraform': {
    owner: 'Account Factory for Terraform',
    names: [
      'aws-aft-logs-{account}-{region}',
      'aws-aft-s3-access-logs-{account}-{region}',
      'aft-backend-{account}-*',
      'aft-customizations-pipeline-{account}',
    ],
  },
  'landing-zone-accelerator': {
    owner: 'Landing Zone Accelerator on AWS',
    names: ['aws-accelerator-*-{account}-{region}', 'cdk-accel-assets-{account}-{region}'],
  },
  'log-forwarders': {
    owner: 'a log forwarder',
    names: ['datadog*-forwarderbucket-*'],
  },
} as const satisfies Readonly<Record<string, ExclusionSet>>;

export type ExclusionSetName = keyof typeof exclusionSets;

/** The names of all sets. */
export const exclusionSetNames = Object.keys(exclusionSets) as readonly ExclusionSetName[];

/**
 * Whose bucket it is by the chosen sets: `AWS Control Tower`.
 *
 * @returns null for what no set names, and for everything that is no general purpose bucket
 */
export const excludedOwnerOf = (
  { type, id, accountId, region }: ResourceIdentity,
  chosen: readonly ExclusionSetName[],
): string | null => {
  if (type !== 'AWS::S3::Bucket') return null;
  const patternOf = (name: string) => name.replace('{account}', accountId).replace('{region}', region ?? '');
  const found = chosen.find((set) => exclusionSets[set].names.some((name) => matchesName(patternOf(name), id)));
  return found ? exclusionSets[found].owner : null;
};
