import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { startPractice } from '#core/practice/index.ts';
import type { Practice } from '#core/practice/index.ts';
import { tellStory } from '../../reliability/crash-story.ts';
import { readOutcome, readProgress } from '../../reliability/outcome.ts';

const root = join(import.meta.dirname, '../../..');
const core = join(root, 'electron/core');
const registering = join(root, 'test/reliability/register-process.ts');

/** Points that the story passes: register, update, coalesce, read back, look at activities, stop, recover. */
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
  'outbox.activity.before-commit',
  'outbox.coalesced',
  'sync.page.before-commit',
  'sync.page.after-commit',
] as const;

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

describe('a named point', () => {
  it('is one of those that are told here, or belongs to another workflow’s test', () => {
    const named = sourcesOf(core).flatMap((text) =>
      Array.from(text.matchAll(/crashPoint\('([^']+)'\)/g), (match) => match[1] ?? ''),
    );
    const here = [...new Set(named)].filter((name) => /^(?:outbox|register|sync)\./.test(name));
    expect(here.sort()).toEqual([...points].sort());
    // The others stand in crash-points/workflows.ts, or where their workflow is tested.
    const texts = sourcesOf(join(root, 'test/core')).join('\n');
    const nowhere = named.filter((name) => !texts.includes(`'${name}'`));
    expect(nowhere).toEqual([]);
  });

  for (const point of points) {
    it(`loses nothing where it dies or fails at ${point}, once, again and for ever`, async () => {
      for (const harm of [
        'dies once',
        'dies three times',
        'fails once',
        'fails for ever',
      ] as const) {
        const report = await tellStory(point, harm);
        const said = `${point} ${harm}: ${JSON.stringify(report)}`;
        expect(report.complaints, said).toEqual([]);
        // Without harm it would prove nothing.
        expect(report.harmed, said).toBeGreaterThanOrEqual(harm === 'dies three times' ? 3 : 1);
        // What fails for ever is tried again, but never without a pause.
        expect(report.passed, said).toBeLessThan(100 + report.simulatedSeconds);
      }
    });
  }
});

describe('a process that is really killed', () => {
  const items = 24;

  it('registers everything exactly once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crash-point-'));
    const practice = await startPractice({
      file: join(folder, 'practice.sqlite'),
      clock: { now: () => Date.now() },
      randomBytes,
      latencyMs: 2,
    });
    try {
      expect(await run(folder, practice, 'outbox.send.begun:9')).toBe('SIGKILL');
      expect(await run(folder, practice, 'outbox.settle.before-commit:2')).toBe('SIGKILL');
      const before = readProgress(folder);
      expect(await run(folder, practice, '')).toBe('0');
      const now = readProgress(folder);
      expect(before.begun.filter((id) => !now.begun.includes(id))).toEqual([]);
      expect(before.done.filter((id) => !now.done.includes(id))).toEqual([]);
    } finally {
      await practice.close();
    }
    expect(readOutcome(folder, items)).toMatchObject({
      held: items,
      done: items,
      stuck: 0,
      duplicated: 0,
      lost: 0,
      different: 0,
    });
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the registering process to its end; `SIGKILL` when it died at a crash point. */
  async function run(folder: string, practice: Practice, crashAt: string): Promise<string> {
    const { url, username, password, prefix } = practice;
    const server = JSON.stringify({ url, username, password, prefix });
    const child = fork(registering, [folder, server, String(items)], {
      env: { ...process.env, CRASH_AT: crashAt },
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return signal ?? String(code);
  }
});
