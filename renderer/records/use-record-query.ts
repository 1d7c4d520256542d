import { useMemo } from 'react';

import type { FacetChoice } from '#shared/query/edit-query.ts';
import { choiceOf, textOfFilter, withChoice, withQueryText } from '#shared/query/edit-query.ts';
import { formatQuery } from '#shared/query/format.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { everything } from '#shared/query/query.ts';

import { useActions, useView } from '../store/steward.ts';

export interface RecordQuery {
  /** What is asked, as one text: boxes, links of other screens and what was typed. */
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly choiceOf: (facet: string) => FacetChoice;
  readonly choose: (facet: string, choice: FacetChoice) => void;
}

/** What the list of records is filtered by, as a query that can be read, typed and ticked. */
export function useRecordQuery(): RecordQuery {
  const actions = useActions();
  const filter = useView((view) => view.recordFilter);
  return useMemo(() => {
    const text = textOfFilter(filter);
    const parsed = parseQuery(text);
    const query = parsed.ok ? parsed.value : everything;
    const setText = (next: string): void => actions.setRecordFilter(withQueryText(filter, next));
    return {
      text,
      setText,
      choiceOf: (facet) => choiceOf(query, facet),
      choose: (facet, choice) => setText(formatQuery(withChoice(query, facet, choice))),
    };
  }, [actions, filter]);
}
