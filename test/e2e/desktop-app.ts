import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';

import type { Asked, Control, Report, Told } from '../doubles/electron/control.ts';

const projectFolder = join(import.meta.dirname, '..', '..');

/** The built desktop app with the double of Electron under it, and a hand on its page. */
export interface DesktopApp {
  readonly page: Page;
  readonly dataFolder: string;
  /** Everything that the app asked of Electron so far. */
  readonly reports: readonly Report[];
  ask<N extends keyof Control>(
    name: N,
    ...argument: Parameters<Control[N]>
  ): Promise<Awaited<ReturnType<Control[N]>>>;
  /** Waits for something that the app asks of Electron. */
  reported<K extends Report['kind']>(kind: K): Promise<Extract<Report, { kind: K }>>;
  /** Resolves to the exit code. */
  readonly exited: Promise<number | null>;
  close(): Promise<void>;
}

export async function startDesktopApp(env: NodeJS.ProcessEnv = {}): Promise<DesktopApp> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'steward-desktop-'));
  const child = fork(join(projectFolder, 'out', 'main', 'main.js'), ['--data', dataFolder], {
    execArgv: ['--import', join(projectFolder, 'test', 'doubles', 'electron', 'register.ts')],
    env: { ...process.env, ...env },
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const reports: Report[] = [];
  const waiting = new Map<number, (told: Told) => void>();
  const onReport = new Set<(report: Report) => void>();
  let lastId = 0;
  child.on('message', (told: Told) => {
    if ('report' in told) {
      reports.push(told.report);
      for (const listener of onReport) listener(told.report);
    } else waiting.get(told.id)?.(told);
  });
  const reported = <K extends Report['kind']>(kind: K) =>
    new Promise<Extract<Report, { kind: K }>>((resolve, reject) => {
      const look = (report: Report): void => {
        if (report.kind === kind) resolve(report as Extract<Report, { kind: K }>);
      };
      reports.forEach(look);
      onReport.add(look);
      void exited.then((code) =>
        reject(new Error(`The app ended with ${String(code)} before "${kind}"`)),
      );
    });
  const { endpoint } = await reported('loaded');
  const browser = await chromium.connectOverCDP(endpoint);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('The app opened no page');
  return {
    page,
    dataFolder,
    reports,
    reported,
    exited,
    ask: (name, ...[argument]) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, (told) => {
          if ('error' in told) reject(new Error(told.error));
          else if ('value' in told) resolve(told.value as never);
        });
        child.send({ id: lastId, name, argument } satisfies Asked);
      }),
    async close() {
      await browser.close(); // only lets go of it
      if (child.connected) child.send({ id: 0, name: 'exit', argument: null } satisfies Asked);
      await exited;
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
