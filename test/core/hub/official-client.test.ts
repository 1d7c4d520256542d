import {
  checkRepoAccess,
  countCommits,
  datasetInfo,
  listCommits,
  listDatasets,
  listFiles,
  listModels,
  modelInfo,
  whoAmI,
} from '@huggingface/hub';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { readCardFront } from '#core/hub/index.ts';
import { startPracticeHub } from '#core/practice-hub/practice-hub.ts';
import type { PracticeHub } from '#core/practice-hub/practice-hub.ts';
import { card } from './hub-bench.ts';

// The Hub's own client against our local hub: what we test with answers in the shapes of the real API.
let hub: PracticeHub;
const accessToken = 'hf_practice_read';
const all = async <T>(list: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const each of list) found.push(each);
  return found;
};

beforeAll(async () => {
  const clock = { now: () => Date.parse('2026-06-01T08:00:00.000Z') };
  hub = await startPracticeHub({ clock, read: readCardFront, token: accessToken });
});
afterAll(() => hub.close());

it('reads items, commits, files and the account of the local hub', async () => {
  const { changes, world, url: hubUrl } = hub;
  world.people.push({ name: 'jroe', fullName: 'Jane Roe', isOrganisation: false });
  world.people.push({ name: 'lakes', fullName: 'Lakes', isOrganisation: true });
  const made = changes.create('model', 'lakes/net', { 'README.md': { text: card('Net') } });
  made.contributors = ['jroe'];
  const minted = changes.generateDoi('model', 'lakes/net', '10.5555');
  const head = changes.moveHead('model', 'lakes/net', 'weights', {
    'net.safetensors': { bytes: 9 },
  });
  changes.create('dataset', 'lakes/levels', { 'README.md': { text: card('Levels') } });
  const additionalFields = ['sha', 'author', 'tags', 'cardData', 'disabled'] as const;
  const fields = { additionalFields: [...additionalFields], hubUrl };
  expect(await modelInfo({ ...fields, name: 'lakes/net' })).toMatchObject({
    ...{ id: made.objectId, name: 'lakes/net', private: false, gated: false, sha: head },
    ...{ author: 'lakes', disabled: false },
    cardData: { license: 'cc-by-4.0' },
    updatedAt: new Date('2026-06-01T08:00:00.000Z'),
  });
  const pinned = await modelInfo({ ...fields, name: 'lakes/net', revision: minted.commit });
  expect(pinned.sha).toBe(minted.commit);
  const set = await datasetInfo({ ...fields, name: 'lakes/levels' });
  expect([set.name, set.tags]).toEqual([
    'lakes/levels',
    expect.arrayContaining(['license:cc-by-4.0']),
  ]);
  const owner = { search: { owner: 'lakes' }, hubUrl };
  const [models, sets] = [await all(listModels(owner)), await all(listDatasets(owner))];
  expect([models, sets].map((list) => list.map(({ name }) => name))).toEqual([
    ['lakes/net'],
    ['lakes/levels'],
  ]);
  const repo = { type: 'model', name: 'lakes/net' } as const;
  const commits = await all(listCommits({ repo, hubUrl }));
  expect(commits.map(({ oid, title }) => [oid, title])).toEqual([
    [head, 'weights'],
    [minted.commit, 'initial commit'],
  ]);
  expect(await countCommits({ repo, hubUrl })).toBe(2);
  const files = await all(listFiles({ repo, hubUrl, recursive: true }));
  expect(files.map(({ path, size }) => [path, size])).toContainEqual(['net.safetensors', 9]);
  expect(await whoAmI({ accessToken, hubUrl })).toMatchObject({
    ...{ type: 'user', name: 'jroe', orgs: [{ name: 'lakes' }] },
    auth: { accessToken: { role: 'read' } },
  });
  changes.set('model', 'lakes/net', { isPrivate: true });
  await expect(checkRepoAccess({ repo, hubUrl })).rejects.toMatchObject({ statusCode: 401 });
  await expect(modelInfo({ name: 'lakes/nowhere', hubUrl, accessToken })).rejects.toMatchObject({
    statusCode: 404,
  });
});
