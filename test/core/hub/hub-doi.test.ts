import { afterEach, expect, it } from 'vitest';

import { card, eventsByItem, openHubBench } from './hub-bench.ts';
import type { HubBench } from './hub-bench.ts';

let bench: HubBench;
afterEach(() => bench.close());

it('drafts a version DOI and a canonical one for a revision, and the next version after it', async () => {
  bench = await openHubBench();
  const { changes } = bench.hub;
  changes.create('dataset', 'o/d', { 'README.md': { text: card('Own') } });
  await bench.bringIn('datasets/o/d');
  const { id } = bench.item('o/d');
  const asked = {
    itemId: id,
    repositoryId: 'practice',
    collectionName: 'Hub',
    withCanonical: true,
    decision: null,
    reason: null,
  };
  const first = await bench.handlers['hub.mint'](asked);
  const one = bench.item('o/d');
  expect(one.dois.map(({ role, mintedBy }) => `${mintedBy} ${role}`).sort()).toEqual([
    'own canonical',
    'own version',
  ]);
  expect(one.record?.attributes.relatedIdentifiers).toContainEqual({
    relatedIdentifier: first.canonical,
    relatedIdentifierType: 'DOI',
    relationType: 'IsVersionOf',
  });
  expect(() => bench.handlers['hub.mint'](asked)).toThrow('already');
  changes.moveHead('dataset', 'o/d', 'more', { 'y.csv': { bytes: 7 } });
  await bench.handlers['hub.refresh']({ itemId: id, revision: null });
  // The record of the DOI stays with its revision although the card was read anew.
  expect(bench.item('o/d').record?.attributes.version).toBe(one.record?.attributes.version);
  // Where the version before cannot take its end of the link, nothing is drafted.
  const { db } = bench.test.context.ledger;
  db.run(`update record set sync = 'conflict' where doi = ?`, first.doi);
  expect(() => bench.handlers['hub.mint']({ ...asked, withCanonical: false })).toThrow(first.doi);
  expect(bench.item('o/d').dois).toHaveLength(2);
  db.run(`update record set sync = 'local' where doi = ?`, first.doi);
  const second = await bench.handlers['hub.mint']({ ...asked, withCanonical: false });
  const two = bench.item('o/d');
  expect(two.record?.doi).toBe(second.doi);
  expect(two.record?.attributes.version).toBe(two.head?.slice(0, 7));
  const relations = two.record?.attributes.relatedIdentifiers?.map(
    ({ relationType, relatedIdentifier }) => `${relationType ?? ''} ${relatedIdentifier ?? ''}`,
  );
  expect(relations).toEqual(
    expect.arrayContaining([`IsVersionOf ${first.canonical ?? ''}`, `IsNewVersionOf ${first.doi}`]),
  );
  // A draft that is undone was never registered: it locks nothing, and the DOI before it is current again.
  db.run('delete from record_text where rowid = (select id from record where doi = ?)', second.doi);
  db.run('delete from record where doi = ?', second.doi);
  const undone = bench.item('o/d');
  expect(undone.record?.doi).toBe(first.doi);
  expect(
    undone.dois
      .filter(({ role }) => role === 'version')
      .map(({ doi, outdatedAt }) => [doi, outdatedAt]),
  ).toEqual([[first.doi, null]]);
});

it('asks for a decision before a second DOI is drafted', async () => {
  bench = await openHubBench();
  const { changes } = bench.hub;
  changes.create('dataset', 'o/h', { 'README.md': { text: card('Twice') } });
  const minted = changes.generateDoi('dataset', 'o/h', '10.5555');
  await bench.bringIn('datasets/o/h');
  const { id } = bench.item('o/h');
  const asked = {
    itemId: id,
    repositoryId: 'practice',
    collectionName: 'Hub',
    withCanonical: false,
    decision: null,
    reason: null,
  };
  const plan = await bench.handlers['hub.planMint'](asked);
  expect(plan).toMatchObject({
    needsDecision: true,
    matches: [{ kind: 'hub-doi', doi: minted.doi }],
  });
  expect(() => bench.handlers['hub.mint'](asked)).toThrow(
    expect.objectContaining({ code: 'CONFIRMATION_NEEDED' }),
  );
  const made = await bench.handlers['hub.mint']({ ...asked, decision: 'variant' });
  const item = bench.item('o/h');
  expect(item.record).toMatchObject({ doi: made.doi, sync: 'local' });
  expect(item.record?.attributes.relatedIdentifiers).toContainEqual({
    relatedIdentifier: minted.doi,
    relatedIdentifierType: 'DOI',
    relationType: 'IsVariantFormOf',
  });
});

