// Opens ledgers under every known fault of disk and file, and looks at what a person is told.
//
//   node test/reliability/disk-faults.ts
//
// Each fault must end in a typed error with a sentence and a next step, or in a warning of the program, and
// leave the file byte for byte as it was. Prints a JSON line a fault and ends with 1 when one does not hold.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';

import {
  asNobody,
  change,
  composeAndStop,
  edit,
  fillTheDisk,
  foreign,
  locked,
  lostLog,
  makeLedger,
  mustWarn,
  noise,
  notAFolder,
  openAndClose,
  openInThePast,
  openOnShare,
  pageBytes,
  secondInstance,
  strangeLog,
} from './disk-damage.ts';
import type { Place } from './disk-damage.ts';

export interface FaultResult {
  readonly fault: string;
  readonly holds: boolean;
  readonly told: string;
}

interface Fault {
  readonly name: string;
  /** The code that must come; null: the program opens it, and `works` says the rest. */
  readonly code: string | null;
  /** Brings the fault about; what it returns is undone afterwards. */
  readonly make: (place: Place) => (() => void) | undefined;
  readonly open?: (place: Place) => Promise<void>;
  /** The file is written on purpose: what counts is what it holds. */
  readonly mayWrite?: boolean;
}

const faults: readonly Fault[] = [
  {
    name: 'not a database',
    code: 'LEDGER_CORRUPT',
    make: ({ path }) => {
      writeFileSync(path, 'x'.repeat(9000));
      return undefined;
    },
  },
  { name: 'another program’s database', code: 'LEDGER_CORRUPT', make: foreign },
  {
    name: 'header zeroed',
    code: 'LEDGER_CORRUPT',
    make: ({ path }) => {
      change(path, (bytes) => bytes.fill(0, 0, 100));
      return undefined;
    },
  },
  {
    name: 'file cut short',
    code: 'LEDGER_CORRUPT',
    make: ({ path }) => {
      truncateSync(path, 7 * pageBytes + 100);
      return undefined;
    },
  },
  {
    name: 'pages overwritten, stop not clean',
    code: 'LEDGER_CORRUPT',
    make: ({ path }) => {
      change(path, noise);
      return undefined;
    },
  },
  {
    name: 'future version',
    code: 'LEDGER_TOO_NEW',
    make: ({ path }) => {
      edit(path, 'pragma user_version = 99990');
      return undefined;
    },
  },
  { name: 'two instances', code: 'LEDGER_BUSY', make: secondInstance },
  { name: 'locked by another program', code: 'LEDGER_BUSY', make: locked },
  {
    name: 'folder may not be written',
    code: 'FORBIDDEN',
    make: ({ folder }) => asNobody(folder, 0o555),
  },
  { name: 'folder cannot be made', code: 'FORBIDDEN', make: notAFolder },
  { name: 'network share', code: 'FORBIDDEN', make: () => undefined, open: openOnShare },
  { name: 'disk full', code: 'DISK_FULL', make: () => undefined, open: fillTheDisk },
  {
    name: 'log of another ledger beside it',
    code: 'LEDGER_CORRUPT',
    make: strangeLog,
    open: composeAndStop,
  },
  { name: 'log missing after a crash', code: null, make: lostLog, open: mustWarn, mayWrite: true },
  {
    name: 'ledger missing, anchors there',
    code: null,
    make: ({ path }) => {
      rmSync(path);
      return undefined;
    },
    open: mustWarn,
    mayWrite: true,
  },
  {
    name: 'clock set back by a year',
    code: null,
    make: () => undefined,
    open: openInThePast,
    mayWrite: true,
  },
];

export async function diskFaults(): Promise<FaultResult[]> {
  const results: FaultResult[] = [];
  for (const fault of faults) {
    const place = mkdtempSync(join(tmpdir(), 'disk-fault-'));
    try {
      results.push(await meet(fault, makeLedger(join(place, 'data'))));
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }
  return results;
}

async function meet(fault: Fault, place: Place): Promise<FaultResult> {
  const undo = fault.make(place);
  const before = hashOf(place.path);
  let told: string;
  let isTyped: boolean;
  try {
    await (fault.open ?? openAndClose)(place);
    told = 'it opened';
    isTyped = fault.code === null;
  } catch (cause) {
    told = cause instanceof AppError ? `${cause.code}: ${cause.message}` : String(cause);
    isTyped =
      cause instanceof AppError &&
      cause.code === fault.code &&
      cause.message !== '' &&
      (cause.nextStep ?? '') !== '';
  }
  const isUntouched = fault.mayWrite === true || hashOf(place.path) === before;
  undo?.();
  const holds = isTyped && isUntouched;
  return { fault: fault.name, holds, told: isUntouched ? told : `THE FILE CHANGED; ${told}` };
}

function hashOf(path: string): string {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
}

if (process.argv[1] === import.meta.filename) {
  const results = await diskFaults();
  for (const result of results) console.log(JSON.stringify(result));
  const held = results.filter(({ holds }) => holds).length;
  console.log(JSON.stringify({ faults: results.length, held }));
  process.exitCode = held === results.length && held >= 12 ? 0 : 1;
}
