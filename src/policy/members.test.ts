import { parsePolicy } from './parse.js';

describe('members named twice', () => {
  const wrap = (members: string) =>
    `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"${members}}]}`;
  test.each([
    ['of a statement', wrap(',"Effect":"Deny"')],
    ['spelled with an escape', wrap(',"\\u0045ffect":"Deny"')],
    ['of the policy', '{"Statement":{},"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}'],
    ['of a condition', wrap(',"Condition":{"Bool":{"a":true},"Bool":{"b":true}}')],
    ['of an operator block', wrap(',"Condition":{"Bool":{"a":true , "a" : false}}')],
  ])('%s are malformed', (_, source) => {
    expect(() => parsePolicy(source)).toThrow('the policy must not name a member of an object twice');
  });

  test('strings that look like members do not count', () => {
    const text = wrap(',"Sid":"a\\":\\\\","Condition":{"StringEquals":{"aws:UserAgent":["x\\":", "\\\\", ":"]}}');
    expect(parsePolicy(text).statements).toHaveLength(1);
  });

  test('keys that differ in case are two conditions', () => {
    const text = wrap(',"Condition":{"Bool":{"aws:SecureTransport":true,"AWS:securetransport":false}}');
    expect(parsePolicy(text).statements[0]?.conditions.map(({ key }) => key)).toEqual([
      'aws:securetransport',
      'aws:securetransport',
    ]);
  });
});
