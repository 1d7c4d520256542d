import { useEffect, useRef, useState } from 'react';

import type { Input } from '#shared/contract/contract.ts';
import type { AppError } from '#shared/support/app-error.ts';

import { useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

interface ClusterRunControl {
  /** Of the look that is shown; null: none was begun. */
  readonly id: string | null;
  readonly error: AppError | null;
  readonly look: (input: Input<'changes.cluster'>) => Promise<void>;
}

/** One look for spellings at a time: the next one, and leaving, end the one before. */
export function useClusterRun(): ClusterRunControl {
  const { client } = useSteward();
  const { run, error } = useCommand('changes.cluster');
  const [id, setId] = useState<string | null>(null);
  /** Of those begun the newest; null: nobody waits for an answer any more. */
  const wanted = useRef<object | null>(null);
  useEffect(
    () => () => {
      wanted.current = null;
    },
    [],
  );
  useEffect(() => {
    if (id === null) return undefined;
    return () => void client.call('changes.clusterCancel', { id }).catch(() => undefined);
  }, [client, id]);
  const look = async (input: Input<'changes.cluster'>): Promise<void> => {
    const own = {};
    wanted.current = own;
    setId(null);
    const answer = await run(input);
    if (!answer.ok) return;
    if (wanted.current === own) setId(answer.value.id);
    else void client.call('changes.clusterCancel', answer.value).catch(() => undefined);
  };
  return { id, error, look };
}
