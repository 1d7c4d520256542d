import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Network } from '#core/network/network.ts';
import { standardSettings } from '#core/removal/settings.ts';
import type { PagePlace } from '#shared/contract/removal-shapes.ts';
import { pageName } from '#shared/removal/page-name.ts';
import type { WebdavServer } from '../../doubles/webdav-server.ts';
import { startWebdavServer } from '../../doubles/webdav-server.ts';
import { openRemovalStage } from './stage.ts';
import type { RemovalStage } from './stage.ts';

// Real HTTP to a real web space; only the names of the public internet lead to this machine.
const baseUrl = 'https://pages.institute.org/public/';
const webdav: PagePlace = {
  kind: 'webdav',
  uploadUrl: 'https://pages.institute.org/dav/',
  username: 'pages',
  baseUrl,
};
let space: WebdavServer;
let stage: RemovalStage;

const led =
  (inner: Network): Network['send'] =>
  (request) => {
    if (request.origin === 'https://pages.institute.org') {
      return inner.send({ ...request, origin: space.url });
    }
    if (request.origin === 'https://handle.test.datacite.org') {
      const path = `/resolve${request.path}`;
      return inner.send({ ...request, origin: stage.practice.url, path });
    }
    return inner.send(request);
  };

beforeEach(async () => {
  space = await startWebdavServer({ username: 'pages', password: 'right' });
  stage = await openRemovalStage({ network: (inner) => ({ send: led(inner) }) });
});
afterEach(async () => {
  await stage.close();
  await space.close();
});

/** One published DOI of an account that is not practice, its case approved, its pages going to `place`. */
async function ready(place: PagePlace): Promise<{ id: number; doi: string; order: Order }> {
  const { handlers } = stage.removal;
  const [doi = ''] = await stage.publish(1);
  stage.ledger.db.run(`update repository set environment = 'test', is_writing_open = 1`);
  await handlers['removal.saveSettings']({ ...standardSettings, place });
  await handlers['removal.keepPassword']({ password: 'right' });
  const id = await stage.approved([doi]);
  const { confirmation } = await handlers['removal.case']({ id });
  return { id, doi, order: { id, dois: null, confirmation } };
}

interface Order {
  readonly id: number;
  readonly dois: null;
  readonly confirmation: string | null;
}

async function begin(order: Order): Promise<string> {
  await stage.removal.handlers['removal.begin'](order);
  return stage.settled(order.id);
}

async function stopped(id: number, doi: string): Promise<[string | null, string | undefined]> {
  const { item } = await stage.removal.handlers['removal.steps']({ id, doi });
  return [item.step, item.failure?.message];
}

describe('a web space over WebDAV', () => {
  test('that is full, refuses, or shows something else holds the removal before DataCite', async () => {
    const { id, doi, order } = await ready(webdav);
    const troubles: readonly (readonly [() => void, string, string])[] = [
      [() => (space.refuseWith = 507), 'page-out', 'has no room left'],
      [() => (space.refuseWith = 403), 'page-out', 'does not accept the name or password'],
      [() => (space.refuseWith = 500), 'page-out', 'answered 500'],
      [() => (space.wall = { status: 200, body: '<h1>Oops</h1>' }), 'page-checked', 'another page'],
      [
        () => (space.wall = { status: 200, body: '<form><input type="password"></form>' }),
        'page-checked',
        'asks for a login',
      ],
      [() => (space.wall = { status: 503, body: '' }), 'page-checked', 'not there yet'],
    ];
    for (const [make, step, message] of troubles) {
      Object.assign(space, { refuseWith: null, wall: null });
      make();
      expect(await begin(order)).toBe('half-done');
      const [at, said] = await stopped(id, doi);
      expect(at).toBe(step);
      expect(said).toContain(message);
      const held = stage.practice.holdings().find((one) => one.doi === doi);
      expect(held?.state).toBe('findable');
      expect(held?.attributes.url).toContain('repository.example.org');
    }
    Object.assign(space, { refuseWith: null, wall: null });
    await stage.removal.handlers['removal.keepPassword']({ password: 'wrong' });
    expect(await begin(order)).toBe('half-done');
    await stage.removal.handlers['removal.keepPassword']({ password: 'right' });
    expect(await begin(order)).toBe('done');
    expect(space.files.get(`/dav/${pageName(doi)}.html`)).toContain('retracted');
    expect(stage.practice.holdings()[0]?.attributes.url).toBe(`${baseUrl}${pageName(doi)}.html`);
    await stage.removal.handlers['removal.restore']({ ...order, reason: 'A mistake' });
    expect(await stage.settled(id)).toBe('restored');
    expect([...space.files]).toEqual([]);
    // Its landing page can stand in the same space, with a sheet that lets the DOI lead to it.
    const folder = join(stage.folder, 'site');
    const built = await stage.removal.handlers['removal.buildPages']({ folder, landing: true });
    const elsewhere = 'https://repository.example.org/items/0';
    expect(built).toMatchObject({ pageCount: 1, folder });
    expect(built.addresses).toContain(`"${doi}","${baseUrl}${pageName(doi)}.html","${elsewhere}"`);
    expect(readFileSync(join(folder, `${pageName(doi)}.html`), 'utf8')).toContain(elsewhere);
    expect(readFileSync(join(folder, 'sitemap.xml'), 'utf8')).toContain(pageName(doi));
  });
});

describe('pages that somebody puts online by hand', () => {
  test('are waited for, looked for by themselves, and brought back to mind', async () => {
    const { id, doi, order } = await ready({ kind: 'by-hand', baseUrl });
    const { handlers } = stage.removal;
    expect(await begin(order)).toBe('working');
    const waiting = await handlers['removal.case']({ id });
    expect(waiting.awaitedPages).toBe(1);
    expect(waiting.remindOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const [step] = await stopped(id, doi);
    expect(step).toBe('page-checked');
    const name = `${pageName(doi)}.html`;
    const page = readFileSync(join(stage.folder, 'pages', name), 'utf8');
    space.files.set(`/dav/${name}`, page.replace('retracted them', 'changed their mind'));
    await handlers['removal.lookAgain']({});
    await stage.settled(id);
    const { remove } = await handlers['removal.steps']({ id, doi });
    expect(remove[3]?.message).toContain('another edition');
    // Nobody presses anything: the page is found by itself.
    space.files.set(`/dav/${name}`, page);
    await expect
      .poll(async () => (await handlers['removal.case']({ id })).status, { timeout: 60_000 })
      .toBe('done');
    expect((await handlers['removal.case']({ id })).remindOn).toBe(null);
  });
});
