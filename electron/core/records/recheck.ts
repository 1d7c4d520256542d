import { setImmediate as nextTurn } from 'node:timers/promises';

import { checkRecord } from '#shared/findings/check-record.ts';
import type { CheckOptions } from '#shared/findings/check-record.ts';
import type { RecordState } from '#shared/metadata/attributes.ts';
import { equalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { findByDois } from './find-records.ts';
import type { LedgerRecord } from './record.ts';
import { countBySeverity, writeFindingCodes } from './record.ts';
import { recordViews } from './record-views.ts';
import { announce } from './save-records.ts';

export type RecordCheck = Omit<CheckOptions, 'state'>;

/** What a repository's account adds to a check. One object for a whole batch: the rules index it once. */
export function checkOptionsOf(
  context: Pick<CoreContext, 'ledger' | 'timestamp'>,
  repositoryId: string,
): RecordCheck {
  const { prefixes, domains } = getRepository(context.ledger, repositoryId);
  return {
    ...(domains === null ? {} : { domains }),
    context: { prefixes, today: context.timestamp().slice(0, 10) },
  };
}

/**
 * Computes the findings of records anew and stores what changed: for when the account's domains, a rule
 * or the day changed, but not the metadata. A record that is not yet at DataCite is judged for the state
 * `findable`, which it is meant to reach, others for the state that they have. Makes no history: findings
 * follow from the metadata. Joins the caller's transaction.
 */
export function recheck(context: CoreContext, dois: readonly string[]): void {
  const options = new Map<string, RecordCheck>();
  const optionsOf = (repositoryId: string): RecordCheck => {
    const known = options.get(repositoryId) ?? checkOptionsOf(context, repositoryId);
    options.set(repositoryId, known);
    return known;
  };
  const changed = context.ledger.transaction(() =>
    [...findByDois(context.ledger, dois).values()].flatMap((record) =>
      recheckOne(context, record, optionsOf(record.repositoryId)) ? [record.doi] : [],
    ),
  );
  if (changed.length > 0) announce(context, changed);
}

/** Records checked between two turns of the event loop: about 50 ms of work. */
const recordsPerTurn = 500;

/** `recheck` for all records of an account, in turns, so that other calls are answered meanwhile. */
export async function recheckRepository(context: CoreContext, repositoryId: string): Promise<void> {
  const dois = recordViews(context.ledger).doisOf({ repositoryId });
  for (let from = 0; from < dois.length; from += recordsPerTurn) {
    recheck(context, dois.slice(from, from + recordsPerTurn));
    await nextTurn();
  }
}

function recheckOne({ ledger }: CoreContext, record: LedgerRecord, check: RecordCheck): boolean {
  const state: RecordState = record.state === 'reserved' ? 'findable' : record.state;
  const findings = checkRecord(record.attributes, { ...check, state });
  if (equalJson(findings, record.findings)) return false;
  const counts = countBySeverity(findings);
  ledger.db.run(
    'update record set findings = ?, error_count = ?, warning_count = ?, hint_count = ? where id = ?',
    JSON.stringify(findings),
    counts.error,
    counts.warning,
    counts.hint,
    record.id,
  );
  ledger.db.run('delete from record_finding where record_id = ?', record.id);
  writeFindingCodes(ledger, record.id, findings);
  return true;
}
