import { Document, isPair, isScalar, visit, type YAMLMap } from 'yaml';

/**
 * A CloudFormation template as text, the same for the same template: keys sorted, text with line ends as literal
 * blocks, intrinsic functions on one line, everything quoted that YAML 1.1 would take for something else than text, and
 * no aliases, which CloudFormation refuses.
 *
 * @param header lines of the comment at its top
 */
export const templateText = (header: readonly string[], template: object): string => {
  const document = new Document(template, {
    compat: 'yaml-1.1',
    sortMapEntries: true,
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Map: (_, node) => {
      if (!isIntrinsic(node)) return undefined;
      node.flow = true;
      return visit.SKIP;
    },
  });
  return (
    header.map((line) => `# ${line}\n`).join('') +
    document.toString({
      blockQuote: 'literal',
      indentSeq: false,
      singleQuote: true,
      lineWidth: 0,
      flowCollectionPadding: false,
    })
  );
};

/** `{Ref: …}` and `{Fn::…: …}`; a pack has hundreds, and a limit of 51,200 bytes. */
const isIntrinsic = ({ items }: YAMLMap): boolean => {
  const [only] = items;
  if (items.length !== 1 || !isPair(only) || !isScalar(only.key)) return false;
  return only.key.value === 'Ref' || String(only.key.value).startsWith('Fn::');
};
