import { useEffect, useRef } from 'react';

import { gridLayout } from '#shared/contract/views.ts';

import { useSteward, useView } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

const key = 'records.layout';
/** A column that is being drawn wider is one change, not sixty. */
const restMs = 600;

/** Keeps how the list of records is shown from one start to the next. */
export function useRecordLayout(): void {
  const { store } = useSteward();
  const kept = useQuery('settings.get', { key }).data;
  const { run } = useCommand('settings.set');
  const columns = useView((view) => view.recordColumns);
  const frozen = useView((view) => view.frozenColumns);
  const sort = useView((view) => view.recordSort);
  const descending = useView((view) => view.recordsDescending);
  const text = JSON.stringify({ columns, frozen, sort, descending });
  /** What the ledger has, as far as we know: null before it was read. */
  const last = useRef<string | null>(null);

  useEffect(() => {
    if (kept === undefined || last.current !== null) return;
    last.current = text;
    const read = gridLayout.safeParse(parsed(kept.value));
    if (!read.success) return;
    last.current = JSON.stringify(read.data);
    store.getState().setRecordLayout({
      recordColumns: read.data.columns,
      frozenColumns: read.data.frozen,
      recordSort: read.data.sort,
      recordsDescending: read.data.descending,
    });
  }, [kept, store, text]);

  useEffect(() => {
    if (last.current === null || last.current === text) return undefined;
    const timer = setTimeout(() => {
      last.current = text;
      void run({ key, value: text });
    }, restMs);
    return () => clearTimeout(timer);
  }, [text, run]);
}

function parsed(value: string | null): unknown {
  try {
    return value === null ? null : (JSON.parse(value) as unknown);
  } catch {
    // Not ours: the list is shown as at first.
    return null;
  }
}
