import { defineConfig } from '@playwright/test';

import { chromiumOptions } from '../browser.ts';

const { executablePath, args } = chromiumOptions();

/** The screens alone, over invented data: `playwright test -c test/renderer`. Needs a built out/renderer. */
// Playwright takes the default export.
// eslint-disable-next-line no-restricted-syntax
export default defineConfig({
  testDir: '.',
  timeout: 120_000,
  workers: 2,
  reporter: 'list',
  use: {
    launchOptions: { ...(executablePath === null ? {} : { executablePath }), args },
    viewport: { width: 1440, height: 900 },
  },
});
