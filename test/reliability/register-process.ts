// Registers the records of a ledger to the end, unless it is killed before.
// node register-process.ts FOLDER SERVER-JSON ITEMS: says `sending` when the outbox has begun, and
// `finished` when nothing is left to do. With CRASH_AT=NAME:NTH it dies at that crash point.
import { startRegistration } from '#core/register/start-registration.ts';

import { addRecords, openCore, quickClock, sampleAttributes } from '../core/outbox/harness.ts';

const [folder = '', server = '', items = '0'] = process.argv.slice(2);
const [crashName, nth = '1'] = (process.env['CRASH_AT'] ?? '').split(':');
let passed = 0;

const core = openCore(folder, JSON.parse(server) as Parameters<typeof openCore>[1], {
  // Back-off in a fiftieth of the time: the kills are what takes time here.
  clock: quickClock,
  crashPoint(name) {
    if (name !== crashName) return;
    passed += 1;
    if (passed === Number(nth)) process.kill(process.pid, 'SIGKILL');
  },
});
const { context, outbox, ledger } = core;
const known = ledger.db.get<{ count: number }>('select count(*) as count from record')?.count ?? 0;
if (known < Number(items)) addRecords(context, Number(items) - known, sampleAttributes);
outbox.start();
await startRegistration(context, {
  selection: { collectionId: 1 },
  target: 'findable',
  confirmation: null,
});
outbox.kick();
// However long a busy machine took to get here: what is to be killed is the sending.
process.send?.('sending');
await outbox.whenIdle();
if (crashName === 'outbox.confirm.before-commit') await quickClock.sleep(60_000);
await outbox.stop();
core.network.close();
ledger.close();
process.send?.('finished');
process.disconnect();
