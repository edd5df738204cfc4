/**
 * The export under which a rule's evaluator is found in its account and region. CloudFormation makes a stack's exports
 * known when the whole stack is there, so the function's permission for Config is there too.
 */
export const exportNameOf = (ruleId: string): string => `s3-config-rules-${ruleId}`;
