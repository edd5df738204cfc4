import { malformed, type Part } from './part.js';

/** A time as ISO text in UTC; the SDK gives dates, a recorded file gives text. */
export const timeOf = (part: Part): string => {
  const time =
    part.value instanceof Date ? part.value : new Date(typeof part.value === 'string' ? part.value : Number.NaN);
  if (Number.isNaN(time.getTime())) throw malformed(part, 'a time');
  return time.toISOString();
};
