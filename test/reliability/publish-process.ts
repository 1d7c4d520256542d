// Rehearses, publishes and proves the approved drafts of a ledger, unless it is killed before.
// node publish-process.ts FOLDER SERVER-JSON ITEMS CRASH: dies at that many requests (0: never), every other time
// before the request leaves, else once its answer is there. Says `finished` at the end.
// With TRUSTING=1 it takes everything for proved as soon as it was queued, and dies.
import { createClients } from '#core/outbox/clients.ts';
import { planRegistration } from '#core/register/plan-registration.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { createProofs } from '#core/review/proofs.ts';
import { createRehearsals } from '#core/review/rehearsals.ts';

import { addRecords, openCore, quickClock, sampleAttributes } from '../core/outbox/harness.ts';
import { namePerson, openDesk, setPolicy } from '../core/review/review-stage.ts';

const [folder = '', server = '', items = '0', crash = '0'] = process.argv.slice(2);
const crashAt = Number(crash);
let sent = 0;

const core = openCore(folder, JSON.parse(server) as Parameters<typeof openCore>[1], {
  clock: quickClock,
  network: (inner) => ({
    async send(request) {
      sent += 1;
      const isLast = sent === crashAt;
      if (isLast && crashAt % 2 === 0) process.kill(process.pid, 'SIGKILL');
      const answer = await inner.send(request);
      if (isLast) process.kill(process.pid, 'SIGKILL');
      return answer;
    },
  }),
});
const { context, ledger, outbox, network } = core;
const known = ledger.db.get<{ count: number }>('select count(*) as count from record')?.count ?? 0;
if (known === 0) {
  namePerson(core, 'Lea Brunner');
  const dois = addRecords(context, Number(items), sampleAttributes);
  setPolicy(core, { approval: 'two-persons', asksDuplicates: false });
  const desk = openDesk({ context });
  await desk.sit('Ines Gerber');
  for (const doi of dois) await desk.approve(doi);
}
const waiting = ledger.db
  .all<{ doi: string }>(
    `select doi from record r where state = 'reserved' and not exists
       (select 1 from operation o where o.record_id = r.id)`,
  )
  .map(({ doi }) => doi);
const clients = createClients(context);
if (waiting.length > 0) {
  const selection = { dois: waiting };
  const rehearsals = createRehearsals(context, clients);
  rehearsals.start();
  const { planHash } = await planRegistration(context, selection, 'findable');
  const call = rehearsals.handlers;
  const passed = async () => (await call['rehearsals.of']({ planHash })).rehearsal;
  for (let found = await passed(); found?.status !== 'passed'; found = await passed()) {
    if (found?.status === 'failed') throw new Error(JSON.stringify(found.failures));
    if (found?.status !== 'running') {
      await call['rehearsals.start']({ selection, targetState: 'findable', on: 'practice' });
    }
    await quickClock.sleep(1000);
  }
  await rehearsals.stop();
  await startRegistration(context, { selection, target: 'findable', confirmation: null });
}
if (process.env['TRUSTING'] === '1') {
  ledger.db.exec(`update record set state = 'findable';
    insert into publish_proof (record_id, operation_id, verdict) select record_id, id, 'verified' from operation`);
  process.kill(process.pid, 'SIGKILL');
}
outbox.start();
for (;;) {
  outbox.kick();
  await outbox.whenIdle();
  const open = ledger.db.get(
    `select 1 from operation where status in ('queued', 'in-flight', 'unknown', 'waiting')`,
  );
  if (open === undefined) break;
}
const proofs = createProofs(context, clients, null);
proofs.start();
await proofs.whenDone();
await proofs.stop();
await outbox.stop();
network.close();
ledger.close();
process.send?.('finished', () => process.exit(0));
