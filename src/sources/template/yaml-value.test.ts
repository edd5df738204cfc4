import { parseTemplateText, TemplateSyntaxError } from './yaml-value.js';

const parsed = (text: string): unknown => parseTemplateText(text).value;

describe('the text of a template', () => {
  it.each([
    ['JSON', '{"A": {"B": [1, true, null, "x"]}}', { A: { B: [1, true, null, 'x'] } }],
    ['YAML', 'A:\n  B: [1, true, null, x]\n', { A: { B: [1, true, null, 'x'] } }],
    ['the version of a policy, which is no date', 'Version: 2012-10-17', { Version: '2012-10-17' }],
    ['an account id that begins with zeros', 'AWS: 001122223333', { AWS: '001122223333' }],
    ['another account id', 'AWS: 111122223333', { AWS: 111122223333 }],
    ['an anchor and its alias', 'A: &a {x: 1}\nB: *a\n', { A: { x: 1 }, B: { x: 1 } }],
    ['keys that are numbers', '1: a', { 1: 'a' }],
    ['a key of every object', '{"__proto__": {"a": 1}}', JSON.parse('{"__proto__": {"a": 1}}')],
    ['nothing', '', null],
  ])('is %s', (_, text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it.each([
    ['!Ref Bucket', { Ref: 'Bucket' }],
    ['!GetAtt Bucket.Arn', { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
    ['!GetAtt [Bucket, Arn]', { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
    ['!GetAtt Nested.Outputs.Name', { 'Fn::GetAtt': ['Nested', 'Outputs.Name'] }],
    ['!Sub "${Bucket.Arn}/*"', { 'Fn::Sub': '${Bucket.Arn}/*' }],
    ['!Join ["", [a, !Ref B]]', { 'Fn::Join': ['', ['a', { Ref: 'B' }]] }],
    ['!If [C, {a: 1}, !Ref AWS::NoValue]', { 'Fn::If': ['C', { a: 1 }, { Ref: 'AWS::NoValue' }] }],
    ['!Not [!Condition C]', { 'Fn::Not': [{ Condition: 'C' }] }],
    ['!Base64 text', { 'Fn::Base64': 'text' }],
  ])('writes out %s', (text, expected) => {
    expect(parsed(`A: ${text}`)).toEqual({ A: expected });
  });

  it.each([
    ['a: [1', 'line 1: '],
    ['a: 1\nb: {\n', 'line 3: '],
    ['a: 1\na: 2\n', 'line 2: Map keys must be unique'],
    ['{"a": 1,, "b": 2}', 'line 1: '],
    ['\tb: 1', 'line 1: '],
    ['a: *b', 'nothing before *b is named so'],
    ['a: &a [*a]', 'nothing before *a is named so'],
    ['['.repeat(1000), 'it is nested too deeply'],
    [`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`, 'it is nested too deeply'],
    [`${'- '.repeat(1000)}a`, 'it is nested too deeply'],
    [Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'it is nested too deeply'],
  ])('that is broken names the line: %j', (text, message) => {
    expect(() => parsed(text)).toThrow(TemplateSyntaxError);
    expect(() => parsed(text)).toThrow(message);
  });

  it('is not multiplied by its aliases', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]`);
    expect(() => parsed(['a0: &a0 x', ...levels].join('\n'))).toThrow('aliases repeat too much');
  });

  it('may be as deep as templates are', () => {
    expect(parsed(`${'['.repeat(400)}${']'.repeat(400)}`)).toHaveLength(1);
  });

  it('tells the line of a key', () => {
    const { lineOf } = parseTemplateText('# comment\nResources:\n  A:\n    Type: x\n  B: {Type: y}\n');
    expect([lineOf('Resources'), lineOf('Resources', 'B'), lineOf('Resources', 'C'), lineOf('A')]).toEqual([
      2,
      5,
      null,
      null,
    ]);
  });
});
