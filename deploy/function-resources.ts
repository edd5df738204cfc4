import type { Bundle } from './bundle.js';
import { ref } from './intrinsics.js';
import { logGroupOf } from './names.js';

interface LambdaFunction {
  readonly name: string;
  readonly description: string;
  /** ARN of its role. */
  readonly role: unknown;
  readonly bundle: Bundle;
  readonly memorySize: unknown;
  readonly timeout: unknown;
  /** How many of it may run at once; by default as many as the account lets. */
  readonly concurrency?: unknown;
}

/** A function with its code inline, and its log group, by logical id. */
export const functionResources = (
  id: string,
  { name, description, role, bundle, memorySize, timeout, concurrency }: LambdaFunction,
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
      Role: role,
      MemorySize: memorySize,
      Timeout: timeout,
      ...(concurrency !== undefined && { ReservedConcurrentExecutions: concurrency }),
      LoggingConfig: { LogGroup: ref(`${id}Logs`) },
      TracingConfig: { Mode: ref('Tracing') },
    },
  },
});
