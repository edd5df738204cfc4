import { loopback } from '../../../test/loopback.js';
import { askLive } from './ask-live.js';

const aws = loopback();
const ask = askLive('eu-west-1');

const json = (value: object, status = 200) => ({ status, body: JSON.stringify(value) });

describe('what AWS is asked', () => {
  it('comes whole, page by page', async () => {
    aws.answer(
      json({ ConfigRules: [{ ConfigRuleName: 'a' }], NextToken: 'more' }),
      json({ ConfigRules: [{ ConfigRuleName: 'b' }] }),
    );
    expect(await ask('config:DescribeConfigRules', 'us-east-1')).toEqual({
      kind: 'answer',
      output: { ConfigRules: [{ ConfigRuleName: 'a' }, { ConfigRuleName: 'b' }] },
    });
    expect(aws.received().map(({ target, body }) => [target, JSON.parse(body)])).toEqual([
      ['StarlingDoveService.DescribeConfigRules', {}],
      ['StarlingDoveService.DescribeConfigRules', { NextToken: 'more' }],
    ]);
    expect(aws.received()[0]?.headers.authorization).toContain('/us-east-1/config/');
  });

  it('may be absent, denied or broken', async () => {
    const error = (type: string) => json({ __type: type, message: 'as it is' }, 400);
    aws.answer(
      error('AWSOrganizationsNotInUseException'),
      error('AccessDeniedException'),
      error('ValidationException'),
    );
    expect(await ask('organizations:DescribeOrganization', null)).toEqual({ kind: 'absent' });
    expect(await ask('organizations:DescribeOrganization', null)).toEqual({
      kind: 'unknown',
      reason: 'organizations:DescribeOrganization was denied',
    });
    expect(await ask('config:DescribeConfigurationRecorders', 'eu-west-1')).toEqual({
      kind: 'unknown',
      reason: 'config:DescribeConfigurationRecorders failed: ValidationException: as it is',
    });
  });

  it('ends where the credentials are no good', async () => {
    aws.answer(json({ __type: 'UnrecognizedClientException', message: 'The security token is invalid.' }, 400));
    await expect(ask('config:DescribeConfigRules', 'eu-west-1')).rejects.toThrow('The security token is invalid.');
  });
});
