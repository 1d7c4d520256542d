import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { Notice } from '../components/notice.tsx';

/** What a case wants of a person today. */
export function CaseNotices({ detail }: { readonly detail: CaseDetail }) {
  const { attention, isAway, awaitedPages } = detail;
  return (
    <>
      {awaitedPages > 0 && <Notice kind="warning" title={text.awaited(awaitedPages)} />}
      {attention.includes('reminder') && (
        <Notice kind="warning" title={isAway ? text.bringBack : text.reminded} />
      )}
      {attention.includes('retention-over') && <Notice kind="warning" title={text.retentionOver} />}
    </>
  );
}
