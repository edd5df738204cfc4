import { originOf } from '../core/fact-origins.js';
import type { Kind } from '../core/resource.js';
import type { Rule } from '../core/rule.js';
import type { Source } from '../sources/subject.js';

/** A rule that a source can never answer. */
export interface NotJudged {
  readonly rule: string;
  /** What the source does not tell, and which calls would. */
  readonly reason: string;
}

/** Whether a source tells every fact that a rule requires of a kind, and what it declares can be as the rule asks. */
export const isJudgedFrom = (source: Source, rule: Rule, kind: Kind): boolean =>
  !isUndeclarable(source, rule) && rule.facts.every((fact) => source.canTell(kind, fact));

const isUndeclarable = ({ isDeclaration }: Source, { undeclarable }: Rule): boolean =>
  isDeclaration === true && undeclarable !== undefined;

/** Why a rule is not asked from a source, about some or all kinds of its resources; null if it is asked about all. */
export const notJudgedFrom = (source: Source, rule: Rule): NotJudged | null => {
  if (rule.undeclarable !== undefined && isUndeclarable(source, rule))
    return { rule: rule.id, reason: rule.undeclarable };
  const kinds = rule.kinds.filter((kind) => !isJudgedFrom(source, rule, kind));
  if (kinds.length === 0) return null;
  const missing = kinds.flatMap((kind) =>
    rule.facts.filter((fact) => !source.canTell(kind, fact)).map((fact) => originOf(kind, fact)),
  );
  const names = [...new Set(missing.map(({ name }) => name))];
  const calls = [...new Set(missing.flatMap(({ operations }) => operations))];
  const about = kinds.length === rule.kinds.length ? '' : ` of ${kinds.map((kind) => kindNames[kind]).join(', ')}`;
  const tell = calls.length === 0 ? '' : `; ${calls.join(', ')} would tell`;
  return { rule: rule.id, reason: `The ${source.name} never tells the ${names.join(' and the ')}${about}${tell}.` };
};

const kindNames: Readonly<Record<Kind, string>> = {
  bucket: 'buckets',
  account: 'accounts',
  accessPoint: 'access points',
  directoryBucket: 'directory buckets',
  tableBucket: 'table buckets',
  vpcEndpoint: 'VPC endpoints',
  vpc: 'VPCs',
  identity: 'IAM identities',
};
