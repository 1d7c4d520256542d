import type { Defaults, Failure } from '#shared/contract/define.ts';
import type { Doi } from '#shared/doi/doi.ts';
import { asDoi, doiKey, hasPrefix } from '#shared/doi/doi.ts';
import { applyDefaults } from '#shared/collections/defaults.ts';
import { itemKey } from '#shared/collections/item-key.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { GuidelineContext } from '#shared/guidelines/rule.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { mustExist } from '#shared/support/assert.ts';
import { equalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import { findByDois, findByItemKey } from '../records/find-records.ts';
import type { LedgerRecord, SyncState } from '../records/record.ts';
import { reserveSuffixes } from '../records/reserve-suffixes.ts';
import type { RecordInput } from '../records/save-records.ts';
import { checkItem, isValid } from './check-item.ts';
import { fingerprint, mergeImport } from './merge-import.ts';
import type { SourceItem } from './source-item.ts';
import { toFailure } from './source-item.ts';

export type Outcome = 'new' | 'changed' | 'unchanged' | 'observe-only' | 'failed';

/** Into what the items go. `seen` remembers the keys of a whole run. */
export interface ImportTarget {
  readonly repositoryId: string;
  readonly prefixes: readonly string[];
  readonly domains: readonly string[] | null;
  /** Null while the collection does not exist yet (preview). */
  readonly collectionId: number | null;
  readonly defaults: Defaults;
  readonly state: RemoteState;
  readonly guidelines: GuidelineContext;
  readonly seen: Seen;
}

export interface Seen {
  readonly keys: Map<string, string>;
  readonly dois: Map<string, string>;
  /** How often each title-made key came: equal rows without an id are items of their own. */
  readonly repeats: Map<string, number>;
}

export function nothingSeen(): Seen {
  return { keys: new Map(), dois: new Map(), repeats: new Map() };
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

interface Located {
  readonly item: SourceItem;
  readonly attributes: Attributes;
  readonly key: string;
  readonly doi: Doi | null;
  readonly existing: LedgerRecord | null;
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
  const located = locate(context, target, items);
  const newCount = located.filter(
    (each) => 'key' in each && each.existing === null && each.doi === null,
  ).length;
  const drawn = newCount === 0 ? [] : reserveSuffixes(context, target.repositoryId, newCount);
  let next = 0;
  return located.map((each) => {
    if (!('key' in each)) return each.planned;
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

/** A file may hold a number or null where a DOI belongs; then there is none. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

type Lookup = Located | { readonly planned: PlannedItem };

function locate(
  context: CoreContext,
  target: ImportTarget,
  items: readonly SourceItem[],
): readonly Lookup[] {
  const keyed = items.map((item) => ({ item, ...keyFor(item, target.seen) }));
  const keys = keyed.flatMap(({ key }) => key ?? []);
  const dois = items.flatMap(({ attributes }) => (isText(attributes?.doi) ? attributes.doi : []));
  const byKey =
    target.collectionId === null
      ? new Map<string, LedgerRecord>()
      : findByItemKey(context.ledger, target.collectionId, keys);
  const byDoi = findByDois(context.ledger, dois);
  return keyed.map(({ item, key }): Lookup => {
    if (item.attributes === null || item.failure !== null) {
      return { planned: failed(item, item.failure ?? toFailure(emptyItem(item)), key) };
    }
    try {
      if (key === null) throw emptyItem(item);
      const { doi: named, ...attributes } = item.attributes;
      const doi = isText(named) ? asDoi(named) : null;
      if (isText(named) && doi === null) throw noDoi(named);
      claim(target.seen, { item, key, doi });
      const found = {
        key: byKey.get(key) ?? null,
        doi: doi === null ? null : (byDoi.get(doiKey(doi)) ?? null),
      };
      return { item, attributes, key, doi, existing: sameRecord(found, { key, doi, target }) };
    } catch (cause) {
      return { planned: failed(item, toFailure(cause), key) };
    }
  });
}

function keyFor(item: SourceItem, seen: Seen): { key: string | null } {
  if (item.attributes === null) return { key: item.key };
  const { key, from } = itemKey(item.key, item.attributes);
  if (key === null || from !== 'title') return { key };
  const times = (seen.repeats.get(key) ?? 0) + 1;
  seen.repeats.set(key, times);
  return { key: times === 1 ? key : `${key} (${times})` };
}

function placeOf({ source, row }: SourceItem): string {
  return row === null ? source : `${source}, row ${row}`;
}

/** One item, one place: a key or a DOI that comes twice in a run is a mistake in the source. */
function claim(
  seen: Seen,
  { item, key, doi }: { item: SourceItem; key: string; doi: Doi | null },
): void {
  const place = placeOf(item);
  const keyPlace = seen.keys.get(key);
  if (keyPlace !== undefined) {
    throw new AppError('CONFLICT', {
      message: `“${key}” stands in ${keyPlace} already, so this is the same item once more.`,
      nextStep: 'Give each item an identifier of its own. The first one was brought in.',
    });
  }
  const doiPlace = doi === null ? undefined : seen.dois.get(doiKey(doi));
  if (doiPlace !== undefined) {
    throw new AppError('CONFLICT', {
      message: `The DOI ${doi ?? ''} stands in ${doiPlace} already.`,
      nextStep: 'Two items cannot have one DOI. The first one was brought in.',
    });
  }
  seen.keys.set(key, place);
  if (doi !== null) seen.dois.set(doiKey(doi), place);
}

/** The record that the item is, or null for a new one; throws where key and DOI disagree. */
function sameRecord(
  found: { readonly key: LedgerRecord | null; readonly doi: LedgerRecord | null },
  what: { key: string; doi: Doi | null; target: ImportTarget },
): LedgerRecord | null {
  const { key, doi, target } = what;
  if (found.key !== null && doi !== null && found.key.doi !== doiKey(doi)) {
    throw new AppError('CONFLICT', {
      message: `“${key}” is known here under the DOI ${found.key.doi}, but the source says ${doi}.`,
      nextStep: 'Decide which of the two is right: a DOI of an item does not change.',
    });
  }
  const record = found.key ?? found.doi;
  if (record?.isBurnt === true) {
    throw new AppError('CONFLICT', {
      message: `The DOI ${record.doi} was used before and given up, so it cannot be used again.`,
      nextStep: 'Take the DOI out of the source: another one is chosen then.',
    });
  }
  const isElsewhere =
    record !== null &&
    (record.repositoryId !== target.repositoryId ||
      (record.collectionId !== null && record.collectionId !== target.collectionId));
  if (isElsewhere) {
    throw new AppError('CONFLICT', {
      message: `The DOI ${record.doi} belongs to another collection or repository here already.`,
      nextStep: 'Import it into that collection, or leave it out.',
    });
  }
  return record;
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

function emptyItem(item: SourceItem): AppError {
  return new AppError('VALIDATION', {
    message: `${placeOf(item)}: nothing tells this item from others: no identifier, DOI, address or title.`,
    nextStep: 'Fill in one of them and import again. The other items were brought in.',
  });
}

function noDoi(text: string): AppError {
  return new AppError('VALIDATION', {
    message: `“${text.slice(0, 100)}” is not a DOI.`,
    path: 'doi',
    nextStep: 'Mend or remove the DOI and import again. The other items were brought in.',
  });
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
