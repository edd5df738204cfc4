import type { Caller } from './callers.js';
import type { PolicyRequest } from './request.js';
import { CALLERS, OPERATIONS, ROLE, STRANGER, VALUES } from './small-world.js';

/** Every request of the small world that differs for conditions on the given keys and that can occur. */
export function* requestsOn(keys: readonly string[]): Generator<PolicyRequest> {
  for (const context of contextsOf(keys)) {
    for (const caller of CALLERS) {
      if (!RULES.every((rule) => rule(caller, context, keys))) continue;
      for (const [action, resource] of OPERATIONS) yield { caller, action, resource, context };
    }
  }
}

type Context = PolicyRequest['context'];

function contextsOf(keys: readonly string[]): readonly Context[] {
  return keys.reduce<readonly Context[]>(
    (contexts, key) =>
      contexts.flatMap((context) => [context, ...(VALUES[key] ?? []).map((value) => ({ ...context, [key]: value }))]),
    [{}],
  );
}

/** Whether a caller can have a context; `used` are the keys that are looked at. After policy-semantics.md, section 4. */
type Rule = (caller: Caller, context: Context, used: readonly string[]) => boolean;

const SSE = 's3:x-amz-server-side-encryption';
const KMS_KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';

const RULES: readonly Rule[] = [
  present('aws:SecureTransport', () => true),
  present('aws:PrincipalAccount', () => true),
  present('aws:CurrentTime', () => true),
  present('aws:PrincipalIsAWSService', ({ kind }) => kind !== 'anonymous'),
  present('s3:authType', ({ kind }) => kind !== 'anonymous'),
  present('aws:PrincipalArn', ({ kind }) => kind === 'account'),
  absent('aws:PrincipalIsAWSService', isAnonymous),
  absent('s3:authType', isAnonymous),
  absent('s3:signatureAge', isAnonymous),
  absent('aws:PrincipalArn', isAnonymous),
  absent('aws:PrincipalOrgID', isNobody),
  absent('aws:PrincipalOrgPaths', isNobody),
  absent('aws:MultiFactorAuthPresent', isNobody),
  absent('aws:MultiFactorAuthAge', isNobody),
  absent('aws:SourceAccount', ({ kind }) => kind !== 'service'),
  absent('aws:SourceArn', ({ kind }) => kind !== 'service'),
  where('aws:PrincipalAccount', (value, caller) => value === accountOf(caller)),
  where('aws:PrincipalIsAWSService', (value, { kind }) => value === String(kind === 'service')),
  where('aws:PrincipalArn', (value, caller) =>
    caller.kind === 'account' && caller.arn !== null
      ? value === caller.arn
      : accountIn(value) === accountOf(caller) && value !== ROLE,
  ),
  pair('aws:SourceIp', 'aws:SourceVpce', (address, endpoint) => (address === null) !== (endpoint === null)),
  pair('aws:SourceIp', 'aws:SourceVpc', (address, vpc) => (address === null) !== (vpc === null)),
  pair('aws:SourceVpce', 'aws:SourceVpc', (endpoint, vpc) => (endpoint === null) === (vpc === null)),
  pair('aws:SecureTransport', 's3:TlsVersion', (secure, version) => (secure === 'true') === (version !== null)),
  pair('aws:MultiFactorAuthAge', 'aws:MultiFactorAuthPresent', (age, used) => age === null || used === 'true'),
  pair('aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', (id, path) => (path?.split('/')[0] ?? null) === id),
  pair('aws:SourceArn', 'aws:SourceAccount', (arn, account) => arn === null || account === null || isOf(arn, account)),
  pair('s3:DataAccessPointArn', 's3:DataAccessPointAccount', (arn, account) =>
    arn === null || account === null ? arn === account : isOf(arn, account),
  ),
  pair(KMS_KEY, SSE, (key, encryption) => key === null || encryption?.startsWith('aws:kms') === true),
];

function isAnonymous({ kind }: Caller): boolean {
  return kind === 'anonymous';
}

function isNobody({ kind }: Caller): boolean {
  return kind === 'anonymous' || kind === 'service';
}

function accountOf(caller: Caller): string {
  if (caller.kind === 'account') return caller.account;
  return caller.kind === 'anonymous' ? 'anonymous' : STRANGER;
}

function accountIn(arn: string): string {
  return arn.split(':')[4] ?? '';
}

/** A bucket's ARN tells no account. */
function isOf(arn: string, account: string): boolean {
  return accountIn(arn) === '' || accountIn(arn) === account;
}

function textAt(context: Context, key: string): string | null {
  const value = context[key];
  return value === undefined ? null : String(value);
}

function present(key: string, isNeeded: (caller: Caller) => boolean): Rule {
  return (caller, context, used) => !used.includes(key) || !isNeeded(caller) || context[key] !== undefined;
}

function absent(key: string, isWanting: (caller: Caller) => boolean): Rule {
  return (caller, context) => !isWanting(caller) || context[key] === undefined;
}

function where(key: string, holds: (value: string, caller: Caller) => boolean): Rule {
  return (caller, context) => context[key] === undefined || holds(String(context[key]), caller);
}

function pair(one: string, other: string, holds: (one: string | null, other: string | null) => boolean): Rule {
  return (_, context, used) =>
    !used.includes(one) || !used.includes(other) || holds(textAt(context, one), textAt(context, other));
}
