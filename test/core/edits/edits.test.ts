import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createEditHandlers } from '#core/edits/edit-handlers.ts';
import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const doi = '10.5072/abcd-0001';
const why = { changeKind: 'correction', reason: 'A letter' } as const;

describe('an edit by hand', () => {
  let test: TestContext;
  let edits: ReturnType<typeof createEditHandlers>;
  const whole = recordInput(doi).attributes;

  const save = (attributes: Attributes, changes: Parameters<typeof recordInput>[1] = {}) =>
    saveRecords(test.context, [recordInput(doi, { ...changes, attributes })], {
      kind: 'import',
      reason: null,
    });

  beforeEach(() => {
    test = openTestContext();
    edits = createEditHandlers(test.context);
    save({ ...whole, 'x-own': { kept: [1] } } as Attributes);
  });
  afterEach(() => test.dispose());

  it('is kept as it is typed, survives, and becomes the record as a change set of one', async () => {
    const first = await edits['edits.get']({ key: doi });
    expect(first).toMatchObject({ revision: 0, savedAt: null, isNew: false, refusal: null });
    const attributes = { ...first.attributes, version: '2' };
    const kept = await edits['edits.keep']({ key: doi, revision: 0, attributes, doi: null });
    expect(kept.revision).toBe(1);
    expect(getRecord(test.context.ledger, doi)?.attributes.version).toBeUndefined();
    // As after a crash: other handlers over the same ledger.
    const again = createEditHandlers(test.context);
    expect(await again['edits.get']({ key: doi })).toMatchObject({ attributes, revision: 1 });
    expect((await again['edits.list']({})).edits).toHaveLength(1);

    const saved = await again['edits.save']({ key: doi, revision: 1, ...why });
    expect(saved.changeSetId).not.toBeNull();
    expect(getRecord(test.context.ledger, doi)?.attributes).toEqual(attributes);
    expect((await again['edits.list']({})).edits).toEqual([]);
  });

  it('is cited with the mark of practice, and with no address that looks like a real DOI', async () => {
    const { text, bibtex } = await edits['edits.citation']({ key: doi });
    for (const shown of [text, bibtex]) {
      expect(shown).toContain('[PRACTICE]');
      expect(shown).not.toContain('doi.org');
    }
  });

  it('tells a second window that it is not the only one', async () => {
    await edits['edits.keep']({ key: doi, revision: 0, attributes: whole, doi: null });
    expect(() => edits['edits.keep']({ key: doi, revision: 0, attributes: {}, doi: null })).toThrow(
      /another window/,
    );
  });

  it('is not saved over what changed underneath, and can be brought up to it', async () => {
    const { attributes } = await edits['edits.get']({ key: doi });
    const mine = { ...attributes, version: '2', language: 'de' };
    await edits['edits.keep']({ key: doi, revision: 0, attributes: mine, doi: null });
    save({ ...attributes, language: 'en', publicationYear: 2025 });
    const behind = await edits['edits.get']({ key: doi });
    expect(behind.behind).toEqual([
      { property: 'language', isMine: true },
      { property: 'publicationYear', isMine: false },
    ]);
    await expect(edits['edits.save']({ key: doi, revision: 1, ...why })).rejects.toThrow(
      /changed while/,
    );
    const { revision } = await edits['edits.catchUp']({ key: doi, revision: 1, theirs: [] });
    await edits['edits.save']({ key: doi, revision, ...why });
    expect(getRecord(test.context.ledger, doi)?.attributes).toMatchObject({
      version: '2',
      language: 'de',
      publicationYear: 2025,
    });
  });

  it('that DataCite would refuse is not saved into a findable record', async () => {
    save(whole, { state: 'findable' });
    const attributes = { ...whole, creators: [] };
    const kept = await edits['edits.keep']({ key: doi, revision: 0, attributes, doi: null });
    expect(kept.findings.some(({ severity }) => severity === 'error')).toBe(true);
    await expect(edits['edits.save']({ key: doi, revision: 1, ...why })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(getRecord(test.context.ledger, doi)?.attributes).toEqual(whole);
    expect((await edits['edits.get']({ key: doi })).attributes).toEqual(attributes);
  });

  it('makes a record from scratch under a drawn or a typed name', async () => {
    const { key } = await edits['edits.begin']({ repositoryId: 'practice', collectionId: null });
    const keep = (revision: number, name: string | null) =>
      edits['edits.keep']({ key, revision, attributes: whole, doi: name });
    await keep(1, '10.9999/foreign');
    await expect(edits['edits.save']({ key, revision: 2, ...why })).rejects.toThrow(/prefix/);
    await keep(2, doi);
    await expect(edits['edits.save']({ key, revision: 3, ...why })).rejects.toThrow(/already/);
    await keep(3, null);
    const { doi: drawn } = await edits['edits.save']({ key, revision: 4, ...why });
    expect(drawn).toMatch(/^10\.5072\//);
    expect(getRecord(test.context.ledger, drawn)).toMatchObject({
      state: 'reserved',
      sync: 'local',
    });
  });
});
