import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createChanges } from '#core/changes/index.ts';
import { createHistoryHandlers } from '#core/history/history-handlers.ts';
import { createSigner } from '#core/history/sign-heads.ts';
import { confirmRemote } from '#core/records/confirm-remote.ts';
import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { RecordInput } from '#core/records/save-records.ts';
import { createVersionHandlers } from '#core/versions/version-handlers.ts';
import { versionUndoing } from '#core/versions/release-version.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { standardPolicy } from '#shared/versions/version-policy.ts';
import { brokenChains } from '../../shared/versions/broken-chains.ts';
import { ChainDraft, doiOf, nameOf } from '../../shared/versions/chain-draft.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

let test: TestContext;
let index: ReturnType<typeof createVersionIndex>;
let handlers: ReturnType<typeof createVersionHandlers>;
beforeEach(() => {
  test = openTestContext();
  index = createVersionIndex(test.context);
  handlers = createVersionHandlers(test.context, index);
});
afterEach(async () => {
  await index.stop();
  test.dispose();
});

function put(
  chain: ChainDraft,
  names = [...chain.records.keys()],
  changes: Partial<RecordInput> = {},
): void {
  const inputs = names.map((name) => {
    const record = chain.records.get(name);
    if (record === undefined) throw new Error(`no record ${name}`);
    const { attributes, facts } = record;
    const sync = facts.holding === 'observed' ? 'observe-only' : 'unsent';
    return recordInput(doiOf(name), {
      state: facts.state,
      sync,
      ...changes,
      attributes: { ...recordInput(doiOf(name)).attributes, ...attributes },
    });
  });
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
}

const all = { filter: {}, sort: 'title', descending: false, offset: 0, limit: 100 } as const;
const rows = async () => (await handlers['versions.list'](all)).rows;
const chainOf = async (name: string) =>
  (await handlers['versions.chain']({ doi: doiOf(name) })).chain;
const defectsOf = async (name: string): Promise<string[]> =>
  (await chainOf(name))?.defects.map(({ code, at, others }) =>
    [code, at, ...others].map(nameOf).join(' '),
  ) ?? [];
const attributesOf = (name: string): Attributes =>
  getRecord(test.context.ledger, doiOf(name))?.attributes ?? {};
const relations = (name: string): string[] =>
  (attributesOf(name).relatedIdentifiers ?? []).map(
    ({ relationType, relatedIdentifier }) =>
      `${relationType ?? ''} ${nameOf(relatedIdentifier ?? '')}`,
  );
const repair = (dois: string[]) =>
  handlers['versions.repair']({ dois, choices: {}, reason: 'Agreed' });

