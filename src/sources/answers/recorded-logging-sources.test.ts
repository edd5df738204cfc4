import {
  accountEntry,
  answersFolder,
  documentOf,
  readOf,
  resourceEntry,
  subjectsIn,
} from '../../../test/answer-files.js';
import { errorAnswer } from '../../../test/answers.js';
import { known, unknown } from '../../core/fact.js';

const files = answersFolder();

describe('who logs into a bucket', () => {
  const into = (name: string) => ({
    's3:GetBucketLogging': { LoggingEnabled: { TargetBucket: name, TargetPrefix: '' } },
  });
  const denied = { 's3:GetBucketLogging': errorAnswer('AccessDenied') };
  const none = { 's3:GetBucketLogging': {} };
  const sourcesOf = async (id: string, ...buckets: readonly object[]) =>
    readOf(await subjectsIn(await files.write(documentOf(accountEntry({ buckets })))), id, 'loggingSources');

  it('is told by the other buckets of its region', async () => {
    const others = [
      resourceEntry('z', into('logs')),
      resourceEntry('b', into('logs')),
      resourceEntry('c', into('logs'), 'us-east-1'),
      resourceEntry('d', into('logs2')),
    ];
    expect(await sourcesOf('logs', resourceEntry('logs', none), ...others)).toEqual(known(['b', 'z']));
  });

  it('is nobody where all were read', async () => {
    expect(await sourcesOf('logs', resourceEntry('logs', none), resourceEntry('a', none))).toEqual(known([]));
  });

  it('is unknown where one was not read and none is found', async () => {
    expect(
      await sourcesOf('logs', resourceEntry('logs', none), resourceEntry('a', denied), resourceEntry('b', {})),
    ).toEqual(unknown('DENIED', 'whether the access logs of a go here is unknown: s3:GetBucketLogging was denied'));
  });

  it('is known where one was not read and another is found', async () => {
    expect(
      await sourcesOf('logs', resourceEntry('a', {}), resourceEntry('b', into('logs')), resourceEntry('logs', {})),
    ).toEqual(known(['b']));
  });

  it('does not depend on the own logging of the bucket, nor on buckets elsewhere or gone', async () => {
    const gone = { 's3:GetBucketLogging': errorAnswer('NoSuchBucket') };
    const others = [resourceEntry('a', none), resourceEntry('b', gone), resourceEntry('c', denied, 'us-east-1')];
    expect(await sourcesOf('logs', resourceEntry('logs', denied), ...others)).toEqual(known([]));
  });

  it('names the bucket itself, which is still unknown to be a destination of others', async () => {
    expect(await sourcesOf('logs', resourceEntry('logs', into('logs')), resourceEntry('a', none))).toEqual(
      known(['logs']),
    );
    expect(await sourcesOf('logs', resourceEntry('logs', into('logs')), resourceEntry('a', denied))).toMatchObject({
      code: 'DENIED',
    });
  });
});
