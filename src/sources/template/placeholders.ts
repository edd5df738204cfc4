import { DEPLOYMENT } from '../declared/deployment.js';

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
