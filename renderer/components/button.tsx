import type { ReactNode } from 'react';
import type { ButtonProps } from 'react-aria-components';
import { Button as AriaButton } from 'react-aria-components';

import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  /** `plain` has no border; `danger` is for what cannot be taken back. */
  readonly kind?: 'main' | 'normal' | 'plain' | 'danger';
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A button that names its effect. While its command is under way it stays focusable and says so. */
export function Button({ kind = 'normal', icon, children, ...rest }: Props) {
  return (
    <AriaButton {...rest} className={`button button-${kind}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}