describe('chains of the ledger', () => {
  it('are found, listed with their defects, and told alike in list and picture', async () => {
    put(ChainDraft.sound(3).unsay('v1', 'IsPreviousVersionOf', 'v2'));
    const [row] = await rows();
    expect(row).toMatchObject({
      doi: doiOf('c'),
      hasCanonical: true,
      title: 'Lakes c',
      versionCount: 3,
      latest: doiOf('v3'),
      latestVersion: '3.0',
      defectCount: 1,
      codes: [{ code: 'one-sided-link', count: 1 }],
    });
    expect(await defectsOf('v2')).toEqual(['one-sided-link v1 v2']);
    const chain = await chainOf('v2');
    expect(chain?.nodes.map(({ doi, number }) => [nameOf(doi), number])).toEqual([
      ['v1', 1],
      ['v2', 2],
      ['v3', 3],
      ['c', null],
    ]);
  });

  it('follow every edit: joined, parted, gone', async () => {
    put(ChainDraft.sound(2));
    put(new ChainDraft().add('x').add('y').tie('x', 'IsPreviousVersionOf', 'IsNewVersionOf', 'y'));
    expect(await rows()).toHaveLength(2);
    const joined = ChainDraft.sound(2).add('x').add('y');
    joined
      .tie('x', 'IsPreviousVersionOf', 'IsNewVersionOf', 'y')
      .tie('v2', 'IsPreviousVersionOf', 'IsNewVersionOf', 'x');
    put(joined);
    expect((await rows()).map(({ versionCount }) => versionCount)).toEqual([4]);
    joined.untie('v2', 'IsPreviousVersionOf', 'IsNewVersionOf', 'x');
    put(joined, ['v2', 'x']);
    expect((await rows()).map(({ versionCount }) => versionCount).sort()).toEqual([2, 2]);
    test.context.ledger.db.exec(`delete from record where doi in ('10.5072/x', '10.5072/y')`);
    expect((await rows()).map(({ doi }) => doi)).toEqual([doiOf('c')]);
  });

  it('take up a record that others named before it came', async () => {
    const chain = ChainDraft.sound(2);
    put(chain, ['c', 'v1']);
    expect(await defectsOf('c')).toEqual(['dangling-target c v2', 'dangling-target v1 v2']);
    put(chain, ['v2']);
    expect(await defectsOf('c')).toEqual([]);
    expect((await rows())[0]?.defectCount).toBe(0);
  });

  it('are the same read one by one as read all at once', async () => {
    for (const [at, { chain }] of brokenChains.entries()) {
      const copy = new ChainDraft();
      for (const [name, { attributes, facts }] of chain.records) {
        const text = JSON.stringify(attributes)
          .replaceAll('10.5072/', `10.5072/k${at}-`)
          .replaceAll('items/', `items/k${at}-`);
        copy.records.set(`k${at}-${name}`, { attributes: JSON.parse(text) as Attributes, facts });
      }
      put(copy);
    }
    const bare = async () =>
      (await handlers['versions.list']({ ...all, limit: 200 })).rows.map(({ id, ...row }) => ({
        ...row,
        id: id > 0,
      }));
    index.kick();
    await index.whenDone();
    const bulk = await bare();
    test.context.ledger.db.exec(
      'insert into version_unread select id from record order by id limit 100',
    );
    const again = await bare();
    const byDoi = (one: { doi: string }, other: { doi: string }) => (one.doi < other.doi ? -1 : 1);
    expect(again.sort(byDoi)).toEqual(bulk.sort(byDoi));
    expect(bulk.length).toBeGreaterThan(50);
  });

  it('tell the position of a record', async () => {
    put(ChainDraft.sound(3));
    const { position } = await handlers['versions.position']({ doi: doiOf('v2') });
    expect(position).toMatchObject({ number: 2, count: 3, newer: doiOf('v3') });
    put(new ChainDraft().add('alone'));
    expect(await handlers['versions.position']({ doi: doiOf('alone') })).toEqual({
      position: null,
    });
  });

  it('are exported as SVG, CSV and JSON-LD that can be read back', async () => {
    put(ChainDraft.sound(2).set('v1', { titles: [{ title: '=1+1 <b>&' }] }));
    const file = async (format: 'svg' | 'csv' | 'json-ld') =>
      (await handlers['versions.export']({ doi: doiOf('v1'), format })).text;
    expect(await file('svg')).toContain('=1+1 &lt;b&gt;&amp;');
    expect(await file('csv')).toContain(`"'=1+1 <b>&"`);
    const graph = JSON.parse(await file('json-ld')) as { '@graph': Record<string, unknown>[] };
    expect(
      graph['@graph'].find((node) => node['dcterms:identifier'] === doiOf('v2')),
    ).toMatchObject({
      'prov:wasRevisionOf': [{ '@id': `https://practice.invalid/${doiOf('v1')}` }],
    });
  });
});

