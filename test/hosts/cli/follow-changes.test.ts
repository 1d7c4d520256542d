import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { followChangeSet, sendOrSay } from '#hosts/cli/change-output.ts';
import { createOptionValues } from '#hosts/cli/option-values.ts';
import type { Output, ProgressState } from '#hosts/cli/output.ts';
import { readSelection } from '#hosts/cli/read-selection.ts';
import type { VerbCall } from '#hosts/cli/verb.ts';
import type { Client } from '#shared/contract/client.ts';
import { AppError } from '#shared/support/app-error.ts';
import { tempFolder } from '../temp-folder.ts';

type Answer = (input: Record<string, unknown>) => unknown;

function clientOf(answers: Readonly<Record<string, Answer>>): Client {
  const call = (channel: string, input: Record<string, unknown>): Promise<unknown> =>
    Promise.resolve(answers[channel]?.(input));
  return { call, on: () => () => undefined } as unknown as Client;
}

function callOf(options: Record<string, string>, signal = AbortSignal.any([])) {
  const said: string[] = [];
  const shown: (ProgressState | null)[] = [];
  const output = {
    say: (text: string) => said.push(text),
    line: () => undefined,
    progress: (state: ProgressState | null) => shown.push(state),
  } as unknown as Output;
  const call = { output, signal, options: createOptionValues(options) } as unknown as VerbCall;
  return { call, said, shown };
}

const done = { id: 'c', changedCount: 3, unchangedCount: 0, refusedCount: 0, refused: [] };
const progress = { handledCount: 3, total: 9, perSecond: 2, secondsLeft: 3, isPaused: false };

it('shows how far a change set is, and ends it at a whole record on Ctrl+C', async () => {
  const stop = new AbortController();
  const over = Promise.withResolvers<typeof done>();
  const client = clientOf({
    'changes.outcome': () => over.promise,
    'changes.get': () => {
      setImmediate(() => stop.abort());
      return { progress };
    },
    'changes.cancel': () => over.resolve(done),
  });
  const { call, said, shown } = callOf({}, stop.signal);
  const followed = await followChangeSet(call, client, { id: 'c', label: 'Changing' });

  expect(followed).toEqual({ done, isStopped: true });
  expect(shown).toEqual([
    { label: 'Changing', done: 3, total: 9, perSecond: 2, secondsLeft: 3 },
    null,
  ]);
  expect(said.join()).toMatch(/Stopped at a whole record.*can be undone/);
});

it('is content with a change set that had just ended, and tells what one failed of', async () => {
  const stop = new AbortController();
  stop.abort();
  const conflict = new AppError('CONFLICT', { message: 'It is not running any more.' });
  const ended = clientOf({
    'changes.outcome': () => new Promise((resolve) => setTimeout(resolve, 5, done)),
    'changes.cancel': () => Promise.reject(conflict),
  });
  const order = { id: 'c', label: 'Changing' };
  const { call } = callOf({}, stop.signal);
  expect(await followChangeSet(call, ended, order)).toEqual({ done, isStopped: false });

  const failing = clientOf({ 'changes.outcome': () => Promise.reject(new Error('disk')) });
  await expect(followChangeSet(callOf({}).call, failing, order)).rejects.toThrow('disk');
});

it('takes the records of a saved view, of one repository, and names what is not there', async () => {
  const folder = await tempFolder();
  const client = clientOf({
    'views.list': () => ({ views: [{ id: 1, name: 'Old kernel', query: 'kernel:3' }] }),
    'repositories.list': () => ({ repositories: [{ id: 'practice' }] }),
    'records.list': () => ({ rows: [{ doi: '10.5072/a' }], total: 1 }),
  });
  const select = (options: Record<string, string>) => readSelection(callOf(options).call, client);

  expect(await select({ view: 'Old kernel', repository: 'practice' })).toEqual({
    selection: { filter: { repositoryId: 'practice', query: 'kernel:3' } },
    unknown: [],
  });
  await expect(select({ view: 'Mine' })).rejects.toThrow(/no saved view “Mine”. Saved are: Old ke/);
  await expect(select({ view: 'Old kernel', query: 'x' })).rejects.toThrow(/one of --query, --vi/);
  await expect(select({ collection: 'A', repository: 'b' })).rejects.toThrow(/goes with --query/);

  const list = join(folder, 'list.txt');
  await writeFile(list, 'doi:10.5072/A\r\n10.5072/b  https://doi.org/10.5072/a\n');
  expect(await select({ dois: list })).toEqual({
    selection: { dois: ['10.5072/a', '10.5072/b'] },
    unknown: ['10.5072/b'],
  });
  await writeFile(list, '10.5072/a\nlakes\n');
  await expect(select({ dois: list })).rejects.toThrow(/list.txt, line 2: .*Nothing was changed/);
});

it('sends nothing without the words that the plan asks for, and says how it is sent later', async () => {
  const sent: unknown[] = [];
  const leftOut = [{ code: 'blocked', message: 'It has errors.', count: 1 }];
  const client = clientOf({
    'changes.sendPlan': () => ({ sendCount: 2, leftOut, confirmation: '2 ETHZ.SED' }),
    'changes.send': (input) => {
      sent.push(input);
      return { queuedCount: 2 };
    },
  });
  const wrong = callOf({ confirm: '2 ETHZ' });
  expect(await sendOrSay(wrong.call, client, 'c7')).toBe(2);
  expect(wrong.said.join()).toContain('send c7 --confirm "2 ETHZ.SED"');
  expect(sent).toEqual([]);
  const right = callOf({ confirm: '2 ETHZ.SED' });
  expect(await sendOrSay(right.call, client, 'c7')).toBe(0);
  expect(sent).toEqual([{ id: 'c7', confirmation: '2 ETHZ.SED' }]);
  expect(right.said).toEqual(['Left out, 1: It has errors.', '2 updates wait in the outbox.']);
});

it('says which repositories a query reaches that names none', async () => {
  const counts: Readonly<Record<string, number>> = { 'lib-live': 1200, practice: 3, empty: 0 };
  const client = clientOf({
    'repositories.list': () => ({
      repositories: Object.keys(counts).map((id) => ({
        ...{ id, environment: id === 'lib-live' ? 'production' : 'practice' },
      })),
    }),
    'records.list': ({ filter }) => ({
      total: counts[(filter as { repositoryId: string }).repositoryId],
    }),
  });
  const all = callOf({ query: 'year:2020' });
  await readSelection(all.call, client);
  expect(all.said).toEqual([
    'These records are of 2 repositories: 1,200 in lib-live (production), 3 in practice (practice). --repository names one.',
  ]);
  const one = callOf({ query: 'year:2020', repository: 'practice' });
  await readSelection(one.call, client);
  expect(one.said).toEqual([]);
});
