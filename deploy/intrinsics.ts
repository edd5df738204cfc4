/** CloudFormation's functions as plain objects. */
export const ref = (name: string) => ({ Ref: name });

export const attribute = (logicalId: string, name: string) => ({ 'Fn::GetAtt': [logicalId, name] });

/** Text whose `${…}` CloudFormation fills in. */
export const sub = (text: string) => ({ 'Fn::Sub': text });

/** An ARN in the account and partition of the stack; `region` may be `*`. */
export const accountArn = (service: string, resource: string, region = '${AWS::Region}') =>
  sub(`arn:\${AWS::Partition}:${service}:${region}:\${AWS::AccountId}:${resource}`);

/** The ARN of a role that another template makes. */
export const roleArn = (name: string) => accountArn('iam', `role/${name}`, '');

/** A value only under a condition. */
export const when = (condition: string, value: unknown) => ({ 'Fn::If': [condition, value, ref('AWS::NoValue')] });
