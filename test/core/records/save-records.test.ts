import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { confirmGone, confirmRemote, setSync } from '#core/records/confirm-remote.ts';
import { findByDois, findByItemKey, getRecord } from '#core/records/find-records.ts';
import { reserveSuffixes } from '#core/records/reserve-suffixes.ts';
import type { RecordInput } from '#core/records/save-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { checkSuffix } from '#shared/doi/suffix.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { recordInput } from '../fixtures/record-input.ts';

let test: TestContext;
beforeEach(() => void (test = openTestContext()));
afterEach(() => test.dispose());

const byImport = { kind: 'import', reason: null };
const save = (...inputs: RecordInput[]) => saveRecords(test.context, inputs, byImport);
const events = () =>
  test.context.ledger.db.all<{ kind: string; doi: string; body: string }>(
    'select kind, doi, body from history_event order by sequence',
  );
const search = (text: string) =>
  test.context.ledger.db
    .all<{ doi: string }>(
      `select r.doi from record r where id in (select rowid from record_text where record_text match ?)`,
      text,
    )
    .map(({ doi }) => doi);

describe('saveRecords', () => {
  it('keeps the kernel that DataCite holds, or that the record names itself, beside the record', () => {
    const kernel = () => {
      const sql = 'select kernel from record_kernel';
      return test.context.ledger.db.column<string>(sql).map((name) => name.slice(-8));
    };
    const named = (version: number) => ({
      ...recordInput('10.5072/a').attributes,
      schemaVersion: `http://datacite.org/schema/kernel-${version}`,
    });
    const read = (attributes: Attributes) => {
      const remoteState = 'draft' as const;
      const copy = { remote: attributes, remoteState, remoteUpdatedAt: null };
      const told = { doi: '10.5072/a', ...copy, sync: 'in-step' as const };
      confirmRemote(test.context, told, { kind: 'read', reason: null });
    };

    save(recordInput('10.5072/a', { attributes: named(3) }));
    expect(kernel()).toEqual(['kernel-3']);
    save(recordInput('10.5072/a', { attributes: named(4) }));
    expect(kernel()).toEqual(['kernel-4']);
    save(recordInput('10.5072/a'));
    expect(kernel()).toEqual([]);
    read(named(3));
    expect(kernel()).toEqual(['kernel-3']);
    save(recordInput('10.5072/a', { attributes: named(4) }));
    expect(kernel()).toEqual(['kernel-3']);
    read({});
    expect(kernel()).toEqual(['kernel-4']);
    confirmGone(test.context, '10.5072/a', { kind: 'deleted', reason: null });
    expect(kernel()).toEqual(['kernel-4']);
  });

  it('inserts a record with its columns, finding codes, search text and one event', () => {
    const saved = save(
      recordInput('10.5072/ABC-1', {
        findings: [
          { code: 'title-short', severity: 'hint', gate: 'none', path: 'titles[0]', message: 'x' },
          { code: 'title-short', severity: 'error', gate: 'none', path: 'titles[1]', message: 'y' },
          {
            code: 'no-orcid',
            severity: 'warning',
            gate: 'none',
            path: 'creators[0]',
            message: 'z',
          },
        ],
      }),
    );

    expect(saved).toEqual([{ id: 1, doi: '10.5072/abc-1', outcome: 'new' }]);
    expect(
      test.context.ledger.db.get(
        `select doi, title, title_sort, creators, publication_year, publisher, resource_type, url,
           error_count, warning_count, hint_count from record`,
      ),
    ).toEqual({
      doi: '10.5072/abc-1',
      title: 'Étude of lakes',
      title_sort: 'etude of lakes',
      creators: 'Roe, Jane; Institute',
      publication_year: 2024,
      publisher: 'Institute',
      resource_type: 'Dataset',
      url: 'https://repository.example.org/1',
      error_count: 1,
      warning_count: 1,
      hint_count: 1,
    });
    expect(
      test.context.ledger.db.all('select code, severity from record_finding order by code'),
    ).toEqual([
      { code: 'no-orcid', severity: 'warning' },
      { code: 'title-short', severity: 'error' },
    ]);
    expect(search('etude')).toEqual(['10.5072/abc-1']);
    expect(events().map(({ kind, doi }) => `${kind} ${doi}`)).toEqual([
      'record.import 10.5072/abc-1',
    ]);
  });

  it('writes nothing for an input that changes nothing', () => {
    save(recordInput('10.5072/a'));
    const again = save(recordInput('10.5072/A', { source: { file: 'sheet.csv', row: 3 } }));

    expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(events()).toHaveLength(1);
  });

  it('lists in the event what an update changed, before and after, and nothing else', () => {
    save(recordInput('10.5072/a'));
    save(
      recordInput('10.5072/a', {
        attributes: { ...recordInput('10.5072/a').attributes, publicationYear: 2025, version: '2' },
      }),
    );

    expect(JSON.parse(events()[1]?.body ?? '')).toMatchObject({
      changes: [
        { path: 'publicationYear', before: 2024, after: 2025 },
        { path: 'version', after: '2' },
      ],
    });
  });

  it('finds a record by its new title and no longer by its old one', () => {
    save(recordInput('10.5072/a'));
    save(recordInput('10.5072/a', { attributes: { titles: [{ title: 'Glaciers' }] } }));

    expect({ old: search('lakes'), young: search('glaciers') }).toEqual({
      old: [],
      young: ['10.5072/a'],
    });
  });

  it('finds a record that a batch holds twice by what it is in the end', () => {
    const glaciers = recordInput('10.5072/a', { attributes: { titles: [{ title: 'Glaciers' }] } });
    save(recordInput('10.5072/a'), glaciers);

    expect({ old: search('lakes'), young: search('glaciers') }).toEqual({
      old: [],
      young: ['10.5072/a'],
    });
  });

  it('saves all of a batch or none of it', () => {
    expect(() =>
      save(recordInput('10.5072/a'), recordInput('10.5072/b', { repositoryId: 'nobody' })),
    ).toThrow(/FOREIGN KEY/);
    expect(
      test.context.ledger.db.all('select 1 from record union all select 1 from history_event'),
    ).toEqual([]);
  });

  it.each([
    ['titles is a text', { titles: 'x' }],
    ['creators hold null', { creators: [null, 'x', { name: 7 }] }],
    ['a year that is none', { publicationYear: 'MMXX' }],
    ['half a surrogate pair', { titles: [{ title: 'a\ud800b' }] }],
    ['a NUL', { titles: [{ title: 'a\u0000b' }] }],
    ['an empty record', {}],
  ])('takes metadata of any shape: %s', (_name, attributes) => {
    save(recordInput('10.5072/a', { attributes: attributes as RecordInput['attributes'] }));
    expect(getRecord(test.context.ledger, '10.5072/a')?.attributes).toEqual(attributes);
  });
});

