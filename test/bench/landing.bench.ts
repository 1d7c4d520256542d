/**
 * An audit of 10,000 landing pages (unless told) on a local server that misbehaves in all its ways, as one
 * JSON object. Run alone: `node test/bench/landing.bench.ts [pages]`. Real sockets, the server in a process of
 * its own; the pause between two requests to a host is 4 ms in place of a second. Goals of issue 7: no wrong
 * verdict, no impoliteness, memory flat: the highest of the last half within 64 MiB of that of the second quarter.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { countDue } from '#core/landing/due-table.ts';
import { behaviours } from '../doubles/landing-behaviours.ts';
import type { HostLog, LandingOrigins } from '../doubles/landing-server.ts';
import { leadTo } from '../doubles/landing-server.ts';
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
const server = fork(new URL('../doubles/landing-process.ts', import.meta.url));
const [{ origins }] = (await once(server, 'message')) as [{ origins: LandingOrigins }];
const stage = await openStage();
const led = leadTo(origins);
const landing = openAudit(stage, led);
addPages(stage, Math.ceil(pages / ways));
const total = Math.ceil(pages / ways) * ways;

const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
const samples: number[] = [];
const over = new AbortController();
const startedAt = performance.now();
const watching = (async () => {
  while (!over.signal.aborted) {
    await sleep(500);
    samples.push(mebibytes(process.memoryUsage.rss()));
    process.stderr.write(`${countDue(stage.ledger)} wait, ${samples.at(-1) ?? 0} MiB\n`);
  }
})();
await auditAll(stage, landing.audit);
over.abort();
await watching;
const seconds = (performance.now() - startedAt) / 1000;
const answered = once(server, 'message');
server.send('what was seen');
const [seen] = (await answered) as [{ hosts: [string, HostLog][]; userAgents: string[] }];
const hosts = new Map(seen.hosts);
const wrong = wrongVerdicts(stage);
const impolite = impoliteness({ hosts, manners: led.manners });
const highest = (from: number, to: number): number =>
  Math.max(0, ...samples.slice(samples.length * from, samples.length * to));
const growth = highest(0.5, 1) - highest(0.25, 0.5);
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
    requests: [...hosts.values()].reduce((sum, { requests }) => sum + requests, 0),
    userAgents: seen.userAgents,
    highestMiBByQuarter: [0, 0.25, 0.5, 0.75].map((from) => highest(from, from + 0.25)),
  }),
);
await landing.stop();
led.close();
server.disconnect();
await stage.close();
