import type { Bundle } from './bundle.js';
import { ref, sub } from './intrinsics.js';
import { logGroupOf } from './names.js';

interface LambdaFunction {
  readonly name: string;
  readonly description: string;
  /** Name of its role, which another template makes. */
  readonly role: string;
  readonly bundle: Bundle;
  readonly memorySize: unknown;
  readonly timeout: unknown;
}

/** A function with its code inline, and its log group, by logical id. */
export const functionResources = (
  id: string,
  { name, description, role, bundle, memorySize, timeout }: LambdaFunction,
): Readonly<Record<string, object>> => ({
  [`${id}Logs`]: {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: logGroupOf(name), RetentionInDays: ref('RetentionInDays') },
  },
  [`${id}Function`]: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: name,
      Description: description,
      Runtime: 'nodejs24.x',
      Architectures: [ref('Architecture')],
      Handler: 'index.handler',
      Code: { ZipFile: bundle.packed },
      Role: sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${role}`),
      MemorySize: memorySize,
      Timeout: timeout,
      LoggingConfig: { LogGroup: ref(`${id}Logs`) },
      TracingConfig: { Mode: ref('Tracing') },
    },
  },
});
