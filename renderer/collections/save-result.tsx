import { useState } from 'react';

import { importText as text } from '#shared/text/collections.en.ts';

import { Button } from '../components/button.tsx';
import { saveText } from '../components/save-text.ts';
import { toAppError } from '../store/query-cache.ts';
import { useActions, useSteward } from '../store/steward.ts';

const kinds = {
  csv: { label: text.saveCsv, type: 'text/csv' },
  jsonl: { label: text.saveJsonl, type: 'application/jsonl' },
} as const;

/** Takes the result along as a file, one line per item. */
export function SaveResult({ importId }: { readonly importId: number }) {
  const { client } = useSteward();
  const actions = useActions();
  const [pending, setPending] = useState<keyof typeof kinds | null>(null);

  const handleSave = async (format: keyof typeof kinds): Promise<void> => {
    setPending(format);
    try {
      const pieces: string[] = [];
      let offset: number | null = 0;
      while (offset !== null) {
        const piece: { text: string; nextOffset: number | null } = await client.call(
          'imports.resultText',
          { importId, format, offset },
        );
        pieces.push(piece.text);
        offset = piece.nextOffset;
      }
      saveText(pieces, `import-${importId}.${format}`, kinds[format].type);
    } catch (cause) {
      actions.notify(toAppError(cause).message);
    } finally {
      setPending(null);
    }
  };

  return (
    <>
      {(['csv', 'jsonl'] as const).map((format) => (
        <Button
          key={format}
          icon="save"
          isPending={pending === format}
          onPress={() => void handleSave(format)}
        >
          {kinds[format].label}
        </Button>
      ))}
    </>
  );
}
