/** The four settings of Block Public Access at one level. */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** The settings of one level: null where none is configured, `'unknown'` where they were not read. */
export type BlockLevel = PublicAccessBlock | null | 'unknown';

/** True, false, or not known. */
export type Truth = boolean | 'unknown';

/** Whether a setting is in force: at one level it suffices, and one that was not read may have it. */
export function isInForce(setting: keyof PublicAccessBlock, levels: readonly BlockLevel[]): Truth {
  return levels.reduce<Truth>(
    (before, level) => either(before, level === 'unknown' ? level : (level?.[setting] ?? false)),
    false,
  );
}

/** True when one is; else unknown when one is. */
export function either(one: Truth, other: Truth): Truth {
  if (one === true || other === true) return true;
  return one === 'unknown' || other === 'unknown' ? 'unknown' : false;
}

/** True when both are; false when one is. */
export function both(one: Truth, other: Truth): Truth {
  return opposite(either(opposite(one), opposite(other)));
}

/** The opposite; unknown stays unknown. */
export function opposite(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}
