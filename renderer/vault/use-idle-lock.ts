import { useEffect } from 'react';

import type { AppState } from '#shared/contract/app.ts';

import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** How often it is looked whether the time is over; a lock may come so much late. */
const lookMs = 5_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Locks the app when nobody touched it for as long as the setting says; never while something is sent. */
export function useIdleLock(state: AppState): void {
  const { run } = useCommand('vault.lock');
  const setting = useQuery('settings.get', { key: 'vault.lockAfterMinutes' }).data?.value ?? null;
  const minutes = setting === null ? null : Number(setting);
  const isBusy = state.sync.mode === 'sending';
  useEffect(() => {
    if (minutes === null || !(minutes > 0) || isBusy) return undefined;
    // Counts up by steps and not by a clock: a clock that is set must not lock or unlock.
    let idleMs = 0;
    const touch = (): void => {
      idleMs = 0;
    };
    const timer = setInterval(() => {
      idleMs += lookMs;
      if (idleMs < minutes * 60_000) return;
      idleMs = 0;
      void run({});
    }, lookMs);
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, [minutes, isBusy, run]);
}
