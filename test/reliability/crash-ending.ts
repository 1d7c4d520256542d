import { verifyHistory } from '#core/history/verify-history.ts';
import type { Ledger } from '#core/ledger/ledger.ts';
import { getRecord } from '#core/records/find-records.ts';
import { mustExist } from '#shared/support/assert.ts';
import { changedKeys, differingKeys } from '#shared/sync/stored-value.ts';
import { remoteOf } from './simulation/service.ts';
import type { SimulatedService } from './simulation/service.ts';

/** What a story left behind. */
export interface Ending {
  readonly ledger: Ledger;
  readonly service: SimulatedService;
  readonly dois: readonly string[];
  /** How often a colleague wrote, by DOI. */
  readonly foreignWrites: ReadonlyMap<string, number>;
}

/** Empty when everything is as it was meant. */
export async function complaintsOf(ending: Ending): Promise<string[]> {
  const { ledger, service, dois, foreignWrites } = ending;
  // The colleague was quicker, unless registering failed all day and there was nothing to overwrite.
  const overwritten = foreignWrites.get(dois[1] ?? '') ?? 0;
  const found: string[] = [];
  const count = (sql: string): number => ledger.db.get<{ n: number }>(sql)?.n ?? 0;
  const expect = (what: string, is: unknown, wanted: unknown): void => {
    if (is !== wanted) found.push(`${what}: ${String(is)} instead of ${String(wanted)}`);
  };
  expect(
    'operations that are stuck',
    count(`select count(*) as n from operation
        where status not in ('done', 'cancelled', 'superseded')`),
    0,
  );
  expect(
    'done without a receipt that was confirmed',
    count(`select count(*) as n from operation o where status = 'done'
        and receipt ->> '$.confirmedAt' is null
        and not exists (select 1 from operation l where l.doi = o.doi and l.sequence > o.sequence)`),
    0,
  );
  expect('activities not looked at', count('select count(*) as n from activity_check'), 0);
  expect(
    'overwritten values told',
    count(`select count(*) as n from overwritten_value where theirs like '%colleague-quick%'`),
    overwritten,
  );
  for (const [index, doi] of dois.entries()) {
    const there = service.record(doi);
    expect(`state of ${doi}`, there?.state, 'findable');
    if (there === null) continue;
    const remote = remoteOf(there);
    const local = mustExist(getRecord(ledger, doi), doi);
    expect(`copy of ${doi}`, differingKeys(local.remote ?? {}, remote).join(), '');
    expect(`ledger of ${doi}`, changedKeys(local.attributes, remote).join(), '');
    const isTold = index === 1 && overwritten > 0;
    expect(`sync of ${doi}`, local.sync, isTold ? 'conflict' : 'in-step');
    expect(`title of ${doi}`, remote.titles?.[0]?.title, wantedTitle(index));
    expect(`version of ${doi}`, remote.version ?? '', wantedVersion(index));
    expect(`creates of ${doi}`, service.writeCount(doi, 'create'), 1);
    const updates = count(
      `select count(*) as n from operation where status = 'done' and kind = 'update' and doi = '${doi}'`,
    );
    const foreign = foreignWrites.get(doi) ?? 0;
    expect(`updates of ${doi}`, service.writeCount(doi, 'update'), updates + foreign);
  }
  const { intact, message } = await verifyHistory(ledger.db, []);
  if (!intact) found.push(`the history does not hold: ${message}`);
  return found;
}

function wantedTitle(index: number): string {
  return index < 2 ? 'ours' : `title-${String(index)}`;
}

function wantedVersion(index: number): string {
  return ['second', '', 'colleague'][index] ?? '';
}
