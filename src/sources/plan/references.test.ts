import { addressOfModule, parseModulePath } from './module-path.js';
import { parseReferences } from './references.js';

const toResource = { kind: 'resource', type: 'aws_s3_bucket', address: 'aws_s3_bucket.data', isData: false };

describe('the references of an expression', () => {
  it.each<[readonly string[], object]>([
    [['aws_s3_bucket.data.id', 'aws_s3_bucket.data'], { ...toResource, key: undefined, attribute: 'id' }],
    [
      ['aws_s3_bucket.data[0].id', 'aws_s3_bucket.data[0]', 'aws_s3_bucket.data'],
      { ...toResource, key: 0, attribute: 'id' },
    ],
    [['aws_s3_bucket.data["a.b"]', 'aws_s3_bucket.data'], { ...toResource, key: 'a.b', attribute: null }],
    [
      ['data.aws_s3_bucket.logs.id', 'data.aws_s3_bucket.logs'],
      { ...toResource, address: 'data.aws_s3_bucket.logs', isData: true, key: undefined, attribute: 'id' },
    ],
    [['module.data["a"].bucket', 'module.data["a"]'], { kind: 'module', name: 'data', key: 'a', output: 'bucket' }],
    [['module.data'], { kind: 'module', name: 'data', key: undefined, output: null }],
    [['var.logging.bucket', 'var.logging'], { kind: 'variable', name: 'logging' }],
    [['local.bucket'], { kind: 'local' }],
    [['each.value.id', 'each.value'], { kind: 'value' }],
    [['each.key'], { kind: 'key' }],
    [['count.index'], { kind: 'key' }],
    [['path.module'], { kind: 'known' }],
  ])('are read, each once: %j', (texts, expected) => {
    expect(parseReferences(texts)).toEqual([expected]);
  });

  it('are several where one begins like another', () => {
    const kinds = (texts: readonly string[]) => parseReferences(texts).length;
    expect(kinds(['aws_s3_bucket.data.id', 'aws_s3_bucket.data', 'aws_s3_bucket.data_logs'])).toBe(2);
    expect(
      kinds(['aws_s3_bucket.data["a"].id', 'aws_s3_bucket.data["a"]', 'aws_s3_bucket.data', 'aws_s3_bucket.data']),
    ).toBe(2);
  });
});

describe('the address of a module', () => {
  it.each(['', 'module.a', 'module.a["x.module.y"].module.b[0]'])('is read and written: %s', (address) => {
    expect(addressOfModule(parseModulePath(address))).toBe(address);
  });
});
