import type { ReactNode } from 'react';

import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

interface Props {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** An empty place: what will be here, and the one step that fills it. */
export function EmptyState({ icon, title, children, actions }: Props) {
  return (
    <div className="empty">
      <span className="empty-sign">
        <Icon name={icon} size={24} />
      </span>
      <h2>{title}</h2>
      <div className="empty-text soft">{children}</div>
      {actions !== undefined && <div className="line line-wrap empty-actions">{actions}</div>}
    </div>
  );
}
