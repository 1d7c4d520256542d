import type { Later } from '#shared/outbox/classify-response.ts';
import type { CoreContext } from '../context.ts';
import type { AccountClient, Clients } from './clients.ts';
import { createGate } from './gate.ts';
import type { Gate } from './gate.ts';
import type { Settlement } from './settlement.ts';

/** Accounts at one origin; they share its gate and its budget. */
export interface Opening {
  readonly repositoryIds: readonly string[];
  readonly origin: string;
  /** How many requests may begin now. */
  readonly free: number;
  /** Milliseconds until some may; 0 also when all places are merely taken. */
  readonly waitMs: number;
}

export interface Obstacle {
  readonly reason: Later['reason'] | 'budget';
  readonly waitMs: number;
}

/** What is under way to which origin, and how that goes. */
export interface Traffic {
  readonly underWayCount: number;
  isUnderWay(operationId: string): boolean;
  begin(operationId: string, origin: string): void;
  end(operationId: string): void;
  /** The origins of all accounts that are neither held, shut for writing, observed nor removed. */
  openings(): Opening[];
  /** Learns from how a contact ended. */
  note(settlement: Settlement): void;
  /** Why nothing goes to some origin now; null: nothing stands in the way. */
  obstacle(): Obstacle | null;
  /** True when some origin was not reachable for several tries. */
  readonly isHopeless: boolean;
  /** Opens all gates at once. */
  open(): void;
}

export interface StartConcurrency {
  readonly practice: number;
  readonly service: number;
}

export function createTraffic(
  context: CoreContext,
  clients: Clients,
  options: { readonly start: StartConcurrency; readonly random: () => number },
): Traffic {
  const { clock } = context.ports;
  const gates = new Map<string, Gate>();
  const underWay = new Map<string, string>(); // operation id -> origin

  const gateOf = ({ origin, environment }: AccountClient): Gate => {
    const known = gates.get(origin);
    if (known !== undefined) return known;
    const start = options.start[environment === 'practice' ? 'practice' : 'service'];
    const gate = createGate({ clock, random: options.random, start });
    gates.set(origin, gate);
    return gate;
  };
  const countTo = (origin: string): number =>
    underWay.values().reduce((sum, other) => (other === origin ? sum + 1 : sum), 0);

  const openings = (): Opening[] => {
    const rows = context.ledger.db.all<{ id: string }>(
      `select id from repository where removed_at is null and held_reason is null and endpoint <> ''
         and is_writing_open = 1 and access = 'write'`,
    );
    const accounts = Map.groupBy(rows, ({ id }) => clients.of(id).origin);
    return [...accounts].map(([origin, entries]) => {
      const repositoryIds = entries.map(({ id }) => id);
      const account = clients.of(repositoryIds[0] ?? '');
      const gate = gateOf(account);
      const budgetMs = account.budget.waitMs();
      const free = budgetMs > 0 ? 0 : gate.free(countTo(origin));
      return { repositoryIds, origin, free, waitMs: Math.max(gate.waitMs(), budgetMs) };
    });
  };
  return {
    get underWayCount() {
      return underWay.size;
    },
    isUnderWay: (id) => underWay.has(id),
    begin: (id, origin) => void underWay.set(id, origin),
    end: (id) => void underWay.delete(id),
    openings,
    note(settlement) {
      const gate = gateOf(clients.of(settlement.operation.repository_id));
      switch (settlement.event) {
        case 'postpone':
        case 'stay':
          gate.troubled(settlement.later);
          return;
        case 'lose':
          gate.troubled({ reason: 'service', retryAfterMs: null });
          return;
        case 'confirm':
        case 'refuse':
        case 'diverge':
          gate.answered(settlement.tookMs);
          return;
        case 'park':
          return;
      }
    },
    obstacle() {
      for (const gate of gates.values()) {
        const waitMs = gate.waitMs();
        if (gate.reason !== null && (waitMs > 0 || gate.reason === 'offline')) {
          return { reason: gate.reason, waitMs };
        }
      }
      const waitMs = Math.max(0, ...openings().map((opening) => opening.waitMs));
      return waitMs > 0 ? { reason: 'budget', waitMs } : null;
    },
    get isHopeless() {
      return gates.values().some((gate) => gate.isHopeless);
    },
    open() {
      for (const gate of gates.values()) gate.open();
    },
  };
}
