import type { EventName, EventPayload } from '#shared/contract/contract.ts';
import type { CoreConfig, Ports } from './ports.ts';
import type { Ledger } from './ledger/ledger.ts';

/** What every workflow of the core is given. Made once by `compose`. */
export interface CoreContext {
  readonly ports: Ports;
  readonly config: CoreConfig;
  readonly ledger: Ledger;
  /** Tells the listeners that something changed; coalesced, so that thousands of changes are few events. */
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void;
  /** A new UUIDv7: sorts by time of making. */
  newId(): string;
  /** 16 random bytes as hexadecimal digits, for one commitment of the history. */
  newSalt(): string;
  /** ISO 8601 in UTC with milliseconds, from the clock port. */
  timestamp(): string;
  /** The name of the person at work (setting `person.name`), for history; null when nobody gave one. */
  person(): string | null;
}
