import type { WayOn } from '#shared/hub/watch.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { useQuery } from '../store/use-query.ts';
import { GenerationDialog } from './generation-dialog.tsx';
import { LetterDialog } from './letter-dialog.tsx';
import { MintDialog } from './mint-dialog.tsx';
import { RemovalDialog } from './removal-dialog.tsx';
import { RenamePlanDialog } from './rename-plan-dialog.tsx';

interface Props {
  readonly way: WayOn;
  readonly itemId: number;
  readonly repository: ChosenRepository | null;
  readonly onClose: () => void;
}

const letters = {
  'request-rename': 'rename',
  'request-visibility': 'visibility',
  contact: 'feedback',
} as const;

/** The way on that a person chose for an event. */
export function WayDialog({ way, itemId, repository, onClose }: Props) {
  const item = useQuery('hub.item', { id: itemId }).data;
  if (item === undefined) return null;
  const own = item.dois.find(
    ({ mintedBy, outdatedAt }) => mintedBy === 'own' && outdatedAt === null,
  );
  switch (way) {
    case 'generate':
      return <GenerationDialog item={item} onClose={onClose} />;
    case 'new-version':
      return repository === null ? null : (
        <MintDialog item={item} repository={repository} onClose={onClose} />
      );
    case 'rename-plan':
      return <RenamePlanDialog itemId={itemId} onClose={onClose} />;
    case 'removal':
      if (own !== undefined) return <RemovalDialog doi={own.doi} onClose={onClose} />;
      return <LetterDialog itemId={itemId} about="delete" origin="watch" onClose={onClose} />;
    case 'request-rename':
    case 'request-visibility':
    case 'contact':
      return <LetterDialog itemId={itemId} about={letters[way]} origin="watch" onClose={onClose} />;
    case 'correct':
      return null;
  }
}
