import type { ReactNode } from 'react';

import { Icon } from './icon.tsx';

interface Props {
  readonly kind: 'error' | 'warning' | 'hint' | 'good';
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Something to know, in place. An error is announced; the rest waits to be read. */
export function Notice({ kind, title, children, actions }: Props) {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : undefined}>
      <Icon name={kind} />
      <div className="notice-text">
        {title !== undefined && <p className="strong">{title}</p>}
        {children}
      </div>
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  );
}
