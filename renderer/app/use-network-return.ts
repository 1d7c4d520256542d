import { useEffect } from 'react';

import { useCommand } from '../store/use-command.ts';

/** When the machine finds its network again, or wakes with one, the outbox need not wait for its next try. */
export function useNetworkReturn(): void {
  const { run } = useCommand('outbox.tryNow');
  useEffect(() => {
    const handleOnline = (): void => void run({});
    window.addEventListener('online', handleOnline);
    return () => window.removeEventListener('online', handleOnline);
  }, [run]);
}
