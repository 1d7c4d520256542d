import { createClient } from '#shared/contract/client.ts';
import type { HostedCore } from '../hosted-core.ts';

interface Watched {
  readonly core: HostedCore;
  readonly pageCount: () => number;
  readonly idleMinutes: number;
  /** How often it is looked, in milliseconds; a minute unless a test says less. */
  readonly minuteMs?: number;
}

/**
 * Calls `onIdle` once no page was open for so many minutes and nothing was being sent: a server that
 * everybody forgot is a door for nothing. 0 minutes: never. Returns the way to stop.
 */
export function watchIdle(watched: Watched, onIdle: () => void): () => void {
  const { core, pageCount, idleMinutes, minuteMs = 60_000 } = watched;
  if (idleMinutes === 0) return () => undefined;
  const client = createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: () => () => undefined,
  });
  let idle = 0;
  const look = async (): Promise<void> => {
    const { mode } = await client.call('outbox.summary', {});
    idle = pageCount() > 0 || mode === 'sending' ? 0 : idle + 1;
    if (idle < idleMinutes) return;
    clearInterval(timer);
    onIdle();
  };
  // A core that does not answer is not idle; its end is told elsewhere.
  const timer = setInterval(() => void look().catch(() => undefined), minuteMs);
  timer.unref();
  return () => clearInterval(timer);
}
