/**
 * The rule id in the name of a Config rule: `<id>` where the rule stands alone, `<id>-conformance-pack-a1b2c3d4e` in a
 * pack, `OrgConfigRule-<id>-a1b2c3d4` where an organization deploys it. Four ids begin names of AWS's own rules, so that
 * what comes behind an id has to be such a suffix.
 *
 * @returns null if the name is none of `ids`
 */
export const ruleIdFrom = (configRuleName: string, ids: ReadonlySet<string>): string | null => {
  const named = [/^(.+)-conformance-pack-[a-z0-9]+$/, /^OrgConfigRule-(.+)-[a-z0-9]{8}$/, /^(.+)$/].map(
    (form) => form.exec(configRuleName)?.[1],
  );
  return named.find((id) => id !== undefined && ids.has(id)) ?? null;
};
