import { type Fact, known, unknown } from '../../core/fact.js';
import { originOf } from '../../core/fact-origins.js';
import type { FactName, FactValue, Kind } from '../../core/resource.js';
import { MalformedValueError } from './item-value.js';
import type { ConfigurationItem } from './parse-item.js';
import { NotRecordedError } from './parts-of-item.js';

/**
 * How the facts of a kind are read from a live item: a function a fact, which throws `NotRecordedError` for what
 * should be there and is not, and `MalformedValueError` for what it cannot understand.
 */
export type ItemReaders<K extends Kind> = {
  readonly [F in FactName<K>]?: (item: ConfigurationItem) => FactValue<K, F>;
};

/**
 * What a reader finds, as a fact.
 *
 * @param hint gives what else would tell, behind a semicolon; asked only where the item does not
 */
export const factFromItem = <T>(read: () => T, hint = noHint): Fact<T> => {
  try {
    return known(read());
  } catch (error) {
    if (error instanceof MalformedValueError) return unknown('MALFORMED', `the configuration item's ${error.message}`);
    if (error instanceof NotRecordedError) {
      return unknown('NOT_RECORDED', `the configuration item does not hold ${error.message}${hint()}`);
    }
    throw error;
  }
};

/** Which calls tell a fact that an item lacks: `; s3:GetBucketPolicy would tell`. */
export const hintOf = (kind: Kind, fact: string, type?: string): string => {
  const { operations } = originOf(kind, fact, type);
  return operations.length === 0 ? '' : `; ${operations.join(', ')} would tell`;
};

const noHint = (): string => '';
