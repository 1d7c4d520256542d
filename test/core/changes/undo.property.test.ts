import { isDeepStrictEqual } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import { noteInterrupted } from '#core/changes/change-set-table.ts';
import { sendChangeSet } from '#core/changes/send-change-set.ts';
import { withAttributes } from '#core/changes/edit.ts';
import { recipeEdits, recipeRunner } from '#core/changes/recipe-edits.ts';
import { undoChangeSet } from '#core/changes/undo-change-set.ts';
import { getRecord } from '#core/records/find-records.ts';
import { recheck } from '#core/records/recheck.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { readMembers } from '#core/support/json-members.ts';
import { membersAt } from '#core/support/member-places.ts';
import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import { recipeStep, transformNames } from '#shared/changes/recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { fixableCodes } from '#shared/findings/fixable-codes.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { kernels } from '#shared/metadata/schema/properties.ts';
import { parsePropertyPath, valuesAt } from '#shared/query/property-path.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { mustExist } from '#shared/support/assert.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { seededRandom } from '#shared/support/random.ts';
import { asStored } from '#shared/sync/stored-value.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';

const runs = Number(process.env['PROPERTY_RUNS'] ?? 1000);
const seed = Number(process.env['PROPERTY_SEED'] ?? Date.now() % 1_000_000);
const recordCount = 16;

const random = seededRandom(seed);
const draw = <T>(list: readonly T[]): T =>
  mustExist(list[Math.floor(random() * list.length)], 'a choice');
const chance = (share: number): boolean => random() < share;

let test: TestContext;
let dieAt: string | null = null;
let deaths = 0;
class Death extends Error {}
const dois = Array.from({ length: recordCount }, (_, index) => `10.5072/r${String(index)}`);

beforeAll(async () => {
  test = openTestContext({
    crashPoint: (name) => {
      if (name !== dieAt) return;
      dieAt = null;
      deaths += 1;
      throw new Death(name);
    },
  });
  // A thousand runs must not wait for the disk: nothing here tests durability.
  test.context.ledger.db.exec('pragma synchronous = off');
  const inputs = dois.map((doi, index) => atPlace(doi, index));
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  recheck(test.context, dois);
  fixes = test.context.ledger.db
    .column<string>('select distinct code from record_finding order by code')
    .filter((code) => fixableCodes.has(code));
  // Some wait in the outbox already, of these DataCite has refused one.
  const selection = { dois: dois.filter((_, index) => index % 4 === 3) };
  await startRegistration(test.context, { selection, target: 'draft', confirmation: null });
  test.context.ledger.db.run(
    `update operation set status = 'rejected', attempt_count = 1, failure =
       '{"code":"REMOTE_REJECTED","message":"no","path":null,"nextStep":null}' where rowid = 1`,
  );
  test.context.ledger.db.run(
    `insert into attempt (operation_id, number, started_at, ended_at, outcome, message)
     select id, 1, created_at, created_at, 'rejected', 'no' from operation where rowid = 1`,
  );
  test.context.ledger.db.run(
    `update record set sync = 'failed' where id = (select record_id from operation where rowid = 1)`,
  );
});
afterAll(() => test.dispose());

/** Codes that records here have, and that bring a fix. */
let fixes: readonly string[] = [];

/** Local, in step as a draft, changed here since, and findable; every other of an older kernel. */
function atPlace(doi: string, index: number) {
  const generated = flawed(withAttributes(generateRecord(random), ['doi'], {}));
  const attributes = index % 8 < 4 ? generated : aged(generated, index);
  if (index % 4 === 0 || index % 4 === 3) return recordInput(doi, { attributes });
  const stored = predictStored(asStored(attributes, null), null);
  const state = index % 4 === 2 ? ('findable' as const) : ('draft' as const);
  const isEdited = index % 8 === 1;
  return recordInput(doi, {
    attributes: isEdited ? { ...attributes, version: 'edited here' } : attributes,
    sync: isEdited ? 'unsent' : 'in-step',
    state,
    remote: { attributes: stored, state, updatedAt: null },
  });
}

/** With what a fix of a finding sets right, and with entries that can be taken out of a list. */
function flawed(attributes: Attributes): Attributes {
  const { creators = [], dates = [] } = attributes;
  return {
    ...attributes,
    creators: [...creators, { name: 'Institute of  Lakes ,' }, { name: 'Roe, Jane' }],
    dates: [...dates, { date: '2020-05-01/2019-01-01', dateType: 'Collected' }],
    sizes: ['a', 'Lake', '3 MB'],
    ...(chance(0.5) ? { language: 'English' } : {}),
  };
}

