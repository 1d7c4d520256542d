import { describe, expect, it } from 'vitest';

import { createChanges } from '#core/changes/index.ts';
import { createHistoryHandlers } from '#core/history/history-handlers.ts';
import { createSigner } from '#core/history/sign-heads.ts';
import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { versionUndoing } from '#core/versions/release-version.ts';
import { ChainDraft, doiOf, nameOf } from '../../shared/versions/chain-draft.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { useVersionLedger } from './version-ledger.ts';

const here = useVersionLedger();
const { put, rows, chainOf, defectsOf, attributesOf, relations } = here;

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
    const made = await here.handlers['versions.create'](ask);
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
      here.test.context,
      'no-anchors',
      createSigner(here.test.context),
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
    const made = await here.handlers['versions.create']({
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
        here.handlers['versions.create']({ ...ask, answers: { ...answers, version: '1.0' } }),
      ),
    ).rejects.toThrow('same version text');
    put(new ChainDraft().add('o').hold('o', { holding: 'observed' }));
    await expect(
      Promise.resolve().then(() => here.handlers['versions.create']({ ...ask, doi: doiOf('o') })),
    ).rejects.toThrow('not ours');
  });

  it('is not made where one of its links cannot be written, and says which', async () => {
    put(ChainDraft.sound(1));
    const { db } = here.test.context.ledger;
    db.run(`update record set sync = 'conflict' where doi = ?`, doiOf('c'));
    await expect(
      Promise.resolve().then(() => here.handlers['versions.create'](ask)),
    ).rejects.toThrow(doiOf('c'));
    expect(db.all(`select 1 from record where state = 'reserved'`)).toEqual([]);
    expect(relations('v1')).toEqual(['IsVersionOf c']);
  });

  it('is foretold to the letter by its plan', async () => {
    put(ChainDraft.sound(1));
    const plan = await here.handlers['versions.planNew']({ doi: doiOf('v1'), answers });
    expect(plan.refused).toBeNull();
    expect(
      plan.old.changes.map(({ kind, after }) => `${kind} ${after?.relationType ?? ''}`),
    ).toEqual(['add IsPreviousVersionOf']);
    expect(plan.canonical?.changes).toHaveLength(1);
  });
});

it('takes the records of a new version away when it is undone, and refuses to bring back links to them', async () => {
  put(new ChainDraft().add('v1', { version: '1.0' }));
  const before = attributesOf('v1');
  const { handlers: changes } = createChanges(
    here.test.context,
    { send: () => undefined, kick: () => undefined },
    versionUndoing(here.test.context),
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
    here.handlers['versions.create']({
      doi: doiOf('v1'),
      answers,
      changes: ['data'],
      reason: null,
    });

  const made = await make();
  const { goes } = await changes['changes.undoPlan']({ id: made.changeSetId ?? '' });
  expect(goes.join()).toContain(
    '2 records that the new version made and nobody sent yet go with it',
  );
  const undoId = await undo(made.changeSetId ?? '');
  expect(getRecord(here.test.context.ledger, made.doi)).toBeNull();
  expect(getRecord(here.test.context.ledger, made.canonical ?? '')).toBeNull();
  expect(attributesOf('v1')).toEqual(before);
  expect((await chainOf('v1'))?.nodes ?? []).toHaveLength(0);
  await expect(undo(undoId)).rejects.toThrow('Make the new version anew');

  // Somebody worked on the second one: it stays.
  const second = await make();
  const record = getRecord(here.test.context.ledger, second.doi);
  saveRecords(
    here.test.context,
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
  expect(getRecord(here.test.context.ledger, second.doi)).not.toBeNull();
  expect(getRecord(here.test.context.ledger, second.canonical ?? '')).toBeNull();
});
