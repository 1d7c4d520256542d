import { join } from 'node:path';

/** A figure of the table in issue 5, or of the numbers in issue 6, and what has to be run for it. */
export interface Proof {
  readonly figure: string;
  /** By the size of the run. */
  readonly steps: (isShort: boolean) => readonly Step[];
}

export interface Step {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** True for a twin whose guard was taken away: it has to end with 1. */
  readonly fails?: boolean;
  /** A further condition on what it printed, and all honest steps before it, beside ending as it has to. */
  readonly holds?: (printed: string, before: readonly string[]) => boolean;
}

const root = join(import.meta.dirname, '../..');
const wantedSaboteurs = 20;

const script = (name: string, ...args: readonly string[]): Step => ({
  args: [join(import.meta.dirname, name), ...args],
});
const twin = (name: string, ...args: readonly string[]): Step => ({
  ...script(name, ...args),
  fails: true,
});
const patient = ['--testTimeout=600000', '--hookTimeout=600000'];
const tests = (env: Step['env'], ...files: readonly string[]): Step => ({
  args: [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...patient, ...files],
  ...(env === undefined ? {} : { env }),
});
/** The twin of a proof that is a test: it has to fail once this guard is gone. */
const caught = (saboteur: string): Step => script('saboteurs.ts', '--only', saboteur);
const properties = (isShort: boolean): Step['env'] => ({
  PROPERTY_RUNS: isShort ? '1000' : '100000',
});
const simulated = (isShort: boolean): string[] =>
  isShort ? ['--seeds', '300', '--steps', '100'] : ['--seeds', '10000', '--steps', '200'];
const fewKills = ['--kills', '4', '--items', '40', '--edits', '200'];

export const proofs: readonly Proof[] = [
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
      twin('kill-loop.ts', ...fewKills, '--twin', 'blind'),
      twin('kill-loop.ts', ...fewKills, '--twin', 'hasty'),
    ],
  },
  {
    figure: 'a removal of many DOIs killed on the way and taken back: wrong at DataCite',
    steps: (isShort) => [
      script(
        'removal-kills.ts',
        ...['--items', isShort ? '60' : '1000', '--kills', isShort ? '4' : '20'],
      ),
      twin('removal-kills.ts', '--items', '10', '--kills', '1', '--wrong-image'),
    ],
  },
  {
    figure: 'approved drafts rehearsed, published and proved, killed on the way: falsely published',
    steps: (isShort) => [
      script(
        'publish-kills.ts',
        ...['--items', isShort ? '10' : '200', '--kills', isShort ? '3' : '20'],
      ),
      twin('publish-kills.ts', '--items', '3', '--kills', '1', '--trusting'),
    ],
  },
  {
    figure:
      'items of a hub brought in and looked at, killed on the way: fetched twice, lost, begun anew',
    steps: (isShort) => [
      script(
        'hub-kills.ts',
        ...['--items', isShort ? '30' : '300', '--kills', isShort ? '4' : '20'],
      ),
      twin('hub-kills.ts', '--items', '12', '--kills', '2', '--forgetful'),
    ],
  },
  {
    figure: 'named crash points: died once, died three times, one fault, a fault for ever',
    steps: () => [
      tests(undefined, 'test/core/outbox/crash-points.test.ts'),
      caught('forgets what was under way when it died'),
    ],
  },
  {
    figure: 'deterministic simulation equals the model',
    steps: (isShort) => [
      script('simulation.ts', ...simulated(isShort)),
      ...['no look at activities', 'conflicts are dropped'].map((sabotage) =>
        twin('simulation.ts', '--seeds', '12', '--sabotage', sabotage),
      ),
    ],
  },
  {
    figure: 'property tests of the state machine, merge, retry policy and retention',
    steps: (isShort) => [
      tests(
        properties(isShort),
        ...['test/shared/outbox', 'test/shared/sync', 'test/shared/backups'],
      ),
      caught('believes that an ignored event was obeyed'),
      caught('lets theirs win over ours'),
    ],
  },
  {
    figure: 'undo: a random batch and its undo are byte-identical, redo and undo again too',
    steps: (isShort) => [
      tests(
        properties(isShort),
        ...['test/core/changes/undo.property.test.ts', 'test/core/changes/undo-sent.test.ts'],
      ),
      caught('leaves one of the attributes when it undoes'),
    ],
  },
  {
    figure:
      'sheets: hostile records out and in unedited, CSV and XLSX, wide and long, are identical',
    steps: (isShort) => [
      tests(
        { PROPERTY_RUNS: isShort ? '1000' : '10000' },
        'test/core/exports/sheet-round-trip.test.ts',
      ),
      caught('writes a text that looks like a sign of ours as it is'),
    ],
  },
  {
    figure: 'unsynced tail lost or garbled is a valid prefix, and a shortfall is told',
    steps: (isShort) => [
      script('unsynced-tail.ts', '--trials', isShort ? '100' : '2000'),
      twin('unsynced-tail.ts', '--trials', '40', '--no-anchors'),
    ],
  },
  {
    figure: 'backups under write load not restorable',
    steps: (isShort) => [
      script('backup-load.ts', '--backups', isShort ? '20' : '500'),
      twin('backup-load.ts', '--backups', '5', '--live-copies'),
    ],
  },
  {
    figure: 'restore: nothing sent twice, and every death in it leaves a ledger',
    steps: () => [
      tests(undefined, 'test/core/backups/restore.test.ts'),
      caught('forgets that a restored outbox may have been sent'),
    ],
  },
  {
    figure: 'the shared budget of requests, over a simulated day of three processes that crash',
    steps: () => [
      tests({ BUDGET_HOURS: '24' }, 'test/core/datacite/shared-budget.test.ts'),
      caught('lets one request more go than the budget has'),
    ],
  },
  {
    figure: 'sixteen faults of disk and file: typed message, file untouched',
    steps: () => [script('disk-faults.ts'), caught('opens a ledger on a network share')],
  },
  {
    figure: 'history mutations undetected with an anchor',
    steps: (isShort) => [
      script('history-mutations.ts', '--rounds', isShort ? '5000' : '500000'),
      twin('history-mutations.ts', '--rounds', '100', '--no-anchors'),
    ],
  },
  {
    figure: 'third-party edits overwritten without being shown, over this and all runs above',
    steps: (isShort) => [
      {
        ...script('simulation.ts', '--first', '100001', ...simulated(isShort)),
        holds: (printed, before) =>
          /"overwritten":[1-9]\d*,"overwrittenUnseen":0,/.test(printed) && !before.some(hasUnseen),
      },
      twin(
        'simulation.ts',
        ...['--first', '100001', '--seeds', '12'],
        ...['--sabotage', 'no look at activities'],
      ),
    ],
  },
  {
    figure: `saboteurs that no test catches (${String(wantedSaboteurs)} guards)`,
    steps: () => [
      {
        ...script('saboteurs.ts'),
        holds: (printed) => printed.split('"caught":true').length > wantedSaboteurs,
      },
      twin('saboteurs.ts', '--only', 'does no harm'),
    ],
  },
];

/** Of the kill loop and of the simulation, each as it counts them. */
function hasUnseen(printed: string): boolean {
  return /"(?:unseen|overwrittenUnseen)":[1-9]/.test(printed);
}