/** As an older kernel had it: what an upgrade has to change, to keep, or to ask about. */
function aged(attributes: Attributes, index: number): Attributes {
  const { types, dates = [] } = attributes;
  return {
    ...attributes,
    schemaVersion: draw(kernels.retired),
    ...(index % 3 === 0 ? { types: { ...types, resourceTypeGeneral: 'Film' } } : {}),
    ...(index % 3 === 1 ? { types: { resourceType: 'Notes' } } : {}),
    ...(chance(0.5) ? { dates: [...dates, { date: '2001', dateType: 'StartDate' }] } : {}),
  };
}

const paths = [
  'titles.title',
  'creators.name',
  'creators.affiliation.name',
  'publisher.name',
  'subjects.subject',
  'language',
  'version',
  'url',
  'descriptions[Abstract].description',
  'sizes',
  'rightsList',
  'dates.date',
];

/** Where not every text can be set. */
const settable: Readonly<Record<string, string>> = {
  language: 'de',
  url: 'https://example.org/lake',
  'dates.date': '2019-05',
};

const operations = recipeStep.options.map(({ shape }) => shape.operation.value);

/** A value that a record has at the path, so that what looks for one finds it. */
function valueAt(path: string): string {
  const { attributes } = mustExist(getRecord(test.context.ledger, draw(dois)), 'a record');
  const values = valuesAt(attributes, parsePropertyPath(path) ?? []);
  return values.length === 0 ? 'a' : String(draw(values)).slice(0, 20_000);
}

function anyStep(): RecipeStep {
  const path = draw(paths);
  const word = draw(['a', 'Lake', 'x'.repeat(40), 'Ünï', '😀']);
  switch (draw(operations)) {
    case 'set':
      return {
        ...{ operation: 'set', path, value: settable[path] ?? word },
        mode: draw(['replace', 'only-missing']),
      };
    case 'clear':
      return { operation: 'clear', path };
    case 'append':
      return { operation: 'append', path: 'sizes', value: word, mode: 'always' };
    case 'remove':
      return { operation: 'remove', path: 'sizes', match: draw([word, valueAt('sizes')]) };
    case 'find-replace':
      return {
        operation: 'find-replace',
        path,
        find: draw(['[aeiou]', '(\\w+) (\\w+)', '^', '.']),
        replaceWith: draw(['', 'Z', '$0!']),
        isRegex: true,
        ignoreCase: chance(0.5),
        wholeValue: false,
      };
    case 'transform':
      return { operation: 'transform', path, transform: draw(transformNames) };
    case 'set-licence':
      return {
        operation: 'set-licence',
        identifier: draw(['MIT', 'CC-BY-4.0']),
        mode: draw(['add', 'replace']),
      };
    case 'add-relation':
      return {
        operation: 'add-relation',
        relatedIdentifier: `10.5072/${draw(['p', 'q'])}`,
        relatedIdentifierType: 'DOI',
        relationType: draw(['IsPartOf', 'References']),
      };
    case 'replace':
      return { operation: 'replace', path, from: valueAt(path), to: word };
    case 'url-pattern':
      return {
        operation: 'url-pattern',
        path: draw(['url', 'rightsList.rightsUri']),
        from: draw(['https://{host}/{rest}', 'http{rest}', '{rest}']),
        to: draw(['https://data.example.org/{rest}', 'https://data.example.org/a']),
      };
    case 'fix-findings':
      return {
        operation: 'fix-findings',
        codes: [draw(fixes), ...fixes.filter(() => chance(0.3))],
      };
    case 'merge-values':
      return {
        operation: 'merge-values',
        path,
        merges: [{ from: [valueAt(path), valueAt(path)], to: draw([word, valueAt(path)]) }],
      };
    case 'upgrade':
      return {
        operation: 'upgrade',
        keepDatesAsOther: chance(0.7),
        ...(chance(0.7) ? { resourceTypeGeneral: 'Text' } : {}),
      };
  }
}

/** All that an undo has to restore: metadata and findings, where a record stands, and what waits to be sent. */
function snapshot(): string {
  const { db } = test.context.ledger;
  return JSON.stringify([
    db.all(
      `select doi, attributes, content_hash, findings, finding_codes, error_count, title, title_sort, sync, state, remote
       from record order by id`,
    ),
    db.all('select record_id, code, severity from record_finding order by record_id, code'),
    db.all(
      `select doi, batch_id, kind, target_state, status, payload, payload_sha256, base_hash, failure
       from operation where status not in ('done', 'cancelled', 'superseded') order by doi, sequence`,
    ),
  ]);
}

/**
 * What a batch changes, and its redo has to give again. A fix that a finding proposes lists its members as the
 * metadata did that it was found in: before they are stored in another order than after, with the same values.
 */
function metadata(): string {
  const rows = test.context.ledger.db.all<{ findings: string }>(
    `select doi, attributes, content_hash, findings, finding_codes, error_count, title, title_sort
     from record order by id`,
  );
  return JSON.stringify(
    rows.map((row) => ({ ...row, findings: canonicalJson(JSON.parse(row.findings)) })),
  );
}

