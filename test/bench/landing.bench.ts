/**
 * An audit of 10,000 landing pages (unless told) on a local server that misbehaves in all its ways, as one
 * JSON object. Run alone: `node test/bench/landing.bench.ts [pages]`. Real sockets; the pause between two requests
 * to a host is 4 ms in place of a second. Goals of issue 7: no wrong verdict, no impoliteness, memory flat.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { countDue } from '#core/landing/due-table.ts';
import { behaviours } from '../doubles/landing-behaviours.ts';
import { startLandingServer } from '../doubles/landing-server.ts';
import {
  addPages,
  auditAll,
  impoliteness,
  openAudit,
  wrongVerdicts,
} from '../core/landing/audit-stage.ts';
import { openStage } from '../core/outbox/harness.ts';

const pages = Number(process.argv[2] ?? 10_000);
const ways = Object.keys(behaviours).length;
const [stage, server] = await Promise.all([openStage(), startLandingServer()]);
const landing = openAudit(stage, server);
addPages(stage, Math.ceil(pages / ways));
const total = Math.ceil(pages / ways) * ways;

const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
const samples: number[] = [];
const over = new AbortController();
const startedAt = performance.now();
const watching = (async () => {
  while (!over.signal.aborted) {
    await sleep(500);
    samples.push(mebibytes(process.memoryUsage().rss));
    process.stderr.write(`${countDue(stage.ledger)} wait, ${samples.at(-1) ?? 0} MiB\n`);
  }
})();
await auditAll(stage, landing.audit);
over.abort();
await watching;
const seconds = (performance.now() - startedAt) / 1000;
const wrong = wrongVerdicts(stage);
const half = Math.floor(samples.length / 2);
const [early, late] = [samples.slice(0, half), samples.slice(half)].map((list) =>
  Math.max(0, ...list),
);
const impolite = impoliteness(server);
const growth = (late ?? 0) - (early ?? 0);
console.log(
  JSON.stringify({
    bench: `landing: audit of ${total} pages, ${ways} ways to misbehave`,
    holds:
      wrong.length === 0 && Object.values(impolite).every((count) => count === 0) && growth <= 64,
    seconds: Math.round(seconds),
    perSecond: Math.round(total / seconds),
    wrongVerdicts: wrong.length,
    firstWrong: wrong.slice(0, 5),
    ...impolite,
    requests: [...server.hosts.values()].reduce((sum, { requests }) => sum + requests, 0),
    highestMiBFirstHalf: early,
    highestMiBSecondHalf: late,
  }),
);
await landing.stop();
await Promise.all([stage.close(), server.close()]);
