import { describeStatement } from '../policy/index.js';
import { policyEvidence } from './policy-evidence.js';

const answer = { value: false, reason: 'HTTP is not denied.', code: 'NOT_COVERED', statements: [] };
const witness = {
  caller: { kind: 'anonymous' },
  action: 's3:ListBucket',
  resource: 'arn:aws:s3:::app-data',
  context: {},
} as const;
const statements = [0, 2].map((index) => describeStatement({ index, sid: null }));

describe('policyEvidence', () => {
  it('is each statement with the request that proves the answer', () => {
    expect(policyEvidence({ ...answer, statements, witness }, 'an explicit Deny')).toEqual([
      { path: 'policy.Statement[0]', found: witness, expected: 'an explicit Deny' },
      { path: 'policy.Statement[2]', found: witness, expected: 'an explicit Deny' },
    ]);
  });

  it('is the policy where the answer rests on no statement', () => {
    expect(policyEvidence(answer, 'an explicit Deny')).toEqual([
      { path: 'policy', found: null, expected: 'an explicit Deny' },
    ]);
  });

  it('is what the rule says was found', () => {
    expect(policyEvidence({ ...answer, witness }, '1.2', '1.0')).toEqual([
      { path: 'policy', found: '1.0', expected: '1.2' },
    ]);
  });
});
