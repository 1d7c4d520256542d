import { createClient } from '#shared/contract/client.ts';
import { formatCounted } from '#shared/text/format.ts';
import { text } from '#shared/text/desktop.en.ts';
import type { HostedCore } from '../hosted-core.ts';
import type { Desktop, DesktopWindow } from './electron.ts';

/** More often, nobody sees it move. */
const lookMs = 500;

/**
 * Shows how far sending is on the dock or taskbar, and tells when it is done while nobody looks at the
 * window. Returns the way to stop.
 */
export function showJobs(
  desktop: Desktop,
  core: HostedCore,
  currentWindow: () => DesktopWindow | null,
): () => void {
  const client = createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: () => () => undefined,
  });
  let doneAtStart: { done: number; failed: number } | null = null;
  let timer: NodeJS.Timeout | null = null;

  const look = async (): Promise<void> => {
    timer = null;
    const window = currentWindow();
    if (window === null || window.isDestroyed()) return;
    const outbox = await client.call('outbox.summary', {});
    const left = outbox.queuedCount + outbox.inFlightCount + outbox.waitingCount;
    const { doneCount: done, failedCount: failed } = outbox;
    if (left > 0) {
      doneAtStart ??= { done, failed };
      const moved = done - doneAtStart.done;
      window.setProgressBar(moved / Math.max(1, moved + left));
      return;
    }
    window.setProgressBar(-1);
    if (doneAtStart === null) return;
    const sent = done - doneAtStart.done;
    const refused = failed - doneAtStart.failed;
    doneAtStart = null;
    if (window.isFocused() || sent + refused <= 0) return;
    desktop.notify(text.jobDone, {
      body: text.jobResult(
        formatCounted(sent, 'change', 'changes'),
        refused > 0 ? formatCounted(refused, 'change', 'changes') : null,
      ),
      onClick: () => window.focus(),
    });
  };
  const stop = core.subscribe((event) => {
    if (event === 'outbox.changed') timer ??= setTimeout(() => void look().catch(ignore), lookMs);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}

/** A core that is stopping answers nothing; then there is nothing to show. */
function ignore(): undefined {
  return undefined;
}
