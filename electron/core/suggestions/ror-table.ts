import type { RorStatus } from '#shared/contract/suggestions.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { RorOrganisation } from './read-ror-dump.ts';

/** The dump in use, kept as the setting `ror.dump`. */
interface Dump {
  readonly number: number;
  readonly fileName: string;
  readonly count: number;
  readonly loadedAt: string;
}

const settingKey = 'ror.dump';

export function currentDump(ledger: Ledger): Dump | null {
  const row = ledger.db.get<{ value: string | null }>(
    'select value from setting where key = ?',
    settingKey,
  );
  return row?.value == null ? null : (JSON.parse(row.value) as Dump);
}

/** Organisations whose name begins so, word by word, the shortest name first. */
export function findOrganisations(
  ledger: Ledger,
  match: string,
  limit: number,
): Pick<RorOrganisation, 'ror' | 'name' | 'country'>[] {
  const dump = currentDump(ledger);
  if (dump === null) return [];
  return ledger.db.all(
    `select ror, name, country from ror_organisation
     where dump = ? and id in (select rowid from ror_text where ror_text match ? limit 2000)
     order by length(name), name limit ?`,
    dump.number,
    match,
    limit,
  );
}

/** Rows of a dump that is being loaded, not seen before `adoptDump`. */
export function addOrganisations(
  ledger: Ledger,
  dump: number,
  organisations: readonly RorOrganisation[],
): void {
  ledger.transaction(() => {
    for (const { ror, name, country, names } of organisations) {
      const { changes, lastId } = ledger.db.run(
        'insert or ignore into ror_organisation (dump, ror, name, country) values (?, ?, ?, ?)',
        dump,
        ror,
        name,
        country,
      );
      if (changes === 0) continue;
      ledger.db.run(
        'insert into ror_text (rowid, names) values (?, ?)',
        lastId,
        [ror.slice(-9), ...names].join('\n'),
      );
    }
  });
}

/** From here on the dump is the one in use; returns what `ror.status` says of it. */
export function adoptDump(
  context: Pick<CoreContext, 'ledger' | 'timestamp'>,
  dump: Omit<Dump, 'loadedAt'>,
): void {
  const value = JSON.stringify({ ...dump, loadedAt: context.timestamp() });
  context.ledger.db.run(
    `insert into setting (key, value) values (?, ?)
     on conflict (key) do update set value = excluded.value`,
    settingKey,
    value,
  );
}

/** Up to `limit` rows of dumps that are not in use go; returns how many went. */
export function removeOtherDumps(ledger: Ledger, limit: number): number {
  const dump = currentDump(ledger)?.number ?? 0;
  return ledger.transaction(() => {
    const ids = ledger.db.all<{ id: number }>(
      'select id from ror_organisation where dump <> ? limit ?',
      dump,
      limit,
    );
    for (const { id } of ids) {
      ledger.db.run('delete from ror_text where rowid = ?', id);
      ledger.db.run('delete from ror_organisation where id = ?', id);
    }
    return ids.length;
  });
}

export function dumpStatus(
  ledger: Ledger,
): Pick<RorStatus, 'organisationCount' | 'fileName' | 'loadedAt'> {
  const dump = currentDump(ledger);
  return {
    organisationCount: dump?.count ?? 0,
    fileName: dump?.fileName ?? null,
    loadedAt: dump?.loadedAt ?? null,
  };
}
