import { blockAnswer } from '../../../test/answers.js';
import { factTold, fronts, unreadAccessPoint } from '../../../test/asks.js';
import { block, OTHER_ACCOUNT } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import { parsePolicy } from '../../policy/index.js';

const operation = 's3control:GetAccessPoint';
const point = {
  Name: 'reports',
  Bucket: 'app-data',
  NetworkOrigin: 'Internet',
  ...(blockAnswer(block(true)) as object),
};

describe.each(fronts)('an access point, %s', (front) => {
  const told = (fact: string, change: object) =>
    factTold(front, fact, { own: { [operation]: { ...point, ...change } } }, unreadAccessPoint());

  it.each<[string, string, object, Fact<unknown>]>([
    ['its block', 'publicAccessBlock', {}, known(block(true))],
    ['no block', 'publicAccessBlock', { PublicAccessBlockConfiguration: undefined }, known(null)],
    [
      'half a block',
      'publicAccessBlock',
      { PublicAccessBlockConfiguration: {} },
      unknown(
        'MALFORMED',
        `${operation}: PublicAccessBlockConfiguration.BlockPublicAcls must be true or false, got nothing`,
      ),
    ],
    ['from the internet', 'vpcId', {}, known(null)],
    [
      'from a VPC',
      'vpcId',
      { NetworkOrigin: 'VPC', VpcConfiguration: { VpcId: 'vpc-1a2b3c4d' } },
      known('vpc-1a2b3c4d'),
    ],
    [
      'from a VPC that is not named',
      'vpcId',
      { NetworkOrigin: 'VPC' },
      unknown('MALFORMED', `${operation}: VpcConfiguration must be an object, got nothing`),
    ],
    [
      'from a place nobody knows',
      'vpcId',
      { NetworkOrigin: undefined, VpcConfiguration: { VpcId: 'vpc-1a2b3c4d' } },
      unknown('MALFORMED', `${operation}: NetworkOrigin must be one of Internet, VPC, got nothing`),
    ],
    ['its bucket', 'buckets', {}, known([{ name: 'app-data', accountId: null }])],
    [
      'its bucket of another account',
      'buckets',
      { BucketAccountId: OTHER_ACCOUNT },
      known([{ name: 'app-data', accountId: OTHER_ACCOUNT }]),
    ],
    [
      'no bucket',
      'buckets',
      { Bucket: undefined },
      unknown('MALFORMED', `${operation}: Bucket must be text, got nothing`),
    ],
  ])('%s', async (_name, fact, change, expected) => {
    expect(await told(fact, change)).toEqual(expected);
  });

  it('has a policy of its own', async () => {
    const text = '{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}';
    const own = { 's3control:GetAccessPointPolicy': { Policy: text } };
    expect(await factTold(front, 'policy', { own }, unreadAccessPoint())).toEqual(known(parsePolicy(text)));
  });
});
