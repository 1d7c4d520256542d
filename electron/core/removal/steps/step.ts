import type { Failure } from '#shared/contract/define.ts';
import type { Json } from '#shared/support/json.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../../context.ts';
import type { Clients } from '../../outbox/clients.ts';
import type { Repository } from '../../repositories/repository-table.ts';
import type { RemovalCase } from '../case-rows.ts';
import type { ItemPatch, RemovalItem } from '../item-rows.ts';

/** What a step is given. It reads and does; the runner writes its outcome. */
export interface StepInput {
  readonly context: CoreContext;
  readonly clients: Clients;
  readonly given: RemovalCase;
  readonly item: RemovalItem;
  readonly repository: Repository;
  /** DOIs that leave with this case. */
  readonly leaving: ReadonlySet<string>;
  /** Looks for work in the outbox now. */
  readonly kick: () => void;
}

type Evidence = Readonly<Record<string, Json>>;

/**
 * How a step ended. `waiting`: it is not over, and nothing is wrong: `outbox`, our own operation is under way;
 * `person`, somebody has to put a page online.
 */
export type StepOutcome =
  | { readonly kind: 'done'; readonly evidence?: Evidence; readonly patch?: ItemPatch }
  | {
      readonly kind: 'skipped';
      readonly message: string;
      readonly evidence?: Evidence;
      readonly patch?: ItemPatch;
    }
  | {
      readonly kind: 'waiting';
      readonly on: 'outbox' | 'person';
      readonly message: string;
      readonly patch?: ItemPatch;
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly evidence?: Evidence };

export type Step = (input: StepInput) => Promise<StepOutcome> | StepOutcome;

export function done(evidence: Evidence = {}, patch: ItemPatch = {}): StepOutcome {
  return { kind: 'done', evidence, patch };
}

export function skipped(message: string, evidence: Evidence = {}): StepOutcome {
  return { kind: 'skipped', message, evidence };
}

export function failed(
  code: Failure['code'],
  message: string,
  evidence: Evidence = {},
): StepOutcome {
  const nextStep = removalText.failure.next;
  return {
    kind: 'failed',
    failure: { code, message: message.slice(0, 5000), path: null, nextStep },
    evidence,
  };
}

/** The message of whatever went wrong, for people. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
