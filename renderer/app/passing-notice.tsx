import { useEffect } from 'react';

import { Icon } from '../components/icon.tsx';
import { useActions, useView } from '../store/steward.ts';

/** Long enough to read two lines; what matters longer stands on its screen. */
const shownMs = 6_000;

/** Says in passing that something is done; screen readers hear it. */
export function PassingNotice() {
  const notice = useView((view) => view.notice);
  const actions = useActions();
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(() => actions.dismissNotice(), shownMs);
    return () => clearTimeout(timer);
  }, [notice, actions]);
  return (
    <div className="passing" role="status">
      {notice !== null && (
        <p key={notice.id} className="passing-text">
          <Icon name="good" />
          {notice.text}
        </p>
      )}
    </div>
  );
}
