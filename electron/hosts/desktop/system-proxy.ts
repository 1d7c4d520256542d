import { proxyWithName } from '../proxy.ts';
import type { RunningCore } from '../running-core.ts';
import type { Desktop } from './electron.ts';

/** What is asked most; a PAC file may answer otherwise for other hosts, which all go the same way here. */
const asked = 'https://api.datacite.org/';
/** A notebook that is carried from the office home is noticed within this time. */
const lookMs = 60_000;

/** The proxy that the system's settings name, its PAC file included; null: none. */
export async function systemProxy(desktop: Pick<Desktop, 'session'>): Promise<string | null> {
  return proxyWithName(await desktop.session().resolveProxy(asked), process.env);
}

/** Tells the core when the system names another proxy: the computer came into another network. */
export function followProxy(
  desktop: Pick<Desktop, 'session' | 'powerMonitor'>,
  core: Pick<RunningCore, 'useProxy'>,
  everyMs = lookMs,
): () => void {
  // Where it cannot be said at present, what was said last stays.
  const look = (): void =>
    void systemProxy(desktop).then(
      (proxy) => core.useProxy(proxy),
      () => undefined,
    );
  const timer = setInterval(look, everyMs);
  desktop.powerMonitor.on('resume', look);
  return () => clearInterval(timer);
}
