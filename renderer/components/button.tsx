import type { ReactNode } from 'react';
import type { ButtonProps } from 'react-aria-components';
import { Button as AriaButton } from 'react-aria-components';

import { appText } from '#shared/text/app.en.ts';

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
export function Button(props: Props) {
  const {
    kind = 'normal',
    sendsTo,
    icon,
    children,
    isPending = false,
    onPress,
    type,
    ...rest
  } = props;
  const look = sendsTo === undefined ? `button-${kind}` : `button-send environment-${sendsTo}`;
  return (
    <AriaButton
      {...rest}
      type={isPending ? 'button' : (type ?? 'button')}
      className={`button ${look}`}
      {...(isPending || onPress === undefined ? {} : { onPress })}
      // Not React Aria's own isPending: what it announces refers to the button, and stays without a
      // name when a dialog closes with its button.
      render={(drawn) => (
        <button
          {...drawn}
          {...(isPending ? { 'aria-disabled': true, 'data-pending': true } : {})}
        />
      )}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
      {isPending && <span className="unseen">{appText.underWay}</span>}
    </AriaButton>
  );
}
