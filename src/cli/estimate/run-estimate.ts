import { managedRules } from '../../../conformance-pack/managed-rules.js';
import { rules } from '../../../rules/index.js';
import { type ChoiceOptions, choiceFrom } from '../choice.js';
import { openFileOutput } from '../file-output.js';
import { streamOutput } from '../output.js';
import { createPaint } from '../paint.js';
import { DEFAULT_WIDTH, isColored, type Streams, widthOf } from '../streams.js';
import { estimate } from './estimate.js';
import { readPrices } from './price-file.js';
import { listPrices } from './prices.js';
import { estimateJson, estimateTable } from './report-estimate.js';
import type { Workload } from './rule-load.js';

export const estimateFormats = ['table', 'json'] as const;

/** The options of `estimate`, as the command line gives them. */
export interface EstimateOptions extends ChoiceOptions, Omit<Workload, 'postUnchanged'> {
  readonly postUnchanged?: boolean;
  readonly managed: boolean;
  readonly pack: boolean;
  readonly prices?: string;
  readonly format: (typeof estimateFormats)[number];
  readonly output?: string;
}

/**
 * Estimates what the rules cost a month.
 *
 * @returns the exit code
 * @throws UsageError for names that do not exist and for prices that cannot be read
 */
export const runEstimate = async (options: EstimateOptions, { stdout, env }: Streams): Promise<number> => {
  const input = {
    workload: { ...options, postUnchanged: options.postUnchanged === true },
    rules: choiceFrom(options, rules).rules.map(({ rule }) => rule),
    catalogue: rules,
    managed: options.managed ? managedRules.map(({ name }) => name) : [],
    inPack: options.pack,
    prices: options.prices === undefined ? listPrices : await readPrices(options.prices),
  };
  const isToFile = options.output !== undefined;
  const output = isToFile ? await openFileOutput(options.output) : streamOutput(stdout);
  const paint = createPaint(!isToFile && isColored(stdout, env));
  const estimated = estimate(input);
  await output.write(
    options.format === 'json'
      ? estimateJson(estimated, input)
      : estimateTable(estimated, input, isToFile ? DEFAULT_WIDTH : widthOf(stdout), paint),
  );
  await output.finish();
  return 0;
};
