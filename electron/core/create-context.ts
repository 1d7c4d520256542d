import type { EventName, EventPayload } from '#shared/contract/contract.ts';
import { createIds } from '#shared/support/uuid.ts';
import type { CoreContext } from './context.ts';
import type { Ledger } from './ledger/ledger.ts';
import { createSalts } from './history/commitment.ts';
import type { CoreConfig, Ports } from './ports.ts';

export type Listener = (event: EventName, payload: unknown) => void;

export interface LiveContext {
  readonly context: CoreContext;
  /** Returns the way to stop. */
  subscribe(listener: Listener): () => void;
  /** Tells what waits to be told, now. */
  flush(): void;
}

/** Long enough to gather a burst of changes, short enough to feel immediate. */
const gatherMs = 50;
/** More changed records than this are told as "all": the contract's limit. */
const doiLimit = 200;

/** The context over an open ledger; `compose` makes one, tests make theirs. */
export function createContext(ports: Ports, config: CoreConfig, ledger: Ledger): LiveContext {
  const listeners = new Set<Listener>();
  const waiting = new Map<string, { event: EventName; payload: unknown }>();
  let isScheduled = false;

  const flush = (): void => {
    isScheduled = false;
    const told = [...waiting.values()];
    waiting.clear();
    for (const { event, payload } of told) {
      for (const listener of listeners) tell(listener, event, payload);
    }
  };
  const tell = (listener: Listener, event: EventName, payload: unknown): void => {
    try {
      listener(event, payload);
    } catch (cause) {
      ports.log({
        level: 'error',
        message: 'A listener failed',
        detail: { event, error: String(cause) },
      });
    }
  };
  const emit = <E extends EventName>(event: E, payload: EventPayload<E>): void => {
    if (event === 'records.changed') {
      const known = waiting.get(event)?.payload as EventPayload<'records.changed'> | undefined;
      const added = payload as EventPayload<'records.changed'>;
      waiting.set(event, { event, payload: known === undefined ? added : joinDois(known, added) });
    } else {
      waiting.set(`${event} ${JSON.stringify(payload)}`, { event, payload });
    }
    if (isScheduled) return;
    isScheduled = true;
    void ports.clock.sleep(gatherMs).then(flush, flush);
  };

  const context: CoreContext = {
    ports,
    config,
    ledger,
    emit,
    newId: createIds(() => ports.clock.now(), ports.randomBytes),
    newSalt: createSalts(ports.randomBytes),
    timestamp: () => new Date(ports.clock.now()).toISOString(),
    person: () =>
      ledger.db.get<{ value: string | null }>(`select value from setting where key = 'person.name'`)
        ?.value ?? null,
  };
  return {
    context,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    flush,
  };
}

function joinDois(
  one: EventPayload<'records.changed'>,
  other: EventPayload<'records.changed'>,
): EventPayload<'records.changed'> {
  if (one.dois === null || other.dois === null) return { dois: null };
  const dois = [...new Set([...one.dois, ...other.dois])];
  return { dois: dois.length > doiLimit ? null : dois };
}
