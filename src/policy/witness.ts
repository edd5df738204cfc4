import type { Answer } from './answer.js';
import type { Box } from './box.js';
import type { Finding } from './decide.js';
import { firstCommon, hasBit, type Mask } from './mask.js';
import type { Model } from './model.js';
import { arnsOf } from './policy-context.js';
import type { PolicyRequest } from './request.js';

/**
 * One of the requests of a finding, with the operation that says most, as the member of an answer.
 *
 * Where statements had to be read large or small it would be no proof, and is left out.
 *
 * @param asked keys that the question fixes, for policies that do not mention them
 * @param wanted which operations the question is about
 */
export function witnessOf(
  model: Model,
  finding: Finding,
  asked: PolicyRequest['context'] = {},
  wanted: Mask = model.table.all,
): Pick<Answer, 'witness'> {
  return model.isExact() ? { witness: requestIn(model, finding, asked, wanted) } : {};
}

function requestIn(
  { table, insides, keys, space, context }: Model,
  { caller, requests }: Finding,
  asked: PolicyRequest['context'],
  wanted: Mask,
): PolicyRequest {
  const operation = table.operations[firstCommon(requests.bits, wanted)];
  const { outer, inner } = arnsOf(context);
  const inside = insides.find((_, i) => hasBit(requests.bits, i, space[1]?.at)) ?? '';
  const unmentioned = Object.entries(asked).filter(([key]) => !keys.has(key.toLowerCase()));
  return {
    caller,
    action: operation?.action ?? '',
    resource: operation?.inside === true ? `${inner}${inside}` : outer,
    context: Object.fromEntries([...unmentioned, ...contextOf(keys, requests)]),
  };
}

type ContextEntry = readonly [string, string | readonly string[]];

function contextOf(keys: Model['keys'], { bits, hits }: Box): readonly ContextEntry[] {
  const entries: ContextEntry[] = [];
  for (const key of keys.values()) {
    const isIn = (i: number) => i > 0 && hasBit(bits, i, key.at);
    if (key.many) {
      const own = hits.filter(({ dimension }) => dimension === key);
      const met = own.flatMap(({ mask }) => key.points.find((_, i) => isIn(i) && hasBit(mask, i)) ?? []);
      if (met.length > 0) entries.push([key.label, [...new Set(met)]]);
    } else if (!hasBit(bits, 0, key.at)) {
      const first = key.points.find((_, i) => isIn(i));
      if (first !== undefined && first !== null) entries.push([key.label, first]);
    }
  }
  return entries;
}
