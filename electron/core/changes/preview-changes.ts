import type { CompiledRecipe } from '#shared/changes/compile-recipe.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { Change } from '../history/changes.ts';
import { changesBetween } from '../history/changes.ts';
import type { Policies } from '../policies/policy-table.ts';
import { readPolicies } from '../policies/policy-table.ts';
import { checkEach } from '../records/recheck.ts';
import { byIds } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import { gradesIn } from '../records/record.ts';
import { makesInvalid, refusalOf } from './judge-edit.ts';
import type { Refusal } from './judge-edit.ts';
import { withDifference } from './finding-difference.ts';
import { editParts } from './part-edit.ts';
import type { PartEdited, PartOutcome, PartSource } from './part-edit.ts';
import { recipeRunner } from './recipe-edits.ts';
import type { ReadingContext, RecipeRunner } from './recipe-edits.ts';

/** As much of a finding as a preview counts by. */
export type Graded = Pick<Finding, 'code' | 'severity'>;

/** What a change would do to one record. */
export type Foreseen =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly kind: 'changed';
      readonly changes: () => readonly Change[];
      /** Findings as they stand now and as they would stand, by policy and waivers; what is equal may be missing. */
      readonly before: readonly Graded[];
      readonly after: readonly Graded[];
    };

/** As much of a record as a preview reads, its JSON unread: its copy at DataCite is long, and not needed. */
export interface PreviewedRecord extends PartSource {
  readonly id: number;
  readonly title: string | null;
  readonly collectionId: number | null;
  readonly remoteState: string | null;
}

type Row = readonly [
  id: number,
  doi: string,
  title: string | null,
  repositoryId: string,
  collectionId: number | null,
  state: LedgerRecord['state'],
  sync: LedgerRecord['sync'],
  burnt: number,
  contentHash: string,
  attributes: Buffer,
  places: Buffer | null,
  findingsBytes: number,
  findingCodes: string | null,
  remoteState: string | null,
];

export function readPreviewed(
  { ledger }: ReadingContext,
  ids: readonly number[],
): PreviewedRecord[] {
  const { where, values } = byIds(ids);
  return ledger.db
    .rows<Row>(
      `select id, doi, title, repository_id, collection_id, state, sync, burnt, content_hash,
         cast(attributes as blob), places, octet_length(findings), finding_codes, remote_state
       from record where ${where} order by id`,
      ...values,
    )
    .map((row) => ({
      id: row[0],
      doi: row[1],
      title: row[2],
      repositoryId: row[3],
      collectionId: row[4],
      state: row[5],
      sync: row[6],
      isBurnt: row[7] === 1,
      contentHash: row[8],
      attributes: row[9],
      places: row[10],
      findingsBytes: row[11],
      findingCodes: row[12],
      remoteState: row[13],
    }));
}

/** Foresees what applying would do, by the same rules that applying goes by. */
export interface Foresight {
  /** For each of the records, in their order; together they are checked in less time than one by one. */
  of(records: readonly PreviewedRecord[]): Foreseen[];
}

/** A record as a whole, its JSON read. */
type WholeRecord = Omit<PreviewedRecord, 'attributes'> & { readonly attributes: Attributes };

/** An edited record whose findings are not known yet. */
interface Edited {
  readonly kind: 'edited';
  readonly record: WholeRecord;
  readonly attributes: Attributes;
  readonly changes: readonly Change[];
}

