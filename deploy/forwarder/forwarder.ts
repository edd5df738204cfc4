import { type Finding, findingFrom } from '../../src/asff/finding.js';
import type { FoundBy } from '../../src/asff/found-by.js';
import type { Place } from '../../src/asff/result.js';
import type { Api } from './api.js';
import { type ForwarderEvent, parseEvent } from './event.js';
import { importFindings } from './import-findings.js';
import { openFindings } from './open-findings.js';
import { ruleIdFrom } from './rule-name.js';

/** The part of Lambda's context that is looked at. */
export interface InvocationContext {
  readonly invokedFunctionArn: string;
}

/** An event of another account or region. */
export class ForeignEventError extends Error {
  override readonly name = 'ForeignEventError';
}

/** One event's line. Annotations, which may quote policies, stay out. */
type LogLine = Readonly<Record<string, unknown>>;

/**
 * Makes the function that imports results of the packs' rules into Security Hub: one on each change of compliance, and
 * once a day all that are NON_COMPLIANT, since Security Hub drops a finding 90 days after its last update.
 *
 * It throws where another try may succeed or somebody has to look: Lambda tries again twice, then the event waits in a
 * queue. It may be given one event twice, and events in any order.
 */
export const createForwarder = (
  api: Api,
  rules: readonly FoundBy[],
  log: (line: LogLine) => void = (line) => console.log(JSON.stringify(line)),
): ((raw: unknown, context: InvocationContext) => Promise<void>) => {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const ids = new Set(byId.keys());
  const ruleOf = (configRuleName: string): FoundBy | null => byId.get(ruleIdFrom(configRuleName, ids) ?? '') ?? null;
  return async (raw, { invokedFunctionArn }) => {
    const event = parseEvent(raw);
    if (event.kind === 'unknown') return log({ ignored: event.given });
    const place = placeFrom(invokedFunctionArn);
    refuseForeign(event, place);
    if (event.kind === 'run') {
      const imported = await importFindings(api, openFindings(api, ruleOf, place, event.time));
      return log({ run: event.time.toISOString(), imported });
    }
    const { result } = event;
    const { configRuleName, resourceType, resourceId, compliance } = result;
    const rule = ruleOf(configRuleName);
    if (!rule) return log({ ignored: configRuleName });
    await importFindings(api, only(findingFrom(rule, result, place)));
    log({ rule: rule.id, configRuleName, resource: `${resourceType} ${resourceId}`, compliance, imported: 1 });
  };
};

/** Of `arn:aws:lambda:eu-west-1:111122223333:function:s3-config-rules-forwarder`. */
const placeFrom = (functionArn: string): Place => {
  const [, partition = '', , region = '', accountId = ''] = functionArn.split(':');
  return { partition, region, accountId };
};

/** Security Hub takes findings with an account's own product from that account alone, and each region has its own. */
const refuseForeign = (event: Exclude<ForwarderEvent, { kind: 'unknown' }>, { accountId, region }: Place): void => {
  if (event.accountId === accountId && event.region === region) return;
  throw new ForeignEventError(
    `an event of ${event.accountId} in ${event.region} came to the forwarder of ${accountId} in ${region}; deploy one there`,
  );
};

async function* only(finding: Finding): AsyncGenerator<readonly Finding[], void, void> {
  yield [finding];
}
