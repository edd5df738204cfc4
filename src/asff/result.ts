/** A result that AWS Config holds for one rule and one resource. */
export interface Result {
  /** With the suffix that a pack gives it. */
  readonly configRuleName: string;
  readonly resourceType: string;
  /** The id Config uses: a bucket's name, an account's 12 digits, the unique id of an IAM role. */
  readonly resourceId: string;
  readonly compliance: ResultCompliance;
  /** Null where Config tells none, as of AWS's own rules. */
  readonly annotation: string | null;
  /** When Config took it down. */
  readonly recordedAt: Date;
}

/** Custom rules never say INSUFFICIENT_DATA; AWS's own may. */
export const resultCompliances = ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA'] as const;
export type ResultCompliance = (typeof resultCompliances)[number];

/** Where results and findings belong. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}
