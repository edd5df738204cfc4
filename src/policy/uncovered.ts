import { leftText } from './action-text.js';
import { type Decider, type Finding, operationsIn } from './decide.js';
import { type Mask, union } from './mask.js';
import { callerText } from './request.js';
import type { Region } from './requests.js';

/** What no Deny covers of a region, in words, with an example. */
export interface Uncovered {
  readonly text: string;
  readonly finding: Finding;
}

/** How many pieces are looked at for words; one is enough for there being any. */
const PIECES = 64;

/** What of a region no Deny covers; null when all of it is denied. */
export function uncoveredText(decider: Decider, region: Region): Uncovered | null {
  const { model } = decider;
  const found: Finding[] = [];
  const masks: Mask[] = [];
  decider.visitUndenied(model.callers, region, (finding) => {
    // The caller found first is the one reported; what others are spared is not needed for the sentence.
    if (found.length === PIECES || (found[0] !== undefined && found[0].caller !== finding.caller)) return true;
    found.push(finding);
    masks.push(operationsIn(model, finding.requests));
    return false;
  });
  const [finding] = found;
  if (finding === undefined) return null;
  const left = leftText(masks.reduce(union), model.table, model.context.kind);
  const by = finding.caller === model.callers[0] ? '' : ` by ${callerText(finding.caller)}`;
  return { text: `${left}${by}`, finding };
}
