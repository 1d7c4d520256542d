// Registering N items in parallel, against the same calls one after the other, in the same run.
//
//   node test/bench/register.bench.ts [--items 1000] [--latency 50]
//
// The practice repository runs in a process of its own. Prints its figures as JSON.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { createClients } from '#core/outbox/clients.ts';
import { buildPayload } from '#core/register/build-payload.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { addRecords, openCore, sampleAttributes, statusesOf } from '../core/outbox/harness.ts';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '1000' },
    latency: { type: 'string', default: '50' },
  },
});
const items = Number(values.items);
const folder = mkdtempSync(join(tmpdir(), 'register-bench-'));
const script = join(import.meta.dirname, '../reliability/practice-process.ts');
const practice = fork(script, [join(folder, 'practice.sqlite'), '0', values.latency]);
const [server] = (await once(practice, 'message')) as [Parameters<typeof openCore>[1]];
const core = openCore(folder, server);
const { context, outbox } = core;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

// The script that one would write by hand: a POST, its answer, the next POST. A tenth of the items.
const sample = Math.max(1, Math.round(items / 10));
const { client } = createClients(context).of('practice');
const sequential = await seconds(async () => {
  for (let index = 0; index < sample; index += 1) {
    const doi = `10.5072/one-by-one-${String(index)}`;
    const payload = buildPayload({
      doi,
      clientId: server.username,
      attributes: sampleAttributes(index),
      state: 'reserved',
      remote: null,
      target: 'findable',
    });
    const verdict = await client.createDoi(doi, payload?.body ?? '', 'findable');
    if (verdict.kind !== 'done') throw new Error(`The script met ${verdict.kind}`);
  }
});

addRecords(context, items);
outbox.start();
const queueing = await seconds(() =>
  startRegistration(context, {
    selection: { collectionId: 1 },
    target: 'findable',
    confirmation: null,
  }),
);
const sending = await seconds(async () => {
  outbox.kick();
  await outbox.whenIdle();
});
const statuses = statusesOf(context.ledger);
await outbox.stop();
core.network.close();
core.ledger.close();
practice.disconnect();
rmSync(folder, { recursive: true });

const oneByOne = sample / sequential;
const parallel = items / (queueing + sending);
console.log(
  JSON.stringify({
    bench: 'register',
    items,
    latencyMs: Number(values.latency),
    statuses,
    queueingSeconds: round(queueing),
    sendingSeconds: round(sending),
    parallelPerSecond: round(parallel),
    sequentialPerSecond: round(oneByOne),
    times: round(parallel / oneByOne),
    goal: 'at least 8 times one after the other',
    holds: parallel / oneByOne >= 8,
  }),
);

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
