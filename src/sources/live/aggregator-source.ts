import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type AggregatedSourceStatus,
  ConfigServiceClient,
  paginateDescribeConfigurationAggregatorSourcesStatus,
  paginateSelectAggregateResourceConfig,
} from '@aws-sdk/client-config-service';
import { itemsOfType } from '../configuration-item/items-query.js';
import { itemsCanTell, snapshotSource } from '../snapshot/snapshot-source.js';
import { type Source, type Subject, UnreadableInputError } from '../subject.js';
import { type ClientOptions, clientConfigFrom } from './service.js';

export interface AggregatorOptions extends ClientOptions {
  readonly name: string;
  /** The resource types to ask for. */
  readonly types: readonly string[];
  /** Told what is done. */
  readonly onProgress?: (text: string) => void;
}

/** As messages name it. */
const NAME = 'configuration aggregator';

/**
 * What a configuration aggregator holds of all its accounts and regions: items as snapshots have them, but of what is
 * there alone. They are kept in a temporary file while they are judged.
 *
 * @throws UnreadableInputError from `subjects()` where the aggregator cannot be asked
 */
export const aggregatorSource = (options: AggregatorOptions): Source => ({
  name: NAME,
  canTell: itemsCanTell,
  subjects: () => subjectsIn(options),
});

async function* subjectsIn(options: AggregatorOptions): AsyncGenerator<Subject, void, void> {
  const folder = await mkdtemp(join(tmpdir(), 's3-config-rules-'));
  try {
    const client = new ConfigServiceClient(clientConfigFrom(options));
    const gaps = await gapsOf(client, options).catch((error: unknown) => refused(options, error));
    const file = join(folder, 'items.json');
    await pipeline(Readable.from(rowsIn(client, options)), createWriteStream(file)).catch((error: unknown) =>
      refused(options, error),
    );
    yield* gaps;
    const { onProgress } = options;
    yield* snapshotSource([file], {
      name: NAME,
      onProgress: ({ step, bytes, total }) => onProgress?.(`${step} ${Math.floor((bytes / total) * 100)} %`),
    }).subjects();
  } finally {
    await rm(folder, { recursive: true });
  }
}

const refused = ({ name }: AggregatorOptions, error: unknown): never => {
  if (!(error instanceof Error)) throw error;
  throw new UnreadableInputError(`the aggregator ${name} cannot be asked: ${error.name}: ${error.message}`, {
    cause: error,
  });
};

/** @see https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html */
async function* rowsIn(client: ConfigServiceClient, { name, types, onProgress }: AggregatorOptions) {
  // An empty text would be no JSON.
  yield '[]\n';
  let count = 0;
  for (const type of types) {
    const question = { ConfigurationAggregatorName: name, Expression: itemsOfType(type), Limit: 100 };
    for await (const { Results = [] } of paginateSelectAggregateResourceConfig({ client }, question)) {
      for (const row of Results) yield `${row}\n`;
      count += Results.length;
      onProgress?.(`asking the aggregator: ${count} resources`);
    }
  }
}

/**
 * The accounts and regions of which the aggregator holds nothing, or what was once so.
 *
 * @see https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationAggregatorSourcesStatus.html
 */
const gapsOf = async (client: ConfigServiceClient, { name }: AggregatorOptions): Promise<readonly Subject[]> => {
  const gaps: Subject[] = [];
  const question = { ConfigurationAggregatorName: name, UpdateStatus: ['FAILED', 'OUTDATED'] as const };
  const pages = paginateDescribeConfigurationAggregatorSourcesStatus(
    { client },
    { ...question, UpdateStatus: [...question.UpdateStatus] },
  );
  for await (const { AggregatedSourceStatusList: list = [] } of pages) gaps.push(...list.map(gapFrom));
  return gaps;
};

const gapFrom = (source: AggregatedSourceStatus): Subject => {
  const { SourceType: type, SourceId: id = '', AwsRegion: region, LastUpdateStatus: status } = source;
  const error = [source.LastErrorCode, source.LastErrorMessage].filter(Boolean).join(': ');
  return {
    state: 'unreadable',
    identity: { ...(type === 'ACCOUNT' && { accountId: id }), ...(region !== undefined && { region }) },
    reason: `There may be resources that are not judged: the aggregator's source ${id} is ${status}${error === '' ? '' : `, ${error}`}.`,
  };
};
