import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { _electron, expect, test } from '@playwright/test';

import { installedElectron } from '#hosts/start/electron-binary.ts';

const projectFolder = join(import.meta.dirname, '..', '..');
const binary = installedElectron();
const isRoot = process.getuid?.() === 0;

// What the double cannot prove: isolation and sandbox in the real thing.
test('the real Electron opens the window, answers a call and keeps the page apart', async () => {
  test.skip(binary === null, 'the Electron binary is not installed here');
  test.skip(isRoot, 'Electron does not run as root with its sandbox');
  const dataFolder = await mkdtemp(join(tmpdir(), 'steward-electron-'));
  const app = await _electron.launch({
    executablePath: binary ?? '',
    args: [projectFolder, '--data', dataFolder],
  });
  const page = await app.firstWindow();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/steward\//);
  const seen = await page.evaluate(async () => {
    const { steward } = globalThis as unknown as {
      steward: { invoke(channel: string, input: unknown): Promise<{ ok: boolean }> };
    };
    const answer = await steward.invoke('app.state', {});
    return { answered: answer.ok, require: typeof require, process: typeof process };
  });
  expect(seen).toEqual({ answered: true, require: 'undefined', process: 'undefined' });
  await app.close();
  await rm(dataFolder, { recursive: true, force: true });
});
