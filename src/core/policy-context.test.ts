import { bucketPolicyContext } from './policy-context.js';

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
