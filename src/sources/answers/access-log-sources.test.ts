import {
  accountEntry,
  answersFolder,
  documentOf,
  readOf,
  resourceEntry,
  subjectsIn,
} from '../../../test/answer-files.js';
import { errorAnswer } from '../../../test/answers.js';
import { factTold, fakeServices, unreadBucket } from '../../../test/asks.js';
import { ACCOUNT, BUCKET, REGION } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';
import { createLiveAsk } from '../live/live-ask.js';
import { createFactReader } from './fact-reader.js';
import { memoizeAsk } from './memoize-ask.js';

const files = answersFolder();

describe('the sources of access logs with their prefixes, asked of AWS Config', () => {
  const row = (resourceId: string, logFilePrefix?: string | null) =>
    JSON.stringify({
      resourceId,
      supplementaryConfiguration: { BucketLoggingConfiguration: { destinationBucketName: BUCKET, logFilePrefix } },
    });
  const told = (...Results: readonly string[]) =>
    factTold('live', 'accessLogSources', { account: { 'config:SelectResourceConfig': { Results } } });

  it('come sorted by bucket; a prefix that is missing, null or empty is none', async () => {
    expect(await told(row('z', 'logs/'), row('c', ''), row('b', null), row('a'))).toEqual(
      known([
        { bucket: 'a', prefix: '' },
        { bucket: 'b', prefix: '' },
        { bucket: 'c', prefix: '' },
        { bucket: 'z', prefix: 'logs/' },
      ]),
    );
  });

  it('share one query with their names', async () => {
    const asked: string[] = [];
    const services = fakeServices({ 'config:SelectResourceConfig': { Results: [row('a', 'logs/')] } }, (operation) =>
      asked.push(operation),
    );
    const read = createFactReader(
      unreadBucket(),
      memoizeAsk(createLiveAsk(services, { region: REGION, accountId: ACCOUNT })),
    );
    expect(await read('loggingSources')).toEqual(known(['a']));
    expect(await read('accessLogSources')).toEqual(known([{ bucket: 'a', prefix: 'logs/' }]));
    expect(asked).toEqual(['config:SelectResourceConfig']);
  });

  it('are unknown where Config records no bucket at all', async () => {
    expect(await told()).toMatchObject({ known: false, code: 'NOT_RECORDED' });
  });
});

describe('the sources of access logs with their prefixes, recorded', () => {
  const into = (TargetBucket: string, TargetPrefix: string) => ({
    's3:GetBucketLogging': { LoggingEnabled: { TargetBucket, TargetPrefix } },
  });
  const none = { 's3:GetBucketLogging': {} };
  const denied = { 's3:GetBucketLogging': errorAnswer('AccessDenied') };
  const told = async (...buckets: readonly object[]) =>
    readOf(await subjectsIn(await files.write(documentOf(accountEntry({ buckets })))), 'logs', 'accessLogSources');

  it('are those of its region', async () => {
    expect(
      await told(
        resourceEntry('logs', none),
        resourceEntry('b', into('logs', 'b/')),
        resourceEntry('a', into('logs', '')),
        resourceEntry('c', into('logs', 'c/'), 'us-east-1'),
      ),
    ).toEqual(
      known([
        { bucket: 'a', prefix: '' },
        { bucket: 'b', prefix: 'b/' },
      ]),
    );
  });

  it('are unknown where one may be missing, although others are known', async () => {
    expect(
      await told(resourceEntry('logs', none), resourceEntry('a', denied), resourceEntry('b', into('logs', 'b/'))),
    ).toEqual(unknown('DENIED', 'whether the access logs of a go here is unknown: s3:GetBucketLogging was denied'));
  });
});
