import { afterEach, expect, it } from 'vitest';

import { hubVaultName } from '#core/hub/profile-table.ts';
import { Secret } from '#shared/support/secret.ts';
import { card, eventsByItem, openHubBench, profileId } from './hub-bench.ts';
import type { HubBench } from './hub-bench.ts';

let bench: HubBench;
afterEach(() => bench.close());

it('brings an item in as a whole draft, with the origin of every value', async () => {
  bench = await openHubBench();
  bench.hub.changes.create('dataset', 'lakes/levels', {
    'README.md': { text: card('Lake levels') },
    'data/a.parquet': { bytes: 9_000 },
  });
  const { run, lines } = await bench.bringIn('datasets/lakes/levels');
  expect([run.status, lines[0]?.status, lines[0]?.message]).toEqual(['done', 'new', null]);
  const item = bench.item('lakes/levels');
  expect(item.record?.attributes).toMatchObject({
    titles: [{ title: 'Lake levels' }, { title: 'lakes/levels', titleType: 'AlternativeTitle' }],
    creators: [{ name: 'Roe, Jane' }, { name: 'Doe, Max' }],
    publicationYear: 2024,
    types: { resourceTypeGeneral: 'Dataset' },
    formats: ['application/vnd.apache.parquet'],
    version: item.head?.slice(0, 7),
  });
  expect(item.record?.attributes.url).toBe(
    `${bench.hub.url}/datasets/lakes/levels/tree/${item.head ?? ''}`,
  );
  const properties = Object.keys(item.record?.attributes ?? {});
  expect(
    properties.filter((name) => !item.values.some(({ path }) => path.split(/[.[]/)[0] === name)),
  ).toEqual([]);
  expect(item.values.find(({ path }) => path === 'creators')).toMatchObject({
    source: 'BibTeX roe2024',
    revision: item.head,
  });
  // A ledger of before may hold a time as no screen takes it: the item is shown without it.
  expect(item.revisionDate).toMatch(/^\d{4}-/);
  bench.test.context.ledger.db.run("update hub_item set revision_date = 'Tue, 5 Mar 2024'");
  expect(bench.item('lakes/levels').revisionDate).toBeNull();
});

it('makes a complete draft of an id: nothing of the mandatory six is typed', async () => {
  bench = await openHubBench();
  const { db } = bench.test.context.ledger;
  db.run(`update repository set defaults = '{"publisher":{"name":"Oberwald Institute"}}'`);
  bench.hub.changes.create('dataset', 'lakes/six', { 'README.md': { text: card('Six') } });
  // One input: the id.
  await bench.bringIn('datasets/lakes/six');
  const { id, record } = bench.item('lakes/six');
  const { doi, attributes } = record ?? {};
  expect(doi).toMatch(/^10\.5072\//);
  expect(attributes).toMatchObject({
    creators: [{ name: 'Roe, Jane' }, { name: 'Doe, Max' }],
    titles: [{ title: 'Six' }, {}],
    publicationYear: 2024,
    types: { resourceTypeGeneral: 'Dataset' },
  });
  expect(JSON.stringify(attributes?.publisher)).toContain('Oberwald Institute');
  const plan = await bench.handlers['hub.planMint']({
    ...{ itemId: id, repositoryId: 'practice', collectionName: 'Hub' },
    ...{ withCanonical: false, decision: null, reason: null },
  });
  expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('asks for metadata and cards only, never for content', async () => {
  bench = await openHubBench();
  const { changes } = bench.hub;
  changes.create('model', 'lakes/net', {
    'README.md': { text: card('Net') },
    'CITATION.cff': { text: 'title: Net' },
    '.eval_results/lakes.yaml': { text: '- dataset: {id: lakes/bench}\n  value: 0.9\n' },
    'model.safetensors': { bytes: 1e9 },
  });
  await bench.bringIn('lakes');
  expect(
    bench.item('lakes/net').values.find(({ rule }) => rule === 'technical-evaluations'),
  ).toMatchObject({
    source: '.eval_results/lakes.yaml',
    value: expect.stringContaining('0.9 on lakes/bench') as string,
  });
  changes.moveHead('model', 'lakes/net', 'retrain', { 'model.safetensors': { bytes: 2e9 } });
  await bench.watch();
  const paths = bench.asked.map(({ path }) => path.split('?')[0] ?? '');
  expect(paths.length).toBeGreaterThan(4);
  const content = paths.filter(
    (path) =>
      path.includes('/resolve/') ||
      (path.includes('/raw/') &&
        !/\/(?:README\.md|CITATION\.cff|\.eval_results\/[\w.-]+\.ya?ml)$/.test(path)),
  );
  expect(content).toEqual([]);
  expect(bench.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it('refuses Spaces and other sites, and names what cannot be seen, item by item', async () => {
  bench = await openHubBench();
  bench.hub.changes.create('dataset', 'a/open', { 'README.md': { text: card('Open') } });
  const hidden = bench.hub.changes.create('dataset', 'a/secret', {
    'README.md': { text: card('Secret') },
  });
  hidden.isPrivate = true;
  const list = [
    'spaces/a/demo',
    'https://other.example.org/a/b',
    'datasets/a/secret',
    'datasets/a/open',
    'datasets/a/nowhere',
  ];
  const { run, lines } = await bench.bringIn(list.join('\n'));
  expect(run).toMatchObject({ status: 'done', newCount: 1, failedCount: 2, refusedCount: 2 });
  const told = new Map(lines.map(({ reference, message }) => [reference, message]));
  expect(told.get('spaces/a/demo')).toContain('A Space gets no DOI');
  expect(told.get('datasets/a/secret')).toContain('private, or it is not there');
});

type Happen = (changes: HubBench['hub']['changes'], name: string) => unknown;
const write = (changes: HubBench['hub']['changes'], name: string, text: string): unknown =>
  changes.moveHead('dataset', name, 'edit', { 'README.md': { text } });

/** What happens to one item each, and all that the watch may say of it. */
const happenings: readonly (readonly [kinds: readonly string[], happen: Happen])[] = [
  [
    ['head-moved'],
    (changes, name) => changes.moveHead('dataset', name, 'more', { 'b.csv': { bytes: 5 } }),
  ],
  [
    ['head-moved', 'licence-changed'],
    (changes, name) => write(changes, name, card('A').replace('cc-by-4.0', 'mit')),
  ],
  [
    ['authors-changed', 'head-moved'],
    (changes, name) => write(changes, name, card('A').replace('Doe, Max', 'Poe, Ann')),
  ],
  [['card-changed', 'head-moved'], (changes, name) => write(changes, name, card('Another A'))],
  [['commit-lost', 'head-moved'], (changes, name) => changes.squash('dataset', name)],
  [['renamed'], (changes, name) => changes.rename('dataset', name, `${name}-new`)],
  [['recreated'], (changes, name) => changes.recreate('dataset', name)],
  [['hidden'], (changes, name) => changes.set('dataset', name, { isPrivate: true })],
  [['gated'], (changes, name) => changes.set('dataset', name, { gated: 'manual' })],
  [['disabled'], (changes, name) => changes.set('dataset', name, { isDisabled: true })],
  [['hidden'], (changes, name) => changes.remove('dataset', name)],
  [['doi-tag-lost'], (changes, name) => changes.set('dataset', name, { hasDoiTag: false })],
  [['doi-replaced'], (changes, name) => changes.generateDoi('dataset', name, '10.5555')],
  [[], () => undefined],
];

// Synthetic, after the shapes of huggingface_hub (hf_api.py, utils/_http.py) and huggingface.js (types/api).
it('sees each thing that happens to an item, once, and nothing else', async () => {
  bench = await openHubBench();
  const { changes } = bench.hub;
  happenings.forEach((_, at) => {
    const name = `w/item-${at}`;
    changes.create('dataset', name, { 'README.md': { text: card(name) } });
    write(changes, name, card('A'));
    changes.generateDoi('dataset', name, '10.5555');
  });
  await bench.bringIn('w');
  await bench.watch();
  expect(eventsByItem(bench)).toEqual({});
  happenings.forEach(([, happen], at) => happen(changes, `w/item-${at}`));
  expect((await bench.watch()).failure).toBeNull();
  const wanted = happenings.flatMap(([kinds], at) => {
    const name = kinds.includes('renamed') ? `w/item-${at}-new` : `w/item-${at}`;
    return kinds.length === 0 ? [] : [[name, kinds] as const];
  });
  expect(eventsByItem(bench)).toEqual(Object.fromEntries(wanted));
  await bench.watch();
  expect(eventsByItem(bench)).toEqual(Object.fromEntries(wanted));
  const moved = bench.item('w/item-0');
  expect([moved.commitCount, moved.fileCount]).toEqual([1, 1]);
});

it('observes a DOI of the hub, compares its public record, and locks its item', async () => {
  bench = await openHubBench();
  const { changes } = bench.hub;
  changes.create('model', 'w/m', { 'README.md': { text: card('Model of everything') } });
  const minted = changes.generateDoi('model', 'w/m', '10.5555');
  const { lines } = await bench.bringIn('w/m');
  expect(lines[0]).toMatchObject({ status: 'observe-only', doi: minted.doi });
  const item = bench.item('w/m');
  expect(item.record).toMatchObject({ doi: minted.doi, sync: 'observe-only' });
  expect(item.dois[0]).toMatchObject({
    doi: minted.doi,
    mintedBy: 'hub',
    revision: minted.commit,
    recordOutcome: 'found',
  });
  expect(item.dois[0]?.drift.map(({ fact }) => fact)).toContain('creators');
  expect(item.dois[0]?.citation).toContain(`(Revision ${minted.commit.slice(0, 7)})`);
  expect(item.lock).toContain('Locked by DOI');
  expect(() => bench.handlers['hub.remove']({ itemId: item.id })).toThrow('cannot be taken off');
  expect(() =>
    bench.test.context.ledger.db.run('delete from hub_item where id = ?', item.id),
  ).toThrow();
  changes.moveHead('model', 'w/m', 'again', { 'x.bin': { bytes: 4 } });
  const second = changes.generateDoi('model', 'w/m', '10.5555');
  await bench.handlers['hub.refresh']({ itemId: item.id, revision: null });
  const after = bench.item('w/m');
  expect(after.dois.map(({ doi, outdatedAt }) => [doi, outdatedAt === null])).toEqual([
    [second.doi, true],
    [minted.doi, false],
  ]);
  expect(after.dois[1]).toMatchObject({ successor: second.doi });
  expect(after.dois[1]?.citation).toContain(minted.commit.slice(0, 7));
});

it('tells private from deleted with a token, which it keeps in the vault and shows to nobody', async () => {
  bench = await openHubBench({ token: 'hf_secret_read' });
  const { changes, world } = bench.hub;
  world.people.push({ name: 'jroe', fullName: 'Jane Roe', isOrganisation: false });
  world.people.push({ name: 't', fullName: 'T', isOrganisation: true });
  for (const name of ['t/one', 't/two', 't/three'])
    changes.create('dataset', name, { 'README.md': { text: card(name) } });
  const refused = await bench.handlers['hub.setToken']({ id: profileId, token: 'hf_wrong' });
  expect(refused.outcome).toBe('refused');
  expect(
    await bench.handlers['hub.setToken']({ id: profileId, token: 'hf_secret_read' }),
  ).toMatchObject({ outcome: 'works' });
  const { profiles } = await bench.handlers['hub.profiles']({});
  const profile = profiles.find(({ id }) => id === profileId);
  expect(profile?.account).toMatchObject({
    user: 'jroe',
    tokenRole: 'read',
    organisations: [{ name: 't', role: 'admin' }],
  });
  expect(JSON.stringify(profile)).not.toContain('somebody@');
  await bench.handlers['hub.bringIn']({
    profileId,
    source: { kind: 'own' },
    repositoryId: 'practice',
    collectionName: 'Hub',
  });
  await bench.settled();
  changes.set('dataset', 't/one', { isPrivate: true });
  changes.remove('dataset', 't/two');
  await bench.watch();
  expect(eventsByItem(bench)).toEqual({ 't/one': ['made-private'], 't/two': ['deleted'] });
  const { db } = bench.test.context.ledger;
  const everything = db
    .all<{ name: string }>(
      "select name from sqlite_schema where type = 'table' and name not like 'record_text%' and sql not like '%virtual%'",
    )
    .map(({ name }) => JSON.stringify(db.all(`select * from "${name}"`)));
  expect(everything.join('\n')).not.toContain('hf_secret_read');
});

it('stops a run at a token that is not accepted any more, and goes on with the next', async () => {
  bench = await openHubBench({ token: 'hf_secret_read' });
  for (const name of ['x/one', 'x/two'])
    bench.hub.changes.create('dataset', name, { 'README.md': { text: card(name) } });
  // It was right when it was put into the vault, and has expired since.
  await bench.test.ports.vault.put(hubVaultName(profileId), new Secret('hf_expired'));
  const names = 'datasets/x/one\ndatasets/x/two';
  const { run } = await bench.bringIn(names);
  expect(run).toMatchObject({ status: 'paused', waitingCount: 2, failedCount: 0 });
  expect(run.failure).toContain('does not accept the token');
  expect((await bench.watch()).failure).toBeNull();
  await bench.handlers['hub.setToken']({ id: profileId, token: 'hf_secret_read' });
  const after = await bench.bringIn(names);
  expect(after.run).toMatchObject({ id: run.id, status: 'done', newCount: 2, waitingCount: 0 });
});

it('waits for the limit that the hub tells, and goes on', async () => {
  bench = await openHubBench({ rate: { quota: 6, windowSeconds: 300 } });
  for (let at = 0; at < 8; at += 1)
    bench.hub.changes.create('dataset', `r/item-${at}`, { 'README.md': { text: card('R') } });
  const { run } = await bench.bringIn('r');
  expect(run).toMatchObject({ status: 'done', newCount: 8, failedCount: 0 });
  expect(bench.test.ports.clock.monotonic()).toBeGreaterThan(300_000);
});
