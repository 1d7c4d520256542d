import { useEffect, useState } from 'react';

import type { AppError } from '#shared/support/app-error.ts';

import { detectAll } from '../../store/app-store.ts';
import { toAppError } from '../../store/query-cache.ts';
import { useSteward } from '../../store/steward.ts';
import type { OfferedFile } from '../../transport/host-link.ts';
import type { WizardModel } from './use-wizard.ts';

export interface Offer {
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: AppError | null;
  readonly take: (files: Promise<readonly OfferedFile[]> | readonly OfferedFile[]) => void;
}

/** Hands what a person picked to the core; from then on it is a source with an id. */
export function useOffer(wizard: WizardModel): Offer {
  const { link } = useSteward();
  const [progress, setProgress] = useState<Offer['progress']>(null);
  const [error, setError] = useState<AppError | null>(null);

  const take = async (
    offered: Promise<readonly OfferedFile[]> | readonly OfferedFile[],
  ): Promise<void> => {
    setError(null);
    setProgress({ done: 0, total: 0 });
    try {
      const files = await offered;
      const sourceId = await link.offerFiles(files, (done, total) => setProgress({ done, total }));
      wizard.change(draftOf(sourceId, nameOf(files)));
    } catch (cause) {
      setError(toAppError(cause));
    } finally {
      setProgress(null);
    }
  };
  return { progress, error, take: (files) => void take(files) };
}

/** Begins with what the system handed over, once: going back must not undo what was chosen since. */
export function useOffered(
  wizard: WizardModel,
  offered: { readonly sourceId: string; readonly name: string } | null,
): void {
  const isTaken = offered === null || wizard.draft.sourceId === offered.sourceId;
  useEffect(() => {
    if (!isTaken) wizard.change({ step: 0, ...draftOf(offered.sourceId, offered.name) });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the wizard is another object at each render
  }, [isTaken, offered?.sourceId]);
}

function draftOf(sourceId: string, name: string) {
  return {
    sourceId,
    sourceName: name,
    settings: detectAll,
    collectionName: name.replace(/\.[a-z]{2,5}$/i, ''),
  };
}

/** The folder that everything lies in, or the first file. */
function nameOf(files: readonly OfferedFile[]): string {
  const path = files[0]?.path ?? '';
  return path.split('/')[0] ?? path;
}
