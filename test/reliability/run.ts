// `npm run reliability [-- --short] [-- --only WORD,...]`: runs the proofs that nothing is lost, one after
// the other, and prints them as a table and as JSON. Ends with the line `N of M figures hold`, and with 1
// when one does not. A figure that nobody has built yet counts among the M: it is a promise.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Proof {
  readonly figure: string;
  /** What is run, by the size of the run; null: not built, and `missing` says what is. */
  readonly steps: ((isShort: boolean) => readonly Step[]) | null;
  readonly missing?: string;
}

interface Step {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** True for a twin whose guard was taken away: it has to end with 1. */
  readonly fails?: boolean;
  /** A further condition on what it printed, beside ending as it has to. */
  readonly holds?: (printed: string) => boolean;
}

interface Outcome {
  readonly figure: string;
  readonly holds: boolean;
  readonly result: string;
  readonly seconds: number;
}

const root = join(import.meta.dirname, '../..');
const script = (name: string, ...args: readonly string[]): Step => ({
  args: [join(import.meta.dirname, name), ...args],
});
const tests = (env: Step['env'], ...files: readonly string[]): Step => ({
  args: [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--testTimeout=600000', ...files],
  ...(env === undefined ? {} : { env }),
});
const wantedSaboteurs = 20;
const simulated = (isShort: boolean): string[] =>
  isShort ? ['--seeds', '300', '--steps', '100'] : ['--seeds', '10000', '--steps', '200'];

const proofs: readonly Proof[] = [
  {
    figure:
      'kills amid edits, reading and a colleague: lost, duplicated, different, stuck, overwritten unseen',
    steps: (isShort) => [
      script(
        'kill-loop.ts',
        ...['--kills', isShort ? '50' : '1000', '--items', isShort ? '1000' : '20000'],
        ...['--edits', isShort ? '2000' : '40000'],
        ...['--seeds', isShort ? '1,2' : '1,2,3,4,5,6,7,8,9,10', '--kill-practice'],
      ),
      // The twin: what nobody looks for afterwards goes unseen.
      {
        ...script('kill-loop.ts', '--kills', '4', '--items', '40', '--edits', '200', '--blind'),
        fails: true,
      },
    ],
  },
  {
    figure: 'a removal of many DOIs killed on the way and taken back: wrong at DataCite',
    steps: (isShort) => [
      script(
        'removal-kills.ts',
        ...['--items', isShort ? '60' : '1000', '--kills', isShort ? '4' : '20'],
      ),
    ],
  },
  {
    figure: 'named crash points: died once, died three times, one fault, a fault for ever',
    steps: () => [tests(undefined, 'test/core/outbox/crash-points.test.ts')],
  },
  {
    figure: 'deterministic simulation equals the model',
    steps: (isShort) => [
      script('simulation.ts', ...simulated(isShort)),
      // The twins: a guard taken away must be noticed within a few seeds.
      ...['no look at activities', 'conflicts are dropped'].map((sabotage) => ({
        ...script('simulation.ts', '--seeds', '12', '--sabotage', sabotage),
        fails: true,
      })),
    ],
  },
  {
    figure: 'property tests of the state machine, merge, retry policy and retention',
    steps: (isShort) => [
      tests(
        { PROPERTY_RUNS: isShort ? '1000' : '100000' },
        ...['test/shared/outbox', 'test/shared/sync', 'test/shared/backups'],
      ),
    ],
  },
  {
    figure: 'undo: a random batch and its undo are byte-identical',
    steps: (isShort) => [
      tests(
        { PROPERTY_RUNS: isShort ? '1000' : '100000' },
        ...['test/core/changes/undo.property.test.ts', 'test/core/changes/undo-sent.test.ts'],
      ),
    ],
  },
  {
    figure: 'unsynced tail lost or garbled is a valid prefix, and a shortfall is told',
    steps: (isShort) => {
      const trials = ['--trials', isShort ? '100' : '2000'];
      return [
        script('unsynced-tail.ts', ...trials),
        { ...script('unsynced-tail.ts', '--trials', '40', '--no-anchors'), fails: true },
      ];
    },
  },
  {
    figure: 'backups under write load not restorable',
    steps: (isShort) => [script('backup-load.ts', '--backups', isShort ? '20' : '500')],
  },
  {
    figure: 'restore: nothing sent twice, and every death in it leaves a ledger',
    steps: () => [tests(undefined, 'test/core/backups/restore.test.ts')],
  },
  {
    figure: 'the shared budget of requests, over a simulated day of three processes that crash',
    steps: () => [tests({ BUDGET_HOURS: '24' }, 'test/core/datacite/shared-budget.test.ts')],
  },
  {
    figure: 'sixteen faults of disk and file: typed message, file untouched',
    steps: () => [script('disk-faults.ts')],
  },
  {
    figure: 'history mutations undetected with an anchor',
    steps: (isShort) => [script('history-mutations.ts', '--rounds', isShort ? '5000' : '500000')],
  },
  {
    figure: 'third-party edits overwritten without being shown, over all runs',
    steps: (isShort) => [
      {
        ...script('simulation.ts', '--first', '100001', ...simulated(isShort)),
        holds: (printed) => /"overwritten":[1-9]\d*,"overwrittenUnseen":0,/.test(printed),
      },
    ],
  },
  {
    figure: `saboteurs that no test catches (${String(wantedSaboteurs)} guards)`,
    steps: () => [
      {
        ...script('saboteurs.ts'),
        holds: (printed) => printed.split('"caught":true').length > wantedSaboteurs,
      },
    ],
  },
];

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const words = values.only?.split(',') ?? [''];
const chosen = proofs.filter(({ figure }) => words.some((word) => figure.includes(word)));
const outcomes: Outcome[] = [];
for (const proof of chosen) {
  const outcome = await prove(proof, values.short);
  outcomes.push(outcome);
  const mark = outcome.holds ? 'holds        ' : 'DOES NOT HOLD';
  console.log(`${mark}  ${outcome.seconds.toFixed(0).padStart(5)} s  ${outcome.figure}`);
  console.log(`                        ${outcome.result}`);
}
const holding = outcomes.filter(({ holds }) => holds).length;
console.log(JSON.stringify({ node: process.version, short: values.short, figures: outcomes }));
console.log(`${String(holding)} of ${String(outcomes.length)} figures hold`);
process.exitCode = holding === outcomes.length ? 0 : 1;

async function prove({ figure, steps, missing }: Proof, isShort: boolean): Promise<Outcome> {
  if (steps === null) {
    return { figure, holds: false, result: `not built: ${missing ?? ''}`, seconds: 0 };
  }
  const startedAt = performance.now();
  let holds = true;
  const results: string[] = [];
  for (const step of steps(isShort)) {
    const { code, printed } = await run(step);
    holds &&= code === (step.fails === true ? 1 : 0) && (step.holds?.(printed) ?? true);
    results.push(summaryOf(printed));
  }
  return {
    figure,
    holds,
    result: results.join('; '),
    seconds: (performance.now() - startedAt) / 1000,
  };
}

function run({ args, env }: Step): Promise<{ code: number | null; printed: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.on('close', (code) => resolve({ code, printed }));
  });
}

/** The counts that a proof printed: its last JSON line, or the line of totals of a test run. */
function summaryOf(printed: string): string {
  const lines = printed.trim().split('\n');
  const json = lines.filter((line) => line.startsWith('{'));
  if (json.length > 1) return `${String(json.length)} lines, last ${json.at(-1) ?? ''}`;
  const totals = lines.find((line) => /^\s*Tests\s/.test(line));
  return (json.at(-1) ?? totals ?? lines.at(-1) ?? 'nothing was printed').trim().slice(0, 400);
}
