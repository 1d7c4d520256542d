// A steward at work, until the process is killed: registers the records of a ledger, edits them, sends the
// edits and reads the account, all at the same time.
//
//   node steward-process.ts FOLDER SERVER-JSON ITEMS EDITS [finish]
//
// Says `{ doi, key, value }` for each edit once it is committed, and with `finish` ends when nothing is left to
// do and nothing to decide. With TWIN=blind what was confirmed is never compared with the activities, with
// TWIN=hasty edits are said to be committed twenty edits too early.
import { randomInt } from 'node:crypto';

import { createConflictHandlers } from '#core/conflicts/conflict-handlers.ts';
import { createClients } from '#core/outbox/clients.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { createSync } from '#core/sync/sync.ts';
import { mustExist } from '#shared/support/assert.ts';

import {
  addRecords,
  editRecord,
  openCore,
  quickClock,
  realClock,
  sampleAttributes,
} from '../core/outbox/harness.ts';
import { editedKeys } from './edits.ts';
import type { Edit } from './edits.ts';
import { valueOf } from './simulation/model.ts';
import { sabotages } from './simulation/sabotages.ts';

const [folder = '', server = '', items = '0', edits = '0', ending] = process.argv.slice(2);
/** Rounds of sending, reading and deciding in a row that may bring nothing forward. */
const mostIdleRounds = 40;
const editsPerSending = 4;
const longestPauseMs = 15;
/** Edits that the hasty twin has said and not yet written. */
const mostPromised = 20;

const core = openCore(folder, JSON.parse(server) as Parameters<typeof openCore>[1], {
  // Back-off in a fiftieth of the time: the kills are what takes time here.
  clock: quickClock,
});
const { context, outbox, ledger } = core;
const sync = createSync(context, createClients(context));
const conflicts = createConflictHandlers(context, () => outbox.kick());
const count = (sql: string): number => ledger.db.get<{ n: number }>(sql)?.n ?? 0;
const twin = process.env['TWIN'];
if (twin === 'blind') ledger.db.exec(sabotages['no look at activities']);
const known = count('select count(*) as n from record');
if (known < Number(items)) addRecords(context, Number(items) - known, sampleAttributes);
const dois = ledger.db
  .all<{ doi: string }>('select doi from record order by id')
  .map(({ doi }) => doi);
const promised: Edit[] = [];
/** Names of edits go on where the run before was cut off, and no two runs share one. */
const run = count('select count(*) as n from history_event');

outbox.start();
const registering = send(dois);
for (let edit = 0; edit < Number(edits); edit += editsPerSending) {
  const some = Array.from({ length: editsPerSending }, (_, at) => writeOne(edit + at));
  await send(some);
  if (edit % (5 * editsPerSending) === 0) sync.start('practice');
  await realClock.sleep(randomInt(longestPauseMs));
}
await registering;
if (ending === 'finish') {
  for (const edit of promised) commit(edit);
  await finish();
  await Promise.all([outbox.stop(), sync.stop()]);
  core.network.close();
  ledger.close();
  process.disconnect();
} else await realClock.sleep(3_600_000);

/** One value of one record, which is acknowledged once it is in the ledger. */
function writeOne(number: number): string {
  const doi = mustExist(dois[randomInt(dois.length)], 'a record');
  const key = mustExist(editedKeys[randomInt(editedKeys.length)], 'an attribute');
  const edit: Edit = { doi, key, value: `s-${String(run)}-${String(number)}` };
  promised.push(edit);
  if (promised.length > (twin === 'hasty' ? mostPromised : 0)) commit(promised.shift());
  process.send?.(edit);
  return doi;
}

function commit(edit: Edit | undefined): void {
  const { doi, key, value } = mustExist(edit, 'an edit');
  editRecord(context, doi, valueOf(key, value));
}

async function send(some: readonly string[]): Promise<void> {
  const selection = { dois: [...some] };
  await startRegistration(context, { selection, target: 'findable', confirmation: null });
  outbox.kick();
}

/** Sends, reads and lets the steward's own values stand, until nothing is left. */
async function finish(): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  for (let idle = 0; idle < mostIdleRounds; idle += 1) {
    outbox.resume();
    await outbox.whenIdle();
    sync.start('practice');
    await sync.whenDone('practice');
    const open = ledger.db
      .all<{ doi: string }>(`select doi from record where sync = 'conflict'`)
      .map(({ doi }) => doi);
    await conflicts['conflicts.settle']({
      dois: open,
      choices: [],
      otherwise: 'mine',
      reason: null,
    });
    outbox.retryFailed(null);
    await send(dois);
    await outbox.whenIdle();
    const left = countLeft();
    if (left === 0) return;
    if (left < least) idle = 0;
    least = Math.min(least, left);
    await realClock.sleep(100);
  }
  throw new Error(
    `Not at rest: ${String(least)} things left after ${String(mostIdleRounds)} rounds`,
  );
}

/** Operations that wait, records that are not in step, confirmations that are still to be looked at. */
function countLeft(): number {
  return (
    count(`select count(*) as n from operation
      where status not in ('done', 'cancelled', 'superseded')`) +
    count(`select count(*) as n from record where sync <> 'in-step'`) +
    // One whose request perhaps never arrived is looked for half a day: a few looks are enough here.
    count(`select count(*) as n from activity_check c join operation o on o.id = c.operation_id
      where o.status = 'done' or c.tries < 3`)
  );
}
