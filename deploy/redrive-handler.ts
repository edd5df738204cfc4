import { createRedrive } from './redrive.js';

/** The part of the Lambda client that is used here. The project does not install it; Lambda's runtime has it. */
interface LambdaSdk {
  readonly LambdaClient: new () => { send(command: object): Promise<InvokeOutput> };
  readonly InvokeCommand: new (input: { readonly FunctionName: string; readonly Payload: Uint8Array }) => object;
}

interface InvokeOutput {
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

const SDK = '@aws-sdk/client-lambda';
const { LambdaClient, InvokeCommand } = require(SDK) as LambdaSdk;

const client = new LambdaClient();

export const handler = createRedrive(async (functionArn, payload) => {
  const output = await client.send(
    new InvokeCommand({ FunctionName: functionArn, Payload: new TextEncoder().encode(JSON.stringify(payload)) }),
  );
  return { functionError: output.FunctionError, payload: new TextDecoder().decode(output.Payload) };
});
