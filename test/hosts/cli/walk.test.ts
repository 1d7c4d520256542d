import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { tempFolder } from '../temp-folder.ts';
import type { Run } from './run-steward.ts';
import { runProcess, runSteward, startSteward } from './run-steward.ts';

const sheet = [
  'id,title,creators,year,publisher,type,url,license',
  '1,Lake temperatures,"Meier, Anna",2023,Institute for Lakes,Dataset,https://repository.example.org/1,CC-BY-4.0',
  '2,Lake levels,"Meier, Anna",2024,Institute for Lakes,Dataset,https://repository.example.org/2,CC-BY-4.0',
  '3,Nobody made this,,2024,Institute for Lakes,Dataset,https://repository.example.org/3,CC-BY-4.0',
  '',
].join('\n');

async function folderWithSheet() {
  const folder = await tempFolder();
  await writeFile(join(folder, 'lakes.csv'), sheet);
  const run = (...args: string[]): Promise<Run> =>
    runSteward([...args, '--data', 'data', '--json'], { cwd: folder });
  const runApart = (...args: string[]): Promise<Run> =>
    runProcess([...args, '--data', 'data', '--json'], { cwd: folder });
  return { folder, run, runApart };
}

const importing = ['import', 'lakes.csv', '--repository', 'practice', '--collection', 'Lakes'];

