import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';

import type { AppState } from '#shared/contract/app.ts';
import { appText } from '#shared/text/app.en.ts';
import { formatCounted } from '#shared/text/format.ts';

import { AccountDot } from '../components/account-dot.tsx';
import { EnvironmentBadge } from '../components/environment-badge.tsx';
import { Icon } from '../components/icon.tsx';
import { useActions } from '../store/steward.ts';
import type { ChosenRepository } from './screen-outlet.tsx';
import { goTo } from './use-route.ts';

interface Props {
  readonly state: AppState;
  readonly repository: ChosenRepository | undefined;
}

/** Which repository everything is seen through, with its environment in word and colour. */
export function RepositorySwitcher({ state, repository }: Props) {
  const actions = useActions();
  return (
    <MenuTrigger>
      <Button className="switcher">
        <span className="unseen">{appText.repository}: </span>
        {repository !== undefined && <EnvironmentBadge environment={repository.environment} />}
        <AccountDot colour={repository?.colour ?? null} />
        <span className="cut strong">{repository?.name}</span>
        <Icon name="down" />
      </Button>
      <Popover className="popover switcher-popover" offset={6}>
        <Menu
          className="menu"
          onAction={(key) => {
            if (key === 'add') goTo({ screen: 'repositories', repositoryId: 'new' });
            else actions.chooseRepository(String(key));
          }}
        >
          {state.repositories.map((known) => (
            <MenuItem key={known.id} id={known.id} textValue={known.name} className="menu-item">
              <EnvironmentBadge environment={known.environment} />
              <AccountDot colour={known.colour} />
              <span className={known.access === 'removed' ? 'cut soft' : 'cut'}>{known.name}</span>
              <span className="soft small push">
                {formatCounted(known.recordCount, 'record', 'records')}
              </span>
              {known.id === repository?.id ? (
                <Icon name="check" />
              ) : (
                <span className="icon-space" aria-hidden="true" />
              )}
            </MenuItem>
          ))}
          <Separator className="menu-separator" />
          <MenuItem id="add" className="menu-item">
            <Icon name="plus" />
            {appText.addRepository}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
