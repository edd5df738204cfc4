import { commonParametersOf } from './common-parameters.js';
import type { Fact } from './fact.js';
import { createParameterReader, type ParameterDefinitions, type ParameterValues } from './parameters.js';
import type { FactValue, Kind, Resource, ResourceIdentity, SharedFactName } from './resource.js';
import { insufficientData, type Severity, type Verdict } from './verdict.js';

/** How a violation is put right. */
export interface Remediation {
  /** What to do, for the owner of the resource, in one or two sentences. */
  readonly summary: string;
  /** An SSM Automation document that does it, where one is safe; Config fills `RESOURCE_ID` in. */
  readonly automation?: {
    readonly document: string;
    /** Parameters in the document's own spelling. */
    readonly parameters: Readonly<Record<string, string>>;
  };
}

/** What every rule says of itself; the rest of the product is derived from it. */
export interface RuleMetadata {
  /** Config rule name, folder, function and page; at most 36 characters. Never changes once released. */
  readonly id: string;
  /** The highest severity of its findings. */
  readonly severity: Severity;
  /** The state that should hold. */
  readonly title: string;
  /** What Config shows; at most 256 characters. */
  readonly description: string;
  /** `core` is on by default, `extended` by choice. */
  readonly tier: 'core' | 'extended';
  /** Controls of standards, `~` behind those that are our mapping and not AWS's: `FSBP S3.5`, `PCI DSS 4.0.1 1.4.4 ~`. */
  readonly controls: readonly string[];
  readonly remediation: Remediation;
  /** `true`: of a policy, its Deny statements alone decide; what Allow statements say may change the words. */
  readonly looksAtDeniesAlone?: true;
  /** Why no template can bring the state about, where none can: nothing is asked of templates then. A sentence. */
  readonly undeclarable?: string;
}

/**
 * What `evaluate` is given: who the resource is, its required facts as values, its optional facts as facts. Optional
 * facts are read when looked at, so look at them only where they decide.
 */
export type Judged<K extends Kind, F, O> = ResourceIdentity & { readonly kind: K } & {
  readonly [N in F & string]: FactValue<K, N>;
} & { readonly [N in O & string]: Fact<FactValue<K, N>> };

export interface RuleDefinition<
  K extends Kind,
  F extends SharedFactName<K>,
  O extends SharedFactName<K>,
  P extends ParameterDefinitions,
> extends RuleMetadata {
  /** The kinds of resource it judges. */
  readonly resource: K | readonly K[];
  /** Facts without which there is no verdict. */
  readonly facts: readonly F[];
  /** Facts the verdict can do without. */
  readonly optionalFacts: readonly O[];
  /**
   * Facts that its function reads by API where a bucket has no configuration item, although the item carries them:
   * for rules about what keeps AWS Config from making one.
   */
  readonly factsWithoutItem?: readonly (F | O)[];
  readonly parameters: P;
  /** @param now by which dates are over: the notification's time in Lambda, the start of the run elsewhere */
  evaluate(resource: Judged<K, F, O>, parameters: ParameterValues<P>, now: Date): Verdict;
}

/** A rule as the rest of the product sees it. */
export interface Rule extends RuleMetadata {
  readonly kinds: readonly Kind[];
  readonly facts: readonly string[];
  readonly optionalFacts: readonly string[];
  /** Those of its facts that its function reads by API where a bucket has no configuration item. */
  readonly factsWithoutItem: readonly string[];
  /** Its own parameters and the common ones. */
  readonly parameters: ParameterDefinitions;
  /**
   * Values of all parameters, defaults filled in.
   *
   * @throws ParameterError
   */
  readonly readParameters: (given: unknown) => Readonly<Record<string, unknown>>;
  /**
   * The verdict on a resource of one of its kinds, exemptions not looked at (see `judge`).
   *
   * @param parameters what `readParameters` gave
   * @param now the notification's time in Lambda, the start of the run elsewhere
   */
  readonly evaluate: (resource: Resource, parameters: Readonly<Record<string, unknown>>, now: Date) => Verdict;
}

/**
 * Makes a rule. Without a required fact it is not evaluated: the verdict is INSUFFICIENT_DATA with the fact's reason.
 *
 * @throws Error if the definition breaks a limit of Config
 */
export const defineRule = <
  const K extends Kind,
  const F extends SharedFactName<K>,
  const O extends SharedFactName<K> = never,
  const P extends ParameterDefinitions = Record<never, never>,
>(
  definition: RuleDefinition<K, F, O, P>,
): Rule => {
  const { resource, facts, optionalFacts, factsWithoutItem = [], parameters, evaluate, ...metadata } = definition;
  const kinds: readonly Kind[] = typeof resource === 'string' ? [resource] : (resource as readonly K[]);
  const allParameters = { ...commonParametersOf(kinds, metadata.severity), ...parameters };
  return {
    ...metadata,
    kinds,
    facts,
    optionalFacts,
    factsWithoutItem,
    parameters: allParameters,
    readParameters: createParameterReader(metadata.id, allParameters),
    evaluate: (one, values, now) => {
      const judged: Record<string, unknown> = { ...one.identity, kind: one.kind };
      for (const name of facts) {
        const fact = one.fact(name);
        if (!fact.known) return insufficientData(fact.code, `${sentence(fact.reason)}.`);
        judged[name] = fact.value;
      }
      for (const name of optionalFacts) Object.defineProperty(judged, name, { get: () => one.fact(name) });
      // The border: facts and values were checked by name above, and their types follow from the names.
      return evaluate(judged as unknown as Judged<K, F, O>, values as ParameterValues<P>, now);
    },
  };
};

/** The names of all facts a rule may read of a kind. */
export const factNamesOf = (rule: Pick<Rule, 'facts' | 'optionalFacts'>): readonly string[] => [
  ...rule.facts,
  ...rule.optionalFacts,
];

/** Text with a capital first letter, unless it begins with a name such as `s3:GetBucketPolicy`. */
const sentence = (text: string): string =>
  /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