describe('finding records', () => {
  it('finds by item key within one collection, and by DOI in any case', () => {
    test.context.ledger.db.run(
      `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'c', '')`,
    );
    save(
      recordInput('10.5072/a', { collectionId: 1, itemKey: 'k1' }),
      recordInput('10.5072/b', { collectionId: 1, itemKey: 'k2' }),
    );
    const { ledger } = test.context;

    expect([...findByItemKey(ledger, 1, ['k2', 'k3'])].map(([key, { doi }]) => [key, doi])).toEqual(
      [['k2', '10.5072/b']],
    );
    expect([...findByDois(ledger, ['10.5072/A', '10.5072/z']).keys()]).toEqual(['10.5072/a']);
    expect(findByItemKey(ledger, 2, ['k1']).size).toBe(0);
  });
});

describe('what DataCite was seen to hold', () => {
  const remote = { titles: [{ title: 'Étude of lakes' }], publicationYear: 2024 };
  const cause = { kind: 'confirmed', reason: null, operationId: 'op-1' };
  const confirm = (attributes: RecordInput['attributes']) =>
    confirmRemote(
      test.context,
      {
        doi: '10.5072/A',
        remote: attributes,
        remoteState: 'findable',
        remoteUpdatedAt: '2026-06-01T08:00:00Z',
        sync: 'in-step',
      },
      cause,
    );

  it('is kept beside our own copy, with state, time and an event', () => {
    save(recordInput('10.5072/a'));
    confirm(remote);

    expect(getRecord(test.context.ledger, '10.5072/a')).toMatchObject({
      state: 'findable',
      sync: 'in-step',
      remote,
      remoteState: 'findable',
      confirmedAt: '2026-06-01T08:00:00.000Z',
    });
    expect(events().map(({ kind }) => kind)).toEqual(['record.import', 'remote.confirmed']);
  });

  it('makes an event with the difference when it changed there, and none when it did not', () => {
    save(recordInput('10.5072/a'));
    confirm(remote);
    confirm(remote);
    confirm({ ...remote, publicationYear: 2023 });

    expect(events()).toHaveLength(3);
    expect(JSON.parse(events()[2]?.body ?? '')).toMatchObject({
      changes: [{ path: 'publicationYear', before: 2024, after: 2023 }],
    });
  });

  it('refuses a DOI that the ledger does not know', () => {
    expect(() => confirm(remote)).toThrow(/no record of 10.5072\/a/);
  });

  it('burns the name of a draft that is gone', () => {
    save(recordInput('10.5072/a'));
    confirmGone(test.context, '10.5072/a', cause);

    expect(getRecord(test.context.ledger, '10.5072/a')).toMatchObject({
      isBurnt: true,
      remote: null,
    });
    expect(() => save(recordInput('10.5072/a'))).toThrow(/given up/);
  });

  it('sets the sync state of many records without an event', () => {
    save(recordInput('10.5072/a'), recordInput('10.5072/b'));
    setSync(test.context, ['10.5072/A', '10.5072/b'], 'sending');

    expect(test.context.ledger.db.all('select sync from record')).toEqual([
      { sync: 'sending' },
      { sync: 'sending' },
    ]);
    expect(events()).toHaveLength(2);
  });
});

describe('reserveSuffixes', () => {
  it('draws different names under the first prefix, each with good check digits', () => {
    const dois = reserveSuffixes(test.context, 'practice', 200);

    expect(new Set(dois).size).toBe(200);
    expect(dois.filter((doi) => !doi.startsWith('10.5072/'))).toEqual([]);
    expect(dois.filter((doi) => checkSuffix(doi.slice(8)) !== 'valid')).toEqual([]);
  });

  it('never draws a name that a record has or had', () => {
    const first = openTestContext();
    const [doi = ''] = reserveSuffixes(first.context, 'practice', 1);
    first.dispose();
    save(recordInput(doi));
    confirmGone(test.context, doi, { kind: 'deleted', reason: null });

    const ports = openTestContext().ports;
    expect(reserveSuffixes({ ...test.context, ports }, 'practice', 1)).not.toContain(doi);
  });

  it('says which repository is unknown', () => {
    expect(() => reserveSuffixes(test.context, 'nobody', 1)).toThrow(/no repository "nobody"/);
  });
});
