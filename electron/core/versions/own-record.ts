import type { RefusedEdit } from '#shared/contract/changes.ts';
import { doiKey } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import { versionsText } from '#shared/text/versions.en.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';

/** What stands against a link ends all that was to be made with it: one end alone would be worse. */
export function linkRefused({ doi, message }: RefusedEdit): AppError {
  return new AppError('FORBIDDEN', {
    message: versionsText.linkRefused(doi, message),
    nextStep: versionsText.linkRefusedNext,
  });
}

/** A record that is ours to make something of. */
export function ownRecord(context: CoreContext, doi: string): LedgerRecord {
  const record = getRecord(context.ledger, doi);
  if (record === null) {
    throw new AppError('NOT_FOUND', { message: versionsText.notInLedger(doiKey(doi)) });
  }
  if (record.sync === 'observe-only' || record.isBurnt) {
    throw new AppError('FORBIDDEN', { message: versionsText.notOurs(record.doi) });
  }
  return record;
}
