import type { ReviewStatus } from '#shared/review/status.ts';
import { reviewStatusText, unprovedText } from '#shared/text/review-screen.en.ts';

import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';

const icons: Readonly<Record<ReviewStatus, IconName>> = {
  new: 'file',
  'in-review': 'eye',
  'changes-asked': 'retry',
  approved: 'check',
  publishing: 'outbox',
  published: 'good',
};

interface Props {
  readonly status: ReviewStatus;
  /** What was published is not as it should be. */
  readonly isFailed?: boolean;
  /** The word is read out only. */
  readonly isSign?: boolean;
}

/** Sign and word of where a review stands. */
export function ReviewStatusMark({ status, isFailed = false, isSign = false }: Props) {
  const { label, meaning } = isFailed ? unprovedText : reviewStatusText[status];
  return (
    <span className={`review-status review-status-${isFailed ? 'failed' : status}`} title={meaning}>
      <Icon name={isFailed ? 'error' : icons[status]} size={14} />
      <span className={isSign ? 'unseen' : ''}>{label}</span>
    </span>
  );
}
