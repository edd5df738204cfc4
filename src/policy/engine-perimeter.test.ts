import fc from 'fast-check';
import { evaluateRequest } from './evaluate-request.js';
import { type Perimeter, perimeter } from './perimeter.js';
import type { PolicyRequest } from './request.js';
import { bucket, deny, policyOf, when } from './sample-policies.js';
import { anyStatementsOn } from './small-world.js';
import { requestsOn } from './small-world-requests.js';

// The perimeter against plain evaluation of every request of a small world.

const RUNS = { numRuns: Number(process.env.POLICY_RUNS ?? 40) };

const KEYS = ['aws:SourceIp', 'aws:SourceVpce', 'aws:PrincipalOrgID', 'aws:PrincipalIsAWSService'];

/** The addresses of the small world in its narrow ranges. */
const RANGES: Readonly<Record<string, string>> = {
  '203.0.113.7': '203.0.113.0/24',
  '10.1.1.1': '10.0.0.0/8',
  '2001:db8::1': '2001:db8::/32',
};

const isInside = ({ context }: PolicyRequest, { vpce = [], cidr = [], org = [] }: Perimeter) => {
  const value = (key: string) => String(context[key] ?? '');
  return (
    vpce.some((one) => one.toLowerCase() === value('aws:SourceVpce')) ||
    cidr.includes(RANGES[value('aws:SourceIp')] ?? '') ||
    org.includes(value('aws:PrincipalOrgID'))
  );
};

const NEARLY = [
  deny(when('StringNotEquals', 'aws:SourceVpce', ['vpce-1', 'vpce-2'])),
  deny({
    Condition: {
      NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
      StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' },
    },
  }),
  deny(when('StringNotEquals', 'aws:PrincipalOrgID', ['o-1', 'o-2'])),
];

test('whoever has none of the listed values is denied, when it is enforced and only then', () => {
  fc.assert(
    fc.property(anyStatementsOn(KEYS), fc.constantFrom([], ...NEARLY.map((one) => [one])), (statements, nearly) => {
      const policy = policyOf(...nearly, ...statements);
      const { value, witness } = perimeter(policy, bucket);
      if (witness !== undefined) expect(evaluateRequest(policy, witness)).not.toBe('explicitlyDenied');
      if (value === 'unknown' || !value.enforced) return;
      for (const request of requestsOn(KEYS)) {
        if (isInside(request, value) || evaluateRequest(policy, request) === 'explicitlyDenied') continue;
        throw new Error(`${JSON.stringify(value)}, yet not denied: ${JSON.stringify(request)}`);
      }
    }),
    RUNS,
  );
});
