import { expect, it } from 'vitest';

import { createChanges } from '#core/changes/index.ts';
import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { versionUndoing } from '#core/versions/release-version.ts';
import { createVersionHandlers } from '#core/versions/version-handlers.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import { mustExist } from '#shared/support/assert.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const whole = '10.5072/whole';

it('a part is cited under the DOI of the whole, or tied to it both ways under one of its own (A40)', async () => {
  const test = openTestContext();
  const handlers = createVersionHandlers(test.context, createVersionIndex(test.context));
  const input = recordInput(whole);
  saveRecords(test.context, [{ ...input, attributes: { ...input.attributes, version: '2' } }], {
    kind: 'import',
    reason: null,
  });
  const { ledger } = test.context;
  const before = mustExist(getRecord(ledger, whole), 'the whole');

  const cited = await handlers['versions.citePart']({
    doi: whole,
    selection: 'Years 2019 to 2021.',
  });
  expect(cited.isOurs).toBe(true);
  expect(cited.citation).toMatch(/\[Part used: Years 2019 to 2021; accessed \d{4}-\d\d-\d\d\]$/);
  expect(cited.citation).toContain(`https://practice.invalid/${whole}`);
  expect(getRecord(ledger, whole)).toEqual(before);

  const answers = {
    title: 'Lakes, 2019 to 2021',
    selection: 'Years 2019 to 2021.',
    url: 'https://data.example.org/part',
    publicationYear: '2026',
    isChanged: false,
  };
  // Where the whole cannot take its end of the link, no part is made.
  const { db } = ledger;
  db.run(`update record set sync = 'conflict' where doi = ?`, whole);
  const ask = { doi: whole, answers, reason: null };
  expect(() => handlers['versions.createPart'](ask)).toThrow('Nothing was made');
  expect(db.all('select doi from record')).toEqual([{ doi: whole }]);
  db.run(`update record set sync = 'local' where doi = ?`, whole);
  const made = await handlers['versions.createPart'](ask);
  const part = mustExist(getRecord(ledger, made.doi), 'the part').attributes;
  expect(part).toMatchObject({
    creators: before.attributes.creators,
    titles: [{ title: 'Lakes, 2019 to 2021' }],
    descriptions: [{ description: 'Years 2019 to 2021.', descriptionType: 'Methods' }],
    relatedIdentifiers: [{ relationType: 'IsPartOf', relatedIdentifier: whole }],
  });
  expect(part.version).toBeUndefined();
  expect(getRecord(ledger, whole)?.attributes).toEqual({
    ...before.attributes,
    relatedIdentifiers: [
      { relatedIdentifier: made.doi, relatedIdentifierType: 'DOI', relationType: 'HasPart' },
    ],
  });
  const upstream = await handlers['versions.lineage']({ doi: made.doi, direction: 'upstream' });
  expect(upstream.rows).toMatchObject([{ doi: whole, relation: 'HasPart' }]);

  const { handlers: changes } = createChanges(
    test.context,
    { send: () => undefined, kick: () => undefined },
    versionUndoing(test.context),
  );
  const { id } = await changes['changes.undo']({
    ...{ id: made.changeSetId ?? '', reason: null, confirmation: null },
  });
  await changes['changes.outcome']({ id });
  expect(getRecord(ledger, made.doi)).toBeNull();
  expect(getRecord(ledger, whole)?.attributes).toEqual(before.attributes);

  const worked = await handlers['versions.createPart']({
    ...{ doi: whole, answers: { ...answers, isChanged: true }, reason: null },
  });
  expect(getRecord(ledger, worked.doi)?.attributes.relatedIdentifiers).toMatchObject([
    { relationType: 'IsDerivedFrom' },
  ]);
  test.dispose();
});