describe('the repair of chains', () => {
  it('is one change set that makes them sound, and changes only relations', async () => {
    const chain = ChainDraft.sound(3)
      .unsay('v1', 'IsPreviousVersionOf', 'v2')
      .unsay('c', 'HasVersion', 'v3');
    chain.say('v2', 'IsVersionOf', 'v2');
    put(chain);
    const before = attributesOf('v2');
    const plan = await handlers['versions.planRepair']({ doi: doiOf('c'), choices: {} });
    expect(plan.changes.map(({ doi }) => nameOf(doi)).sort()).toEqual(['c', 'v1', 'v2']);
    const outcome = await repair([doiOf('v1'), doiOf('v3')]);
    expect(outcome).toMatchObject({ changedCount: 3, leftCount: 0, refused: [] });
    expect(await defectsOf('c')).toEqual([]);
    expect({ ...attributesOf('v2'), relatedIdentifiers: [] }).toEqual({
      ...before,
      relatedIdentifiers: [],
    });
    const set = test.context.ledger.db.get<{ kind: string; title: string }>(
      'select kind, title from change_set',
    );
    expect(set).toEqual({ kind: 'versions', title: 'Repair of 1 version chain' });
  });

  it('writes a letter for what is not ours', async () => {
    put(
      ChainDraft.sound(2)
        .hold('v1', { holding: 'observed' })
        .unsay('v1', 'IsPreviousVersionOf', 'v2'),
    );
    const { wishes, changes } = await handlers['versions.planRepair']({
      doi: doiOf('c'),
      choices: {},
    });
    expect(changes).toEqual([]);
    expect(wishes[0]?.letter).toContain('- please add: IsPreviousVersionOf 10.5072/v2 (type DOI)');
  });

  it('stays visible as half done until DataCite holds both sides', async () => {
    put(ChainDraft.sound(2));
    const confirm = (name: string) =>
      confirmRemote(
        test.context,
        {
          doi: doiOf(name),
          remote: attributesOf(name),
          remoteState: 'findable',
          remoteUpdatedAt: null,
          sync: 'in-step',
        },
        { kind: 'confirmed', reason: null },
      );
    expect((await rows())[0]).toMatchObject({ unsentCount: 3, halfDoneCount: 0 });
    confirm('v1');
    expect((await rows())[0]).toMatchObject({ unsentCount: 3, halfDoneCount: 2 });
    confirm('v2');
    confirm('c');
    expect((await rows())[0]).toMatchObject({ unsentCount: 0, halfDoneCount: 0 });
  });
});

describe('a new version', () => {
  const answers = {
    version: '2.0',
    url: 'https://data.example.org/items/next',
    publicationYear: '2026',
    issued: '2026-06-01',
    canonical: { kind: 'create', url: 'https://data.example.org/lakes' },
  } as const;
  const ask = { doi: doiOf('v1'), answers, changes: ['data'], reason: 'More lakes' };

  it('is linked both ways and to a canonical DOI, under one change set, and leaves the old one as it was', async () => {
    put(new ChainDraft().add('v1', { version: '1.0', issued: '2020-01-01' }));
    const before = attributesOf('v1');
    const made = await handlers['versions.create'](ask);
    const canonical = nameOf(made.canonical ?? '');
    const [row] = await rows();
    expect(row).toMatchObject({
      // Both new DOIs are still to be published; nothing else is wrong.
      codes: [{ code: 'draft-target', count: 2 }],
      versionCount: 2,
      doi: made.canonical,
      latest: doiOf('v1'),
    });
    expect({ ...attributesOf('v1'), relatedIdentifiers: [] }).toEqual({
      ...before,
      relatedIdentifiers: [],
    });
    expect(relations('v1')).toEqual([
      `IsPreviousVersionOf ${nameOf(made.doi)}`,
      `IsVersionOf ${canonical}`,
    ]);
    expect(relations(canonical)).toEqual([`HasVersion v1`, `HasVersion ${nameOf(made.doi)}`]);
    const chain = await chainOf('v1');
    expect(chain?.nodes.find(({ doi }) => doi === doiOf('v1'))?.isOutdated).toBe(true);
    const { events } = await createHistoryHandlers(
      test.context,
      'no-anchors',
      createSigner(test.context),
    )['history.list']({
      doi: doiOf('v1'),
      offset: 0,
      limit: 50,
    });
    const decided = events.find(({ kind }) => kind === 'version.decided');
    expect(decided).toMatchObject({ reason: 'More lakes' });
    expect(JSON.stringify(decided)).toContain('new-doi');
  });

  it('joins the canonical DOI that is there, and never makes a second', async () => {
    put(ChainDraft.sound(2));
    const made = await handlers['versions.create']({
      ...ask,
      doi: doiOf('v2'),
      answers: { ...answers, version: '3.0' },
    });
    expect(made.canonical).toBe(doiOf('c'));
    expect(await defectsOf('c')).toEqual([
      `draft-target c ${nameOf(made.doi)}`,
      `draft-target v2 ${nameOf(made.doi)}`,
    ]);
  });

  it('is refused where nothing differs, and where the record is not ours', async () => {
    put(ChainDraft.sound(1));
    await expect(
      Promise.resolve().then(() =>
        handlers['versions.create']({ ...ask, answers: { ...answers, version: '1.0' } }),
      ),
    ).rejects.toThrow('same version text');
    put(new ChainDraft().add('o').hold('o', { holding: 'observed' }));
    await expect(
      Promise.resolve().then(() => handlers['versions.create']({ ...ask, doi: doiOf('o') })),
    ).rejects.toThrow('not ours');
  });

  it('that dies before it is written leaves nothing', async () => {
    put(ChainDraft.sound(1));
    const dying = openTestContextOver((point) => point === 'versions.create.before-commit');
    await expect(Promise.resolve().then(() => dying['versions.create'](ask))).rejects.toThrow(
      'died',
    );
    expect(test.context.ledger.db.all(`select 1 from record where state = 'reserved'`)).toEqual([]);
  });

  it('that dies in the middle leaves a chain that the audit names and a repair completes', async () => {
    put(ChainDraft.sound(1));
    const dying = openTestContextOver((point) => point === 'versions.create.after-commit');
    await expect(Promise.resolve().then(() => dying['versions.create'](ask))).rejects.toThrow(
      'died',
    );
    expect((await rows())[0]?.defectCount).toBe(0);
    const [made] = test.context.ledger.db.all<{ doi: string }>(
      `select doi from record where state = 'reserved'`,
    );
    expect(relations(nameOf(made?.doi ?? ''))).toEqual(['IsNewVersionOf v1', 'IsVersionOf c']);
    // Published, the new version is one that the old one and the item must name.
    test.context.ledger.db.run(
      `update record set state = 'findable' where doi = ?`,
      made?.doi ?? '',
    );
    expect((await defectsOf('c')).map((line) => line.split(' ')[0])).toEqual([
      'one-sided-link',
      'canonical-missing-version',
    ]);
    expect((await repair([doiOf('c')])).leftCount).toBe(0);
  });

  it('is foretold to the letter by its plan', async () => {
    put(ChainDraft.sound(1));
    const plan = await handlers['versions.planNew']({ doi: doiOf('v1'), answers });
    expect(plan.refused).toBeNull();
    expect(
      plan.old.changes.map(({ kind, after }) => `${kind} ${after?.relationType ?? ''}`),
    ).toEqual(['add IsPreviousVersionOf']);
    expect(plan.canonical?.changes).toHaveLength(1);
  });
});