describe('the main job on the command line', () => {
  it('brings a sheet in, registers what is complete, and proves its history', async () => {
    const { run, runApart } = await folderWithSheet();

    const imported = await runApart(...importing);
    expect(imported.code).toBe(1); // one row has no creator
    expect(imported.lines.map(({ row, status, valid }) => ({ row, status, valid }))).toEqual([
      { row: 2, status: 'new', valid: true },
      { row: 3, status: 'new', valid: true },
      { row: 4, status: 'new', valid: false },
    ]);

    const registered = await run('register', '--collection', 'Lakes', '--state', 'findable');
    expect(registered.code).toBe(1);
    const outcome = registered.lines.map(
      ({ status, state }) => `${String(status)} ${String(state)}`,
    );
    expect(outcome.sort()).toEqual(['done findable', 'done findable', 'failed reserved']);
    const failed = registered.lines.find(({ status }) => status === 'failed');
    expect(failed?.['error']).toMatchObject({ code: 'creators-missing', path: 'creators' });

    const shown = await run(
      'show',
      String(registered.lines.find(({ status }) => status === 'done')?.['doi']),
    );
    expect(shown.lines[0]).toMatchObject({ state: 'findable', sync: 'in-step' });
    expect((await run('list', '--state', 'findable')).lines).toHaveLength(2);
    expect((await run('list', '--query', 'state:findable has:title')).lines).toHaveLength(2);
    expect((await run('history', 'verify')).lines[0]).toMatchObject({ intact: true });
    expect((await run('status')).lines[0]).toMatchObject({
      practice: { findableCount: 2 },
      outbox: { failedCount: 0 },
    });
  });

  it('brings nothing in twice and sends nothing twice', async () => {
    const { run } = await folderWithSheet();
    await run(...importing);
    await run('register', '--collection', 'Lakes', '--state', 'draft');
    const again = await run(...importing);
    expect(again.lines.map(({ status }) => status)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    const repeated = await run('register', '--collection', 'Lakes', '--state', 'draft');
    expect(repeated.stderr).toContain('create 0, update 0');
    expect((await run('list')).lines).toHaveLength(3);
  });

  it('reads back what the repository holds', async () => {
    const { run } = await folderWithSheet();
    await run(...importing);
    await run('register', '--collection', 'Lakes', '--state', 'registered');
    const synced = await run('sync', '--repository', 'practice');
    expect(synced).toMatchObject({ code: 0 });
    expect(synced.lines[0]).toMatchObject({
      repository: 'practice',
      running: false,
      failure: null,
    });
  });

  it('reserves names', async () => {
    const { run } = await folderWithSheet();
    const reserved = await run('reserve', '--count', '3', '--purpose', 'Paper', '--owner', 'Anna');
    expect(reserved.code).toBe(0);
    const dois = reserved.lines.map(({ doi }) => String(doi));
    expect(new Set(dois).size).toBe(3);
    for (const doi of dois) expect(doi).toMatch(/^10\.5072\//);
  });
});

describe('validating', () => {
  it('judges files without a ledger, and a collection for the state that is asked for', async () => {
    const { folder, run } = await folderWithSheet();
    const files = await run('validate', 'lakes.csv');
    expect(files.code).toBe(1);
    expect(files.lines.map(({ valid }) => valid)).toEqual([true, true, false]);
    const { findings } = files.lines[2] as { findings: object[] };
    expect(findings[0]).toMatchObject({
      code: 'creators-missing',
      severity: 'error',
      path: 'creators',
    });
    await expect(readFile(join(folder, 'data', 'ledger.sqlite'))).rejects.toThrow('ENOENT');

    await run(...importing);
    const draft = await run('validate', '--collection', 'Lakes', '--state', 'draft');
    expect(draft).toMatchObject({ code: 0 });
    expect(draft.lines.map(({ valid }) => valid)).toEqual([true, true, true]);
  });

  it('takes what a file of defaults gives', async () => {
    const { folder, run } = await folderWithSheet();
    await writeFile(
      join(folder, 'bare.csv'),
      'id,title,creators,year,type,url\n1,A,"B, C",2024,Dataset,https://repository.example.org/1\n',
    );
    expect((await run('validate', 'bare.csv')).code).toBe(1);
    await writeFile(join(folder, 'defaults.json'), '{"publisher":{"name":"Institute"}}');
    expect((await run('validate', 'bare.csv', '--defaults', 'defaults.json')).code).toBe(0);
    await writeFile(join(folder, 'wrong.json'), '{"publisher":"Institute"}');
    expect((await run('validate', 'bare.csv', '--defaults', 'wrong.json')).code).toBe(2);
  });
});

describe('wrong use and surroundings', () => {
  // Shared by the table below; nothing in it changes anything.
  let folder = '';
  const run = (...args: string[]): Promise<Run> =>
    runSteward([...args, '--data', 'data', '--json'], { cwd: folder });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'steward-test-'));
    await writeFile(join(folder, 'lakes.csv'), sheet);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    [['register', '--collection', 'Nothing', '--state', 'draft'], /no collection "Nothing"/],
    [
      ['import', 'lakes.csv', '--repository', 'other', '--collection', 'X'],
      /no repository "other"/,
    ],
    [['import', 'gone.csv', '--repository', 'practice', '--collection', 'X'], /no file or folder/],
    [['validate'], /either SOURCE/],
    [['practice', '--port', '0', '--rate', 'fast'], /N\/SECONDS/],
    [['practice', '--port', '0', '--lag', 'long'], /--lag/],
    [['practice', '--port', '0', '--pages', 'nowhere'], /is no folder/],
    [['practice', '--port', '0', '--faults', 'nowhere.json'], /faults in .*nowhere\.json/],
    [['list', '--state', 'published'], /not "published"/],
    [['list', '--query', 'state:published'], /character 1: “published” is no state/],
  ])('ends with 2 and a sentence: %j', async (args, sentence) => {
    const { code, stderr, stdout } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  it('ends with 1 for a record that is not there', async () => {
    expect(await run('show', '10.5072/nothing')).toMatchObject({ code: 1, stdout: '' });
  });

  it('ends with 3 where the data folder cannot be one', async () => {
    const own = await tempFolder();
    await writeFile(join(own, 'file'), '');
    const { code } = await runSteward(['status', '--data', join(own, 'file', 'data')]);
    expect(code).toBe(3);
  });
});