export function foresight(context: ReadingContext, compiled: CompiledRecipe): Foresight {
  const runner: RecipeRunner = recipeRunner(context, compiled);
  const policies: Policies = readPolicies(context.ledger);
  const edit = (
    record: WholeRecord,
    schemaVersion: string | null,
  ): Edited | Exclude<Foreseen, { kind: 'changed' }> => {
    const refusal = refusalOf(record);
    if (refusal !== null) return { kind: 'refused', refusal };
    const outcome = runner.run({ ...record, schemaVersion });
    if ('refusal' in outcome) return { kind: 'refused', refusal: outcome.refusal };
    const { attributes } = outcome;
    if (attributes === record.attributes) return { kind: 'unchanged' };
    const changes = changesBetween(record.attributes, attributes);
    return changes.length === 0
      ? { kind: 'unchanged' }
      : { kind: 'edited', record, attributes, changes };
  };
  const foreseeWhole = (records: readonly PreviewedRecord[]): Foreseen[] => {
    if (records.length === 0) return [];
    const versions = schemaVersions(context, records);
    const stored = storedFindings(context, records);
    const outcomes = records.map((record) => {
      const attributes = JSON.parse(record.attributes.toString()) as Attributes;
      return edit({ ...record, attributes }, versions.get(record.id) ?? null);
    });
    const edited = outcomes.filter((outcome) => outcome.kind === 'edited');
    const found = checkEach(
      edited.map(({ record, attributes }) => ({ ...record, attributes })),
      (id) => runner.checkOf(id),
    ).values();
    return outcomes.map((outcome): Foreseen => {
      if (outcome.kind !== 'edited') return outcome;
      const { record, changes } = outcome;
      const findings = found.next().value ?? [];
      const invalid = makesInvalid(record, findings, runner.checkOf(record.repositoryId));
      if (invalid !== null) return { kind: 'refused', refusal: invalid };
      const after = policies.apply(record, findings).standing;
      return {
        kind: 'changed',
        changes: () => changes,
        before: gradesIn(stored.get(record.id) ?? ''),
        after,
      };
    });
  };
  /** By what the recipe touches, where that is enough. */
  const foresee = (records: readonly PreviewedRecord[]): (Foreseen | null)[] => {
    const { touches } = runner;
    if (touches === null) return records.map(() => null);
    const change = runner.run.bind(runner);
    // Who waived a finding knows it by its place: how many there are of a code does not tell which.
    const asked = records.map((record) => ({
      source: policies.hasWaivers ? { ...record, findingCodes: null } : record,
      change,
    }));
    const outcomes = editParts(asked, touches, (id) => runner.checkOf(id));
    const mended = records.filter((_, at) => fixesAny(outcomes[at]));
    const stored = storedFindings(context, mended);
    return outcomes.map((outcome, at) => {
      if (outcome.kind === 'whole') return null;
      const findings = stored.get(records[at]?.id ?? 0) ?? '';
      return outcome.kind === 'edited' ? changedPart(outcome, findings) : outcome;
    });
  };
  return {
    of(records) {
      const parts = foresee(records);
      const whole = foreseeWhole(records.filter((_, at) => parts[at] === null)).values();
      return parts.map((part) => part ?? whole.next().value ?? { kind: 'unchanged' });
    },
  };
}

function fixesAny(outcome: PartOutcome | undefined): boolean {
  return outcome?.kind === 'edited' && outcome.findings.gone.length > 0;
}

/** Findings as they are stored, as JSON: long, and wanted of few records. */
function storedFindings(
  { ledger }: ReadingContext,
  records: readonly PreviewedRecord[],
): Map<number, string> {
  if (records.length === 0) return new Map();
  const rows = ledger.db.rows<[number, string]>(
    'select id, findings from record where id in (select value from json_each(?))',
    JSON.stringify(records.map(({ id }) => id)),
  );
  return new Map(rows);
}

/** Null where a finding that would go is stored otherwise than the rules tell it. */
function changedPart(edited: PartEdited, stored: string): Foreseen | null {
  const { gone } = edited.findings;
  if (gone.length > 0 && withDifference(stored, { gone, reworded: [] }) === null) return null;
  const value = (text: string | undefined): unknown =>
    text === undefined ? undefined : (JSON.parse(text) as unknown);
  return {
    kind: 'changed',
    changes: () =>
      edited.changes.map(({ path, before, after }) => ({
        ...{ path, before: value(before), after: value(after) },
      })),
    before: gone,
    after: [],
  };
}

/** The kernels that DataCite holds records in, where it does. */
function schemaVersions(
  { ledger }: ReadingContext,
  records: readonly PreviewedRecord[],
): Map<number, string | null> {
  const rows = ledger.db.rows<[number, string | null]>(
    `select id, remote ->> '$.schemaVersion' from record where id in (select value from json_each(?))`,
    JSON.stringify(records.map(({ id }) => id)),
  );
  return new Map(rows);
}
