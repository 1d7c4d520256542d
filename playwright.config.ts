import { defineConfig } from '@playwright/test';

import { chromiumOptions } from './test/browser.ts';
import { machineFolder } from './test/machine-folder.ts';

Object.assign(process.env, machineFolder());

// The hosts as they are built, in a real browser. Servers are started by the specs themselves, each
// on a free port of 127.0.0.1 with a data folder of its own.
export default defineConfig({
  outputDir: 'test-results',
  // A browser on two shared cores can be slow; the limit only ends a test that hangs.
  timeout: 120_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // A browser beside another job can stumble once; what passes only then is listed as flaky, to be mended.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: chromiumOptions(),
    trace: 'off',
  },
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    // Each test has its own host: the tests of one long file need not wait for each other.
    { name: 'renderer', testDir: 'test/renderer', fullyParallel: true },
  ],
});
