import type { ReactNode } from 'react';
import { useState } from 'react';

import { appText as text } from '#shared/text/app.en.ts';

import { TextField } from './text-field.tsx';

/** Words to be typed before something happens that is for ever, and whether they were. */
export interface TypedConfirmation {
  readonly isConfirmed: boolean;
  /** What was typed, for the core to compare; null where nothing is asked. */
  readonly confirmation: string | null;
  readonly clear: () => void;
  readonly field: ReactNode;
}

/** `asked` is null where nothing has to be typed, undefined while that is not known. */
export function useTypedConfirmation(asked: string | null | undefined): TypedConfirmation {
  const [typed, setTyped] = useState('');
  const isAsked = asked !== null && asked !== undefined;
  return {
    isConfirmed: !isAsked || typed.trim() === asked,
    confirmation: isAsked ? typed.trim() : null,
    clear: () => setTyped(''),
    field: isAsked && (
      <TextField
        label={text.confirmation(asked)}
        value={typed}
        onChange={setTyped}
        isMono
        autoComplete="off"
      />
    ),
  };
}
