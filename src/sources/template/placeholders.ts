/**
 * What a template cannot say. Texts that are the same wherever they stand compare rightly, and none of these is ever
 * something else's.
 */
export const DEPLOYMENT = {
  accountId: '000000000001',
  region: 'xx-deployment-1',
  partition: 'aws',
} as const;

/** Pseudo parameters; null where a placeholder would say too much. */
export const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': DEPLOYMENT.accountId,
  'AWS::Region': DEPLOYMENT.region,
  'AWS::Partition': DEPLOYMENT.partition,
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'stack',
  'AWS::StackId': `arn:aws:cloudformation:${DEPLOYMENT.region}:${DEPLOYMENT.accountId}:stack/stack/1`,
};

/** The placeholders in a text, in the words of the template. */
export const inWordsOfTemplate = (text: string): string =>
  text.replaceAll(DEPLOYMENT.accountId, '${AWS::AccountId}').replaceAll(DEPLOYMENT.region, '${AWS::Region}');
