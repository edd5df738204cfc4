/** A rule's id as the logical id of a template: `S3BucketTlsRequired`. */
export const logicalIdOf = (id: string): string =>
  id
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/**
 * The export under which a rule's evaluator is found in its account and region. CloudFormation makes a stack's exports
 * known when the whole stack is there, so the function's permission for Config is there too.
 */
export const exportNameOf = (ruleId: string): string => `s3-config-rules-${ruleId}`;
