import { knownRule } from './condition-keys.js';
import type { KeyState, PartialRequest } from './partial-request.js';
import { fixedKeys, type PolicyContext } from './policy-context.js';
import { isAbsent, USUAL } from './usual-call.js';

/** A call that an AWS service makes by itself, for a resource of somebody's. */
export interface ServiceCall {
  /** `logging.s3.amazonaws.com` */
  readonly service: string;
  readonly action: string;
  /** As in `PartialRequest`. */
  readonly resource: string;
  readonly isOpen: boolean;
  /** For what it acts; null: not known. */
  readonly source: { readonly arn: string; readonly accountId: string } | null;
  /** Condition keys of its headers by name in lower case. Of encryption it asks for nothing unless told here. */
  readonly headers: Readonly<Record<string, KeyState>>;
}

/**
 * The request of a service's call, as its condition keys tell: signed in a header, over TLS, from no VPC of a customer,
 * as no principal of an organization. For which organization it acts and from which address it comes is not known.
 *
 * @param context the resource whose policy is asked
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function serviceRequest(call: ServiceCall, context: PolicyContext): PartialRequest {
  const { service, action, resource, isOpen, source } = call;
  const fixed = fixedKeys(context);
  const told: Readonly<Record<string, KeyState>> = {
    'aws:principalisawsservice': [['true']],
    'aws:principalservicename': [[service]],
    'aws:principalservicenameslist': 'present',
    'aws:principaltype': [['Service']],
    // Those of AWS's own, which no policy names.
    'aws:principalaccount': [[], [UNNAMED]],
    'aws:principalarn': [[], [`arn:${context.partition}:iam::${UNNAMED}:role/unnamed`]],
    'aws:sourceaccount': source ? [[source.accountId]] : 'unknown',
    'aws:sourcearn': source ? [[source.arn]] : 'unknown',
    'aws:currenttime': 'present',
    // Older ones are refused since 2024, and whether a service's own calls have the key is not documented.
    // https://aws.amazon.com/blogs/security/tls-1-2-required-for-aws-endpoints/
    's3:tlsversion': [[], ['1.2'], ['1.3']],
    's3:x-amz-acl': 'unknown',
    ...call.headers,
  };
  const stateOf = (key: string): KeyState => {
    const own = Object.hasOwn(told, key) ? told[key] : undefined;
    if (own !== undefined) return own;
    const value = fixed.get(key) ?? USUAL.get(key);
    if (value !== undefined) return [[value]];
    return isAbsent(key) || knownRule(key)?.caller === 'person' ? [[]] : 'unknown';
  };
  return {
    caller: { kind: 'service', name: service },
    action,
    resource,
    isOpen,
    ownerAccount: context.accountId,
    stateOf,
  };
}

const UNNAMED = '000000000000';
