import { batchText as text } from '#shared/text/batch.en.ts';

import { Button } from './button.tsx';

/** Entries of a long list that are shown at once, where nothing else is said. */
export const pageSize = 20;

interface PagerProps {
  readonly offset: number;
  readonly total: number;
  readonly size?: number;
  readonly onMove: (offset: number) => void;
}

/** Forward and back through a long list. */
export function Pager({ offset, total, size = pageSize, onMove }: PagerProps) {
  if (total <= size) return null;
  return (
    <p className="line small">
      <Button isDisabled={offset === 0} onPress={() => onMove(Math.max(0, offset - size))}>
        {text.earlier}
      </Button>
      <span>{text.range(offset + 1, Math.min(total, offset + size), total)}</span>
      <Button isDisabled={offset + size >= total} onPress={() => onMove(offset + size)}>
        {text.later}
      </Button>
    </p>
  );
}