interface Kept {
  readonly doi: string;
  readonly bytes: Buffer;
  readonly places: Buffer | null;
  readonly findings: string;
  readonly codes: string | null;
}

/** Records of which what is kept beside metadata and findings is not that of these; all of them have some. */
function misplaced(): unknown[] {
  return test.context.ledger.db
    .all<Kept>(
      `select doi, cast(attributes as blob) as bytes, places, findings, finding_codes as codes
       from record`,
    )
    .filter(({ bytes, places, findings, codes }) => {
      const members = readMembers(bytes)?.members ?? [];
      const known = places === null ? null : membersAt(bytes, places);
      const stored = (JSON.parse(findings) as Finding[]).map(({ code }) => code);
      return !isDeepStrictEqual([known, codes], [members, stored.join(' ')]);
    });
}

async function surviving(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (cause) {
    if (!(cause instanceof Death)) throw cause;
    // As the next start does.
    noteInterrupted(test.context.ledger, test.context.timestamp());
    return false;
  } finally {
    dieAt = null;
  }
}

const newest = (): string | undefined =>
  test.context.ledger.db.get<{ id: string }>(
    `select id from change_set where undo_of is null and undone_by is null order by rowid desc limit 1`,
  )?.id;

/** The undo of a change set; of an undo the redo. */
async function takeBack(id: string, undoId = test.context.newId()): Promise<string> {
  await undoChangeSet(test.context, { id, undoId, reason: null });
  return undoId;
}

async function batch(steps: RecipeStep[], ids: number[]): Promise<void> {
  const runner = recipeRunner(test.context, compileRecipe(steps));
  await applyChangeSet(test.context, {
    title: 'Random batch',
    kind: 'batch',
    changeKind: 'other',
    reason: null,
    edits: recipeEdits(test.context, ids, runner),
  });
}

describe('a random batch, its undo, redo and undo again', () => {
  it(`leave metadata, findings, sync and queue byte-identical (${String(runs)} runs, seed ${String(seed)})`, async () => {
    const counts = { changed: 0, sent: 0, redone: 0 };
    const alone = new Set<string>();
    // Each run leaves everything as it found it, so that one picture is enough for all.
    const before = snapshot();
    for (let run = 0; run < runs; run += 1) {
      const steps = Array.from({ length: 1 + Math.floor(random() * 3) }, anyStep);
      const ids = [1, 2, 3].map(() => 1 + Math.floor(random() * recordCount));
      const hint = JSON.stringify({ seed, run, steps, ids });
      if (chance(0.2)) {
        dieAt = draw([
          'changes.apply.before-commit',
          'changes.apply.after-commit',
          'changes.end.before-commit',
        ]);
      }
      await surviving(() => batch(steps, ids));
      expect(misplaced(), hint).toEqual([]);
      const id = newest();
      if (id === undefined) {
        expect(snapshot(), hint).toBe(before);
        continue;
      }
      counts.changed += 1;
      if (steps.length === 1) for (const { operation } of steps) alone.add(operation);
      const given = metadata();
      if (chance(0.5)) {
        if (chance(0.2)) dieAt = draw(['changes.send.before-commit', 'changes.send.after-commit']);
        await surviving(() => sendChangeSet(test.context, id, null));
        counts.sent += 1;
      }
      if (chance(0.2)) {
        dieAt = draw([
          'changes.apply.before-commit',
          'changes.apply.after-commit',
          'changes.end.before-commit',
        ]);
      }
      const undoId = test.context.newId();
      const isWhole = await surviving(() => takeBack(id, undoId));
      if (!isWhole) await takeBack(id);
      expect(snapshot(), hint).toBe(before);
      // One that died on the way took only a part back: its redo is of that part.
      if (isWhole && chance(0.2)) {
        counts.redone += 1;
        const redoId = await takeBack(undoId);
        expect(metadata(), hint).toBe(given);
        expect(misplaced(), hint).toEqual([]);
        await takeBack(redoId);
        expect(snapshot(), hint).toBe(before);
      }
      test.context.ledger.db.run(
        'update change_set set undone_by = id where undone_by is null and undo_of is null',
      );
    }
    console.log(JSON.stringify({ property: 'undo', runs, seed, ...counts, deaths }));
    expect(counts.changed).toBeGreaterThan(runs / 4);
    if (runs < 1000) return;
    expect(counts.redone).toBeGreaterThan(runs / 20);
    // Each has changed records by itself.
    expect([...alone].sort()).toEqual(operations.toSorted());
  }, 600_000);

  it('would be told apart by one byte', () => {
    const before = snapshot();
    const record = mustExist(getRecord(test.context.ledger, dois[0] ?? ''), 'a record');
    const attributes: Attributes = { ...record.attributes, version: 'one more' };
    test.context.ledger.db.run(
      'update record set attributes = ? where id = ?',
      JSON.stringify(attributes),
      record.id,
    );
    expect(snapshot()).not.toBe(before);
  });
});
