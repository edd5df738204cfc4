import { rangeFrom } from './cidr.js';
import { MalformedPolicyError, malformed, shown } from './malformed-policy-error.js';
import { objectFrom } from './members.js';
import type { Comparison, Condition, OperatorFamily } from './policy.js';
import { timeFrom } from './time.js';

/**
 * Reads a `Condition` element: one entry for each key of each operator block, all of which must hold.
 *
 * @throws {MalformedPolicyError} for an unknown operator, or a value its operator cannot compare with
 */
export function conditionsFrom(value: unknown, place: string): readonly Condition[] {
  const blocks = objectFrom(value, place, null);
  return Object.entries(blocks).flatMap(([operator, block]) => {
    const { family, comparison, negated, ifExists, quantifier } = operatorFrom(operator, place);
    const keys = objectFrom(block, `${place}.${operator}`, null);
    // Spelled out member by member: objects made by spreading are slow to make and to read.
    return Object.entries(keys).map(([keyName, values]): Condition => {
      if (keyName === '') throw new MalformedPolicyError(`${place}.${operator} has a key without a name`);
      return {
        family,
        comparison,
        negated,
        ifExists,
        quantifier,
        key: keyName.toLowerCase(),
        values: valuesFrom(values, family, () => `${place}.${operator}[${shown(keyName)}]`),
        operator,
        keyName,
      };
    });
  });
}

type Operator = Pick<Condition, 'family' | 'comparison' | 'negated' | 'ifExists' | 'quantifier'>;

function operatorFrom(text: string, place: string): Operator {
  const lower = text.toLowerCase();
  const quantifier = lower.startsWith(ANY) ? 'any' : lower.startsWith(ALL) ? 'all' : null;
  const bare = quantifier === null ? lower : lower.slice(lower.indexOf(':') + 1);
  const ifExists = bare.endsWith(IF_EXISTS);
  const base = OPERATORS.get(ifExists ? bare.slice(0, -IF_EXISTS.length) : bare);
  if (base === undefined) throw new MalformedPolicyError(`${place} has an unknown operator ${shown(text)}`);
  const [family, comparison, negated] = base;
  if (family === 'null' && (ifExists || quantifier !== null)) {
    throw new MalformedPolicyError(`${place} has an unknown operator ${shown(text)}: Null takes no prefix or suffix`);
  }
  return { family, comparison, negated, ifExists, quantifier };
}

const ANY = 'foranyvalue:';
const ALL = 'forallvalues:';
const IF_EXISTS = 'ifexists';

const OPERATORS: ReadonlyMap<string, readonly [OperatorFamily, Comparison, boolean]> = /* @__PURE__ */ new Map([
  ['stringequals', ['string', 'equals', false]],
  ['stringnotequals', ['string', 'equals', true]],
  ['stringequalsignorecase', ['string', 'equalsIgnoreCase', false]],
  ['stringnotequalsignorecase', ['string', 'equalsIgnoreCase', true]],
  ['stringlike', ['string', 'like', false]],
  ['stringnotlike', ['string', 'like', true]],
  // ArnEquals takes wildcards: it is ArnLike by another name.
  ['arnequals', ['arn', 'like', false]],
  ['arnlike', ['arn', 'like', false]],
  ['arnnotequals', ['arn', 'like', true]],
  ['arnnotlike', ['arn', 'like', true]],
  ['numericequals', ['numeric', 'equals', false]],
  ['numericnotequals', ['numeric', 'equals', true]],
  ['numericlessthan', ['numeric', 'lessThan', false]],
  ['numericlessthanequals', ['numeric', 'lessOrEqual', false]],
  ['numericgreaterthan', ['numeric', 'moreThan', false]],
  ['numericgreaterthanequals', ['numeric', 'moreOrEqual', false]],
  ['dateequals', ['date', 'equals', false]],
  ['datenotequals', ['date', 'equals', true]],
  ['datelessthan', ['date', 'lessThan', false]],
  ['datelessthanequals', ['date', 'lessOrEqual', false]],
  ['dategreaterthan', ['date', 'moreThan', false]],
  ['dategreaterthanequals', ['date', 'moreOrEqual', false]],
  ['bool', ['bool', 'equals', false]],
  ['binaryequals', ['binary', 'equals', false]],
  ['ipaddress', ['ip', 'equals', false]],
  ['notipaddress', ['ip', 'equals', true]],
  ['null', ['null', 'equals', false]],
]);

function valuesFrom(value: unknown, family: OperatorFamily, place: () => string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    const text = typeof item === 'number' || typeof item === 'boolean' ? String(item) : item;
    if (typeof text !== 'string') throw malformed(place(), 'must hold strings, numbers or booleans', item);
    const expected = unlike(text, family);
    if (expected !== null) throw malformed(place(), expected, item);
    return text;
  });
}

/** What a value of the family must be, where this one is not; null where it is. */
function unlike(text: string, family: OperatorFamily): string | null {
  switch (family) {
    case 'bool':
    case 'null':
      return /^(?:true|false)$/i.test(text) ? null : 'must be "true" or "false"';
    case 'numeric':
      return isNumber(text) ? null : 'must hold numbers';
    case 'date':
      return timeFrom(text) === null ? 'must hold dates' : null;
    case 'ip':
      return rangeFrom(text) === null ? 'must hold addresses or CIDR ranges' : null;
    default:
      return null;
  }
}

function isNumber(text: string): boolean {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) && Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER;
}
