import type { Defaults, Failure } from '#shared/contract/define.ts';
import type { Doi } from '#shared/doi/doi.ts';
import { asDoi, hasPrefix } from '#shared/doi/doi.ts';
import { applyDefaults } from '#shared/collections/defaults.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { GuidelineContext } from '#shared/guidelines/rule.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { mustExist } from '#shared/support/assert.ts';
import { equalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import type { LedgerRecord, SyncState } from '../records/record.ts';
import { reserveSuffixes } from '../records/reserve-suffixes.ts';
import type { RecordInput } from '../records/save-records.ts';
import { checkItem, isValid } from './check-item.ts';
import type { Located, LocateTarget } from './locate-items.ts';
import { locateItems } from './locate-items.ts';
import { fingerprint, mergeImport } from './merge-import.ts';
import type { SourceItem } from './source-item.ts';
import { toFailure } from './source-item.ts';

export type Outcome = 'new' | 'changed' | 'unchanged' | 'observe-only' | 'failed';

/** Into what the items go. */
export interface ImportTarget extends LocateTarget {
  readonly prefixes: readonly string[];
  readonly domains: readonly string[] | null;
  readonly defaults: Defaults;
  /** The state that is asked for where the source asks for none. */
  readonly state: RemoteState;
  readonly guidelines: GuidelineContext;
}

/** What will happen to one item. `input` is what is saved; null when nothing is. */
export interface PlannedItem {
  readonly item: SourceItem;
  readonly key: string | null;
  readonly doi: string | null;
  readonly attributes: Attributes | null;
  readonly outcome: Outcome;
  readonly valid: boolean;
  readonly findings: readonly Finding[];
  readonly failure: Failure | null;
  readonly input: RecordInput | null;
}

/**
 * Decides a batch without writing: finds each item again by key or DOI, fills defaults, merges with what a
 * person changed, checks. Synchronous from first lookup to last, so that what it saw still holds when
 * the caller saves in the same turn. Names for new items are drawn, not yet taken.
 */
export function planItems(
  context: CoreContext,
  target: ImportTarget,
  items: readonly SourceItem[],
): readonly PlannedItem[] {
  const located = locateItems(context, target, items);
  const newCount = located.filter(
    (each) => !('failure' in each) && each.existing === null && each.doi === null,
  ).length;
  const drawn = newCount === 0 ? [] : reserveSuffixes(context, target.repositoryId, newCount);
  let next = 0;
  return located.map((each) => {
    if ('failure' in each) return failed(each.item, each.failure, each.key);
    const doi = each.existing?.doi ?? each.doi ?? mustExist(drawn[next++], 'a name for a new item');
    try {
      return planOne(target, each, doi);
    } catch (cause) {
      // A record that nests beyond every limit exhausts the stack: that item fails, not the run.
      if (!(cause instanceof RangeError)) throw cause;
      const error = new AppError('SOURCE_UNREADABLE', {
        message: 'The record is nested too deeply.',
      });
      return failed(each.item, toFailure(error), each.key);
    }
  });
}

function planOne(target: ImportTarget, located: Located, doi: string): PlannedItem {
  const { item, key, existing } = located;
  const isForeign = asDoi(doi) === null || !hasPrefix(doi as Doi, target.prefixes);
  // What is not ours is shown as it is: our defaults are no statement about it.
  const incoming = isForeign
    ? located.attributes
    : applyDefaults(located.attributes, target.defaults, { key, doi });
  const sourceHash = fingerprint(incoming);
  const merge =
    existing === null
      ? { attributes: incoming, kept: [] }
      : mergeImport(existing.attributes, existing.sourceHash, incoming);
  const { attributes } = merge;
  const findings = [
    ...checkItem(
      item,
      { doi, ...attributes },
      {
        state: target.state,
        context: target.guidelines,
        ...(target.domains === null ? {} : { domains: target.domains }),
      },
    ),
    ...merge.kept.map(keptFinding),
  ];
  const isSame =
    existing !== null &&
    existing.collectionId === target.collectionId &&
    equalJson(existing.attributes, attributes);
  const outcome = isForeign
    ? 'observe-only'
    : existing === null
      ? 'new'
      : isSame
        ? 'unchanged'
        : 'changed';
  const isSettled = isSame && existing.sourceHash === sourceHash;
  return {
    item,
    key,
    doi,
    attributes,
    outcome,
    valid: isValid(findings),
    findings,
    failure: null,
    input: isSettled
      ? null
      : {
          doi,
          repositoryId: target.repositoryId,
          collectionId: target.collectionId,
          itemKey: key,
          source: { file: item.source, row: item.row },
          attributes,
          findings,
          ...standing(existing, { isForeign, isSame, told: item.state }),
          sourceHash,
        },
  };
}

/** State and sync of the record as it is saved. */
function standing(
  existing: LedgerRecord | null,
  {
    isForeign,
    isSame,
    told: state,
  }: { readonly isForeign: boolean; readonly isSame: boolean; readonly told: RemoteState | null },
): Pick<RecordInput, 'state' | 'sync'> {
  // Somebody else's DOI that a sheet names is known to the world, unless the source says otherwise.
  if (isForeign) return { state: existing?.state ?? state ?? 'findable', sync: 'observe-only' };
  if (existing === null) return { state: 'reserved', sync: 'local' };
  const stays: readonly SyncState[] = ['local', 'sending', 'conflict', 'observe-only'];
  const sync = isSame || stays.includes(existing.sync) ? existing.sync : 'unsent';
  return { state: existing.state, sync };
}

function failed(item: SourceItem, failure: Failure, key: string | null): PlannedItem {
  return {
    item,
    key,
    doi: null,
    attributes: null,
    outcome: 'failed',
    valid: false,
    findings: item.findings,
    failure,
    input: null,
  };
}

function keptFinding(name: string): Finding {
  return {
    code: 'import-kept-edit',
    severity: 'hint',
    gate: 'none',
    path: name,
    message: `The source has another value for ${name} now, but you changed it here: yours was kept.`,
  };
}
