import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import { noteInterrupted } from '#core/changes/change-set-table.ts';
import type { CoreContext } from '#core/context.ts';
import { createContext } from '#core/create-context.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import type { Ledger } from '#core/ledger/ledger.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { seededBytes } from '#shared/support/random.ts';
import { memoryPlace } from '../../reliability/simulation/memory-place.ts';
import { placeEmptyLedger } from '../fixtures/empty-ledger.ts';
import { testConfig, testPorts } from '../fixtures/test-context.ts';

export const harms = ['dies once', 'dies three times', 'fails once', 'fails for ever'] as const;
export type Harm = (typeof harms)[number];

/** One start of the core over the files in a folder. */
export interface Life {
  readonly folder: string;
  readonly context: CoreContext;
  readonly ledger: Ledger;
  /** For what works while no core is there. */
  readonly crashPoint: (name: string) => void;
}

/** Work that can be begun again after anything that happened to it. */
export interface Workflow {
  readonly name: string;
  readonly points: readonly string[];
  /** Sets the stage; nothing happens to it. */
  readonly prepare: (life: Life) => void | Promise<void>;
  /** Begins it, or begins it again, as a person would; rejects with what she is told. */
  readonly attempt: (life: Life) => Promise<void>;
  /** What stands there at the end, without times and names that are drawn. */
  readonly picture: (life: Life) => unknown;
}

export interface HarmReport {
  readonly picture: unknown;
  /** How often the harm was done. */
  readonly harmed: number;
  /** How often somebody was told of it. */
  readonly told: number;
  readonly isHistoryIntact: boolean;
  readonly quickCheck: unknown;
}

const times: Readonly<Record<Harm, number>> = {
  'dies once': 1,
  'dies three times': 3,
  'fails once': 1,
  'fails for ever': Infinity,
};
/** Who is refused so often calls for help; then the fault is mended. */
const patience = 3;
const mostAttempts = 12;
const faultAt = (point: string): string => `A fault at ${point}`;

/**
 * Does a workflow while the process dies, or something throws, at one of its named points; null: nothing
 * happens. A death leaves the files as they lay on the disk at that instant; what runs on in the dead process
 * writes into others.
 */
export async function doUnder(
  workflow: Workflow,
  harm: { readonly point: string; readonly kind: Harm } | null,
): Promise<HarmReport> {
  const home = mkdtempSync(join(memoryPlace, 'workflow-'));
  const lives: Life[] = [];
  let isHarmful = false;
  let harmed = 0;
  let told = 0;
  /** `remains`: the files of a process that died, until the next one begins over them. */
  const fate: { remains: string | null } = { remains: null };

  const crashPoint = (name: string): void => {
    if (harm === null || fate.remains !== null || !isHarmful) return;
    if (name !== harm.point || harmed >= times[harm.kind]) return;
    harmed += 1;
    if (harm.kind.startsWith('dies')) {
      fate.remains = join(home, `life-${String(lives.length)}`);
      const from = lives.at(-1)?.folder ?? home;
      // A lock falls with the process that held it.
      cpSync(from, fate.remains, { recursive: true, filter: (path) => !isLock(path) });
    }
    throw new Error(faultAt(name));
  };
  const begin = (folder: string): Life => {
    const ports = testPorts({ crashPoint, randomBytes: seededBytes(lives.length + 1) });
    const path = join(folder, 'ledger.sqlite');
    const ledger = openLedger(path, { clock: ports.clock });
    const { context } = createContext(ports, testConfig(folder), ledger);
    noteInterrupted(ledger, context.timestamp());
    const life = { folder, context, ledger, crashPoint };
    lives.push(life);
    return life;
  };
  const attempt = async (life: Life): Promise<boolean> => {
    try {
      await workflow.attempt(life);
      return true;
    } catch (cause) {
      if (harm === null || !String(cause).includes(faultAt(harm.point))) throw cause;
      if (fate.remains === null) told += 1;
      isHarmful = told < patience;
      return false;
    }
  };

  try {
    const first = join(home, 'life-0');
    mkdirSync(first);
    placeEmptyLedger(join(first, 'ledger.sqlite'));
    let life = begin(first);
    addPractice(life);
    await workflow.prepare(life);
    isHarmful = true;
    for (let tries = 0; !(await attempt(life)); tries += 1) {
      if (tries > mostAttempts) throw new Error('It never ends');
      if (fate.remains === null) continue;
      life = begin(fate.remains);
      fate.remains = null;
    }
    // Last, the app is started once more: what was only in the memory of the process counts for nothing.
    life.ledger.close();
    life = begin(life.folder);
    const { intact } = await verifyHistory(life.ledger.db, []);
    const quickCheck = life.ledger.db.pragma('quick_check');
    return { picture: workflow.picture(life), harmed, told, isHistoryIntact: intact, quickCheck };
  } finally {
    for (const { ledger } of lives) ledger.close();
    rmSync(home, { recursive: true, force: true });
  }
}

const isLock = (path: string): boolean => basename(path).endsWith('.lock') || path.endsWith('-shm');

function addPractice({ ledger }: Life): void {
  ledger.db.run(
    `insert into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
     values ('practice', 'Practice repository', 'practice', 'http://127.0.0.1:0', 'practice.steward',
       '["10.5072"]', '2026-06-01T08:00:00.000Z')`,
  );
}
