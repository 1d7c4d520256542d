import type { RecordRow } from '#shared/contract/records.ts';
import { syncText } from '#shared/text/states.en.ts';

import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';

const signs: Readonly<Record<RecordRow['sync'], IconName | null>> = {
  local: null,
  unsent: 'outbox',
  sending: 'clock',
  failed: 'error',
  conflict: 'warning',
  'in-step': 'check',
  'observe-only': 'eye',
};

/** Where a record stands between here and the service: sign and word. */
export function SyncMark({ sync }: { readonly sync: RecordRow['sync'] }) {
  const sign = signs[sync];
  return (
    <span className={`sync-mark sync-mark-${sync}`} title={syncText[sync].meaning}>
      {sign !== null && <Icon name={sign} size={14} />}
      <span className="cut">{syncText[sync].label}</span>
    </span>
  );
}
