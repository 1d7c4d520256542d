import { afterEach, expect, it } from 'vitest';

import type { Output } from '#shared/contract/contract.ts';
import { card, openHubBench, profileId } from './hub-bench.ts';
import type { HubBench } from './hub-bench.ts';

let bench: HubBench;
afterEach(() => bench.close());

const relationsOf = (name: string): string[] =>
  (bench.item(name).record?.attributes.relatedIdentifiers ?? []).map(
    ({ relationType, relatedIdentifier }) => `${relationType ?? ''} ${relatedIdentifier ?? ''}`,
  );

it('makes a Collection record of a hub’s collection, and its parts name it in turn', async () => {
  bench = await openHubBench();
  const { changes, world, url } = bench.hub;
  for (const name of ['c/one', 'c/two'])
    changes.create('dataset', name, { 'README.md': { text: card(name) } });
  world.collections.push({
    slug: 'c/lakes-1',
    title: 'Lakes',
    description: 'All about lakes.',
    items: [
      { type: 'dataset', id: 'c/one' },
      { type: 'dataset', id: 'c/two' },
      { type: 'space', id: 'c/demo' },
      { type: 'paper', id: '2001.00001' },
    ],
  });
  const { run, lines } = await bench.bringIn(`${url}/collections/c/lakes-1`);
  expect(run).toMatchObject({ status: 'done', newCount: 3, refusedCount: 2 });
  const told = new Map(lines.map(({ reference, message }) => [reference, message]));
  expect(told.get('spaces/c/demo')).toContain('names it as a part');
  const collection = lines.find(({ kind }) => kind === 'whole-collection')?.doi ?? '';
  const parts = ['c/one', 'c/two'].map((name) => bench.item(name).record?.doi ?? '');
  const { db } = bench.test.context.ledger;
  const row = db.get<{ attributes: string }>(
    'select attributes from record where doi = ?',
    collection,
  );
  expect(JSON.parse(row?.attributes ?? '{}')).toMatchObject({
    types: { resourceTypeGeneral: 'Collection' },
    relatedIdentifiers: [
      { relationType: 'HasPart', relatedIdentifier: parts[0] },
      { relationType: 'HasPart', relatedIdentifier: parts[1] },
      { relationType: 'HasPart', relatedIdentifier: `${url}/spaces/c/demo` },
      { relationType: 'References', relatedIdentifier: '10.48550/arXiv.2001.00001' },
    ],
  });
  expect(relationsOf('c/two')).toContain(`IsPartOf ${collection}`);
});

it('says both sides of a new version, and asks for the DOI of what an item was made from', async () => {
  bench = await openHubBench();
  const { changes } = bench.hub;
  changes.create('model', 'v/base', { 'README.md': { text: card('Base') } });
  const minted = changes.generateDoi('model', 'v/base', '10.5555');
  changes.create('model', 'v/new', { 'README.md': { text: card('New') } });
  const more = ['base_model: v/base', 'new_version: v/new'];
  changes.create('model', 'v/old', { 'README.md': { text: card('Old', more) } });
  changes.tag('model', 'v/old', 'v1.2');
  await bench.bringIn('models/v/new\nmodels/v/old');
  expect(relationsOf('v/old')).toEqual(
    expect.arrayContaining([
      `IsDerivedFrom ${minted.doi}`,
      `IsPreviousVersionOf ${bench.hub.url}/v/new`,
    ]),
  );
  expect(relationsOf('v/new')).toContain(`IsNewVersionOf ${bench.hub.url}/v/old`);
  expect(bench.item('v/old').record?.attributes.version).toBe('v1.2');
  // The organisation, picked by a person, is in the records from the next reading on.
  const ror = { profileId, name: 'v', ror: 'https://ror.org/04wxnsj81', label: 'Vee Institute' };
  await bench.handlers['hub.setOrganisation'](ror);
  await bench.handlers['hub.refresh']({ itemId: bench.item('v/new').id, revision: null });
  expect(bench.item('v/new').record?.attributes.creators?.[0]).toMatchObject({
    name: 'Roe, Jane',
    affiliation: [{ name: 'Vee Institute', affiliationIdentifier: ror.ror }],
  });
  expect(await bench.handlers['hub.organisations']({ profileId })).toMatchObject({
    organisations: [{ name: 'v', itemCount: 2, ror: ror.ror }],
  });
});

it('plans a rename with every place of the old name, and writes letters that say what was noticed', async () => {
  bench = await openHubBench();
  const { changes } = bench.hub;
  changes.create('dataset', 'n/lakes', {
    'README.md': { text: `${card('Lakes')}\nWrite to website at huggingface.co about its DOI.\n` },
  });
  const minted = changes.generateDoi('dataset', 'n/lakes', '10.5555');
  const uses = ['source_datasets:', '  - n/lakes'];
  changes.create('dataset', 'n/derived', { 'README.md': { text: card('Derived', uses) } });
  changes.create('dataset', 'n/lakes-small', { 'README.md': { text: card('Small') } });
  await bench.bringIn('n');
  changes.rename('dataset', 'n/lakes', 'n/waters');
  await bench.watch();
  const { id } = bench.item('n/waters');
  const plan = await bench.handlers['hub.renamePlan']({ itemId: id, oldName: null });
  expect([plan.oldName, plan.newName]).toEqual(['n/lakes', 'n/waters']);
  expect(plan.places.map(({ where, path }) => `${where} ${path}`)).toEqual(
    expect.arrayContaining(['record url', 'card n/derived']),
  );
  expect(plan.places.every(({ value }) => !value.includes('lakes-small'))).toBe(true);
  for (const about of ['delete', 'rename', 'visibility', 'feedback'] as const) {
    const letter = await bench.handlers['hub.letter']({ itemId: id, about });
    expect(letter.to).toBe('support@hub.example.org');
    expect(letter.body).toContain(`PRACTICE ${minted.doi}`);
    expect(letter.body).toContain('Renamed, before: n/lakes, now: n/waters');
    expect(letter.warning).toContain('website@huggingface.co');
  }
});

it('keeps quota and schedule, and looks by itself when it is due', async () => {
  bench = await openHubBench();
  for (let at = 0; at < 4; at += 1)
    bench.hub.changes.create('dataset', `q/item-${at}`, { 'README.md': { text: card('Q') } });
  await bench.bringIn('q');
  await bench.handlers['hub.setSchedule']({ everyHours: 6, quota: 3 });
  const state = (): Output<'hub.watchState'> =>
    bench.handlers['hub.watchState']({}) as Output<'hub.watchState'>;
  expect(state()).toMatchObject({ everyHours: 6, quota: 3, finishedAt: null });
  for (let at = 0; at < 4; at += 1)
    bench.hub.changes.moveHead('dataset', `q/item-${at}`, 'more', { 'a.csv': { bytes: 1 } });
  const from = bench.test.ports.clock.monotonic();
  bench.schedule();
  await bench.until(() => state().finishedAt !== null && !state().isRunning);
  expect(state()).toMatchObject({ checkedCount: 4, eventCount: 4, failure: null });
  const settled = await bench.handlers['hub.settleEvents']({
    ...{ ids: [], kind: 'head-moved', settlement: 'no-matter', note: null },
  });
  expect([settled.settledCount, state().openEventCount]).toEqual([4, 0]);
  // Three requests in five minutes were allowed; the looks needed more.
  expect(bench.test.ports.clock.monotonic() - from).toBeGreaterThan(300_000);
});
