import type { ChangePreview } from '#shared/contract/changes.ts';
import type { CompiledRecipe } from '#shared/changes/compile-recipe.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { CoreContext } from '../context.ts';
import { changesBetween } from '../history/changes.ts';
import type { Policies } from '../policies/policy-table.ts';
import { readPolicies } from '../policies/policy-table.ts';
import { checkEach } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import { makesInvalid, refusalOf } from './judge-edit.ts';
import type { Refusal } from './judge-edit.ts';
import { recipeRunner } from './recipe-edits.ts';
import type { RecipeRunner } from './recipe-edits.ts';

/** What a change would do to one record. */
export type Foreseen =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly kind: 'changed';
      readonly attributes: Attributes;
      /** Findings as they would stand, by policy and waivers. */
      readonly findings: readonly Finding[];
    };

/** As much of a record as a preview reads: its copy at DataCite is long, and not needed. */
export interface PreviewedRecord {
  readonly id: number;
  readonly doi: string;
  readonly title: string | null;
  readonly repositoryId: string;
  readonly collectionId: number | null;
  readonly state: LedgerRecord['state'];
  readonly sync: LedgerRecord['sync'];
  readonly isBurnt: boolean;
  readonly attributes: Attributes;
  readonly findings: string;
  readonly schemaVersion: string | null;
  readonly remoteState: string | null;
}

interface Row {
  readonly id: number;
  readonly doi: string;
  readonly title: string | null;
  readonly repository_id: string;
  readonly collection_id: number | null;
  readonly state: LedgerRecord['state'];
  readonly sync: LedgerRecord['sync'];
  readonly burnt: number;
  readonly attributes: string;
  readonly findings: string;
  readonly schema_version: string | null;
  readonly remote_state: string | null;
}

export function readPreviewed({ ledger }: CoreContext, ids: readonly number[]): PreviewedRecord[] {
  return ledger.db
    .all<Row>(
      `select id, doi, title, repository_id, collection_id, state, sync, burnt, attributes, findings,
         remote ->> '$.schemaVersion' as schema_version, remote_state
       from record where id in (select value from json_each(?)) order by id`,
      JSON.stringify(ids),
    )
    .map((row) => ({
      id: row.id,
      doi: row.doi,
      title: row.title,
      repositoryId: row.repository_id,
      collectionId: row.collection_id,
      state: row.state,
      sync: row.sync,
      isBurnt: row.burnt === 1,
      attributes: JSON.parse(row.attributes) as Attributes,
      findings: row.findings,
      schemaVersion: row.schema_version,
      remoteState: row.remote_state,
    }));
}

/** Foresees what applying would do, by the same rules that applying goes by. */
export interface Foresight {
  /** For each of the records, in their order; together they are checked in less time than one by one. */
  of(records: readonly PreviewedRecord[]): Foreseen[];
}

/** An edited record whose findings are not known yet. */
interface Edited {
  readonly kind: 'edited';
  readonly attributes: Attributes;
}

export function foresight(context: CoreContext, compiled: CompiledRecipe): Foresight {
  const runner: RecipeRunner = recipeRunner(context, compiled);
  const policies: Policies = readPolicies(context.ledger);
  const edit = (record: PreviewedRecord): Edited | Exclude<Foreseen, { kind: 'changed' }> => {
    const refusal = refusalOf(record);
    if (refusal !== null) return { kind: 'refused', refusal };
    const outcome = runner.run(record);
    if ('refusal' in outcome) return { kind: 'refused', refusal: outcome.refusal };
    const { attributes } = outcome;
    if (attributes === record.attributes) return { kind: 'unchanged' };
    if (changesBetween(record.attributes, attributes).length === 0) return { kind: 'unchanged' };
    return { kind: 'edited', attributes };
  };
  const judge = (
    record: PreviewedRecord,
    attributes: Attributes,
    found: readonly Finding[],
  ): Foreseen => {
    const invalid = makesInvalid(record, found, runner.checkOf(record.repositoryId));
    if (invalid !== null) return { kind: 'refused', refusal: invalid };
    return { kind: 'changed', attributes, findings: policies.apply(record, found).standing };
  };
  return {
    of(records) {
      const outcomes = records.map((record) => ({ record, outcome: edit(record) }));
      const edited = outcomes.flatMap(({ record, outcome }) =>
        outcome.kind === 'edited' ? [{ ...record, attributes: outcome.attributes }] : [],
      );
      const findings = checkEach(edited, (id) => runner.checkOf(id)).values();
      return outcomes.map(({ record, outcome }) =>
        outcome.kind === 'edited'
          ? judge(record, outcome.attributes, findings.next().value ?? [])
          : outcome,
      );
    },
  };
}

/**
 * The codes of stored findings, out of their text: ten times as quick as reading all of it. Nothing else can look
 * so, because quotes within a text are escaped.
 */
const storedCode = /\{"code":"([^"\\]*)","severity":"/g;

/** Codes of stored findings, one for each. */
export function codesIn(findings: string): string[] {
  return Array.from(findings.matchAll(storedCode), ([, code = '']) => code);
}

/** What the preview counts as it goes. */
export class PreviewTally {
  readonly changedIds: number[] = [];
  readonly refusedIds: number[] = [];
  unchanged = 0;
  atDatacite = 0;
  readonly #refused = new Map<string, { code: string; message: string; count: number }>();
  readonly #findings = new Map<string, { fixed: number; caused: number }>();

  add(record: PreviewedRecord, foreseen: Foreseen): void {
    if (foreseen.kind === 'unchanged') {
      this.unchanged += 1;
    } else if (foreseen.kind === 'refused') {
      this.refusedIds.push(record.id);
      const { code, message } = foreseen.refusal;
      const known = this.#refused.get(code) ?? { code, message, count: 0 };
      known.count += 1;
      this.#refused.set(code, known);
    } else {
      this.changedIds.push(record.id);
      if (record.state !== 'reserved' && record.remoteState !== null) this.atDatacite += 1;
      this.#weigh(record.findings, foreseen.findings);
    }
  }

  #weigh(before: string, after: readonly Finding[]): void {
    const balance = new Map<string, number>();
    for (const code of codesIn(before)) {
      balance.set(code, (balance.get(code) ?? 0) - 1);
    }
    for (const { code } of after) balance.set(code, (balance.get(code) ?? 0) + 1);
    for (const [code, difference] of balance) {
      if (difference === 0) continue;
      const known = this.#findings.get(code) ?? { fixed: 0, caused: 0 };
      if (difference < 0) known.fixed -= difference;
      else known.caused += difference;
      this.#findings.set(code, known);
    }
  }

  counts(): Pick<
    ChangePreview,
    'changedCount' | 'unchangedCount' | 'refusedCount' | 'refused' | 'findings' | 'atDataciteCount'
  > {
    const findings = [...this.#findings].map(([code, counts]) => ({ code, ...counts }));
    return {
      changedCount: this.changedIds.length,
      unchangedCount: this.unchanged,
      refusedCount: this.refusedIds.length,
      refused: [...this.#refused.values()].sort((a, b) => b.count - a.count).slice(0, 200),
      findings: findings
        .sort((a, b) => b.fixed + b.caused - (a.fixed + a.caused) || (a.code < b.code ? -1 : 1))
        .slice(0, 200),
      atDataciteCount: this.atDatacite,
    };
  }
}
