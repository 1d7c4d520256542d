import { AppError } from '#shared/support/app-error.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { confirmationFor as confirmationOf } from '../register/plan-registration.ts';
import { getRepository } from '../repositories/repository-table.ts';

/** Updates that would be queued, by account. */
export type SendCounts = Map<string, number>;

/** What a person types to go on: number and account of each; null where nothing leaves practice. */
export function confirmationFor(ledger: Ledger, counts: SendCounts): string | null {
  const words = [...counts]
    .filter(([, count]) => count > 0)
    .flatMap(([id, count]) => confirmationOf(getRepository(ledger, id), count) ?? []);
  return words.length === 0 ? null : words.join(', ');
}

export function assertConfirmed(wanted: string | null, typed: string | null): void {
  if (wanted === null || typed?.trim() === wanted) return;
  throw new AppError('CONFIRMATION_NEEDED', {
    message: `Nothing was sent: sending these changes asks for the words “${wanted}”.`,
    nextStep: 'Look at the number and the repository, then confirm with exactly these words.',
  });
}
