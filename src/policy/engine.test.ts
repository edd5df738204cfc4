import fc from 'fast-check';
import type { Caller } from './callers.js';
import { evaluateRequest } from './evaluate-request.js';
import type { Policy } from './policy.js';
import type { PolicyRequest } from './request.js';
import { bucket, OTHER, OWNER, policyOf } from './sample-policies.js';
import { plainHttpDenied } from './secure-transport.js';
import { anyStatements } from './small-world.js';
import { requestsOn } from './small-world-requests.js';
import { strangerAccess } from './stranger-access.js';

const RUNS = { numRuns: Number(process.env.POLICY_RUNS ?? 300) };

const keysOf = (policy: Policy) => [
  ...new Set(policy.statements.flatMap(({ conditions }) => conditions.map(({ keyName }) => keyName))),
];

const NARROW = ['203.0.113.7', '10.1.1.1', '2001:db8::1'];
const TRUSTED = /^aws:(SourceIp|SourceVpce?|PrincipalOrg|PrincipalA|SourceA)|^s3:DataAccessPoint/;

/** Whether a value is one that policies of the small world fix. */
const isFixedValue = (key: string, value: string, text: string) => {
  if (!TRUSTED.test(key)) return false;
  if (key === 'aws:SourceIp') return NARROW.includes(value);
  if (key === 'aws:PrincipalOrgPaths' || key === 'aws:PrincipalOrgID') return text.includes(`"${value.split('/')[0]}`);
  return (
    text.toLowerCase().includes(`"${value}"`) ||
    value.includes(OWNER) ||
    (value.includes(OTHER) && text.includes(OTHER))
  );
};

const isStranger = (caller: Caller, text: string) =>
  caller.kind === 'anonymous' ||
  (caller.kind === 'service' && caller.name === '') ||
  (caller.kind === 'account' &&
    caller.arn === null &&
    caller.account !== OWNER &&
    !(caller.account === OTHER && text.includes(OTHER)));

const isStrangers = ({ caller, context }: PolicyRequest, text: string) =>
  isStranger(caller, text) &&
  Object.entries(context).every(([key, value]) => ![value].flat().some((one) => isFixedValue(key, one, text)));

test('what strangers may do is what they may do', () => {
  fc.assert(
    fc.property(anyStatements, (statements) => {
      const policy = policyOf(...statements);
      const text = JSON.stringify(statements);
      fc.pre(keysOf(policy).length <= 3);
      const answer = strangerAccess(policy, bucket);
      const sorts = [
        ['read', 's3:GetObject'],
        ['list', 's3:ListBucket'],
        ['write', 's3:PutObject'],
        ['admin', 's3:PutBucketPolicy'],
      ] as const;
      for (const request of requestsOn(keysOf(policy))) {
        if (!isStrangers(request, text)) continue;
        const sort = sorts.find(([, action]) => action === request.action)?.[0] ?? 'any';
        if (answer[sort].value !== true && evaluateRequest(policy, request) === 'allowed') {
          throw new Error(`${sort} is ${answer[sort].value}, yet ${JSON.stringify(request)}`);
        }
      }
      for (const { value, witness } of Object.values(answer)) {
        if (value !== true || witness === undefined) continue;
        if (evaluateRequest(policy, witness) !== 'allowed') throw new Error(`not allowed: ${JSON.stringify(witness)}`);
      }
    }),
    RUNS,
  );
});

test('HTTP is denied when every request over HTTP is', () => {
  fc.assert(
    fc.property(anyStatements, (statements) => {
      const policy = policyOf(
        {
          Effect: 'Deny',
          Principal: '*',
          Action: '*',
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' }, Null: { 's3:max-keys': 'true' } },
        },
        ...statements,
      );
      fc.pre(keysOf(policy).length <= 4);
      const { value, witness } = plainHttpDenied(policy, bucket);
      if (value === true) {
        for (const request of requestsOn(keysOf(policy))) {
          if (request.context['aws:SecureTransport'] !== 'false') continue;
          if (evaluateRequest(policy, request) !== 'explicitlyDenied')
            throw new Error(`not denied: ${JSON.stringify(request)}`);
        }
      }
      if (value === false && (witness === undefined || evaluateRequest(policy, witness) === 'explicitlyDenied')) {
        throw new Error(`denied: ${JSON.stringify(witness)}`);
      }
    }),
    RUNS,
  );
});
