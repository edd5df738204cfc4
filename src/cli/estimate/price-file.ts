import { readFile } from 'node:fs/promises';
import { suggestionFor } from '../suggestion.js';
import { UsageError } from '../usage-error.js';
import { type Band, listPrices, type Price, type PriceName, type Prices } from './prices.js';

/**
 * The list prices with those of a file in place of their like.
 *
 * @throws UsageError if the file cannot be read or is not what it should be
 */
export const readPrices = async (path: string): Promise<Prices> => pricesFrom(await textOf(path), path);

/**
 * The list prices with those of a text in place of their like: a number of dollars a unit, or bands.
 *
 * @param text `{ "asOf": "2026-11-01", "region": "eu-west-1", "prices": { "alarm": 0.1, "ruleEvaluation":
 *   [{ "upTo": 100000, "dollars": 0.001 }, { "dollars": 0.0005 }] } }`; `asOf` and `region` may be left out
 * @param path where the text is from, for errors and as the source of the prices
 * @throws UsageError
 */
export const pricesFrom = (text: string, path: string): Prices => {
  const fail = failureAt(path);
  const { asOf, region, prices } = membersOf(jsonOf(text, fail), '', ['asOf', 'region', 'prices'], fail);
  const about = { asOf: dateOf(asOf, fail), region: nameOf(region, fail), source: path };
  const given = membersOf(prices, 'prices', Object.keys(listPrices), fail);
  const replaced = Object.entries(given).map(([name, value]): [string, Price] => [
    name,
    { ...listPrices[name as PriceName], ...about, bands: bandsOf(value, `prices.${name}`, fail) },
  ]);
  return { ...listPrices, ...Object.fromEntries(replaced) };
};

/** Throws an error about a member; an empty name is the whole file. */
type Fail = (member: string, problem: string, cause?: unknown) => never;

const failureAt =
  (path: string): Fail =>
  (member, problem, cause) => {
    throw new UsageError(`--prices ${path}: ${member}${member === '' ? '' : ' '}${problem}`, { cause });
  };

const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    return failureAt(path)('', code === 'ENOENT' ? 'there is no such file' : message, cause);
  }
};

const jsonOf = (text: string, fail: Fail): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return fail('', `not JSON: ${cause instanceof Error ? cause.message : cause}`, cause);
  }
};

const membersOf = (
  value: unknown,
  at: string,
  known: readonly string[],
  fail: Fail,
): Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail(at, `must be an object, got ${shown(value)}`);
  }
  const stranger = Object.keys(value).find((name) => !known.includes(name));
  if (stranger === undefined) return value as Readonly<Record<string, unknown>>;
  return fail(at === '' ? stranger : `${at}.${stranger}`, `is not known${suggestionFor(stranger, known)}`);
};

const dateOf = (value: unknown, fail: Fail): string | null => {
  if (value === undefined) return null;
  const isDate = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  return isDate ? value : fail('asOf', `must be a date such as "2026-11-01", got ${shown(value)}`);
};

const nameOf = (value: unknown, fail: Fail): string | null => {
  if (value === undefined) return null;
  const isRegion = typeof value === 'string' && /^[a-z]+(-[a-z]+)+-\d+$/.test(value);
  return isRegion ? value : fail('region', `must be a region such as "eu-west-1", got ${shown(value)}`);
};

const bandsOf = (value: unknown, at: string, fail: Fail): readonly Band[] => {
  if (!Array.isArray(value)) return [{ dollars: dollarsOf(value, at, fail) }];
  if (value.length === 0) return fail(at, 'must have a band at least');
  return value
    .map((band: unknown, index) => bandOf(band, `${at}[${index}]`, index === value.length - 1, fail))
    .map((band, index, all) => {
      const before = all[index - 1]?.upTo ?? 0;
      if (band.upTo === undefined || band.upTo > before) return band;
      return fail(`${at}[${index}].upTo`, `must be above ${before}, got ${band.upTo}`);
    });
};

const bandOf = (value: unknown, at: string, isLast: boolean, fail: Fail): Band => {
  const { upTo, dollars } = membersOf(value, at, ['upTo', 'dollars'], fail);
  const band = { dollars: dollarsOf(dollars, `${at}.dollars`, fail) };
  if (isLast) return upTo === undefined ? band : fail(`${at}.upTo`, 'must be left out: the last band has no end');
  if (typeof upTo === 'number' && Number.isFinite(upTo)) return { ...band, upTo };
  return fail(`${at}.upTo`, `must be a number of units, got ${shown(upTo)}`);
};

const dollarsOf = (value: unknown, at: string, fail: Fail): number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : fail(at, `must be a number of dollars, 0 or above, got ${shown(value)}`);

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
