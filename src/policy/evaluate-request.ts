import type { Condition, Policy, PrincipalElement, Statement } from './policy.js';
import type { PolicyRequest } from './request.js';

/** What a resource policy says of a request: an Allow matches, a Deny matches, or neither. */
export type Decision = 'allowed' | 'explicitlyDenied' | 'notAllowed';

/**
 * Evaluates one request against a resource policy, by itself: without identity policies, ACLs or Block Public Access.
 *
 * Written to be plainly right rather than fast, and to share nothing with the engine that answers questions about all
 * requests: tests hold the two to each other.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluateRequest(policy: Policy, request: PolicyRequest): Decision {
  const matching = policy.statements.filter((statement) => matchesStatement(statement, request, policy.version));
  if (matching.some(({ effect }) => effect === 'Deny')) return 'explicitlyDenied';
  return matching.length > 0 ? 'allowed' : 'notAllowed';
}

function matchesStatement(statement: Statement, request: PolicyRequest, version: Policy['version']): boolean {
  const { principal, action, resource, conditions } = statement;
  const context = new Map(Object.entries(request.context).map(([key, value]) => [key.toLowerCase(), [value].flat()]));
  const expand = (text: string) => (version === '2012-10-17' ? expanded(text, context) : text.split(''));
  return (
    isNamed(principal, request) !== principal.not &&
    action.patterns.some((text) => globs(text.toLowerCase().split(''), request.action.toLowerCase())) !== action.not &&
    resource.patterns.some((text) => globs(expand(text), request.resource)) !== resource.not &&
    conditions.every((condition) => holds(condition, context.get(condition.key) ?? [], expand))
  );
}

function isNamed(element: PrincipalElement, { caller }: PolicyRequest): boolean {
  if (element.everyone) return true;
  switch (caller.kind) {
    case 'anonymous':
      return false;
    case 'service':
      return element.services.includes(caller.name);
    case 'canonicalUser':
      return element.canonicalUsers.includes(caller.id);
    case 'federated':
      return element.federated.includes(caller.provider);
    case 'account': {
      const [, , , , , session = ''] = (caller.arn ?? '').split(':');
      const [, role = ''] = session.startsWith('assumed-role/') ? session.split('/') : [];
      const ofRole = element.arns.filter((arn) => role !== '' && arn.split(':')[4] === caller.account);
      return (
        element.accounts.includes(caller.account) ||
        element.arns.some((arn) => arn === caller.arn) ||
        ofRole.some((arn) => arn.includes(':role/') && arn.endsWith(`/${role}`))
      );
    }
  }
}

/** A character, a wildcard, or a character that a variable or an escape put there and that is no wildcard. */
type Token = string | { readonly plain: string };

/** Whether a condition holds for the values of its key; none when the request lacks it. */
function holds(
  condition: Condition,
  values: readonly string[],
  expand: (text: string) => readonly Token[] | null,
): boolean {
  const { family, negated, ifExists, quantifier } = condition;
  const missing = values.length === 0;
  if (family === 'null') return condition.values.some((value) => (value.toLowerCase() === 'true') === missing);
  const compares = (value: string) => condition.values.some((wanted) => comparesWith(condition, value, wanted, expand));
  if (quantifier === 'all') return values.every((value) => compares(value) !== negated);
  if (missing && ifExists) return true;
  if (quantifier === 'any') return values.some((value) => compares(value) !== negated);
  return values.some(compares) !== negated;
}

function comparesWith(
  { family, comparison }: Condition,
  value: string,
  wanted: string,
  expand: (text: string) => readonly Token[] | null,
): boolean {
  switch (family) {
    case 'numeric':
      return ordered(comparison, Number(value), Number(wanted));
    case 'date':
      return ordered(comparison, instant(value), instant(wanted));
    case 'bool':
      return value.toLowerCase() === wanted.toLowerCase();
    case 'binary':
      return value === wanted;
    case 'ip':
      return bitsOf(value).startsWith(bitsOf(wanted));
    default: {
      const tokens = expand(wanted);
      if (tokens === null) return false;
      if (comparison === 'equals') return textOf(tokens) === value;
      if (comparison === 'equalsIgnoreCase') return textOf(tokens).toLowerCase() === value.toLowerCase();
      return family === 'arn' ? globsArn(tokens, value) : globs(tokens, value);
    }
  }
}

function ordered(comparison: Condition['comparison'], value: number, wanted: number): boolean {
  if (comparison === 'lessThan') return value < wanted;
  if (comparison === 'lessOrEqual') return value <= wanted;
  if (comparison === 'moreThan') return value > wanted;
  return comparison === 'moreOrEqual' ? value >= wanted : value === wanted;
}

function instant(text: string): number {
  return /^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** The bits that a range fixes, or all bits of an address, behind the version. */
function bitsOf(text: string): string {
  const [address = '', length = '128'] = text.split('/');
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const zeros = 8 - groups(head).length - groups(tail ?? '').length;
  const bits = address.includes(':')
    ? [...groups(head), ...Array<string>(tail === undefined ? 0 : zeros).fill('0'), ...groups(tail ?? '')]
        .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
        .join('')
    : address
        .split('.')
        .map((part) => Number(part).toString(2).padStart(8, '0'))
        .join('');
  return (address.includes(':') ? '6:' : '4:') + bits.slice(0, Number(length));
}

/** A text with its variables replaced; null when the request has no value for one. */
function expanded(text: string, context: ReadonlyMap<string, readonly string[]>): readonly Token[] | null {
  const parts = text.split(/(\$\{[^}]*\})/).map((part, i): readonly Token[] | null => {
    if (i % 2 === 0) return part.split('');
    const [name = '', fallback] = part.slice(2, -1).split(/\s*,\s*/);
    const values = context.get(name.toLowerCase()) ?? [];
    const value = '*?$'.includes(name) && name !== '' ? name : (values[0] ?? fallback?.replace(/^'|'$/g, ''));
    return value === undefined || values.length > 1 ? null : value.split('').map((plain) => ({ plain }));
  });
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => (typeof token === 'string' ? token : token.plain)).join('');
}

/** Whether a pattern matches a text: the reachable lengths of the text, token by token. */
function globs(tokens: readonly Token[] | null, text: string): boolean {
  const characters = text.split('');
  const reached = tokens?.reduce<readonly boolean[]>(
    (before, token) => {
      if (token === '*') return before.map((_, i) => before.indexOf(true) !== -1 && before.indexOf(true) <= i);
      const character = typeof token === 'string' ? token : token.plain;
      return before.map(
        (_, i) => i > 0 && before[i - 1] === true && (token === '?' || characters[i - 1] === character),
      );
    },
    [true, ...characters.map(() => false)],
  );
  return reached?.at(-1) === true;
}

/** ARNs match part by part; the sixth part is all that follows. */
function globsArn(tokens: readonly Token[], value: string): boolean {
  const parts = value.split(':');
  const wanted: Token[][] = [[]];
  for (const token of tokens) {
    if (token === ':' && wanted.length < 6) wanted.push([]);
    else wanted.at(-1)?.push(token);
  }
  const values = [...parts.slice(0, 5), parts.slice(5).join(':')];
  return wanted.length === 6 && parts.length >= 6 && wanted.every((part, i) => globs(part, values[i] ?? ''));
}
