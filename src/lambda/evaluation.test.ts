import { accountIdentity } from '../core/resource.js';
import { compliant, insufficientData, nonCompliant, notApplicable } from '../core/verdict.js';
import { evaluationFrom, keyOf } from './evaluation.js';

const bucket = { type: 'AWS::S3::Bucket', id: 'app-data' };
const time = new Date('2026-11-20T08:00:00.000Z');

describe('an evaluation', () => {
  it.each([
    compliant('BLOCKED', 'All is well.'),
    nonCompliant('BLOCKED', 'All is well.', [{ path: 'x', found: 1, expected: 2 }]),
    notApplicable('BLOCKED', 'All is well.'),
  ])('tells $compliance with code and reason', (verdict) => {
    expect(evaluationFrom(verdict, bucket, time)).toEqual({
      ComplianceResourceType: 'AWS::S3::Bucket',
      ComplianceResourceId: 'app-data',
      ComplianceType: verdict.compliance,
      Annotation: 'BLOCKED: All is well.',
      OrderingTimestamp: time,
    });
  });

  it('trap 19, J10: tells a lasting unknown as NON_COMPLIANT that begins UNVERIFIED, since Config takes nothing else', () => {
    const verdict = insufficientData('DENIED', 's3:GetBucketPolicy was denied.');
    expect(evaluationFrom(verdict, bucket, time)).toMatchObject({
      ComplianceType: 'NON_COMPLIANT',
      Annotation: 'UNVERIFIED: s3:GetBucketPolicy was denied.',
    });
  });

  it('trap 20: of an account is of the type with four colons', () => {
    expect(evaluationFrom(compliant('OK', 'Well.'), accountIdentity('111122223333'), time)).toMatchObject({
      ComplianceResourceType: 'AWS::::Account',
      ComplianceResourceId: '111122223333',
    });
  });

  it('trap 31: is told from that of another type by the type', () => {
    expect(keyOf(bucket)).not.toBe(keyOf({ ...bucket, type: 'AWS::S3::AccessPoint' }));
  });
});
