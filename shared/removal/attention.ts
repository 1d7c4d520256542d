import type { CaseStatus } from './case-table.ts';
import { isEnded } from './case-table.ts';

/** Why a case needs a person today, the most pressing first: the order of the inbox. */
export const attentions = ['overdue', 'half-done', 'reminder', 'retention-over'] as const;
export type Attention = (typeof attentions)[number];

export interface AttentionFacts {
  readonly status: CaseStatus;
  /** Days as `YYYY-MM-DD`. */
  readonly dueOn: string | null;
  readonly remindOn: string | null;
  /** First day after which one of its documents is to be erased; null: none. */
  readonly retainUntil: string | null;
}

/** `today`: `YYYY-MM-DD`. An ended case can still remind: of what comes back, of documents to erase. */
export function attentionOf(
  { status, dueOn, remindOn, retainUntil }: AttentionFacts,
  today: string,
): Attention[] {
  const holds: Readonly<Record<Attention, boolean>> = {
    overdue: !isEnded(status) && dueOn !== null && dueOn < today,
    'half-done': status === 'half-done' || status === 'half-restored',
    reminder: remindOn !== null && remindOn <= today,
    'retention-over': retainUntil !== null && retainUntil < today,
  };
  return attentions.filter((one) => holds[one]);
}
