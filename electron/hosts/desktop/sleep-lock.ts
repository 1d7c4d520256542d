import { createClient } from '#shared/contract/client.ts';
import type { HostedCore } from '../hosted-core.ts';
import type { Desktop } from './electron.ts';

/**
 * Locks the app when the computer sleeps or its screen is locked: where passwords are behind a passphrase,
 * or where the person asked for a lock by itself.
 */
export function lockOnSleep(desktop: Desktop, core: HostedCore): void {
  const client = createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: () => () => undefined,
  });
  const lock = async (): Promise<void> => {
    const [vault, setting] = await Promise.all([
      client.call('vault.state', {}),
      client.call('settings.get', { key: 'vault.lockAfterMinutes' }),
    ]);
    if (vault.isLocked || (!vault.asksPassphrase && setting.value === null)) return;
    await client.call('vault.lock', {});
  };
  // A core that is stopping cannot be locked, and keeps no secret for long.
  const lockIfAsked = (): void => void lock().catch(() => undefined);
  desktop.powerMonitor.on('suspend', lockIfAsked);
  desktop.powerMonitor.on('lock-screen', lockIfAsked);
}
