import { collectionsText } from '#shared/text/collections.en.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useActions } from '../store/steward.ts';

/** Nothing here yet, or nothing that matches: two different things. */
export function NoRecords({ isFiltered }: { readonly isFiltered: boolean }) {
  const actions = useActions();
  if (isFiltered) {
    return (
      <EmptyState
        icon="filter"
        title={text.noMatchTitle}
        actions={<Button onPress={() => actions.setRecordFilter({})}>{text.clearFilters}</Button>}
      >
        <p>{text.noMatchBody}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="records"
      title={text.emptyTitle}
      actions={
        <Button kind="main" onPress={() => goTo({ screen: 'collections', collectionId: null })}>
          {collectionsText.title}
        </Button>
      }
    >
      <p>{text.emptyBody}</p>
    </EmptyState>
  );
}
