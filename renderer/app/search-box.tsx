import { useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';

import { appText } from '#shared/text/app.en.ts';

import { Icon } from '../components/icon.tsx';
import { changeFilter } from '../records/change-filter.ts';
import { useActions, useSteward, useView } from '../store/steward.ts';
import { useRoute, goTo } from './use-route.ts';

/** Pause after the last key before the list is asked for: typing is one search, not eight. */
const restMs = 180;

/** Searches records from anywhere; `/` puts the cursor here. */
export function SearchBox() {
  const actions = useActions();
  const { store } = useSteward();
  const route = useRoute();
  const applied = useView((view) => view.recordFilter.text ?? '');
  // What is typed runs ahead of what is applied; a filter changed elsewhere takes the field over.
  const [typed, setTyped] = useState({ text: applied, applied });
  if (typed.applied !== applied) setTyped({ text: applied, applied });
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout> | null>(null);

  const apply = (text: string): void => {
    // The filter as it is by now: in the pause before this a query may have been typed, too.
    actions.setRecordFilter(changeFilter(store.getState().recordFilter, 'text', text));
    if (text !== '' && route.screen !== 'records') goTo({ screen: 'records', doi: null });
  };
  const handleChange = (text: string): void => {
    setTyped({ text, applied });
    if (timer !== null) clearTimeout(timer);
    setTimer(setTimeout(() => apply(text), restMs));
  };

  return (
    <SearchField
      className="search"
      aria-label={appText.search}
      value={typed.text}
      onChange={handleChange}
      onSubmit={() => {
        goTo({ screen: 'records', doi: null });
      }}
    >
      <Icon name="search" />
      <Input
        id="search"
        className="search-input"
        placeholder={appText.searchHint}
        maxLength={300}
      />
      {typed.text === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <Button className="search-clear" aria-label={appText.clearSearch}>
          <Icon name="close" size={12} />
        </Button>
      )}
    </SearchField>
  );
}
