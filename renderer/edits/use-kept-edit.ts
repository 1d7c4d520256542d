import { useCallback, useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { WireFinding } from '#shared/contract/define.ts';
import type { EditDetail } from '#shared/contract/edits.ts';
import type { FormValues } from '#shared/edits/form-values.ts';
import { fromFormValues } from '#shared/edits/form-values.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { AppError } from '#shared/support/app-error.ts';
import { equalJson } from '#shared/support/json.ts';

import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';

/** From the last key to the ledger, in milliseconds. */
const pauseMs = 500;

export interface KeptEdit {
  readonly status: 'untouched' | 'keeping' | 'kept' | 'failed';
  readonly savedAt: string | null;
  readonly findings: readonly WireFinding[];
  readonly error: AppError | null;
  /** The newest revision that this window knows of. */
  readonly revision: number;
  /** Keeps what is typed now; the revision that it has then, or null when it could not be kept. */
  readonly flush: () => Promise<number | null>;
  /** The DOI field of a new record changed. */
  readonly setDoi: (doi: string) => void;
  /** What the form says at the moment. */
  readonly read: () => Attributes;
}

/**
 * Takes what is typed to the ledger half a second later, one call after the other, so that a crash or a logout
 * costs no more than that. Begun again by `flush`, which leaving and saving do.
 */
export function useKeptEdit(detail: EditDetail, form: UseFormReturn<FormValues>): KeptEdit {
  const { client } = useSteward();
  const { key, attributes: start } = detail;
  const [state, setState] = useState<Omit<KeptEdit, 'flush' | 'setDoi' | 'read'>>({
    status: detail.revision === 0 ? 'untouched' : 'kept',
    savedAt: detail.savedAt,
    findings: detail.findings,
    error: null,
    revision: detail.revision,
  });
  const revision = useRef(detail.revision);
  const kept = useRef({ attributes: start, doi: detail.doi ?? '' });
  const doi = useRef(detail.doi ?? '');
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const running = useRef<Promise<number | null>>(Promise.resolve(detail.revision));

  const read = useCallback(() => fromFormValues(form.getValues(), start), [form, start]);

  const keep = useCallback(async (): Promise<number | null> => {
    const typed = { attributes: read(), doi: doi.current };
    if (equalJson(typed, kept.current)) return revision.current;
    setState((known) => ({ ...known, status: 'keeping' }));
    try {
      const answer = await client.call('edits.keep', {
        key,
        revision: revision.current,
        attributes: typed.attributes,
        doi: typed.doi.trim() === '' ? null : typed.doi.trim(),
      });
      revision.current = answer.revision;
      kept.current = typed;
      setState({ ...answer, status: 'kept', error: null });
      return answer.revision;
    } catch (cause) {
      setState((known) => ({ ...known, status: 'failed', error: toAppError(cause) }));
      return null;
    }
  }, [client, key, read]);

  const flush = useCallback((): Promise<number | null> => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    running.current = running.current.then(keep);
    return running.current;
  }, [keep]);

  const keepSoon = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pauseMs);
  }, [flush]);

  useEffect(() => {
    const stop = form.subscribe({ formState: { values: true }, callback: keepSoon });
    const handleLeave = (): void => void flush();
    window.addEventListener('pagehide', handleLeave);
    return () => {
      stop();
      window.removeEventListener('pagehide', handleLeave);
      if (timer.current !== null) void flush();
    };
  }, [form, keepSoon, flush]);

  const setDoi = useCallback(
    (text: string) => {
      doi.current = text;
      keepSoon();
    },
    [keepSoon],
  );
  return { ...state, flush, setDoi, read };
}
