import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { startPractice } from '#core/practice/index.ts';
import { createOptionValues } from '#hosts/cli/option-values.ts';
import { withOpenWriting } from '#hosts/cli/open-writing.ts';
import { sendingOpenly } from '#hosts/cli/change-output.ts';
import type { VerbCall } from '#hosts/cli/verb.ts';
import { WrongUse } from '#hosts/cli/verb.ts';
import type { Client } from '#shared/contract/client.ts';
import { tempFolder } from '../temp-folder.ts';
import { runSteward } from './run-steward.ts';

it('adds an account, lists it, and keeps its password out of everything that it prints', async () => {
  const cwd = await tempFolder();
  const file = join(cwd, 'service.sqlite');
  const service = await startPractice({ file, clock: nodeClock, randomBytes: nodeRandomBytes });
  onTestFinished(() => service.close());
  const { username, password, url } = service;
  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    runSteward([...args, '--data', 'data', '--json'], { cwd, env });
  const own = ['--environment', 'custom', '--endpoint', url];
  expect((await run(['account', 'add', username, '--environment', 'live'])).code).toBe(2);
  expect((await run(['account', 'add', username, '--environment', 'custom'])).code).toBe(2);
  const argument = await run(['account', 'add', username, ...own, '--password', password]);
  expect(argument.code).toBe(2);

  const id = `${username.toLowerCase()}-custom`;
  const added = await run(['account', 'add', username, ...own], { STEWARD_PASSWORD: password });
  expect(added).toMatchObject({ code: 0, lines: [{ repository: id, outcome: 'works' }] });
  const seen = await run(['account', 'add', 'ETHZ.LIB', ...own, '--observe']);
  expect(seen.code).toBe(0);
  const listed = await run(['account', 'list']);
  const accounts = Object.fromEntries(listed.lines.map((line) => [String(line['id']), line]));
  expect(accounts).toMatchObject({
    [id]: { access: 'write', isWritingOpen: true, environment: 'custom' },
    'ethz.lib-custom': { access: 'observe', hasCredential: false },
  });
  expect((await run(['account', 'check', 'nobody'])).code).toBe(2);
  expect((await run(['account', 'open', id])).stderr).toContain('no production account');

  for (const { stdout, stderr } of [argument, added, seen, listed]) {
    expect(stdout + stderr).not.toContain(password);
  }
  // The practice repository of this ledger has a password of its own in there; this one is nowhere.
  const files = await readdir(join(cwd, 'data'), { recursive: true, withFileTypes: true });
  for (const found of files.filter((each) => each.isFile())) {
    expect(await readFile(join(found.parentPath, found.name), 'latin1')).not.toContain(password);
  }
});

describe('opening production for one command', () => {
  const account = (clientId: string, isWritingOpen: boolean) => ({
    id: clientId.toLowerCase(),
    clientId,
    environment: 'production',
    removedAt: null,
    isWritingOpen,
  });
  const over = (isWritingOpen: boolean) => {
    const calls: string[] = [];
    const call = (channel: string, input: { confirm?: string }): Promise<unknown> => {
      if (channel !== 'repositories.list') calls.push(`${channel} ${input.confirm ?? ''}`.trim());
      return Promise.resolve({ repositories: [account('ETHZ.SED', isWritingOpen)] });
    };
    return { calls, client: { call } as unknown as Client };
  };
  const typed = (open: string) => createOptionValues({ open });

  it('asks for the id as DataCite has it, opens, and shuts again whatever happens', async () => {
    const { calls, client } = over(false);
    const failing = withOpenWriting(client, typed('ethz.sed'), () => {
      calls.push('work');
      return Promise.reject(new Error('broke'));
    });
    await expect(failing).rejects.toThrow('broke');
    expect(calls).toEqual([
      'repositories.openWriting ethz.sed',
      'work',
      'repositories.shutWriting',
    ]);
  });

  it('does nothing for another id, nothing without the option, and leaves open what was open', async () => {
    const shut = over(false);
    const work = () => Promise.resolve(shut.calls.push('work'));
    await expect(withOpenWriting(shut.client, typed('ETHZ'), work)).rejects.toThrow(WrongUse);
    expect(shut.calls).toEqual([]);
    await withOpenWriting(shut.client, createOptionValues({}), work);
    expect(shut.calls).toEqual(['work']);
    const open = over(true);
    await withOpenWriting(open.client, typed('ETHZ.SED'), () => Promise.resolve());
    expect(open.calls).toEqual([]);
  });

  it('keeps production open until everything that a change queued is settled, and tells what failed', async () => {
    const { calls, client } = over(false);
    const batch = (id: string, waitingCount: number) => ({
      id,
      waitingCount,
      total: 2,
      failedCount: 1,
    });
    const answers = [[batch('old', 5)], ...[2, 1, 0].map((waiting) => [batch('ours', waiting)])];
    const known = client as unknown as {
      call: (channel: string, input: object) => Promise<unknown>;
    };
    const other = known.call;
    known.call = (channel, input) => {
      if (channel === 'outbox.batches') return Promise.resolve({ batches: answers.shift() ?? [] });
      if (channel === 'outbox.summary') return Promise.resolve({ mode: 'sending' });
      return other(channel, input);
    };
    const call = {
      options: typed('ETHZ.SED'),
      output: { progress: () => undefined, say: () => undefined, line: () => undefined },
      signal: new AbortController().signal,
    } as unknown as VerbCall;
    const following = Object.assign(client, { on: () => () => undefined });
    const code = await sendingOpenly(call, following, () => {
      calls.push('queue');
      return Promise.resolve(0);
    });
    expect(code).toBe(1);
    expect(calls).toEqual([
      'repositories.openWriting ETHZ.SED',
      'queue',
      'outbox.resume',
      'repositories.shutWriting',
    ]);
    expect(answers).toEqual([]);
  });
});
