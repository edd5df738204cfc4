import type { Fact } from '../core/fact.js';
import type { Kind, Resource, ResourceIdentity } from '../core/resource.js';

/** A resource that is there to be judged. */
export interface LiveSubject {
  readonly state: 'live';
  readonly resource: Resource;
  /** Reads what `resource` answers with `NOT_READ`; null where everything the source can tell is told at once. */
  readonly read: ((fact: string) => Promise<Fact<unknown>>) | null;
  /** `true` of an account that is also given in each of its regions: what tells of a region is asked there. */
  readonly isInRegions?: true;
  /** Where it is declared, if it is not there yet. */
  readonly location?: Location;
  /** Facts that the source leaves out, and for which the default of AWS counts. */
  readonly assumed?: ReadonlySet<string>;
}

/** Where a resource is declared. */
export interface Location {
  readonly file: string;
  /** From 1; null where the file does not show it. */
  readonly line: number | null;
  /** How the file names it: a logical id, an address. */
  readonly name: string;
}

/** One thing that a source found to judge. */
export type Subject =
  | LiveSubject
  /** Recorded, but deleted or no longer recorded: not applicable to every rule of its kind. */
  | {
      readonly state: 'gone';
      readonly kind: Kind;
      readonly identity: ResourceIdentity;
      readonly code: string;
      readonly reason: string;
    }
  /** There is something, and it cannot be read at all. */
  | {
      readonly state: 'unreadable';
      readonly identity: Partial<ResourceIdentity>;
      readonly reason: string;
      /** What it is, where that is known: only to a rule for such a kind it matters. */
      readonly kind?: Kind;
      readonly location?: Location;
    };

/** An account as a whole, then in each of some regions. */
export const accountSubjects = (
  regions: Iterable<string>,
  subjectIn: (region: string | null) => LiveSubject,
): readonly LiveSubject[] => {
  const inRegions = [...new Set(regions)].sort().map(subjectIn);
  const whole = subjectIn(null);
  return [inRegions.length > 0 ? { ...whole, isInRegions: true } : whole, ...inRegions];
};

/** Where an audit's subjects come from. */
export interface Source {
  /** As messages name it: `configuration snapshot`. */
  readonly name: string;
  /** Whether this sort of source can ever tell a fact of a kind. Where not, rules that require it are not judged. */
  canTell(kind: Kind, fact: string): boolean;
  /** `true`: it declares what is going to be made. */
  readonly isDeclaration?: true;
  /** Says a text in the words of the input, where what it cannot tell has placeholders. */
  readonly wording?: (text: string) => string;
  /** How many subjects are worth being judged at a time, where reading waits for a network; 1, unless given. */
  readonly concurrency?: number;
  /** What to say of an error that leaves one question open and all others not; null for one that ends the run. */
  readonly faultIn?: (error: unknown) => string | null;
  /** All subjects, in the order of the input. */
  subjects(): AsyncIterable<Subject>;
}

/** An input that cannot be read: what is wrong, in which file, and where. The command exits with 2. */
export class UnreadableInputError extends Error {
  override readonly name = 'UnreadableInputError';
}
