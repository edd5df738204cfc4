import { rules } from '../rules/index.js';
import { type Profile, profiles, rulesOfProfile } from '../rules/profiles.js';
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
  /** Where its file is, below `conformance-pack/`; ends with a slash unless empty. */
  readonly folder: string;
  /** What it holds and where it belongs, in one sentence. */
  readonly summary: string;
  /** The evaluators' templates it needs. */
  readonly evaluators: readonly Rule['tier'][];
  /** Whether it belongs in one region of an account alone. */
  readonly homeRegion: boolean;
}

/** Every pack of a tier that has rules; each rule is in one. */
export const packs = (): readonly Pack[] => tierPacks().filter(hasRules);

/** The packs of the profiles. Each stands for itself, in place of those of the tiers. */
export const profilePacks = (): readonly Pack[] => profiles.flatMap(packsOfProfile).filter(hasRules);

/** Where a pack's generated file is, from the root of the project. */
export const packPath = ({ id, folder }: Pick<Pack, 'id' | 'folder'>): string => `conformance-pack/${folder}${id}.yaml`;

/** The packs' generated files. */
export const packFiles = (): readonly GeneratedFile[] =>
  [...packs(), ...profilePacks()].map((pack) => ({
    path: packPath(pack),
    text: templateText(headerOf(pack), packTemplate(pack)),
  }));

const hasRules = ({ rules: own }: Pack): boolean => own.length > 0;

const tierPacks = (): readonly Pack[] => [
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

const packsOfProfile = (profile: Profile): readonly Pack[] => {
  const id = profile.name.replaceAll('.', '-');
  const own = rulesOfProfile(profile, rules);
  const partOf = (homeRegion: boolean) => {
    const part = own.filter((rule) => isHomeRegionRule(rule) === homeRegion);
    return {
      folder: 'profiles/',
      homeRegion,
      rules: part,
      evaluators: [...new Set(part.map(({ tier }) => tier))].sort(),
    };
  };
  const where = 'for one region of an account';
  return [
    {
      id,
      summary: `${profile.title}: its rules for every region.`,
      ...partOf(false),
      managedRules: profile.withManaged ? managedRules : [],
    },
    {
      id: `${id}-home-region`,
      summary: `${profile.title}: its rules about what is the account's or IAM's, ${where}.`,
      ...partOf(true),
      managedRules: [],
    },
  ];
};

const contentOf = (tier: Rule['tier'], homeRegion: boolean) => ({
  folder: '',
  evaluators: [tier],
  homeRegion,
  rules: rules.filter((rule) => rule.tier === tier && isHomeRegionRule(rule) === homeRegion),
  managedRules: [],
});

const headerOf = ({ id, summary, evaluators }: Pack): readonly string[] => [
  `s3-config-rules: the conformance pack "${id}".`,
  summary,
  `It needs the functions of ${evaluators.map((tier) => `deploy/templates/evaluators-${tier}.yaml`).join(' and ')} in its account and region.`,
  'Generated from the rules by "npm run generate"; edit those, not this file.',
];
