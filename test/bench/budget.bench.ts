/**
 * How much of a service's cap the client uses, over real HTTP: 50 ms latency and a firewall that takes
 * 600 requests a minute, of which the client allows itself all. Goal (issue 4): at least 95 % of the
 * cap, and no answer 429. The cap is enforced as 100 in any 10 seconds, the same rate with a window that
 * is short enough to be measured over several of them. Measured between the first window's last answer
 * and the end, so that the free first window does not flatter. `node test/bench/budget.bench.ts [windows]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createSharedBudgets } from '#core/datacite/shared-budget.ts';
import { createClient } from '#core/datacite/client.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { startPractice } from '#core/practice/index.ts';
import { mustExist } from '#shared/support/assert.ts';
import { Secret } from '#shared/support/secret.ts';

const cap = { requests: 100, seconds: 10 };
const latencyMs = 50;
const windows = Number(process.argv[2] ?? 3);
/** As many as the outbox may have under way; two accounts share the budget. */
const underWay = 32;

const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
const practice = await startPractice({
  file: join(folder, 'practice.sqlite'),
  clock: nodeClock,
  randomBytes: nodeRandomBytes,
  latencyMs,
  rate: cap,
});
const network = createNetwork({ userAgent: 'DOI Steward bench', allowInsecureLoopback: true });
const limit = { requests: cap.requests, windowMs: cap.seconds * 1000 };
/** Two processes' worth of budgets over one file. */
const shared = ['one', 'two'].map(() =>
  createSharedBudgets({
    file: join(folder, 'request-budget.sqlite'),
    clock: nodeClock,
    log: ({ message }) => console.error(message),
  }),
);
const clients = shared.map((budgets) =>
  createClient({
    repository: { id: 'practice', clientId: practice.username, endpoint: practice.url },
    network,
    vault: {
      strength: 'session',
      get: () => Promise.resolve(new Secret(practice.password)),
      put: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    },
    budget: budgets.of(practice.url, () => limit),
    clock: nodeClock,
  }),
);

const total = cap.requests * (windows + 1);
const answeredAt: number[] = [];
let next = 0;
const work = async (_: unknown, index: number): Promise<void> => {
  const client = mustExist(clients[index % clients.length], 'a client');
  while (next < total) {
    const doi = `${practice.prefix}/bench-${next}`;
    next += 1;
    await client.createDoi(
      doi,
      JSON.stringify({ data: { type: 'dois', attributes: { doi } } }),
      'draft',
    );
    answeredAt.push(nodeClock.monotonic());
  }
};
try {
  await Promise.all(Array.from({ length: underWay }, work));
  const from = mustExist(answeredAt[cap.requests - 1], 'the end of the first window');
  const seconds = (mustExist(answeredAt.at(-1), 'the last answer') - from) / 1000;
  const effects = practice.effects();
  const refused = effects.filter(({ status }) => status === 429).length;
  const created = effects.filter(({ status }) => status === 201).length;
  const perMinute = ((total - cap.requests) / seconds) * 60;
  const share = perMinute / ((cap.requests / cap.seconds) * 60);
  console.log(
    JSON.stringify({
      bench: 'budget: share of a cap of 600 requests a minute at 50 ms latency',
      requests: total,
      created,
      refusedByTheService: refused,
      measuredSeconds: Math.round(seconds * 10) / 10,
      requestsPerMinute: Math.round(perMinute),
      shareOfTheCap: Math.round(share * 1000) / 1000,
      holds: share >= 0.95 && refused === 0 && created === total,
    }),
  );
} finally {
  for (const budgets of shared) budgets.close();
  network.close();
  await practice.close();
  rmSync(folder, { recursive: true });
}
