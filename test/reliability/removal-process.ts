// Removes and restores the records of a ledger in one case, unless it is killed before.
// node removal-process.ts FOLDER SERVER-JSON ITEMS CRASH: dies at that many crash points of the removal and the
// outbox (0: never). Says `registered` and `removed` and waits to be told to go on; then `finished`.
// With WRONG_IMAGE=1 it keeps what was there before with another address.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { createSources } from '#core/collections/sources.ts';
import { createClients } from '#core/outbox/clients.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { createRemoval } from '#core/removal/index.ts';
import type { CaseStatus } from '#shared/removal/case-table.ts';
import { emptyTombstone } from '#shared/removal/tombstone.ts';

import { addRecords, openCore, quickClock, sampleAttributes } from '../core/outbox/harness.ts';

const [folder = '', server = '', items = '0', crash = '0'] = process.argv.slice(2);
const crashAt = Number(crash);
let passed = 0;
let isArmed = false;

const { context, ledger, outbox, network } = openCore(
  folder,
  JSON.parse(server) as Parameters<typeof openCore>[1],
  {
    clock: quickClock,
    crashPoint() {
      if (!isArmed || crashAt === 0) return;
      passed += 1;
      if (passed === crashAt) process.kill(process.pid, 'SIGKILL');
    },
  },
);
if (process.env['WRONG_IMAGE'] === '1') {
  ledger.db.exec(`create temp trigger wrong_image after update of before on removal_item
    when old.before is null and new.before is not null begin
      update removal_item set before = json_set(new.before, '$.attributes.url', 'https://example.org/wrong')
      where case_id = new.case_id and doi = new.doi; end`);
}
const clients = createClients(context);
const { handlers, runner } = createRemoval(context, {
  clients,
  sources: createSources(context),
  send: () => outbox.start(),
  kickOutbox: () => outbox.kick(),
});

async function tell(word: string): Promise<void> {
  process.send?.(word);
  await once(process, 'message');
}

async function until(...statuses: CaseStatus[]): Promise<CaseStatus> {
  for (;;) {
    const { status } = await handlers['removal.case']({ id: 1 });
    if (statuses.includes(status)) return status;
    await sleep(20);
  }
}

const count = Number(items);
const known = ledger.db.get<{ count: number }>('select count(*) as count from record')?.count ?? 0;
if (known < count) addRecords(context, count - known, sampleAttributes);
outbox.start();
const cases = await handlers['removal.cases']({ show: 'all', offset: 0, limit: 1 });
if (cases.total === 0) {
  await startRegistration(context, {
    selection: { collectionId: 1 },
    target: 'findable',
    confirmation: null,
  });
  await outbox.whenIdle();
  await tell('registered');
  const dois = ledger.db.all<{ doi: string }>('select doi from record').map(({ doi }) => doi);
  await handlers['removal.open']({
    requests: [
      {
        kind: 'deletion',
        owner: 'own',
        dois,
        requester: '',
        requesterContact: '',
        request: '',
        discussionUrl: '',
        dueOn: null,
        reason: 'retracted',
        origin: 'form',
      },
    ],
  });
}
isArmed = true;
runner.start();
let { status } = await handlers['removal.case']({ id: 1 });
if (status === 'open') {
  await handlers['removal.edit']({
    id: 1,
    tombstone: {
      ...emptyTombstone,
      reason: 'retracted',
      statement: 'They were found to be wrong, and their authors have retracted them.',
      withdrawnDate: '2026-03-05',
      decidedBy: 'Head of research data',
      contact: 'data@example.org',
    },
  });
  const { decisionHash: hash } = await handlers['removal.case']({ id: 1 });
  await handlers['removal.decide']({ id: 1, decision: 'approve', person: 'A', note: '', hash });
  status = 'approved';
}
const all = { id: 1, dois: null, confirmation: null };
if (status === 'approved' || status === 'half-done') {
  await handlers['removal.begin'](all);
  status = 'working';
}
if (status === 'working') status = await until('done', 'half-done');
if (status === 'done') {
  await tell('removed');
  await handlers['removal.restore']({ ...all, reason: 'A mistake' });
  status = 'restoring';
}
if (status === 'half-restored') {
  await handlers['removal.restore']({ ...all, reason: 'A mistake' });
  status = 'restoring';
}
if (status === 'restoring') status = await until('restored', 'half-restored');
await runner.stop();
await outbox.stop();
clients.close();
network.close();
ledger.close();
process.send?.(status === 'restored' ? 'finished' : `ended as ${status}`);
process.disconnect();
