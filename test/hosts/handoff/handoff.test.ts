import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import type { HandedCore } from '#hosts/handoff/connect-handoff.ts';
import { connectHandoff } from '#hosts/handoff/connect-handoff.ts';
import type { Handoff } from '#hosts/handoff/serve-handoff.ts';
import { serveHandoff } from '#hosts/handoff/serve-handoff.ts';
import { mustExist } from '#shared/support/assert.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { FakeCore } from '../fake-core.ts';
import { createFakeCore } from '../fake-core.ts';
import { tempFolder } from '../temp-folder.ts';

async function serving(core: FakeCore = createFakeCore(), at?: string) {
  const folder = at ?? (await tempFolder());
  const handoff: Handoff = await serveHandoff(core, folder);
  onTestFinished(() => handoff.close());
  return { core, folder, handoff };
}

async function connected(folder: string): Promise<HandedCore> {
  const handed = mustExist(await connectHandoff(folder), 'the connection');
  onTestFinished(() => handed.close());
  return handed;
}

describe('a call that is handed over', () => {
  it('reaches the running core, and its answer comes back', async () => {
    const { folder, core } = await serving();
    const handed = await connected(folder);
    const answers = await Promise.all([
      handed.dispatch('app.state', {}),
      handed.dispatch('records.get', { doi: '10.5072/a' }),
    ]);
    expect(answers).toEqual([
      { ok: true, value: { channel: 'app.state', input: {} } },
      { ok: true, value: { channel: 'records.get', input: { doi: '10.5072/a' } } },
    ]);
    expect(core.calls).toHaveLength(2);
  });

  it('brings an error back as it was', async () => {
    const core = createFakeCore(() => {
      throw new AppError('CONFLICT', { message: 'Both sides changed it.' });
    });
    const { folder } = await serving(core);
    const handed = await connected(folder);
    expect(await handed.dispatch('records.get', {})).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT', message: 'Both sides changed it.' },
    });
  });

  it('may name paths, and gets events', async () => {
    const { folder, core } = await serving();
    const handed = await connected(folder);
    expect(await handed.admitSource(['/data/a.csv'], 'a.csv')).toBe('source-1');
    expect(core.admitted).toEqual([{ paths: ['/data/a.csv'], name: 'a.csv' }]);
    const told = new Promise((resolve) => {
      handed.subscribe((event, payload) => resolve({ event, payload }));
    });
    core.emit('app.changed', {});
    expect(await told).toEqual({ event: 'app.changed', payload: {} });
  });

  it('ends as a typed error when the core goes away before it answers', async () => {
    const { folder, handoff } = await serving(createFakeCore(() => new Promise(() => undefined)));
    const handed = await connected(folder);
    const waiting = handed.dispatch('app.state', {});
    await handed.admitSource(['/a'], 'a'); // the call above has arrived as well
    await handoff.close();
    expect(await waiting).toMatchObject({
      ok: false,
      error: { code: 'LEDGER_BUSY', retryable: true },
    });
    expect(await handed.dispatch('app.state', {})).toMatchObject({ ok: false });
  });

  it('works where the path of the data folder is longer than a socket address can be', async () => {
    const folder = join(await tempFolder(), 'a'.repeat(120), 'b'.repeat(60));
    await mkdir(folder, { recursive: true });
    await serving(createFakeCore(), folder);
    expect(await (await connected(folder)).dispatch('app.state', {})).toMatchObject({ ok: true });
  });
});

describe('who may connect', () => {
  it('is told where only in a file that its owner alone can read', async () => {
    const { folder } = await serving();
    const { mode } = await stat(join(folder, 'handoff.json'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a wrong token', JSON.stringify({ token: '0'.repeat(64) })],
    ['a call without the token', JSON.stringify({ id: 1, channel: 'app.state', input: {} })],
    ['no JSON', 'GET / HTTP/1.1'],
    ['the token in another shape', JSON.stringify({ token: ['x'] })],
  ])('is cut off with %s, and the core hears nothing', async (_name, line) => {
    const { folder, core } = await serving();
    const { socket: path } = JSON.parse(await readFile(join(folder, 'handoff.json'), 'utf8')) as {
      socket: string;
    };
    const socket = connect(path);
    socket.on('error', () => undefined);
    socket.write(`${line}\n${JSON.stringify({ id: 2, channel: 'app.state', input: {} })}\n`);
    await once(socket, 'close');
    expect(core.calls).toEqual([]);
    expect(core.listenerCount).toBe(0);
  });
});

describe('a core that is not there', () => {
  it('is nobody to hand to: no file', async () => {
    expect(await connectHandoff(await tempFolder())).toBeNull();
  });

  it('is nobody to hand to: a file that a crash left, or a damaged one', async () => {
    const folder = await tempFolder();
    const file = join(folder, 'handoff.json');
    const left = { socket: join(folder, 'gone.sock'), token: 'a'.repeat(64), pid: 1, version: '1' };
    for (const text of [JSON.stringify(left), '{"socket":', '[]', '']) {
      await writeFile(file, text);
      expect(await connectHandoff(folder)).toBeNull();
    }
  });

  it('takes its announcement back when it closes, but never that of its successor', async () => {
    const folder = await tempFolder();
    const first = await serveHandoff(createFakeCore(), folder);
    const { socket } = JSON.parse(await readFile(join(folder, 'handoff.json'), 'utf8')) as {
      socket: string;
    };
    await writeFile(
      join(folder, 'handoff.json'),
      JSON.stringify({ socket, token: 'b'.repeat(64), pid: 2, version: '1' }),
    );
    await first.close();
    expect(await readFile(join(folder, 'handoff.json'), 'utf8')).toContain('b'.repeat(64));
  });

  it('lets a host wait until nobody uses its core', async () => {
    const { folder, handoff } = await serving();
    const handed = await connected(folder);
    await handed.dispatch('app.state', {});
    let isUnused = false;
    const unused = handoff.retire().then(() => (isUnused = true));
    await handed.dispatch('app.state', {});
    expect(isUnused).toBe(false);
    await handed.close();
    await unused;
  });

  it('welcomes nobody once it has retired: who comes then is not cut off in a call', async () => {
    const { folder, handoff } = await serving();
    await handoff.retire();
    expect(await connectHandoff(folder)).toBeNull();
  });
});
