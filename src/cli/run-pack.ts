import { chosenPack } from '../../conformance-pack/chosen-pack.js';
import { rules } from '../../rules/index.js';
import { type ChoiceOptions, choiceFrom } from './choice.js';
import { openFileOutput } from './file-output.js';
import { streamOutput } from './output.js';
import { packNotes } from './pack-command.js';
import type { Streams } from './streams.js';
import { UsageError } from './usage-error.js';

export const packParts = ['region', 'home'] as const;

/** The options of `pack`, as the command line gives them. */
export interface PackOptions extends ChoiceOptions {
  readonly part: (typeof packParts)[number];
  readonly managed: boolean;
  readonly output?: string;
}

/**
 * Writes a conformance pack; what is to be known about it goes to standard error.
 *
 * @returns the exit code
 * @throws UsageError for names that do not exist, for a pack without rules and for one that AWS Config would refuse;
 *   ParameterError for a value that does not fit
 */
export const runPack = async (options: PackOptions, { stdout, stderr }: Streams): Promise<number> => {
  const choice = choiceFrom(options, rules);
  const pack = chosenPack({
    rules: choice.rules.map(({ rule }) => rule),
    values: Object.fromEntries(choice.rules.map(({ rule, given }) => [rule.id, given])),
    part: options.part,
    withManaged: options.managed,
  });
  if (pack.broken.length > 0) throw new UsageError(`AWS Config would refuse the pack: ${pack.broken.join('; ')}`);
  if (pack.count === 0) throw new UsageError(`no chosen rule belongs in the part "${options.part}"`);
  const output = options.output === undefined ? streamOutput(stdout) : await openFileOutput(options.output);
  await output.write(pack.text);
  await output.finish();
  for (const note of packNotes(pack)) stderr.write(`${note}\n`);
  return 0;
};
