import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '#shared/contract/client.ts';
import type { EventName } from '#shared/contract/contract.ts';

// Events say that something changed and may be lost; asking again now and then makes up for that.
const slowestMs = 1000;
const fastestMs = 100;

/**
 * Asks again whenever one of the events comes, at most ten times a second and at least once a
 * second, until `look` answers something other than null. An aborted signal ends it with null.
 */
export async function waitFor<T>(
  client: Client,
  events: readonly EventName[],
  signal: AbortSignal,
  look: () => Promise<T | null>,
): Promise<T | null> {
  let wake: () => void = () => undefined;
  const stops = events.map((event) => client.on(event, () => wake()));
  try {
    while (!signal.aborted) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const found = await look();
      if (found !== null) return found;
      await pause(fastestMs, signal);
      await Promise.race([changed, pause(slowestMs - fastestMs, signal)]);
    }
    return null;
  } finally {
    for (const stop of stops) stop();
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  // An aborted wait is over, which is all that the caller wants of it.
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
