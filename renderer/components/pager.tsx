import { batchText as text } from '#shared/text/batch.en.ts';

import { Button } from './button.tsx';

/** Entries of a long list that are shown at once. */
export const pageSize = 20;

interface PagerProps {
  readonly offset: number;
  readonly total: number;
  readonly onMove: (offset: number) => void;
}

/** Forward and back through a long list. */
export function Pager({ offset, total, onMove }: PagerProps) {
  if (total <= pageSize) return null;
  return (
    <p className="line small">
      <Button isDisabled={offset === 0} onPress={() => onMove(Math.max(0, offset - pageSize))}>
        {text.earlier}
      </Button>
      <span>{text.range(offset + 1, Math.min(total, offset + pageSize), total)}</span>
      <Button isDisabled={offset + pageSize >= total} onPress={() => onMove(offset + pageSize)}>
        {text.later}
      </Button>
    </p>
  );
}
