import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { compose } from '#core/compose.ts';
import type { Core } from '#core/compose.ts';
import { NetworkFailure } from '#core/network/network.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { startBrowserHost } from '#hosts/browser/browser-host.ts';
import { createStaging } from '#hosts/browser/staging.ts';
import { openBuiltPage } from '#hosts/page/built-page.ts';
import { testConfig, testPorts } from '../core/fixtures/test-context.ts';
import { addRecords, openCore } from '../core/outbox/harness.ts';

/** Screens of the rail, and of one record, each with something that stands there once it has its data. */
const screens: readonly (readonly [hash: string, shows: string | RegExp])[] = [
  ['#/overview', 'Overview'],
  ['#/collections', 'Test'],
  ['#/hub', 'Hub'],
  ['#/records', 'Lake levels, part 3'],
  ['#/records/10.5072%2Fitem-3', 'Lake levels, part 3'],
  ['#/records/10.5072%2Fitem-3/edit', 'Lake levels, part 3'],
  ['#/versions', 'Versions'],
  ['#/landing', 'Landing pages'],
  ['#/review', 'Review'],
  ['#/requests', 'Requests'],
  ['#/conflicts', 'Conflicts'],
  ['#/outbox', /Register as findable/],
  ['#/changes', 'Changes'],
  ['#/history', 'Registering was begun.'],
  ['#/repositories', 'Practice repository'],
  ['#/settings', 'Backups'],
  ['#/help', 'Help'],
];

let folder: string;
let core: Core;
let asked = 0;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offline-'));
  const before = openCore(folder, {
    ...{ url: 'http://127.0.0.1:9', username: 'practice.steward' },
    ...{ password: 'x', prefix: '10.5072' },
  });
  addRecords(before.context, 12);
  before.network.close();
  before.ledger.close();
  const network = {
    send: () => {
      asked += 1;
      return Promise.reject(new NetworkFailure('unreachable', 'It is unreachable.'));
    },
    close: () => undefined,
  };
  // The practice repository runs, and cannot be reached either.
  core = await compose(
    testPorts({ clock: nodeClock, randomBytes: nodeRandomBytes, network }),
    testConfig(folder),
  );
  await core.start();
  const selection = { collectionId: 1 };
  await core.dispatch('register.start', {
    ...{ selection, targetState: 'findable', confirmation: null },
  });
});
test.afterAll(async () => {
  await core.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('every screen works without network, and says that it is not there', async ({ page }) => {
  const built = join(import.meta.dirname, '../../out/renderer');
  const staging = await createStaging(join(folder, 'incoming'));
  const host = await startBrowserHost({
    ...{ core, staging, port: 0 },
    page: await openBuiltPage(process.env['STEWARD_PAGE'] ?? built),
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error.stack)));
  try {
    await page.goto(host.url);
    const { origin } = new URL(host.url);
    for (const [hash, shows] of screens) {
      await page.goto(`${origin}/${hash}`);
      const main = page.getByRole('main');
      await expect(main.getByText(shows).first(), hash).toBeVisible();
      await expect(main.getByRole('alert'), hash).toHaveCount(0);
    }
    await expect(page.getByText(/^Offline/).first()).toBeVisible();
    expect(asked, 'nothing was tried').toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  } finally {
    await host.close();
  }
});
