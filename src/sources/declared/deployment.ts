/**
 * What a declaration cannot say. Texts that are the same wherever they stand compare rightly, and none of these is ever
 * something else's.
 */
export const DEPLOYMENT = {
  accountId: '000000000001',
  region: 'xx-deployment-1',
  partition: 'aws',
} as const;
