import { isOfCredentials } from '../../sources/live/credential-codes.js';
import { type AskDoctor, type DoctorOperation, pagings, type Told, toldByError } from './asking.js';

/** A client of the SDK and its commands by name, loaded when first needed: most runs of the command need none. */
interface Module {
  readonly client: new (options: { readonly region: string; readonly customUserAgent: string }) => unknown;
  readonly commands: Readonly<Record<string, unknown>>;
}

const modules: Readonly<Record<string, () => Promise<Module>>> = {
  config: async () => {
    const { ConfigServiceClient: client, ...commands } = await import('@aws-sdk/client-config-service');
    return { client, commands };
  },
  securityhub: async () => {
    const { SecurityHubClient: client, ...commands } = await import('@aws-sdk/client-securityhub');
    return { client, commands };
  },
  organizations: async () => {
    const { OrganizationsClient: client, ...commands } = await import('@aws-sdk/client-organizations');
    return { client, commands };
  },
};

/**
 * Asks AWS with the credentials of the SDK's chain.
 *
 * @param homeRegion for what has no region
 */
export const askLive =
  (homeRegion: string): AskDoctor =>
  async (operation, region) =>
    wholeAnswer(operation, await senderFor(operation, region ?? homeRegion));

type Send = (input: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>;

const senderFor = async (operation: DoctorOperation, region: string): Promise<Send> => {
  const [service = '', name = ''] = operation.split(':');
  const load = modules[service];
  if (!load) throw new Error(`${operation} has no client`);
  const { client: Client, commands } = await load();
  // The border to the SDK, whose commands check their input themselves.
  const Command = commands[`${name}Command`] as new (input: object) => object;
  const client = new Client({ region, customUserAgent: 's3-config-rules' }) as {
    send(command: object): Promise<Readonly<Record<string, unknown>>>;
  };
  return (input) => client.send(new Command(input));
};

const wholeAnswer = async (operation: DoctorOperation, send: Send): Promise<Told> => {
  const paging = pagings[operation];
  try {
    const first = await send({});
    if (!paging) return { kind: 'answer', output: first };
    const [list, token] = paging;
    const all: unknown[] = [];
    for (let page = first; ; page = await send({ [token]: page[token] })) {
      all.push(...((page[list] as readonly unknown[] | undefined) ?? []));
      if (!page[token]) return { kind: 'answer', output: { [list]: all } };
    }
  } catch (error) {
    if (!(error instanceof Error) || isOfCredentials(error.name)) throw error;
    return toldByError(operation, error.name, error.message);
  }
};
