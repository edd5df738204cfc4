/** What Amazon Macie knows of a bucket, in the account that asks. */
export interface MacieCoverage {
  /** Null: Macie is not enabled in the region. */
  readonly session: 'ENABLED' | 'PAUSED' | null;
  /** Null: the bucket is not in Macie's inventory, or Macie does not run. */
  readonly bucket: MacieBucket | null;
}

/** A bucket in Macie's inventory. Members that Macie leaves open are null. */
export interface MacieBucket {
  /** Why Macie cannot look into it: `ACCESS_DENIED`, `BUCKET_COUNT_EXCEEDS_QUOTA`. */
  readonly error: string | null;
  /** How many of its objects Macie can analyze. */
  readonly classifiableObjects: number | null;
  /** Whether automated sensitive data discovery analyzes it. */
  readonly isMonitored: boolean | null;
  readonly lastDiscovery: string | null;
  /** Whether a job is defined that analyzes it. */
  readonly isInJob: boolean | null;
  /** When the last of those jobs started. */
  readonly lastJobRun: string | null;
  /** From 0 to 100; 50: not analyzed yet; -1: it could not be analyzed. */
  readonly sensitivityScore: number | null;
  readonly publicAccess: 'PUBLIC' | 'NOT_PUBLIC' | 'UNKNOWN' | null;
}
