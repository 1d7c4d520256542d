import { useState } from 'react';

import type { HistoryFilter, SignedHead } from '#shared/contract/history.ts';
import type { AppError } from '#shared/support/app-error.ts';
import { historyText as text } from '#shared/text/history.en.ts';

import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { saveText } from '../components/save-text.ts';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';

const forms = {
  html: { name: 'evidence.html', type: 'text/html' },
  jsonl: { name: 'history.jsonl', type: 'application/jsonl' },
} as const;

type Form = keyof typeof forms;

/** Writes what the filter lets through as a file, and shows the head that proves it. */
export function useHistoryExport(filter: HistoryFilter) {
  const { client } = useSteward();
  const [pending, setPending] = useState<Form | null>(null);
  const [head, setHead] = useState<SignedHead | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const run = async (form: Form): Promise<void> => {
    setPending(form);
    setError(null);
    try {
      const pieces: string[] = [];
      for (let after: number | null = 0; after !== null;) {
        const piece: { text: string; next: number | null } = await client.call('history.export', {
          after,
          filter,
          form,
        });
        pieces.push(piece.text);
        after = piece.next;
      }
      const reached = await client.call('history.head', {});
      saveText(pieces, forms[form].name, forms[form].type);
      setHead(reached);
    } catch (cause) {
      setError(toAppError(cause));
    }
    setPending(null);
  };
  return { run, pending, head, error, clear: () => setHead(null) };
}

export function ExportButtons({
  run,
  pending,
}: Pick<ReturnType<typeof useHistoryExport>, 'run' | 'pending'>) {
  return (
    <>
      <Button icon="save" isPending={pending === 'html'} onPress={() => void run('html')}>
        {text.exportHtml}
      </Button>
      <Button icon="save" isPending={pending === 'jsonl'} onPress={() => void run('jsonl')}>
        {text.exportJsonl}
      </Button>
    </>
  );
}

export function ExportOutcome({
  head,
  error,
  clear,
}: Pick<ReturnType<typeof useHistoryExport>, 'head' | 'error' | 'clear'>) {
  if (error !== null) return <ErrorNotice error={error} />;
  if (head === null) return null;
  return (
    <Notice
      kind="good"
      title={text.exported}
      actions={
        <>
          <CopyButton text={JSON.stringify(head)} what={text.head} />
          <Button kind="plain" onPress={clear}>
            {text.dismiss}
          </Button>
        </>
      }
    >
      <p>{text.keepHead(head.sequence, head.signature !== undefined)}</p>
      <p className="mono small">{head.hash}</p>
    </Notice>
  );
}
