import { afterEach, expect, it } from 'vitest';

import type { Output } from '#shared/contract/contract.ts';
import { card, openHubBench, profileId } from './hub-bench.ts';
import type { HubBench } from './hub-bench.ts';

let bench: HubBench;
afterEach(() => bench.close());

/** Kinds of the open events by the item that they belong to. */
function eventsByItem({ handlers }: HubBench): Record<string, string[]> {
  const { rows } = handlers['hub.events']({
    show: 'open',
    kind: null,
    offset: 0,
    limit: 200,
  }) as Output<'hub.events'>;
  const found: Record<string, string[]> = {};
  for (const { itemName, kind } of rows) (found[itemName] ??= []).push(kind);
  for (const kinds of Object.values(found)) kinds.sort();
  return found;
}

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
  await expect(bench.handlers['hub.mint'](asked)).rejects.toThrow('already');
  changes.moveHead('dataset', 'o/d', 'more', { 'y.csv': { bytes: 7 } });
  await bench.handlers['hub.refresh']({ itemId: id, revision: null });
  // The record of the DOI stays with its revision although the card was read anew.
  expect(bench.item('o/d').record?.attributes.version).toBe(one.record?.attributes.version);
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
  const { db } = bench.test.context.ledger;
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
  await expect(bench.handlers['hub.mint'](asked)).rejects.toMatchObject({
    code: 'CONFIRMATION_NEEDED',
  });
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

it('waits for the limit that the hub tells, and goes on', async () => {
  bench = await openHubBench({ rate: { quota: 6, windowSeconds: 300 } });
  for (let at = 0; at < 8; at += 1)
    bench.hub.changes.create('dataset', `r/item-${at}`, { 'README.md': { text: card('R') } });
  const { run } = await bench.bringIn('r');
  expect(run).toMatchObject({ status: 'done', newCount: 8, failedCount: 0 });
  expect(bench.test.ports.clock.monotonic()).toBeGreaterThan(300_000);
});

it('takes broken cards and answers as findings of their items', async () => {
  bench = await openHubBench();
  const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map(
      (name, at) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${'abcdefghij'[at] ?? 'a'}`)
          .join(',')}]`,
    )
    .join('\n')}\n---\n# Bomb\n`;
  const texts = {
    'b/none': 'No front matter at all, only words.',
    'b/broken': '---\nlicense: [mit\ntags: {\n---\n# Broken\n\nSome text of it.',
    'b/bomb': bomb,
    'b/lists':
      '---\npretty_name: [One, Two]\nlicense: {a: mit}\ntags: solo\nlanguage: 7\ndatasets: {x: 1}\n---\n# Lists',
    'b/html':
      '---\nlicense: never-heard-of\n---\n# <script>alert(1)</script>Page\n\n<b>Bold</b> words of a description that is long enough.',
    'b/names':
      '---\npretty_name: 湖の水位\n---\n\n```bibtex\n@misc{x, author={王小明 and Łukasz Żółć and {Институт озёр}}, year={2020}\n@misc{y, title={broken\n```',
    'b/large': `---\nlicense: mit\n---\n# Large\n\n${'Words of a large card. '.repeat(220_000)}`,
    'b/huge': `# Huge\n${'x'.repeat(6_500_000)}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    bench.hub.changes.create('dataset', name, {
      'README.md': { text },
      'CITATION.cff': { text: 'authors: [\n  - {name: 7}\n: :' },
    });
  }
  const { run, lines } = await bench.bringIn(
    Object.keys(texts)
      .map((name) => `datasets/${name}`)
      .join('\n'),
  );
  expect([run.status, run.newCount]).toEqual(['done', 7]);
  expect(lines.find(({ name }) => name === 'b/huge')?.message).toContain('larger than 6 MB');
  const codes = (name: string) => bench.item(name).findings.map(({ code }) => code);
  expect(codes('b/none')).toContain('card-front-matter-missing');
  expect(codes('b/broken')).toEqual(
    expect.arrayContaining(['card-front-matter-broken', 'hub-citation-file-broken']),
  );
  expect(JSON.stringify(bench.item('b/html').record?.attributes)).not.toContain('<script>');
  expect(bench.item('b/names').record?.attributes.creators?.map(({ name }) => name)).toHaveLength(
    3,
  );
}, 60_000);
