import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type AwsCredentials, type ClientOptions, clientConfigFrom } from './service.js';

/** Whose credentials these are. */
export interface Caller {
  readonly accountId: string;
  readonly partition: string;
}

/**
 * Asks AWS STS who asks; no permission is needed for it.
 *
 * @throws the SDK's own errors, for credentials that are missing, expired or unknown
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const callerOf = async (options: ClientOptions): Promise<Caller> => {
  const { Account: accountId, Arn: arn } = await new STSClient(clientConfigFrom(options)).send(
    new GetCallerIdentityCommand({}),
  );
  const [, partition] = arn?.split(':') ?? [];
  if (!accountId || !partition) throw new Error('sts:GetCallerIdentity did not tell the account');
  return { accountId, partition };
};

/**
 * Credentials of a role, which the SDK asks for again before they end.
 *
 * @param roleArn `arn:aws:iam::111122223333:role/example-audit`
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const credentialsOfRole = (roleArn: string, options: ClientOptions): (() => Promise<AwsCredentials>) => {
  const client = new STSClient(clientConfigFrom(options));
  const assume = async (): Promise<AwsCredentials> => {
    const { Credentials: given } = await client.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 's3-config-rules' }),
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error(`sts:AssumeRole gave nothing for ${roleArn}`);
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken !== undefined && { sessionToken: given.SessionToken }),
      ...(given.Expiration && { expiration: given.Expiration }),
    };
  };
  let current: Promise<AwsCredentials> | null = null;
  return async () => {
    // Each client of a service and region asks; one session serves them all.
    const { expiration } = (await current) ?? {};
    if (!current || (expiration && expiration.getTime() - Date.now() < RENEWED_BEFORE)) current = assume();
    return current;
  };
};

/** Milliseconds: what is called now shall not end under way. */
const RENEWED_BEFORE = 5 * 60 * 1000;
