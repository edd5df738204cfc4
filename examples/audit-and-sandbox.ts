import { block } from '../test/builders.js';
import { accountBlockItem, asSnapshot, type RawItem, withSupplementary } from '../test/items.js';
import { AUDIT, aclWith, IRELAND, SANDBOX, tellerOf, WORKLOADS } from './accounts.js';
import { denyPlainHttp, grantAnyTrail, grantLogDelivery, grantTrailsOf, policyWith } from './policies.js';

/** The account that keeps the organization's records. */
export const audit = (): readonly RawItem[] => {
  const told = tellerOf(AUDIT, IRELAND);
  return [
    told('example-trail-archive', {
      policy: policyWith(
        denyPlainHttp('example-trail-archive'),
        grantTrailsOf('example-trail-archive', AUDIT, WORKLOADS),
      ),
      versioning: { status: 'Enabled', mfaDelete: false },
      objectLock: { defaultRetention: { mode: 'COMPLIANCE', days: 365 } },
      logging: { destinationBucket: 'example-audit-logs', prefix: 'trail/' },
    }),
    told('example-audit-logs', { policy: policyWith(grantLogDelivery('example-audit-logs', AUDIT)) }),
    asSnapshot(accountBlockItem(block(true), { accountId: AUDIT })),
  ];
};

/** An account that belongs to no organization, and shows it. */
export const sandbox = (): readonly RawItem[] => {
  const told = tellerOf(SANDBOX, IRELAND);
  return [
    told('example-experiments', {
      acl: aclWith('AuthenticatedUsers', 'READ'),
      publicAccessBlock: { ...block(false), blockPublicAcls: true },
      versioning: { status: 'Suspended', mfaDelete: false },
    }),
    // Its trail delivers here, and so may everybody else's.
    told('example-sandbox-trail', { policy: policyWith(grantAnyTrail('example-sandbox-trail')) }),
    // What a recorder leaves that could not read the bucket: two of the keys that every bucket's item has are missing.
    withSupplementary(told('example-half-recorded'), {
      BucketPolicy: undefined,
      BucketLoggingConfiguration: undefined,
    }),
  ];
};