it('guides generation: two consents, the sha before, and what the hub did after', async () => {
  bench = await openHubBench();
  const { changes } = bench.hub;
  const repo = changes.create('dataset', 'g/d', { 'README.md': { text: card('Guided') } });
  repo.pullRequests.push({ number: 7, title: 'Better words', isOpen: true });
  await bench.bringIn('datasets/g/d');
  const { id, head } = bench.item('g/d');
  const ticks = {
    restrictions: true,
    personalData: true,
    person: 'Jane Roe',
    coAuthors: true,
    waiver: null,
  } as const;
  const shown = await bench.handlers['hub.prepareGeneration']({ itemId: id });
  expect(shown).toMatchObject({ revision: head, branch: 'main' });
  expect(
    bench.item('g/d').checklist.find(({ id: point }) => point === 'pull-requests'),
  ).toMatchObject({ state: 'asks', detail: expect.stringContaining('#7 Better words') as string });
  await expect(
    bench.handlers['hub.startGeneration']({ itemId: id, ticks, shownRevision: 'ab'.repeat(20) }),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(
    bench.handlers['hub.startGeneration']({ itemId: id, ticks, shownRevision: null }),
  ).rejects.toMatchObject({
    code: 'CONFIRMATION_NEEDED',
  });
  const started = await bench.handlers['hub.startGeneration']({
    itemId: id,
    ticks: { ...ticks, waiver: 'No token here' },
    shownRevision: shown.revision,
  });
  expect(started).toEqual({
    expectedRevision: head,
    settingsAddress: `${bench.hub.url}/datasets/g/d/settings`,
  });
  changes.moveHead('dataset', 'g/d', 'meanwhile', { 'z.csv': { bytes: 1 } });
  changes.generateDoi('dataset', 'g/d', '10.5555');
  for (
    let times = 0;
    times < 200 && bench.item('g/d').generation?.status === 'waiting';
    times += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(bench.item('g/d').generation).toMatchObject({
    status: 'other-revision',
    hasTag: true,
    expectedRevision: head,
  });
  const { text } = await bench.handlers['hub.consents']({});
  expect(text).toContain('"restrictions"');
  expect(text).toContain('"Jane Roe"');
  // The terms word for word, as they stood (D9).
  expect(text).toContain('Version 1 of these terms. What has a DOI stays');
});

it('takes up a wait for a DOI after the program ended, and a watch ends one that lasted too long', async () => {
  bench = await openHubBench();
  const { changes } = bench.hub;
  for (const name of ['g/one', 'g/two'])
    changes.create('dataset', name, { 'README.md': { text: card(name) } });
  await bench.bringIn('g');
  const { db } = bench.test.context.ledger;
  for (const name of ['g/one', 'g/two']) {
    const { id, head } = bench.item(name);
    db.run(
      "insert into hub_generation (item_id, expected_revision, status, started_at) values (?, ?, ?, '2026-01-01T00:00:00.000Z')",
      ...[id, head, name === 'g/one' ? 'waiting' : 'pending'],
    );
  }
  bench.resume();
  changes.generateDoi('dataset', 'g/one', '10.5555');
  await bench.until(() => bench.item('g/one').generation?.status === 'done');
  const late = changes.generateDoi('dataset', 'g/two', '10.5555');
  await bench.watch();
  expect(bench.item('g/two').generation).toMatchObject({
    status: 'done',
    doi: late.doi,
    hasTag: true,
  });
  expect(eventsByItem(bench)).toMatchObject({ 'g/two': ['doi-generated'] });
});
