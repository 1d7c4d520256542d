import type { OrderWithPlaces } from './ordered-ids.ts';
import { placesIn } from './ordered-ids.ts';
import type { QuerySources } from './query-marks.ts';
import { orderOf, patchedOrder } from './record-order.ts';

/** Orders that are kept: each 4 bytes a record, and as much again for the places in it. */
const orderLimit = 6;

interface Orders {
  of(sort: string): OrderWithPlaces;
  note(changed: ReadonlySet<number>): void;
  forget(): void;
}

interface KeptOrder extends OrderWithPlaces {
  readonly changed: Set<number>;
}

/** Orders are dear to make and changed by little: what was written since is put in its place. */
export function createOrders(sources: QuerySources): Orders {
  const orders = new Map<string, KeptOrder>();
  const make = (sort: string, known: KeptOrder | undefined): KeptOrder => {
    if (known?.changed.size === 0) return known;
    const patched = known && patchedOrder(sources, sort, known.ids, known.changed);
    const ids = patched ?? orderOf(sources, sort);
    let places: Int32Array | null = null;
    return {
      ids,
      places: () => (places ??= placesIn(ids, sources.columns.maxId)),
      changed: new Set(),
    };
  };
  return {
    of(sort) {
      const known = orders.get(sort);
      // Not there meanwhile: patching uses it up, and one that fails half-way leaves none behind.
      orders.delete(sort);
      const order = make(sort, known);
      orders.set(sort, order);
      for (const oldest of orders.keys()) {
        if (orders.size <= orderLimit) break;
        orders.delete(oldest);
      }
      return order;
    },
    note(changed) {
      for (const { changed: noted } of orders.values()) for (const id of changed) noted.add(id);
    },
    forget: () => orders.clear(),
  };
}
