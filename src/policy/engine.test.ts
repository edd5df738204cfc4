import fc from 'fast-check';
import type { Answer } from './answer.js';
import type { Caller } from './callers.js';
import { evaluateRequest } from './evaluate-request.js';
import { crossAccount } from './grantees.js';
import { mfaDelete } from './mfa-delete.js';
import type { Policy, PrincipalElement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { presignedBlocked } from './presigned.js';
import { ssecDenied } from './put-encryption.js';
import type { PolicyRequest } from './request.js';
import { bucket, denyPlainHttp, OTHER, OWNER, policyOf, type StatementSource, when } from './sample-policies.js';
import { plainHttpDenied } from './secure-transport.js';
import { confusedDeputy, services } from './services.js';
import { anyStatements, ROLE, SERVICE, STRANGER, VALUES } from './small-world.js';
import { requestsOn } from './small-world-requests.js';
import { type AccessSort, strangerAccess } from './stranger-access.js';

// The engine against plain evaluation of every request of a small world, in both directions.

/** How many policies each property tries: more with POLICY_RUNS. */
const RUNS = { numRuns: Number(process.env.POLICY_RUNS ?? 200) };

const keysOf = (policy: Policy, ...more: readonly string[]) => [
  ...new Set([...more, ...policy.statements.flatMap(({ conditions }) => conditions.map(({ keyName }) => keyName))]),
];

/** Whether few enough requests differ for these keys to try them all. */
const isSmall = (keys: readonly string[]) =>
  keys.reduce((size, key) => size * (1 + (VALUES[key]?.length ?? 0)), 1) <= LARGEST;

const LARGEST = 150;

/** Addresses in ranges that policies of the small world fix. */
const NARROW = ['203.0.113.7', '10.1.1.1', '2001:db8::1'];
const TRUSTED = /^aws:(SourceIp|SourceVpce?|PrincipalOrg|PrincipalA|SourceA)|^s3:DataAccessPoint/;

/** Whether a value is one that a policy, given as text, fixes. */
const isFixedValue = (key: string, value: string, text: string) => {
  if (!TRUSTED.test(key)) return false;
  if (key === 'aws:SourceIp') return NARROW.includes(value);
  if (key === 'aws:PrincipalOrgPaths' || key === 'aws:PrincipalOrgID') return text.includes(`"${value.split('/')[0]}`);
  const isNamedAccount = value.includes(OWNER) || (value.includes(OTHER) && text.includes(OTHER));
  return isNamedAccount || text.toLowerCase().includes(`"${value}"`);
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

const SORTS: Readonly<Record<string, AccessSort>> = {
  's3:GetObject': 'read',
  's3:ListBucket': 'list',
  's3:PutObject': 'write',
  's3:DeleteObject': 'write',
  's3:PutBucketPolicy': 'admin',
};

test('strangers have access where one of their requests is allowed, and only there', () => {
  fc.assert(
    fc.property(anyStatements, (statements) => {
      const policy = policyOf(...statements);
      const keys = keysOf(policy);
      fc.pre(isSmall(keys));
      const text = JSON.stringify(statements);
      const access = strangerAccess(policy, bucket);
      for (const request of requestsOn(keys)) {
        const sort = SORTS[request.action] ?? 'any';
        if (access[sort].value === true || !isStrangers(request, text)) continue;
        if (evaluateRequest(policy, request) === 'allowed') throw new Error(`${sort}: ${JSON.stringify(request)}`);
      }
      for (const { value, witness } of Object.values(access)) {
        if (value === true) expect(witness && evaluateRequest(policy, witness)).toBe('allowed');
      }
    }),
    RUNS,
  );
});

/** The policy without the Allows that do not grant to somebody by name. */
const grantingTo = (policy: Policy, isNamed: (principal: PrincipalElement) => boolean): Policy => ({
  ...policy,
  statements: policy.statements.filter(({ effect, principal }) => effect === 'Deny' || isNamed(principal)),
});

/** A list of grantees, and how plain evaluation finds one of them. */
interface Listing {
  readonly what: string;
  readonly question: typeof services;
  readonly name: string;
  readonly isNamed: (principal: PrincipalElement) => boolean;
  readonly isTheirs: (request: PolicyRequest) => boolean;
}

const isOfService = ({ caller }: PolicyRequest) => caller.kind === 'service' && caller.name === SERVICE;

const LISTINGS: readonly Listing[] = [
  {
    what: 'services',
    question: services,
    name: SERVICE,
    isNamed: (principal) => !principal.not && principal.services.includes(SERVICE),
    isTheirs: isOfService,
  },
  {
    what: 'services that are not tied',
    question: confusedDeputy,
    name: SERVICE,
    isNamed: (principal) => !principal.not && principal.services.includes(SERVICE),
    isTheirs: (request) => {
      const { 'aws:SourceAccount': account = STRANGER, 'aws:SourceArn': arn = '' } = request.context;
      return isOfService(request) && account === STRANGER && !arn.includes(OWNER);
    },
  },
  {
    what: 'accounts',
    question: crossAccount,
    name: OTHER,
    isNamed: ({ accounts, arns, not }) => !not && (accounts.includes(OTHER) || arns.includes(ROLE)),
    isTheirs: ({ caller }) => caller.kind === 'account' && caller.account === OTHER,
  },
];

test.each(LISTINGS)('named $what are listed when one of their requests is allowed, and only then', (listing) => {
  fc.assert(
    fc.property(anyStatements, (statements) => {
      const policy = policyOf(...statements);
      const keys = keysOf(policy);
      fc.pre(isSmall(keys));
      const { value, witness } = listing.question(policy, bucket);
      if (value.includes(listing.name)) {
        expect(witness && evaluateRequest(policy, witness)).toBe('allowed');
        return;
      }
      const granting = grantingTo(policy, listing.isNamed);
      for (const request of requestsOn(keys)) {
        if (!listing.isTheirs(request) || evaluateRequest(granting, request) !== 'allowed') continue;
        throw new Error(`not listed: ${JSON.stringify(request)}`);
      }
    }),
    RUNS,
  );
});

interface Control {
  readonly name: string;
  readonly question: (policy: Policy, context: PolicyContext) => Answer;
  /** A statement that nearly enforces it, so that enforced policies occur. */
  readonly statement: StatementSource;
  /** Keys that requests must have or lack. */
  readonly keys: readonly string[];
  readonly isAsked: (request: PolicyRequest) => boolean;
}

const SSEC = 's3:x-amz-server-side-encryption-customer-algorithm';
const inside = ({ resource }: PolicyRequest) => resource.includes('/');

const CONTROLS: readonly Control[] = [
  {
    name: 'HTTP',
    question: plainHttpDenied,
    statement: denyPlainHttp({
      Condition: { Bool: { 'aws:SecureTransport': 'false' }, Null: { 's3:max-keys': 'true' } },
    }),
    keys: ['aws:SecureTransport'],
    isAsked: ({ context }) => context['aws:SecureTransport'] === 'false',
  },
  {
    name: 'deletion without MFA',
    question: mfaDelete,
    statement: denyPlainHttp(when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false')),
    keys: ['aws:MultiFactorAuthPresent', 'aws:MultiFactorAuthAge'],
    isAsked: ({ action, context }) =>
      action === 's3:DeleteObject' &&
      context['aws:MultiFactorAuthPresent'] !== 'true' &&
      context['aws:MultiFactorAuthAge'] === undefined,
  },
  {
    name: 'presigned requests',
    question: presignedBlocked,
    statement: denyPlainHttp(when('StringNotEquals', 's3:authType', ['REST-HEADER', 'POST'])),
    keys: ['s3:authType'],
    isAsked: (request) => inside(request) && request.context['s3:authType'] === 'REST-QUERY-STRING',
  },
  {
    name: 'uploads with customer-provided keys',
    question: ssecDenied,
    statement: denyPlainHttp(when('Null', SSEC, 'false')),
    keys: [SSEC, 's3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-aws-kms-key-id'],
    isAsked: ({ action, context }) =>
      action === 's3:PutObject' &&
      context[SSEC] !== undefined &&
      Object.keys(context).every((key) => key === SSEC || !/encryption/.test(key)),
  },
];

test.each(CONTROLS)('$name: denied when every request of the sort is, and only then', (control) => {
  fc.assert(
    fc.property(anyStatements, fc.boolean(), (statements, isBare) => {
      const policy = policyOf(...(isBare ? [] : [control.statement]), ...statements);
      const keys = keysOf(policy, ...control.keys);
      fc.pre(isSmall(keys));
      const { value, witness } = control.question(policy, bucket);
      if (witness !== undefined) expect(evaluateRequest(policy, witness)).not.toBe('explicitlyDenied');
      if (value !== true) return;
      for (const request of requestsOn(keys)) {
        if (!control.isAsked(request) || evaluateRequest(policy, request) === 'explicitlyDenied') continue;
        throw new Error(`not denied: ${JSON.stringify(request)}`);
      }
    }),
    RUNS,
  );
});
