import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readBadges } from '#core/grid/row-badges.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

let test: TestContext;
beforeEach(() => (test = openTestContext()));
afterEach(() => test.dispose());

const related = (relationType: string, relatedIdentifier: string) => ({
  relatedIdentifier,
  relatedIdentifierType: 'DOI',
  relationType,
});

describe('the signs of a row', () => {
  it('tell review, place in the version chain and landing page of the records asked for', async () => {
    const { context } = test;
    const { ledger } = context;
    const withLinks = (doi: string, relatedIdentifiers: object[]) =>
      recordInput(doi, { attributes: { ...recordInput(doi).attributes, relatedIdentifiers } });
    saveRecords(
      context,
      [
        withLinks('10.5072/a', [related('IsPreviousVersionOf', '10.5072/b')]),
        withLinks('10.5072/b', [related('IsNewVersionOf', '10.5072/a')]),
        recordInput('10.5072/c'),
      ],
      { kind: 'import', reason: null },
    );
    const index = createVersionIndex(context);
    index.kick();
    await index.whenDone();
    ledger.db.run(
      `insert into review (record_id, step, content_hash, changed_at)
       select id, 'in-review', content_hash, '2026-11-21' from record where doi = '10.5072/c'`,
    );
    ledger.db.run(
      `insert into landing_check (record_id, checked_at, url, host, verdict, findings, checks, hops, snippet)
       select id, '2026-11-21', 'https://x.example.org', 'x.example.org', 'broken', '[]', '{}', '[]', ''
         from record where doi = '10.5072/a'`,
    );
    const badges = readBadges(ledger, ['10.5072/C', '10.5072/a', '10.5072/gone', '10.5072/b']);
    expect(badges).toEqual([
      { doi: '10.5072/c', review: 'in-review', version: null, landing: null },
      {
        doi: '10.5072/a',
        review: 'new',
        version: { number: 1, count: 2, isOutdated: true },
        landing: 'broken',
      },
      {
        doi: '10.5072/b',
        review: 'new',
        version: { number: 2, count: 2, isOutdated: false },
        landing: null,
      },
    ]);
  });

  it('tell a publication whose proof failed from one that is on its way', () => {
    const { context } = test;
    const { ledger } = context;
    saveRecords(context, [recordInput('10.5072/a')], { kind: 'import', reason: null });
    const provenAs = (verdict: string) => {
      ledger.db.run(
        `insert or replace into publish_proof (record_id, operation_id, verdict)
         select id, 'o', ? from record`,
        verdict,
      );
      return readBadges(ledger, ['10.5072/a']).map(({ review }) => review);
    };
    ledger.db.run("update record set state = 'findable'");
    expect(provenAs('pending')).toEqual(['publishing']);
    expect(provenAs('failed')).toEqual(['unproved']);
    expect(provenAs('verified')).toEqual(['published']);
  });
});
