import { stringify } from 'yaml';

/**
 * A CloudFormation template as text, the same for the same template: keys sorted, text with line ends as literal
 * blocks, everything quoted that YAML 1.1 would take for something else than text, and no aliases, which CloudFormation
 * refuses.
 *
 * @param header lines of the comment at its top
 */
export const templateText = (header: readonly string[], template: object): string =>
  header.map((line) => `# ${line}\n`).join('') +
  stringify(template, {
    compat: 'yaml-1.1',
    sortMapEntries: true,
    aliasDuplicateObjects: false,
    blockQuote: 'literal',
    indentSeq: false,
    singleQuote: true,
    lineWidth: 0,
  });
