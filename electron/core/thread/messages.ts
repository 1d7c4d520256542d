import type { WireError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import type { VaultStrength } from '../ports.ts';
import type { CoreConfig } from '../ports.ts';

/**
 * What the host's thread and the core's thread say to each other. Both are this program, so nothing is
 * checked here; the contract is checked in the core's router as everywhere.
 *
 *   host → core   call, reply to a vault question
 *   core → host   updating, opened | failed, reply to a call, event, vault question
 */
export type Call =
  | { readonly kind: 'dispatch'; readonly channel: string; readonly input: unknown }
  | { readonly kind: 'admit'; readonly paths: readonly string[]; readonly name: string }
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' };

export type VaultQuestion =
  | { readonly action: 'get' | 'remove'; readonly name: string }
  /** The text of a secret: it crosses between two threads of one process and nowhere else. */
  | { readonly action: 'put'; readonly name: string; readonly text: string }
  | { readonly action: 'status' | 'lock' | 'start-anew' }
  | { readonly action: 'unlock'; readonly passphrase: string | null }
  | { readonly action: 'change'; readonly to: VaultStrength; readonly passphrase: string | null };

export type ToCore =
  /** As `NetworkOptions.proxy`: the computer came into another network. */
  | { readonly type: 'proxy'; readonly proxy: string | null }
  | { readonly type: 'call'; readonly id: number; readonly call: Call }
  | {
      readonly type: 'vault-reply';
      readonly id: number;
      readonly result: Result<unknown, WireError>;
    };

export type FromCore =
  /** Opening takes minutes, because the ledger is updated first. */
  | { readonly type: 'updating' }
  | { readonly type: 'opened' }
  | { readonly type: 'failed'; readonly error: WireError }
  | { readonly type: 'reply'; readonly id: number; readonly result: Result<unknown, WireError> }
  | { readonly type: 'event'; readonly event: string; readonly payload: unknown }
  | { readonly type: 'vault'; readonly id: number; readonly question: VaultQuestion };

type Practice = CoreConfig['practice'];

/** What the worker starts with. A `Secret` cannot be copied to another thread, so its text travels. */
export interface CoreThreadData {
  readonly config: Omit<CoreConfig, 'practice'> & {
    readonly practice:
      | Extract<Practice, { kind: 'embedded' }>
      | (Omit<Extract<Practice, { kind: 'external' }>, 'password'> & { readonly password: string });
  };
  readonly userAgent: string;
  readonly logFolder: string;
  /** As `NetworkOptions.proxy`. */
  readonly proxy: string | null;
  /** Null: the host has no vault, secrets last as long as the thread. */
  readonly vaultStrength: VaultStrength | null;
}
