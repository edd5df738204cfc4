/** A statement of an IAM policy that allows. */
export interface Allow {
  readonly actions: readonly string[];
  readonly resource: unknown;
}

/** An identity policy. */
export const policyDocument = (statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });

export const allow = ({ actions, resource }: Allow) => ({ Effect: 'Allow', Action: actions, Resource: resource });

/** Who may assume a function's role: Lambda. */
export const lambdaTrust = policyDocument([
  { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
]);
