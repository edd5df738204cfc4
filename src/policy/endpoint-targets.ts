import { accountGlobs, untilColon } from './account-points.js';
import { createBudget } from './budget.js';
import {
  ANYTHING,
  afterReading,
  COLON,
  type Glob,
  globOf,
  isMany,
  literalGlob,
  ONE,
  tokensOf,
  wildGlob,
} from './glob.js';
import { accountIds } from './key-space.js';
import { namedValuesOf } from './named-values.js';
import { patternFrom } from './patterns.js';
import type { Policy, PolicyKind } from './policy.js';
import { arnsOf, type PolicyContext } from './policy-context.js';
import { filledRepresentatives } from './representatives.js';

/** What a VPC endpoint leads to. */
export interface EndpointService {
  /** The kinds of resource that requests through it are about. */
  readonly kinds: readonly PolicyKind[];
  readonly partition: string;
  /** The region of the service. */
  readonly region: string;
}

/**
 * Buckets and access points that stand for all that requests through an endpoint can be about, as far as its policy and
 * some further patterns of ARNs can tell them apart by name and owner.
 *
 * @param accounts owners to tell apart beside those the policy names
 * @throws BudgetExceededError for patterns whose combinations are too many
 */
export function endpointTargets(
  policy: Policy,
  { kinds, partition, region }: EndpointService,
  accounts: readonly [string, ...string[]],
  patterns: readonly string[],
): readonly PolicyContext[] {
  const { spend } = createBudget(COST);
  const resources = [...resourceGlobs(policy), ...patterns.map(wildGlob)];
  const [account] = accounts;
  const named = namedValuesOf(policy, account).accounts;
  const owners = [...[...accounts, ...named].map(literalGlob), ...ownerGlobs(policy, partition)];
  return kinds.flatMap((kind) => {
    const beforeOwner = headOf({ kind, accountId: '', partition, region }).split(':', 4).join(':');
    const inArns = resources.flatMap((glob) => afterReading(glob, `${beforeOwner}:`)).map(untilColon);
    return accountIds([...owners, ...inArns], spend).flatMap((accountId) => {
      const context = { kind, accountId, partition, region };
      const names = resources.flatMap((glob) => afterReading(glob, headOf(context))).flatMap(nameGlobs);
      return filledRepresentatives(names, spend).map((name) => {
        spend(EACH);
        return { ...context, name };
      });
    });
  });
}

/** What comes to about 800 targets at most. */
const COST = 4_000_000;
const EACH = 5_000;

/** What the ARNs of a kind begin with, up to the name. */
function headOf(context: Omit<PolicyContext, 'name'>): string {
  return arnsOf({ ...context, name: '' }).outer;
}

function resourceGlobs({ version, statements }: Policy): readonly Glob[] {
  const reading = { variables: version === '2012-10-17', ownerAccount: '', grow: true };
  const texts = statements.flatMap(({ resource }) => resource.patterns);
  return texts.map((text) => patternFrom(text, 'text', reading) ?? ANYTHING);
}

/** The patterns of owners in conditions, and of callers: a variable may ask for the same account. */
function ownerGlobs({ statements }: Policy, partition: string): readonly Glob[] {
  const conditions = statements.flatMap((statement) => statement.conditions);
  const patternsOn = (keys: readonly string[]) =>
    conditions
      .filter(({ key }) => keys.includes(key))
      .flatMap(({ values }) => values.filter((value) => !value.includes('${')).map(wildGlob));
  return [
    ...patternsOn(['aws:resourceaccount', 's3:resourceaccount', 'aws:principalaccount']),
    ...accountGlobs(patternsOn(['aws:principalarn']), partition),
  ];
}

const SLASH = 0x2f;

/**
 * The patterns that tell names apart of which a pattern of ARNs treats what lies in them differently: how far into the
 * pattern a name, in which there is neither slash nor colon, and the slash behind it can lead.
 */
function nameGlobs(glob: Glob): readonly Glob[] {
  const tokens = tokensOf(glob);
  const end = tokens.findIndex((token) => token === SLASH || token === COLON);
  const ofName = end === -1 ? tokens : tokens.slice(0, end);
  const ends = ofName.flatMap((token, i) => (token === ONE ? [i] : isMany(token) ? [i + 1] : []));
  return [...new Set([...ends, ofName.length])].map((length) => globOf(ofName.slice(0, length)));
}
