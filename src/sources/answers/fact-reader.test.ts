import { blockAnswer, encryptionAnswer } from '../../../test/answers.js';
import { unreadAccessPoint, unreadBucket, unreadIdentity } from '../../../test/asks.js';
import { block, KEY_ARN } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';
import { factOrigins } from '../../core/fact-origins.js';
import type { Kind } from '../../core/resource.js';
import type { Answer, Ask, Question } from './ask.js';
import { createFactReader } from './fact-reader.js';
import { memoizeAsk } from './memoize-ask.js';
import { canReadFact, readFact } from './read-fact.js';

const answering = (output: unknown) => {
  const asked: string[] = [];
  const ask: Ask = async (question) => {
    asked.push(question.operation);
    return { kind: 'answer', output };
  };
  return { asked, ask };
};

describe('createFactReader', () => {
  it('reads a fact once, also while it is being read', async () => {
    const { asked, ask } = answering({});
    const read = createFactReader(unreadBucket(), ask);
    const [one, two] = await Promise.all([read('versioning'), read('versioning')]);
    expect(one).toBe(two);
    expect(await read('versioning')).toBe(one);
    expect(asked).toEqual(['s3:GetBucketVersioning']);
  });

  it('asks once for what tells several facts', async () => {
    const { asked, ask } = answering({
      Bucket: 'app-data',
      NetworkOrigin: 'Internet',
      ...(blockAnswer(block(true)) as object),
    });
    const read = createFactReader(unreadAccessPoint(), ask);
    await Promise.all([read('publicAccessBlock'), read('vpcId'), read('buckets')]);
    expect(asked).toEqual(['s3control:GetAccessPoint']);
  });

  it('reads what a fact builds on where the resource does not tell it', async () => {
    const { asked, ask } = answering(encryptionAnswer({ algorithm: 'AES256', keyId: null, bucketKeyEnabled: null }));
    expect(await createFactReader(unreadBucket(), ask)('encryptionKey')).toEqual(known(null));
    expect(asked).toEqual(['s3:GetBucketEncryption']);
  });

  it('does not read what the resource tells, known or not', async () => {
    const { asked, ask } = answering({});
    const refused = unknown('DENIED', 'no');
    expect(await createFactReader(unreadBucket({ encryption: refused }), ask)('encryptionKey')).toBe(refused);
    expect(asked).toEqual([]);
  });

  it('reads again what broke only when it is made again', async () => {
    let calls = 0;
    const ask: Ask = () => {
      calls += 1;
      return Promise.reject(new Error('broken'));
    };
    const read = createFactReader(unreadBucket(), ask);
    await expect(read('acl')).rejects.toThrow('broken');
    await expect(read('acl')).rejects.toThrow('broken');
    expect(calls).toBe(1);
  });
});

describe('readFact', () => {
  const kinds = Object.keys(factOrigins) as readonly Kind[];
  const facts = kinds.flatMap((kind) =>
    Object.entries(factOrigins[kind]).map(([name, origin]) => [kind, name, origin] as const),
  );

  it.each(facts)('of a %s tells the %s if an operation does', (kind, name, { operations }) => {
    expect(canReadFact(kind, name)).toBe(operations.length > 0);
  });

  it('asks no operation that the row of the fact does not name', async () => {
    for (const [kind, name, origin] of facts.filter(([kind, name]) => canReadFact(kind, name))) {
      const others =
        kind === 'identity'
          ? unreadIdentity('AWS::IAM::Role', 'AROAEXAMPLE000000001')
          : { ...unreadAccessPoint(), kind };
      const resource = kind === 'bucket' ? unreadBucket() : others;
      const asked: Question[] = [];
      const ask: Ask = async (question) => {
        asked.push(question);
        return { kind: 'denied', action: 'no' };
      };
      const kms = known({ algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true });
      const replication = known([{ destinationBucket: 'app-data-replica' }]);
      await readFact(resource, name, ask, async (fact) => (fact === 'replication' ? replication : kms));
      expect(asked.length).toBeGreaterThan(0);
      expect(origin.operations).toEqual(expect.arrayContaining(asked.map(({ operation }) => operation)));
    }
  });

  it('says so where no operation tells a fact', async () => {
    const { ask } = answering({});
    expect(await readFact(unreadAccessPoint(), 'tags', ask, async () => known(null))).toEqual(
      unknown('NOT_IN_SOURCE', 'no API call is known here that tells the tags'),
    );
  });
});

describe('memoizeAsk', () => {
  const question: Question = { operation: 'cloudtrail:DescribeTrails', input: {}, region: 'eu-west-1', owner: null };
  const counting = (answer: () => Promise<Answer>) => {
    const asked: Question[] = [];
    const ask = memoizeAsk((one) => {
      asked.push(one);
      return answer();
    });
    return { asked, ask };
  };

  it('asks a question about the account once, also while its answer is under way', async () => {
    const { asked, ask } = counting(async () => ({ kind: 'absent' }));
    await Promise.all([ask(question), ask({ ...question })]);
    await ask(question);
    expect(asked).toHaveLength(1);
  });

  it.each<[string, Partial<Question>]>([
    ['operation', { operation: 'cloudtrail:ListEventDataStores' }],
    ['region', { region: 'us-east-1' }],
    ['input', { input: { includeShadowTrails: false } }],
    ['id', { id: 'a' }],
  ])('asks again for another %s', async (_name, change) => {
    const { asked, ask } = counting(async () => ({ kind: 'absent' }));
    await ask(question);
    await ask({ ...question, ...change });
    expect(asked).toHaveLength(2);
  });

  it('keeps nothing of a single bucket', async () => {
    const { asked, ask } = counting(async () => ({ kind: 'absent' }));
    const ofBucket = { ...question, owner: { kind: 'bucket', name: 'a' } } as const;
    await ask(ofBucket);
    await ask(ofBucket);
    expect(asked).toHaveLength(2);
  });

  it('keeps a failure, so that a broken call is not waited for again', async () => {
    const { asked, ask } = counting(() => Promise.reject(new Error('throttled')));
    await expect(ask(question)).rejects.toThrow('throttled');
    await expect(ask(question)).rejects.toThrow('throttled');
    expect(asked).toHaveLength(1);
  });
});
