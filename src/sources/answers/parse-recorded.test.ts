import { gzipSync } from 'node:zlib';
import { accountEntry, answersFolder, documentOf, resourceEntry } from '../../../test/answer-files.js';
import type { Subject } from '../subject.js';
import { answersSource } from './recorded-file.js';

const files = answersFolder();

describe('a file that is refused', () => {
  const valid = accountEntry({ buckets: [resourceEntry('a', {})] });
  const with_ = (more: object) => documentOf({ ...valid, ...more });
  const answers = (byKey: object) => with_({ buckets: [resourceEntry('a', byKey)] });

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'line 1, byte 1: it is empty'],
    ['no JSON', 'accounts: []', 'line 1, byte 1: expected an object or an array, got "a"'],
    ['text that is cut', '{"version": 1,\n "accounts": [', 'line 2, byte 30: the text ends in the middle'],
    ['something behind it', `${documentOf(valid)} x`, 'line 1, byte 134: expected an object or an array, got "x"'],
    ['a bad comma', '{\n  "version": 1,\n}', 'line 3, byte 19: expected a key in quotes, got "}"'],
    [
      'packed data that are cut',
      gzipSync(documentOf(valid)).subarray(0, 40),
      'the gzip data end in the middle, behind byte 0 of the text',
    ],
    [
      'UTF-16',
      Buffer.from(documentOf(valid), 'utf16le'),
      'line 1, byte 2: expected a key in quotes, got the byte 0x00',
    ],
    [
      'a key that stands twice',
      '{"version": 1, "accounts": [\n{"accountId": "111122223333", "answers": {"a": 1, "\\u0061": 2}}]}',
      'line 2, byte 80: the key "a" stands twice in one object',
    ],
    ['a list', '[]', 'line 1: the document must be an object, got a list'],
    ['another version', '{"version":2,"accounts":[]}', 'version must be 1, got 2'],
    ['a version as text', '{"version":"1","accounts":[]}', 'version must be 1, got "1"'],
    ['no version', '{"accounts":[]}', 'version must be 1, got nothing'],
    ['another version of a line', '{"version":2,"accountId":"111122223333"}', 'line 1: version must be 1, got 2'],
    ['no accounts', '{"version":1}', 'line 1: accounts must be a list, got nothing'],
    [
      'an unknown key',
      '{"version":1,"accounts":[],"account":1}',
      'account: unknown key; it has version, accounts, and keys of your own begin with x-',
    ],
    ['an account that is text', '{"version":1,"accounts":["a"]}', 'accounts[0] must be an object, got "a"'],
    [
      'no account id',
      documentOf({ buckets: [] }),
      'accounts[0].accountId must be an account id of 12 digits, got nothing',
    ],
    [
      'a short account id',
      with_({ accountId: '1234' }),
      'accounts[0].accountId must be an account id of 12 digits, got "1234"',
    ],
    [
      'an account id as number',
      with_({ accountId: 111122223333 }),
      'accounts[0].accountId must be an account id of 12 digits, got 111122223333',
    ],
    [
      'an odd partition',
      with_({ partition: 'azure' }),
      'accounts[0].partition must be a partition such as aws, got "azure"',
    ],
    [
      'an unknown key of an account',
      with_({ bucket: [] }),
      'accounts[0].bucket: unknown key; it has accountId, partition, answers, buckets, accessPoints, and keys of your own begin with x-',
    ],
    ['buckets by name', with_({ buckets: { a: {} } }), 'accounts[0].buckets must be a list, got an object'],
    [
      'a bucket without a name',
      with_({ buckets: [{ region: 'eu-west-1', answers: {} }] }),
      'accounts[0].buckets[0].name must be text, got nothing',
    ],
    [
      'a bucket without a region',
      with_({ buckets: [{ name: 'a', answers: {} }] }),
      'accounts[0].buckets[0].region must be a region such as eu-west-1, got nothing',
    ],
    [
      'a bucket in an old name of a region',
      with_({ buckets: [resourceEntry('a', {}, 'EU')] }),
      'accounts[0].buckets[0].region must be a region such as eu-west-1, got "EU"',
    ],
    [
      'a bucket without answers',
      with_({ buckets: [{ name: 'a', region: 'eu-west-1' }] }),
      'accounts[0].buckets[0].answers must be an object, got nothing',
    ],
    [
      'an unknown key of a bucket',
      with_({ buckets: [{ ...resourceEntry('a', {}), tags: {} }] }),
      'accounts[0].buckets[0].tags: unknown key; it has name, region, answers, and keys of your own begin with x-',
    ],
    [
      'a bucket told twice',
      with_({ buckets: [resourceEntry('a', {}), resourceEntry('b', {}), resourceEntry('a', {})] }),
      'accounts[0].buckets[2]: a stands there twice',
    ],
    [
      'an access point told twice',
      with_({ accessPoints: [resourceEntry('a', {}), resourceEntry('a', {})] }),
      'accounts[0].accessPoints[1]: a in eu-west-1 stands there twice',
    ],
    [
      'an answer that is a list',
      answers({ 's3:GetBucketPolicy': [] }),
      'accounts[0].buckets[0].answers["s3:GetBucketPolicy"] must be an object, got a list',
    ],
    [
      'an answer that is null',
      answers({ 's3:GetBucketPolicy': null }),
      'accounts[0].buckets[0].answers["s3:GetBucketPolicy"] must be an object, got null',
    ],
    [
      'an error without a code',
      answers({ 's3:GetBucketPolicy': { error: {} } }),
      'accounts[0].buckets[0].answers["s3:GetBucketPolicy"].error.code must be text, got nothing',
    ],
    [
      'an error that is text',
      answers({ 's3:GetBucketPolicy': { error: 'AccessDenied' } }),
      'accounts[0].buckets[0].answers["s3:GetBucketPolicy"].error must be an object, got "AccessDenied"',
    ],
    [
      'an error beside an answer',
      answers({ 's3:GetBucketPolicy': { error: { code: 'AccessDenied' }, Policy: '{}' } }),
      'accounts[0].buckets[0].answers["s3:GetBucketPolicy"].Policy: unknown key; it has error, and keys of your own begin with x-',
    ],
    [
      'an unknown key of an error',
      answers({ 's3:GetBucketPolicy': { error: { code: 'a', Code: 'b' } } }),
      'accounts[0].buckets[0].answers["s3:GetBucketPolicy"].error.Code: unknown key; it has code, message, and keys of your own begin with x-',
    ],
    [
      'a message that is a number',
      answers({ 's3:GetBucketPolicy': { error: { code: 'a', message: 1 } } }),
      'accounts[0].buckets[0].answers["s3:GetBucketPolicy"].error.message must be text, got 1',
    ],
    [
      'a misspelt operation',
      answers({ 's3:GetBucketPolcy': {} }),
      'accounts[0].buckets[0].answers["s3:GetBucketPolcy"]: s3 has no operation "GetBucketPolcy" that reads',
    ],
    [
      'an operation that writes',
      answers({ 's3:PutBucketPolicy': {} }),
      'accounts[0].buckets[0].answers["s3:PutBucketPolicy"]: s3 has no operation "PutBucketPolicy" that reads',
    ],
    [
      'an operation that writes, of a service not looked into yet',
      with_({ answers: { 'ec2:DeleteVpc': {} } }),
      'accounts[0].answers["ec2:DeleteVpc"]: ec2 has no operation "DeleteVpc" that reads',
    ],
    [
      'an unknown service',
      answers({ 'S3:GetBucketPolicy': {} }),
      'accounts[0].buckets[0].answers["S3:GetBucketPolicy"]: unknown service "S3"; it is one of s3, s3control, s3express, s3tables, kms, logs, cloudtrail, iam, organizations, config, ec2, access-analyzer, macie2, events, monitoring, securityhub, sns',
    ],
    [
      'a key that is none',
      answers({ GetBucketPolicy: {} }),
      'accounts[0].buckets[0].answers.GetBucketPolicy: a key is service:Operation, with @region or #id behind it; one of your own begins with x-',
    ],
    [
      'an empty region',
      answers({ 'kms:DescribeKey@#a': {} }),
      'accounts[0].buckets[0].answers["kms:DescribeKey@#a"]: "" is not a region',
    ],
    [
      'an empty id',
      answers({ 'kms:DescribeKey#': {} }),
      'accounts[0].buckets[0].answers["kms:DescribeKey#"]: nothing follows the #',
    ],
  ])('%s', async (_name, content, message) => {
    const found = (await files.errorOf(await files.write(content))).replace(
      /^UnreadableInputError: answers\.json(: |, )/,
      '',
    );
    expect(found).toBe(message);
  });

  it('names the line of an entry', async () => {
    const lines = [accountEntry(), accountEntry({ buckets: 1 })].map((one) => JSON.stringify(one)).join('\n');
    expect(await files.errorOf(await files.write(lines))).toBe(
      'UnreadableInputError: answers.json, line 2: buckets must be a list, got 1',
    );
  });

  it('that is not there', async () => {
    expect(await files.errorOf(files.path('none.json'))).toBe(
      'UnreadableInputError: none.json: no such file or folder',
    );
  });

  it('gives nothing of itself or of files before it', async () => {
    const good = await files.write(documentOf(valid), 'good.json');
    const bad = await files.write(`${JSON.stringify(valid)}\n{"accountId":`, 'bad.ndjson');
    const given: Subject[] = [];
    const all = async () => {
      for await (const subject of answersSource([good, bad]).subjects()) given.push(subject);
    };
    await expect(all()).rejects.toThrow(/bad\.ndjson, line 2, byte \d+: the text ends in the middle/);
    expect(given).toEqual([]);
  });
});
