import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work that somebody waits for, by whose data it is. */
const awaited = new WeakMap<object, Set<Promise<unknown>>>();

/** Does work in turns that somebody waits for: work for nobody in particular lets it go first. */
export async function inForeground<T>(of: object, work: () => Promise<T>): Promise<T> {
  const all = awaited.get(of) ?? new Set();
  awaited.set(of, all);
  const running = work();
  all.add(running);
  try {
    return await running;
  } finally {
    all.delete(running);
  }
}

/** Between two turns of work for which nobody waits; comes back when nothing is done that somebody waits for. */
export async function backgroundTurn(of: object): Promise<void> {
  await nextTurn();
  for (let all = awaited.get(of); all !== undefined && all.size > 0; all = awaited.get(of)) {
    await Promise.allSettled(all);
  }
}
