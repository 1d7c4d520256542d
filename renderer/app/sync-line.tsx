import type { AppState } from '#shared/contract/app.ts';
import { appText, describeSync } from '#shared/text/app.en.ts';
import { formatCount } from '#shared/text/format.ts';

import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';
import { useNow } from '../components/use-now.ts';
import { formatRoute } from './route.ts';

const signs: Readonly<Record<AppState['sync']['mode'], IconName>> = {
  'in-step': 'good',
  sending: 'outbox',
  paused: 'pause',
  waiting: 'clock',
  offline: 'warning',
  held: 'warning',
};

interface Props {
  readonly sync: AppState['sync'];
  readonly isConnected: boolean;
}

/** Where the work stands, in words; leads to the outbox. */
export function SyncLine({ sync, isConnected }: Props) {
  const now = useNow();
  const text = isConnected ? describeSync(sync, now) : appText.notAnswering;
  return (
    <a
      className={`sync sync-${isConnected ? sync.mode : 'offline'}`}
      href={formatRoute({ screen: 'outbox', batchId: null })}
      title={sync.reason ?? text}
    >
      <Icon name={isConnected ? signs[sync.mode] : 'warning'} />
      <span className="cut" role="status">
        {text}
      </span>
      {sync.failedCount > 0 && (
        <span className="sync-failed">{appText.failedCount(formatCount(sync.failedCount))}</span>
      )}
    </a>
  );
}
