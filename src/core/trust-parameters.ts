import type { ListParameter } from './parameters.js';

/** The parameters by which rules are told whom the owner trusts; one definition each, so that a pack has one of each. */
export const trustParameters = {
  trustedAccountIds: {
    type: 'list',
    default: [],
    pattern: '^\\d{12}$',
    description: "Ids of accounts that are trusted beside the resource's own.",
  },
  trustedOrgIds: {
    type: 'list',
    default: [],
    pattern: '^o-[a-z0-9]+$',
    description: 'Ids of organizations whose members are trusted where a condition confines a grant to them.',
  },
} as const satisfies Readonly<Record<string, ListParameter>>;
