import type { ReactNode } from 'react';

import { severityText } from '#shared/text/states.en.ts';

import { Icon } from './icon.tsx';

interface Props {
  readonly kind: 'error' | 'warning' | 'hint' | 'good';
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** One of many in a list: it is read where it stands, and its severity in words. */
  readonly isListed?: boolean;
}

/** Something to know, in place. An error is announced; the rest waits to be read. */
export function Notice({ kind, title, children, actions, isListed = false }: Props) {
  const isAlert = kind === 'error' && !isListed;
  return (
    <div className={`notice notice-${kind}`} role={isAlert ? 'alert' : undefined}>
      <Icon name={kind} />
      <div className="notice-text">
        {isListed && kind !== 'good' && (
          <span className="unseen">{severityText[kind].label}: </span>
        )}
        {title !== undefined && <p className="strong">{title}</p>}
        {children}
      </div>
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  );
}
