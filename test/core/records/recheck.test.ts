import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import { confirmRemote } from '#core/records/confirm-remote.ts';
import { getRecord } from '#core/records/find-records.ts';
import { recheck, recheckAll } from '#core/records/recheck.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

let test: TestContext;
beforeEach(() => {
  test = openTestContext();
  saveRecords(test.context, [recordInput('10.5072/a'), recordInput('10.5072/b')], {
    kind: 'import',
    reason: null,
  });
});
afterEach(() => test.dispose());

const setDomains = (domains: string[]) =>
  test.context.ledger.db.run('update repository set domains = ?', JSON.stringify(domains));
const urlErrors = (doi: string) =>
  getRecord(test.context.ledger, doi)?.findings.filter(
    ({ severity, path }) => severity === 'error' && path === 'url',
  ).length;
const counts = (doi: string) =>
  test.context.ledger.db.get<{ columns: number; codes: number; json: number }>(
    `select error_count + warning_count + hint_count as columns, json_array_length(findings) as json,
       (select count(*) from record_finding where record_id = id) as codes from record where doi = ?`,
    doi,
  );

describe('recheck', () => {
  it('judges records by what the account allows now, and keeps counts and codes in step', () => {
    setDomains(['elsewhere.example.org']);
    recheck(test.context, ['10.5072/A']);

    expect([urlErrors('10.5072/a'), urlErrors('10.5072/b')]).toEqual([1, 0]);
    const found = counts('10.5072/a');
    expect(found?.columns).toBe(found?.json);
    expect(found?.codes).toBeGreaterThan(0);
  });

  it('goes through all records of an account, and back', async () => {
    setDomains(['elsewhere.example.org']);
    await recheckAll(test.context, { repositoryId: 'practice' });
    expect([urlErrors('10.5072/a'), urlErrors('10.5072/b')]).toEqual([1, 1]);
    setDomains(['repository.example.org']);
    await recheckAll(test.context, { repositoryId: 'practice' });
    expect([urlErrors('10.5072/a'), urlErrors('10.5072/b')]).toEqual([0, 0]);
  });

  it('judges the name too as long as DataCite does not know it, before an edit and after', async () => {
    const named = '10.5072/lake-levels-2024';
    const titled = (title: string) => ({ ...recordInput(named).attributes, titles: [{ title }] });
    saveRecords(test.context, [recordInput(named, { attributes: titled('Lake levels 2024') })], {
      ...{ kind: 'import', reason: null },
    });
    const codes = () =>
      getRecord(test.context.ledger, named)?.findings.flatMap(({ path, code }) =>
        path === 'doi' ? code : [],
      );
    recheck(test.context, [named]);
    expect(codes()).toEqual(['suffix-semantic']);
    const edit = { doi: named, attributes: titled('Lake levels of 2024') };
    await applyChangeSet(test.context, {
      ...{ title: 'Title', kind: 'edit', changeKind: 'correction', reason: null, edits: [edit] },
    });
    expect(codes()).toEqual(['suffix-semantic']);

    const remote = titled('Lake levels of 2024');
    confirmRemote(
      test.context,
      {
        ...{ doi: named, remote, remoteState: 'findable', remoteUpdatedAt: null, sync: 'in-step' },
      },
      { kind: 'confirmed', reason: null },
    );
    expect(codes()).toEqual([]);
    expect(counts(named)?.columns).toBe(counts(named)?.json);
  });

  it('writes nothing when nothing changed, and no history at all', () => {
    const events = () =>
      test.context.ledger.db.get<{ n: number }>('select count(*) as n from history_event')?.n;
    const before = events();
    recheck(test.context, ['10.5072/a']);
    const changes = () =>
      test.context.ledger.db.get<{ n: number }>('select total_changes() as n')?.n;
    const written = changes();
    recheck(test.context, ['10.5072/a']);
    expect([events(), changes()]).toEqual([before, written]);
  });
});
