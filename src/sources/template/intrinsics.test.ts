import { HiddenValue } from '../answers/hidden-value.js';
import { createResolver, NO_VALUE } from './intrinsics.js';

const resolver = createResolver({
  mappings: { Regions: { 'eu-west-1': { bucket: 'here' } } },
  conditions: {
    Always: { 'Fn::Equals': ['a', 'a'] },
    Never: { 'Fn::Equals': ['1', 2] },
    IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
    Not: { 'Fn::Not': [{ Condition: 'Always' }] },
    And: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'Never' }] },
    Or: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'Always' }] },
    Open: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'Always' }] },
    Round: { 'Fn::Not': [{ Condition: 'Round' }] },
  },
  ref: (name) => {
    if (name === 'AWS::NoValue') return NO_VALUE;
    if (name === 'Env') return new HiddenValue('parameter Env');
    return name === 'Bucket' ? 'app-data' : null;
  },
  attribute: (logicalId, name) => `${logicalId}'s ${name}`,
});

describe('an intrinsic function', () => {
  it.each<[object, unknown]>([
    [{ Ref: 'Bucket' }, 'app-data'],
    [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, "Bucket's Arn"],
    [{ 'Fn::GetAtt': 'Bucket.Arn' }, "Bucket's Arn"],
    [{ 'Fn::Sub': '${Bucket}/${Bucket.Arn}/${!Bucket}/$' }, "app-data/Bucket's Arn/${Bucket}/$"],
    [{ 'Fn::Sub': ['${Own}-${Bucket}', { Own: { Ref: 'Bucket' } }] }, 'app-data-app-data'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Bucket' }, 1]] }, 'a-app-data-1'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }]] }, 'a'],
    [{ 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'x/y'] }] }, 'y'],
    [{ 'Fn::FindInMap': ['Regions', 'eu-west-1', 'bucket'] }, 'here'],
    [{ 'Fn::FindInMap': ['Regions', 'us-east-1', 'bucket', { DefaultValue: 'there' }] }, 'there'],
    [{ 'Fn::If': ['Always', 'a', 'b'] }, 'a'],
    [{ 'Fn::If': ['Never', 'a', 'b'] }, 'b'],
    [{ 'Fn::If': ['IsProd', { x: ['a'] }, { x: ['a'] }] }, { x: ['a'] }],
    [{ 'Fn::ToJsonString': { a: { Ref: 'Bucket' } } }, '{"a":"app-data"}'],
  ])('gives its value: %j', (value, expected) => {
    expect(resolver.resolve(value)).toEqual(expected);
  });

  it.each<[object, string]>([
    [{ Ref: 'Env' }, 'parameter Env'],
    [{ Ref: 'Nothing' }, 'Nothing, which the template does not hold'],
    [{ 'Fn::Sub': '${Bucket}-${Env}' }, 'parameter Env'],
    [{ 'Fn::Join': ['', ['a', { Ref: 'Env' }]] }, 'parameter Env'],
    [{ 'Fn::Join': ['', ['a', { x: 1 }]] }, 'what is no text'],
    [{ 'Fn::Join': ['', { Ref: 'Env' }] }, 'parameter Env'],
    [{ 'Fn::Select': [{ Ref: 'Env' }, ['a']] }, 'parameter Env'],
    [{ 'Fn::Select': [3, ['a']] }, 'Fn::Select of what is not there'],
    [{ 'Fn::Split': [',', { Ref: 'Env' }] }, 'parameter Env'],
    [{ 'Fn::FindInMap': ['Regions', { Ref: 'Env' }, 'bucket'] }, 'parameter Env'],
    [{ 'Fn::FindInMap': ['Regions', 'us-east-1', 'bucket'] }, 'mapping Regions'],
    [{ 'Fn::FindInMap': ['Regions', 'constructor', 'name'] }, 'mapping Regions'],
    [{ 'Fn::If': ['IsProd', 'a', 'b'] }, 'condition IsProd'],
    [{ 'Fn::If': ['Unheard', 'a', 'b'] }, 'condition Unheard'],
    [{ 'Fn::If': ['IsProd'] }, 'Fn::If of another form'],
    [{ 'Fn::ImportValue': 'shared-key' }, 'Fn::ImportValue shared-key'],
    [{ 'Fn::Transform': { Name: 'Macro' } }, 'Fn::Transform'],
    [{ 'Fn::Tomorrow': [] }, 'Fn::Tomorrow'],
  ])('is hidden, with its name: %j', (value, cause) => {
    expect(resolver.resolve(value)).toMatchObject({ cause });
    expect(resolver.resolve(value)).toBeInstanceOf(HiddenValue);
  });

  it('hides no more than itself', () => {
    const value = { a: [{ Ref: 'Env' }, 'b', { Ref: 'AWS::NoValue' }], c: { Ref: 'AWS::NoValue' }, d: 1 };
    expect(resolver.resolve(value)).toEqual({ a: [expect.any(HiddenValue), 'b'], d: 1 });
  });

  it('is none among other members, or under another name', () => {
    const value = { Ref: 'Bucket', x: 1, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(resolver.resolve(value)).toEqual(value);
  });

  it('is the same text wherever the same is hidden', () => {
    const patternOf = (value: object) => (resolver.resolve(value) as HiddenValue).pattern;
    expect(patternOf({ 'Fn::Sub': '${Env}-data' })).toBe(patternOf({ 'Fn::Join': ['-', [{ Ref: 'Env' }, 'data']] }));
    expect(patternOf({ 'Fn::Sub': '${Env}-data' })).not.toBe(patternOf({ 'Fn::Sub': '${Env}-logs' }));
  });

  it('is hidden where a value is read at the deployment', () => {
    expect(resolver.resolve('{{resolve:ssm:/app/bucket}}')).toMatchObject({
      cause: 'the dynamic reference {{resolve:ssm:/app/bucket}}',
    });
  });

  it('ends, however deep it is', () => {
    let value: unknown = 'x';
    for (let i = 0; i < 5000; i += 1) value = { a: value };
    expect(JSON.stringify(resolver.resolve(value))).toContain('nested too deeply');
  });
});

describe('a condition', () => {
  it.each([
    ['Always', true],
    ['Never', false],
    ['IsProd', null],
    ['Not', false],
    ['And', false],
    ['Or', true],
    ['Open', null],
    ['Round', null],
    ['Unheard', null],
    ['constructor', null],
  ])('%s is %s', (name, expected) => {
    expect(resolver.condition(name)).toBe(expected);
  });
});
