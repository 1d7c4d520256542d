import type { CaseStatus } from '#shared/removal/case-table.ts';
import { removalText } from '#shared/text/removal.en.ts';

import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';

const signs: Readonly<Record<CaseStatus, { icon: IconName; look: string }>> = {
  open: { icon: 'file', look: 'hint' },
  asked: { icon: 'clock', look: 'hint' },
  approved: { icon: 'check', look: 'hint' },
  working: { icon: 'retry', look: 'hint' },
  'half-done': { icon: 'error', look: 'error' },
  done: { icon: 'good', look: 'good' },
  restoring: { icon: 'undo', look: 'hint' },
  'half-restored': { icon: 'error', look: 'error' },
  restored: { icon: 'undo', look: 'good' },
  declined: { icon: 'close', look: 'hint' },
  alternative: { icon: 'good', look: 'good' },
  'taken-back': { icon: 'close', look: 'hint' },
};

/** Where a case stands, by a sign and a word. */
export function StatusMark({ status }: { readonly status: CaseStatus }) {
  const { icon, look } = signs[status];
  return (
    <span className={`case-status case-status-${look}`}>
      <Icon name={icon} />
      {removalText.status[status]}
    </span>
  );
}
