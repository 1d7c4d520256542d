import { defineConfig } from 'vitest/config';

import { machineFolder } from './test/machine-folder.ts';

// One project a floor, so that `npx vitest run --project shared` is quick. No test depends on a
// wall-clock limit: the generous time-out only ends a test that hangs. Modules keep nothing but caches:
// the files of a worker share them, which halves their time.
const usual = { isolate: false, testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    reporters: ['default'],
    // All cores: the default leaves one idle, which on two is half of the machine.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'shared', include: ['test/shared/**/*.test.ts'], ...usual } },
      { test: { name: 'core', include: ['test/core/**/*.test.ts'], ...usual } },
      {
        test: {
          name: 'hosts',
          include: ['test/hosts/**/*.test.ts'],
          env: machineFolder(),
          ...usual,
        },
      },
    ],
  },
});
