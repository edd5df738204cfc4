/**
 * Whether text matches a pattern in which `*` stands for any number of characters and `\*` for the character. Takes time
 * in proportion to pattern and text.
 */
export const matchesWildcard = (pattern: string, text: string): boolean => {
  const parts = partsOf(pattern);
  const [head = '', ...others] = parts;
  const tail = others.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail)) return false;
  let from = head.length;
  const until = text.length - tail.length;
  for (const part of others) {
    const found = text.indexOf(part, from);
    if (found < 0 || found + part.length > until) return false;
    from = found + part.length;
  }
  return true;
};

/** The texts between the `*`. */
const partsOf = (pattern: string): readonly string[] => {
  const parts = [''];
  for (const [token] of pattern.matchAll(/\\[*\\]|./gsu)) {
    if (token === '*') parts.push('');
    else parts[parts.length - 1] += token.length === 2 && token.startsWith('\\') ? token.slice(1) : token;
  }
  return parts;
};
