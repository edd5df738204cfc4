import { bucketPolicyContext, policyContextOf } from './policy-context.js';

const bucket = { type: 'AWS::S3::Bucket', id: 'app-data', accountId: '111122223333' };

describe('bucketPolicyContext', () => {
  it('takes the partition of the ARN', () => {
    expect(bucketPolicyContext({ ...bucket, arn: 'arn:aws-us-gov:s3:::app-data', region: 'us-gov-west-1' })).toEqual({
      kind: 'bucket',
      name: 'app-data',
      accountId: '111122223333',
      partition: 'aws-us-gov',
      region: 'us-gov-west-1',
    });
  });

  it('has no region where none is known', () => {
    expect(bucketPolicyContext({ ...bucket, arn: null, region: null })).toEqual({
      kind: 'bucket',
      name: 'app-data',
      accountId: '111122223333',
      partition: 'aws',
    });
  });
});

describe('policyContextOf', () => {
  const region = 'eu-west-1';
  const accountId = '111122223333';

  it('is that of the bucket for a bucket', () => {
    const one = { ...bucket, arn: 'arn:aws:s3:::app-data', region };
    expect(policyContextOf({ ...one, kind: 'bucket' })).toEqual({ known: true, value: bucketPolicyContext(one) });
  });

  it.each([
    ['accessPoint', 'AWS::S3::AccessPoint', `arn:aws:s3:${region}:${accountId}:accesspoint/reports`, 'reports'],
    ['directoryBucket', 'AWS::S3Express::DirectoryBucket', null, 'reports'],
    ['tableBucket', 'AWS::S3Tables::TableBucket', `arn:aws:s3tables:${region}:${accountId}:bucket/tables`, 'tables'],
  ] as const)('of kind %s has its region', (kind, type, arn, name) => {
    expect(policyContextOf({ kind, type, id: 'reports', arn, accountId, region })).toEqual({
      known: true,
      value: { kind, name, accountId, partition: 'aws', region },
    });
  });

  it('takes the region of the ARN where none is told, and the id for the ARN', () => {
    const id = 'arn:aws-cn:s3tables:cn-north-1:111122223333:bucket/tables';
    expect(
      policyContextOf({
        kind: 'tableBucket',
        type: 'AWS::S3Tables::TableBucket',
        id,
        arn: null,
        accountId,
        region: null,
      }),
    ).toEqual({
      known: true,
      value: { kind: 'tableBucket', name: 'tables', accountId, partition: 'aws-cn', region: 'cn-north-1' },
    });
  });

  const everywhere = {
    kind: 'accessPoint',
    type: 'AWS::S3::MultiRegionAccessPoint',
    id: 'everywhere',
    accountId,
    region,
  } as const;

  it('of a Multi-Region Access Point has its alias and no region', () => {
    const arn = `arn:aws:s3::${accountId}:accesspoint/mfzwi23gnjvgw.mrap`;
    expect(policyContextOf({ ...everywhere, arn })).toEqual({
      known: true,
      value: { kind: 'multiRegionAccessPoint', name: 'mfzwi23gnjvgw.mrap', accountId, partition: 'aws' },
    });
  });

  it('is unknown where the alias, or the region, does not follow', () => {
    expect(policyContextOf({ ...everywhere, arn: null })).toMatchObject({ known: false, code: 'NOT_RECORDED' });
    const one = { kind: 'accessPoint', type: 'AWS::S3::AccessPoint', id: 'reports', arn: null, accountId } as const;
    expect(policyContextOf({ ...one, region: null })).toMatchObject({ known: false, code: 'NOT_RECORDED' });
  });
});
