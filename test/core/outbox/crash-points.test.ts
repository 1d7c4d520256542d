import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';

import { afterEach, describe, expect, it } from 'vitest';

import { startPractice } from '#core/practice/index.ts';
import type { Practice } from '#core/practice/index.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { readOutcome, readProgress } from '../../reliability/outcome.ts';
import { openStage, quickClock } from './harness.ts';

const items = 24;
const core = join(import.meta.dirname, '../../../electron/core');
const registering = join(import.meta.dirname, '../../reliability/register-process.ts');

/** Points that lie on the way of this walk: create, find by reading, recover, look again. */
const points = [
  'register.before-begin',
  'register.before-commit',
  'register.after-commit',
  'outbox.claim.before-commit',
  'outbox.claim.after-commit',
  'outbox.send.begun',
  'outbox.send.answered',
  'outbox.settle.before-commit',
  'outbox.settle.after-commit',
  'outbox.read.before',
  'outbox.read.answered',
  'outbox.recover.before-commit',
  'outbox.recover.after-commit',
  'outbox.stop.begun',
  'outbox.confirm.before-commit',
] as const;
/** Not on this walk; the simulation dies at them (test/reliability/simulation). */
const elsewhere = [
  'outbox.activity.before-commit',
  'outbox.coalesced',
  'sync.page.before-commit',
  'sync.page.after-commit',
];

let folder = '';
let practice: Practice | null = null;
afterEach(async () => {
  await practice?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the registering process to its end; `SIGKILL` when it died at a crash point. */
async function run(crashAt: string): Promise<string> {
  const { url = '', username = '', password = '', prefix = '' } = practice ?? {};
  const server = JSON.stringify({ url, username, password, prefix });
  const child = fork(registering, [folder, server, String(items)], {
    env: { ...process.env, CRASH_AT: crashAt },
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal ?? String(code);
}

describe('dying at a named point', () => {
  it('knows every point that the code names', () => {
    const named = ['outbox', 'register', 'sync'].flatMap((name) =>
      readdirSync(join(core, name)).flatMap((file) =>
        Array.from(
          readFileSync(join(core, name, file), 'utf8').matchAll(/crashPoint\('([^']+)'\)/g),
          (match) => match[1] ?? '',
        ),
      ),
    );
    expect([...new Set(named)].sort()).toEqual([...points, ...elsewhere].sort());
  });

  for (const point of points) {
    it(`registers everything exactly once after it died at ${point}`, async () => {
      folder = mkdtempSync(join(tmpdir(), 'crash-point-'));
      practice = await startPractice({
        file: join(folder, 'practice.sqlite'),
        clock: { now: () => Date.now() },
        randomBytes,
        latencyMs: 2,
      });
      // Reading and recovering need something to read and to recover: a death in the middle first.
      if (/read|recover/.test(point)) expect(await run('outbox.send.begun:9')).toBe('SIGKILL');
      expect(await run(`${point}:1`)).toBe('SIGKILL');
      const before = readProgress(folder);
      expect(await run('')).toBe('0');
      const now = readProgress(folder);
      expect(before.begun.filter((id) => !now.begun.includes(id))).toEqual([]);
      expect(before.done.filter((id) => !now.done.includes(id))).toEqual([]);
      await practice.close();
      practice = null;
      expect(readOutcome(folder, items)).toMatchObject({
        held: items,
        done: items,
        stuck: 0,
        duplicated: 0,
        lost: 0,
        different: 0,
      });
    });
  }
});

describe('a fault at a named point', () => {
  const inLoop = points.filter((point) => /claim|send|settle|read/.test(point));
  for (const point of inLoop) {
    it(`goes on after an error at ${point}`, async () => {
      let isArmed = true;
      const stage = await openStage({
        clock: quickClock,
        crashPoint(name) {
          if (name !== point || !isArmed) return;
          isArmed = false;
          throw new Error('a fault at a crash point');
        },
      });
      try {
        stage.addRecords(items);
        // A lost answer brings the reading points into play.
        stage.practice.setFaults([
          { match: { method: 'POST' }, times: 1, respond: { kind: 'lost-response' } },
        ]);
        await startRegistration(stage.context, {
          selection: { collectionId: 1 },
          target: 'findable',
          confirmation: null,
        });
        stage.outbox.start();
        await stage.outbox.whenIdle();
        expect(isArmed).toBe(false);
        expect(stage.statuses()).toEqual({ done: items });
        expect(stage.practice.holdings()).toHaveLength(items);
      } finally {
        await stage.close();
      }
    });
  }
});
