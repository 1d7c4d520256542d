import type { OperationStatus } from '#shared/contract/outbox.ts';
import { operationStatusText } from '#shared/text/states.en.ts';

import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';

const signs: Readonly<Record<OperationStatus, IconName>> = {
  queued: 'clock',
  'in-flight': 'outbox',
  unknown: 'search',
  waiting: 'retry',
  rejected: 'error',
  conflict: 'warning',
  done: 'check',
  cancelled: 'close',
  superseded: 'right',
};

export function OperationStatusMark({ status }: { readonly status: OperationStatus }) {
  return (
    <span className={`operation operation-${status}`} title={operationStatusText[status].meaning}>
      <Icon name={signs[status]} size={14} />
      <span className="cut">{operationStatusText[status].label}</span>
    </span>
  );
}
