// Brings a list of a hub's items into a ledger and looks at all of them, unless it is killed before.
//
//   node hub-process.ts FOLDER HUB-URL ITEMS CRASH
//
// Dies at its request number CRASH, before or after the answer (0: never). First it says what the ledger holds
// already and waits to be told to go on; at the end it says what came of it. With FORGETFUL=1, the twin that must
// fail, it knows nothing of runs and looks that were broken off.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { createSources } from '#core/collections/sources.ts';
import { createHub } from '#core/hub/index.ts';
import { pointPracticeHub } from '#core/hub/profile-table.ts';
import { createClients } from '#core/outbox/clients.ts';

import { openCore, quickClock } from '../core/outbox/harness.ts';
import type { HubEnd, HubStart } from './hub-kills.ts';

const [folder = '', url = '', items = '0', crash = '0'] = process.argv.slice(2);
const crashAt = Number(crash);
let asked = 0;

const nobody = { url: 'http://127.0.0.1:1', username: 'a', password: 'b', prefix: '10.5072' };
const { context, ledger, network } = openCore(folder, nobody, {
  clock: quickClock,
  network: (inner) => ({
    async send(request) {
      asked += 1;
      const isLast = asked === crashAt;
      if (isLast && crashAt % 2 === 0) process.kill(process.pid, 'SIGKILL');
      const response = await inner.send(request);
      if (isLast) process.kill(process.pid, 'SIGKILL');
      return response;
    },
  }),
});
const { db } = ledger;
const clients = createClients(context);
const workflow = createHub(context, { clients, sources: createSources(context) });
const { handlers } = workflow;
pointPracticeHub(context, { url, doiPrefix: '10.5555' });

if (process.env['FORGETFUL'] === '1') {
  db.run('update hub_run set asked = null');
  db.run("delete from setting where key = 'hub.watchBegunAt'");
}
const column = (sql: string): string[] => db.all<{ name: string }>(sql).map(({ name }) => name);
const start: HubStart = {
  broughtIn: column("select name from hub_run_line where status <> 'waiting'"),
  isBroughtIn: column("select title as name from hub_run where status = 'done'").length > 0,
  lookedAt: column(
    `select name from hub_item where failure is null and checked_at >=
       (select value from setting where key = 'hub.watchBegunAt')`,
  ),
};
process.send?.(start);
await once(process, 'message');

if (!start.isBroughtIn) {
  const names = Array.from({ length: Number(items) }, (_, at) => `datasets/owner-${at}/item`);
  const { runId } = await handlers['hub.bringIn']({
    profileId: 'practice-hub',
    source: { kind: 'list', text: names.join('\n') },
    repositoryId: 'practice',
    collectionName: 'Hub',
  });
  const status = async (): Promise<string> =>
    (await handlers['hub.run']({ id: runId, offset: 0, limit: 1 })).run.status;
  while ((await status()) === 'running') await sleep(5);
}
await handlers['hub.watch']({ itemIds: null });
while ((await handlers['hub.watchState']({})).isRunning) await sleep(5);

const count = (sql: string): number => db.get<{ n: number }>(sql)?.n ?? 0;
const end: HubEnd = {
  runs: count('select count(*) as n from hub_run'),
  itemCount: count('select count(*) as n from hub_item'),
  recordCount: count('select count(*) as n from record'),
  otherLines: column(
    "select reference || ': ' || status as name from hub_run_line where status not in ('new', 'observe-only')",
  ),
  eventCount: count("select count(*) as n from hub_event where kind <> 'record-drift'"),
  isLookedAt: count("select count(*) as n from setting where key = 'hub.watchedAt'") === 1,
};
process.send?.(end);
await workflow.stop();
clients.close();
network.close();
ledger.close();
process.disconnect();
