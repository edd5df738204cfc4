/**
 * Statements that deny every request, but only together: each of `places + 1` tags of the caller is in one of `places`
 * places, and no two are in the same. To find that there is no way costs more than the policy engine spends.
 *
 * @param deny a Deny without conditions of its own, or with those that all of them have
 */
export const intricateDenies = (
  deny: { readonly Effect: string; readonly Condition?: object },
  places = 6,
): readonly object[] => {
  const tag = (one: number, place: number) => ({ [`aws:PrincipalTag/t${one}p${place}`]: 'x' });
  const denyIf = (condition: object) => ({ ...deny, Sid: undefined, Condition: { ...deny.Condition, ...condition } });
  const all = Array.from({ length: places }, (_, place) => place);
  const tags = [...all, places];
  const nowhere = tags.map((one) =>
    denyIf({ StringNotEquals: Object.assign({}, ...all.map((place) => tag(one, place))) }),
  );
  const together = all.flatMap((place) =>
    tags.flatMap((one) =>
      tags
        .filter((other) => other > one)
        .map((other) => denyIf({ StringEquals: { ...tag(one, place), ...tag(other, place) } })),
    ),
  );
  return [...nowhere, ...together];
};
