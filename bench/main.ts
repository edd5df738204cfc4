import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { type Goal, goalText, isMet } from './measure.js';
import { benchPolicy } from './policy.js';

const benchmarks: Readonly<Record<string, (rounds: number) => readonly Goal[]>> = { policy: benchPolicy };

const rounds = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
};

interface Options {
  readonly rounds: number;
  readonly json?: string;
  readonly gate?: true;
}

new Command('npm run bench --')
  .description('Measures what the pack costs.')
  .argument('<benchmark>', `one of ${Object.keys(benchmarks).join(', ')}`)
  .option('--rounds <number>', 'how often each variant has its turn', rounds, 41)
  .option('--json <file>', 'also write the goals and what was measured to a file')
  .option('--gate', 'exit 1 if a goal is missed')
  .addHelpText('after', '\nExample:\n  npm run bench -- policy --rounds 101 --gate')
  .action((name: string, options: Options, command: Command) => {
    const run = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
    if (!run) command.error(`error: there is no benchmark "${name}", only ${Object.keys(benchmarks).join(', ')}`);
    const [cpu] = cpus();
    console.log(`Node ${process.version}, ${process.arch}, ${cpus().length} cores, ${cpu?.model ?? 'unknown'}`);
    const goals = run(options.rounds);
    for (const goal of goals) console.log(goalText(goal));
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ benchmark: name, goals }, null, 2)}\n`);
    if (options.gate && !goals.every(isMet)) process.exitCode = 1;
  })
  .parse();