describe('lineage', () => {
  it('names everything that was made of a record, with whom to write to', async () => {
    const chain = new ChainDraft().add('data').add('model').add('tuned').add('paper');
    chain
      .say('model', 'IsDerivedFrom', 'data')
      .say('tuned', 'IsDerivedFrom', 'model')
      .say('paper', 'References', 'data');
    chain.set('tuned', {
      contributors: [
        {
          name: 'Lee, Kim',
          contributorType: 'ContactPerson',
          nameIdentifiers: [{ nameIdentifier: 'https://orcid.org/0000-0002-1825-0097' }],
        },
      ],
    });
    put(chain);
    const { rows: found } = await handlers['versions.lineage']({
      doi: doiOf('data'),
      direction: 'downstream',
    });
    expect(found.map(({ doi, depth, relation }) => [nameOf(doi), depth, relation])).toEqual([
      ['model', 1, 'IsDerivedFrom'],
      ['paper', 1, 'References'],
      ['tuned', 2, 'IsDerivedFrom'],
    ]);
    expect(found[2]?.contacts).toEqual(['Lee, Kim <https://orcid.org/0000-0002-1825-0097>']);
    const up = await handlers['versions.lineage']({ doi: doiOf('tuned'), direction: 'upstream' });
    expect(up.rows.map(({ doi }) => nameOf(doi))).toEqual(['model', 'data']);
    const saved = async (format: 'contacts-csv' | 'downstream-json-ld') =>
      (await handlers['versions.export']({ doi: doiOf('data'), format })).text;
    expect(await saved('contacts-csv')).toContain(
      `"Lee, Kim","https://orcid.org/0000-0002-1825-0097",1,"${doiOf('tuned')}"`,
    );
    expect(await saved('downstream-json-ld')).toMatch(
      /"prov:wasDerivedFrom": \[\s*\{\s*"@id": "[^"]*model"/,
    );
  });
});

describe('policies', () => {
  it('are data that a decision remembers by name and day', async () => {
    const ours = {
      ...standardPolicy,
      name: 'Ours',
      validFrom: '2026-01-01',
      rules: [{ change: 'data', label: 'Data', proposal: 'update' as const, why: 'We say so.' }],
    };
    await handlers['versions.setPolicies']({
      policies: [standardPolicy, ours].map((policy) => ({ ...policy, rules: [...policy.rules] })),
      reason: null,
    });
    const { decision } = await handlers['versions.propose']({ changes: ['data'] });
    expect(decision).toMatchObject({
      proposal: 'update',
      policyName: 'Ours',
      policyValidFrom: '2026-01-01',
    });
    // One that has begun is never rewritten, and of two on one day neither could be said to hold.
    const kept = [standardPolicy, ours].map((policy) => ({ ...policy, rules: [...policy.rules] }));
    const set = (policies: typeof kept) =>
      handlers['versions.setPolicies']({ policies, reason: null });
    await expect(
      Promise.resolve().then(() => set(kept.map((policy) => ({ ...policy, text: 'Other' })))),
    ).rejects.toThrow('stays as it is');
    await expect(
      Promise.resolve().then(() => set([...kept, { ...ours, name: 'Rival' }])),
    ).rejects.toThrow('one must hold');
    await set([...kept, { ...ours, name: 'Next', validFrom: '2999-01-01' }]);
    expect(await handlers['versions.propose']({ changes: ['data'] })).toMatchObject({
      decision: { policyName: 'Ours' },
    });
  });
});

it('notes a record as outdated, and asks for a successor', async () => {
  put(ChainDraft.sound(1));
  await handlers['versions.markOutdated']({ doi: doiOf('v1'), isOutdated: true, reason: null });
  expect(await defectsOf('c')).toEqual(['outdated-without-successor v1']);
  await handlers['versions.markOutdated']({ doi: doiOf('v1'), isOutdated: false, reason: null });
  expect(await defectsOf('c')).toEqual([]);
});

it('takes the records of a new version away when it is undone, and refuses to bring back links to them', async () => {
  put(new ChainDraft().add('v1', { version: '1.0' }));
  const before = attributesOf('v1');
  const { handlers: changes } = createChanges(
    test.context,
    { send: () => undefined, kick: () => undefined },
    versionUndoing(test.context),
  );
  const undo = async (id: string): Promise<string> => {
    const { id: undoId } = await changes['changes.undo']({ id, reason: null, confirmation: null });
    await changes['changes.outcome']({ id: undoId });
    return undoId;
  };
  const answers = {
    version: '2.0',
    url: 'https://data.example.org/2',
    publicationYear: '2025',
    issued: null,
    canonical: { kind: 'create', url: 'https://data.example.org/' },
  } as const;
  const make = () =>
    handlers['versions.create']({ doi: doiOf('v1'), answers, changes: ['data'], reason: null });

  const made = await make();
  const { goes } = await changes['changes.undoPlan']({ id: made.changeSetId ?? '' });
  expect(goes.join()).toContain(
    '2 records that the new version made and nobody sent yet go with it',
  );
  const undoId = await undo(made.changeSetId ?? '');
  expect(getRecord(test.context.ledger, made.doi)).toBeNull();
  expect(getRecord(test.context.ledger, made.canonical ?? '')).toBeNull();
  expect(attributesOf('v1')).toEqual(before);
  expect((await chainOf('v1'))?.nodes ?? []).toHaveLength(0);
  await expect(undo(undoId)).rejects.toThrow('Make the new version anew');

  // Somebody worked on the second one: it stays.
  const second = await make();
  const record = getRecord(test.context.ledger, second.doi);
  saveRecords(
    test.context,
    [
      recordInput(second.doi, {
        state: 'reserved',
        sync: 'local',
        attributes: { ...record?.attributes, titles: [{ title: 'Worked on' }] },
      }),
    ],
    { kind: 'edit', reason: null },
  );
  await undo(second.changeSetId ?? '');
  expect(getRecord(test.context.ledger, second.doi)).not.toBeNull();
  expect(getRecord(test.context.ledger, second.canonical ?? '')).toBeNull();
});

/** Handlers over the same ledger whose program dies at a crash point. */
function openTestContextOver(diesAt: (point: string) => boolean) {
  const ports = {
    ...test.context.ports,
    crashPoint: (point: string) => {
      if (diesAt(point)) throw new Error('died');
    },
  };
  return createVersionHandlers({ ...test.context, ports }, index);
}
