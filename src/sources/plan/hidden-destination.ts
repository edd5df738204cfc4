import { HiddenValue } from '../answers/hidden-value.js';
import { memberIn } from '../declared/members.js';
import type { PlanResource } from './plan.js';

/** Why it cannot be told which of some resources deliver into a bucket; null where all of them say. */
export const hiddenDestination = (resources: readonly PlanResource[], attribute: string): HiddenValue | null =>
  resources
    .map(({ values }) => memberIn(values, attribute))
    .find((value): value is HiddenValue => value instanceof HiddenValue) ?? null;
