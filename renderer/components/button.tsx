import type { ReactNode } from 'react';
import type { ButtonProps } from 'react-aria-components';
import { Button as AriaButton } from 'react-aria-components';

import type { Environment } from './environment-badge.tsx';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  /** `plain` has no border; `link` stands in a line of text; `danger` is for what cannot be taken back. */
  readonly kind?: 'main' | 'normal' | 'plain' | 'link' | 'danger';
  /** A button that sends wears the colour of where it sends to; its words name it as well. */
  readonly sendsTo?: Environment;
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A button that names its effect. While its command is under way it stays focusable and says so. */
export function Button({ kind = 'normal', sendsTo, icon, children, ...rest }: Props) {
  const look = sendsTo === undefined ? `button-${kind}` : `button-send environment-${sendsTo}`;
  return (
    <AriaButton {...rest} className={`button ${look}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}
