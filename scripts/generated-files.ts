import { packFiles } from '../conformance-pack/packs.js';
import { templateFiles } from '../deploy/templates.js';
import { pageFiles } from '../docs/pages.js';
import { organizationFiles } from '../examples/organization.js';
import { actionTableText } from './generate-actions.js';
import type { GeneratedFile } from './generated-file.js';

/**
 * Everything that is derived from the rules and committed.
 *
 * @param root the folder of the project
 */
export const generatedFiles = async (root: string): Promise<readonly GeneratedFile[]> => [
  { path: 'src/policy/actions.generated.ts', text: await actionTableText() },
  ...pageFiles(root),
  ...organizationFiles(),
  ...packFiles(),
  ...(await templateFiles()),
];
