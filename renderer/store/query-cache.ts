import type { Client } from '#shared/contract/client.ts';
import type { Channel, EventName, Input, Output } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';

import { affectedBy } from './affected-channels.ts';

/**
 * What the core said last, by channel and input. Never a second copy of the ledger: an entry is
 * thrown away or asked for again as soon as an event says that it may have changed, and what was
 * shown stays on the screen until the new answer is there.
 *
 *   idle -> loading -> ready  <-> refreshing
 *                   \-> failed -> loading (retry or event)
 */
export interface QuerySnapshot<T> {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly data: T | undefined;
  readonly error: AppError | undefined;
}

interface Entry {
  snapshot: QuerySnapshot<unknown>;
  readonly channel: Channel;
  readonly input: unknown;
  readonly listeners: Set<() => void>;
  running: boolean;
  /** Changed while its answer was under way: ask once more afterwards. */
  stale: boolean;
}

export interface QueryCache {
  read<C extends Channel>(channel: C, input: Input<C>): QuerySnapshot<Output<C>>;
  subscribe<C extends Channel>(channel: C, input: Input<C>, listener: () => void): () => void;
  /** Asks again for what is on the screen and forgets the rest. */
  refresh(isAffected: (channel: Channel) => boolean): void;
}

/** Answers kept that no screen shows, so that going back is instant. */
const unseenLimit = 60;

/** Pause between two askings for the same thing while events pour in (an import, a batch). */
const pauseMs = 200;

const loading: QuerySnapshot<never> = { status: 'loading', data: undefined, error: undefined };

/** A cache over `client` that follows the core's events. */
export function createQueryCache(client: Client): QueryCache {
  const entries = new Map<string, Entry>();

  const entryOf = (channel: Channel, input: unknown): Entry => {
    const key = `${channel} ${canonicalJson(input)}`;
    const known = entries.get(key);
    if (known !== undefined) return known;
    const entry: Entry = {
      snapshot: loading,
      channel,
      input,
      listeners: new Set(),
      running: false,
      stale: false,
    };
    entries.set(key, entry);
    return entry;
  };

  const settle = (entry: Entry, snapshot: QuerySnapshot<unknown>): void => {
    entry.snapshot = snapshot;
    for (const listener of entry.listeners) listener();
    setTimeout(() => {
      entry.running = false;
      if (entry.stale && entry.listeners.size > 0) ask(entry);
    }, pauseMs);
  };

  const ask = (entry: Entry): void => {
    if (entry.running) {
      entry.stale = true;
      return;
    }
    entry.running = true;
    entry.stale = false;
    client.call(entry.channel, entry.input as Input<Channel>).then(
      (data) => settle(entry, { status: 'ready', data, error: undefined }),
      (cause: unknown) =>
        settle(entry, { status: 'failed', data: entry.snapshot.data, error: toAppError(cause) }),
    );
  };

  const dropUnseen = (): void => {
    const unseen = [...entries].filter(([, entry]) => entry.listeners.size === 0);
    for (const [key] of unseen.slice(0, Math.max(0, unseen.length - unseenLimit))) {
      entries.delete(key);
    }
  };

  const refresh = (isAffected: (channel: Channel) => boolean): void => {
    for (const [key, entry] of entries) {
      if (!isAffected(entry.channel)) continue;
      if (entry.listeners.size > 0) ask(entry);
      else entries.delete(key);
    }
  };

  for (const event of Object.keys(affectedBy) as EventName[]) {
    client.on(event, () => refresh((channel) => affectedBy[event].includes(channel)));
  }

  return {
    read<C extends Channel>(channel: C, input: Input<C>) {
      return entryOf(channel, input).snapshot as QuerySnapshot<Output<C>>;
    },
    subscribe(channel, input, listener) {
      const entry = entryOf(channel, input);
      entry.listeners.add(listener);
      // Stale: it changed while nobody was looking.
      if (entry.snapshot.status !== 'ready' || entry.stale) ask(entry);
      return () => {
        entry.listeners.delete(listener);
        if (entry.listeners.size === 0) dropUnseen();
      };
    },
    refresh,
  };
}

/** Whatever was thrown, as the error that screens can show. */
export function toAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('INTERNAL', {
    message: cause instanceof Error ? cause.message : 'The answer could not be read.',
    cause,
  });
}
