import { rules } from '../rules/index.js';
import type { GeneratedFile } from '../scripts/generated-file.js';
import { isHomeRegionRule } from '../src/core/derivations.js';
import type { Rule } from '../src/core/rule.js';
import { managedRules } from './managed-rules.js';
import { type PackContent, packTemplate } from './pack-template.js';
import { templateText } from './template-text.js';

/** A pack as it is deployed. */
export interface Pack extends PackContent {
  /** Its file and the last part of its name in AWS: `core`. */
  readonly id: string;
  /** What it holds and where it belongs, in one sentence. */
  readonly summary: string;
  /** The evaluators' template it needs: `core` or `extended`. */
  readonly evaluators: 'core' | 'extended';
  /** Whether it belongs in one region of an account alone. */
  readonly homeRegion: boolean;
}

/** Every pack that has rules; each rule is in one. */
export const packs = (): readonly Pack[] => allPacks().filter((pack) => pack.rules.length > 0);

/** Where a pack's generated file is, from the root of the project. */
export const packPath = ({ id }: Pick<Pack, 'id'>): string => `conformance-pack/${id}.yaml`;

/** The packs' generated files. */
export const packFiles = (): readonly GeneratedFile[] =>
  packs().map((pack) => ({ path: packPath(pack), text: templateText(headerOf(pack), packTemplate(pack)) }));

const allPacks = (): readonly Pack[] => [
  {
    id: 'core',
    summary: "The core rules and AWS's two managed rules, for every region.",
    ...contentOf('core', false),
    managedRules,
  },
  {
    id: 'home-region',
    summary: "The core rules about what is the account's or IAM's, for one region of an account.",
    ...contentOf('core', true),
  },
  {
    id: 'extended',
    summary: 'The extended rules, for every region that wants them.',
    ...contentOf('extended', false),
  },
  {
    id: 'extended-home-region',
    summary: "The extended rules about what is the account's or IAM's, for one region of an account.",
    ...contentOf('extended', true),
  },
];

const contentOf = (tier: Rule['tier'], homeRegion: boolean) => ({
  evaluators: tier,
  homeRegion,
  rules: rules.filter((rule) => rule.tier === tier && isHomeRegionRule(rule) === homeRegion),
  managedRules: [],
});

const headerOf = ({ id, summary, evaluators }: Pack): readonly string[] => [
  `s3-config-rules: the conformance pack "${id}".`,
  summary,
  `It needs the functions of deploy/templates/evaluators-${evaluators}.yaml in its account and region.`,
  'Generated from the rules by "npm run generate"; edit those, not this file.',
];
