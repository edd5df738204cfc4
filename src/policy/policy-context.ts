import type { NetworkOrigin, PolicyKind } from './policy.js';

/** What a policy is judged for: the resource it is attached to. */
export interface PolicyContext {
  readonly kind: PolicyKind;
  /** Of the bucket or access point; of a multi-region access point its alias (`….mrap`). */
  readonly name: string;
  /** The account that owns it. */
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
  /** Needed where the ARN has one: access points, directory and table buckets. */
  readonly region?: string;
  /** Of an access point. */
  readonly networkOrigin?: NetworkOrigin;
}

/** The ARN of the resource, and what the ARNs of the objects or tables in it begin with. */
export function arnsOf(context: PolicyContext): { readonly outer: string; readonly inner: string } {
  const { kind, name, accountId, partition, region = '' } = context;
  switch (kind) {
    case 'bucket': {
      const arn = `arn:${partition}:s3:::${name}`;
      return { outer: arn, inner: `${arn}/` };
    }
    case 'accessPoint': {
      const arn = `arn:${partition}:s3:${region}:${accountId}:accesspoint/${name}`;
      return { outer: arn, inner: `${arn}/object/` };
    }
    case 'multiRegionAccessPoint': {
      const arn = `arn:${partition}:s3::${accountId}:accesspoint/${name}`;
      return { outer: arn, inner: `${arn}/object/` };
    }
    case 'directoryBucket': {
      const arn = `arn:${partition}:s3express:${region}:${accountId}:bucket/${name}`;
      return { outer: arn, inner: `${arn}/` };
    }
    case 'tableBucket': {
      const arn = `arn:${partition}:s3tables:${region}:${accountId}:bucket/${name}`;
      return { outer: arn, inner: `${arn}/table/` };
    }
    case 'account':
      // The resource of an action that has none is all: a pattern of ARNs does not match it.
      return { outer: '*', inner: 'arn:none' };
  }
}

/** The values of condition keys that are the same in every request to the resource, by key in lower case. */
export function fixedKeys(context: PolicyContext): ReadonlyMap<string, string> {
  const { kind, accountId, region, networkOrigin } = context;
  const fixed = new Map([
    ['aws:resourceaccount', accountId],
    ['s3:resourceaccount', accountId],
  ]);
  if (region !== undefined && kind !== 'multiRegionAccessPoint') fixed.set('aws:requestedregion', region);
  if (kind === 'accessPoint' || kind === 'multiRegionAccessPoint') {
    fixed.set('s3:dataaccesspointarn', arnsOf(context).outer);
    fixed.set('s3:dataaccesspointaccount', accountId);
    fixed.set('s3:accesspointnetworkorigin', networkOrigin ?? 'Internet');
  }
  return fixed;
}
