import { useEffect, useState } from 'react';

import { appText as text } from '#shared/text/app.en.ts';

import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { useActions, useView } from '../store/steward.ts';

/** Long enough to read two lines; what matters longer stands on its screen. */
const shownMs = 6_000;
/** Long enough to see the mistake and to go there, also by keys. */
const shownWithActionMs = 15_000;

/** Says in passing that something is done, with the way back where there is one; screen readers hear it. */
export function PassingNotice() {
  const notice = useView((view) => view.notice);
  const actions = useActions();
  // Nothing leaves under a hand or a key.
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (notice === null || isHeld) return undefined;
    const after = notice.action === null ? shownMs : shownWithActionMs;
    const timer = setTimeout(() => actions.dismissNotice(), after);
    return () => clearTimeout(timer);
  }, [notice, actions, isHeld]);
  const action = notice?.action ?? null;
  return (
    <div
      className="passing"
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <div role="status">
        {notice !== null && (
          <p key={notice.id} className="passing-text">
            <Icon name="good" />
            {notice.text}
          </p>
        )}
      </div>
      {action !== null && (
        <div className="passing-actions" role="region" aria-label={text.noticeActions}>
          <Button
            onPress={() => {
              setIsHeld(false);
              actions.dismissNotice();
              action.run();
            }}
          >
            {action.label}
          </Button>
          <IconButton
            icon="close"
            label={text.dismiss}
            onPress={() => {
              setIsHeld(false);
              actions.dismissNotice();
            }}
          />
        </div>
      )}
    </div>
  );
}
