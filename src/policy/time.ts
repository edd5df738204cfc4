/**
 * Milliseconds of a date as policies write it: ISO 8601, or seconds since 1970; null for anything else.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function timeFrom(text: string): number | null {
  const time = isSeconds(text) ? Number(text) * 1000 : isoTime(text);
  return time >= FIRST && time <= LAST ? time : null;
}

/** The years 100 to 8999, so that a little before and after is a date too. */
const FIRST = -59_011_459_200_000;
const LAST = 221_845_392_000_000;

/** Four digits are a year, as in ISO 8601's shortest form, not seconds. */
function isSeconds(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text) && !/^\d{4}$/.test(text);
}

function isoTime(text: string): number {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[-+]\d{2}:?\d{2})?)?)?)?$/i.test(text)) return Number.NaN;
  // Without a zone JavaScript takes a time for local; AWS takes it for UTC.
  const zoned = /T[\d:.]+$/i.test(text) ? `${text}Z` : text;
  return Date.parse(zoned.replace(/([-+]\d{2})(\d{2})$/, '$1:$2'));
}