describe('two commands at once', () => {
  it('share one core: the second hands its call to the first', async () => {
    const { run, runApart } = await folderWithSheet();
    const both = await Promise.all([
      runApart(...importing),
      runApart('reserve', '--count', '2', '--purpose', 'p', '--owner', 'o'),
      runApart('status'),
      runApart('list'),
    ]);
    expect(both.map(({ code }) => code)).toEqual([1, 0, 0, 0]);
    expect((await run('list')).lines).toHaveLength(5);
  });

  it('read beside a program that holds the ledger and does not answer, but change nothing', async () => {
    const { folder, run } = await folderWithSheet();
    await run(...importing);
    // A holder of the lock without a hand-off: a core as a test or an older program would open it.
    const script = join(import.meta.dirname, 'hold-ledger.ts');
    const holder = spawn(process.execPath, [script, join(folder, 'data', 'ledger.sqlite')]);
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder.stdout, 'data');
    const listed = await run('list');
    expect(listed).toMatchObject({ code: 0 });
    expect(listed.lines).toHaveLength(3);
    expect(listed.stderr).toContain('read beside it');
    const refused = await run(...importing);
    expect(refused).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('the practice repository by itself', () => {
  it('prints how to reach it, answers there, and ends when it is told to', async () => {
    const child = startSteward(['practice', '--port', '0']);
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const { url, username, password, prefix } = JSON.parse(chunk.toString()) as Record<
      string,
      string
    >;
    expect(prefix).toBe('10.5072');
    const authorization = `Basic ${Buffer.from(`${String(username)}:${String(password)}`).toString('base64')}`;
    const answer = await fetch(`${String(url)}/dois`, { headers: { authorization } });
    expect(answer.status).toBe(200);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  it('lags, fails and serves pages as it is told to', async () => {
    const folder = await tempFolder();
    const pages = join(folder, 'pages', 'repository.example.org');
    await mkdir(pages, { recursive: true });
    await writeFile(join(pages, 'gone.html'), '<h1>Gone</h1>');
    const faults = [
      { match: { method: 'GET', path: '/dois/*' }, respond: { kind: 'status', status: 503 } },
    ];
    await writeFile(join(folder, 'faults.json'), JSON.stringify(faults));
    const options = ['--lag', '3600000', '--pages', 'pages', '--faults', 'faults.json'];
    const child = startSteward(['practice', '--port', '0', ...options], { cwd: folder });
    onTestFinished(() => void child.kill());
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const { url, username, password } = JSON.parse(chunk.toString()) as Record<string, string>;
    const authorization = `Basic ${Buffer.from(`${String(username)}:${String(password)}`).toString('base64')}`;
    const ask = (path: string, more: RequestInit = {}): Promise<Response> =>
      fetch(`${String(url)}${path}`, {
        ...more,
        headers: { authorization, 'content-type': 'application/vnd.api+json' },
      });
    const body = JSON.stringify({ data: { type: 'dois', attributes: {} } });
    expect((await ask('/dois/10.5072/slow', { method: 'PUT', body })).status).toBe(201);
    expect((await ask('/dois/10.5072/slow')).status).toBe(503);
    expect((await ask('/dois/10.5072/slow')).status).toBe(200);
    expect(await (await ask('/dois?client-id=practice.steward')).json()).toMatchObject({
      data: [],
    });
    expect(await (await ask('/landing/repository.example.org/gone')).text()).toBe('<h1>Gone</h1>');
  });

  it('refuses a fault script with a word that it does not know, and names the place', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'odd.json'), '[{"match":{},"respond":{"kind":"explode"}}]');
    const refused = await runSteward(['practice', '--port', '0', '--faults', 'odd.json'], {
      cwd: folder,
    });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/0\.respond/);
  });

  it('says that its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    expect(await runSteward(['practice', '--port', String(port)])).toMatchObject({
      code: 3,
      stdout: '',
    });
  });
});
