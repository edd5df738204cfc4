import type { Spend } from './budget.js';
import { afterReading, COLON, type Glob, globOf, literalGlob, MANY, tokensOf } from './glob.js';
import { filledRepresentatives } from './representatives.js';

/** The patterns that patterns of principal ARNs put on the account in them. */
export function accountGlobs(arnGlobs: readonly Glob[], partition: string): readonly Glob[] {
  return arnGlobs
    .flatMap((glob) => IDENTITY_SERVICES.flatMap((service) => afterReading(glob, `arn:${partition}:${service}::`)))
    .map(untilColon);
}

/** The pattern that a pattern puts on what stands before the next colon. */
export function untilColon(glob: Glob): Glob {
  const tokens = tokensOf(glob);
  const end = tokens.indexOf(COLON);
  const crossing = tokens.indexOf(MANY);
  // A `*` that may cross colons says nothing of the account behind it.
  if (crossing !== -1 && (end === -1 || crossing < end)) return globOf(tokens.slice(0, crossing + 1));
  return globOf(end === -1 ? tokens : tokens.slice(0, end));
}

/**
 * Values of `aws:PrincipalArn` that stand for all of them, for principals of some accounts.
 *
 * Any principal has an ARN of one of a few forms, so the patterns are only told apart on what these leave open.
 *
 * @param arns principals that statements name, each a value of its own
 */
export function principalArnPoints(
  accounts: readonly string[],
  globs: readonly Glob[],
  arns: readonly string[],
  partition: string,
  spend: Spend,
): readonly string[] {
  const patterns = [...globs, ...arns.map(literalGlob)];
  return accounts.flatMap((account) => {
    spend(2 * patterns.length);
    const root = `arn:${partition}:iam::${account}:root`;
    const kinds = [
      `arn:${partition}:iam::${account}:role/`,
      `arn:${partition}:iam::${account}:user/`,
      `arn:${partition}:sts::${account}:federated-user/`,
    ];
    return [root, ...kinds.flatMap((head) => withHead(head, patterns, spend))];
  });
}

const IDENTITY_SERVICES = ['iam', 'sts'];

function withHead(head: string, patterns: readonly Glob[], spend: Spend): readonly string[] {
  const rests = patterns.flatMap((glob) => (couldBegin(glob, head) ? afterReading(glob, head) : []));
  return filledRepresentatives(rests, spend).map((rest) => head + rest);
}

function couldBegin(glob: Glob, head: string): boolean {
  return glob.ignoreCase || glob.head.startsWith(head) || head.startsWith(glob.head);
}
