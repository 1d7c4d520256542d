import type { RecordState } from '#shared/metadata/attributes.ts';
import { stateText } from '#shared/text/states.en.ts';

import { StateGlyph } from './state-glyph.tsx';

/** Glyph and word. */
export function StateName({
  state,
  unsent = false,
}: {
  readonly state: RecordState;
  readonly unsent?: boolean;
}) {
  return (
    <span className="state-name" title={stateText[state].meaning}>
      <StateGlyph state={state} unsent={unsent} />
      {stateText[state].label}
    </span>
  );
}
