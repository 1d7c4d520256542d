import type { Ledger } from '../ledger/ledger.ts';

/** A DOI of an item: the hub's or ours; the newest without `outdatedAt` is the current one. */
export interface HubDoi {
  readonly itemId: number;
  readonly doi: string;
  readonly mintedBy: 'hub' | 'own';
  readonly role: 'version' | 'canonical';
  readonly revision: string | null;
  readonly tag: string | null;
  readonly notedAt: string;
  readonly outdatedAt: string | null;
  readonly successor: string | null;
  readonly record: string | null;
  readonly recordOutcome: 'found' | 'not-public' | 'failed' | null;
  readonly recordReadAt: string | null;
}

interface DoiRow {
  readonly item_id: number;
  readonly doi: string;
  readonly minted_by: 'hub' | 'own';
  readonly role: 'version' | 'canonical';
  readonly revision: string | null;
  readonly tag: string | null;
  readonly noted_at: string;
  readonly successor: string | null;
  readonly record: string | null;
  readonly record_outcome: HubDoi['recordOutcome'];
  readonly record_read_at: string | null;
}

/** DOIs of an item, the current ones first. */
export function doisOf(ledger: Ledger, itemId: number): HubDoi[] {
  return ledger.db
    .all<DoiRow & { readonly ended_at: string | null }>(
      // The name of a draft that was deleted is burnt: it stands for nothing any more.
      `select d.*, coalesce(d.outdated_at, iif(r.burnt = 1, r.updated_at, null)) as ended_at
       from hub_doi d left join record r on r.doi = d.doi
       where d.item_id = ? order by ended_at is not null, d.noted_at desc, d.doi`,
      itemId,
    )
    .map((row) => ({
      itemId: row.item_id,
      doi: row.doi,
      mintedBy: row.minted_by,
      role: row.role,
      revision: row.revision,
      tag: row.tag,
      notedAt: row.noted_at,
      outdatedAt: row.ended_at,
      successor: row.successor,
      record: row.record,
      recordOutcome: row.record_outcome,
      recordReadAt: row.record_read_at,
    }));
}

/**
 * Notes a DOI of an item. The one of the same maker before it is outdated from now on, with this one as its successor
 * (D14). True when it was not known.
 */
export function noteDoi(
  ledger: Ledger,
  given: Pick<HubDoi, 'itemId' | 'doi' | 'mintedBy' | 'role' | 'revision' | 'tag'> & {
    readonly at: string;
  },
): boolean {
  const { itemId, doi, mintedBy, role, revision, tag, at } = given;
  const known = ledger.db.get<{ revision: string | null }>(
    'select revision from hub_doi where item_id = ? and doi = ?',
    itemId,
    doi,
  );
  if (known !== undefined) {
    if (known.revision === null && revision !== null) {
      ledger.db.run(
        'update hub_doi set revision = ? where item_id = ? and doi = ?',
        revision,
        itemId,
        doi,
      );
    }
    return false;
  }
  if (role === 'version') {
    ledger.db.run(
      `update hub_doi set outdated_at = ?, successor = ?
       where item_id = ? and minted_by = ? and role = 'version' and outdated_at is null`,
      at,
      doi,
      itemId,
      mintedBy,
    );
  }
  ledger.db.run(
    'insert into hub_doi (item_id, doi, minted_by, role, revision, tag, noted_at) values (?, ?, ?, ?, ?, ?, ?)',
    itemId,
    doi,
    mintedBy,
    role,
    revision,
    tag,
    at,
  );
  return true;
}

/** The current DOI of a maker; null: none. */
export function currentDoi(dois: readonly HubDoi[], mintedBy: 'hub' | 'own'): HubDoi | null {
  return (
    dois.find(
      (each) => each.mintedBy === mintedBy && each.role === 'version' && each.outdatedAt === null,
    ) ?? null
  );
}
