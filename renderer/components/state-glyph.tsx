import type { RecordState } from '#shared/metadata/attributes.ts';
import { stateText } from '#shared/text/states.en.ts';

export type GlyphState = RecordState | 'tombstone' | 'conflict';

interface Props {
  readonly state: GlyphState;
  /** A small dot beside it: something changed here that has not been sent. */
  readonly unsent?: boolean;
  /** Read out; left out where the word stands beside the glyph. */
  readonly label?: boolean;
}

/**
 * A state's shape, the same in lists, graphs, queue and legend: dotted ring, ring, half disc, disc,
 * disc with a bar, split disc. Shape carries the meaning; colour only helps.
 */
export function StateGlyph({ state, unsent = false, label = false }: Props) {
  const name = state === 'tombstone' || state === 'conflict' ? state : stateText[state].label;
  const title = unsent ? `${name}, unsent change` : name;
  return (
    <svg
      className={`state-glyph state-${state}`}
      width={20}
      height={16}
      viewBox="0 0 20 16"
      {...(label ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}
    >
      {label && <title>{title}</title>}
      <Shape state={state} />
      {unsent && <circle className="state-unsent" cx="17" cy="3.5" r="2" />}
    </svg>
  );
}

function Shape({ state }: { readonly state: GlyphState }) {
  const ring = { cx: 8, cy: 8, r: 5, fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 };
  switch (state) {
    case 'reserved':
      return <circle {...ring} strokeDasharray="0.1 3.04" strokeLinecap="round" strokeWidth={2} />;
    case 'draft':
      return <circle {...ring} />;
    case 'registered':
      return (
        <>
          <circle {...ring} />
          <path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor" />
        </>
      );
    case 'findable':
      return <circle cx="8" cy="8" r="5.8" fill="currentColor" />;
    case 'tombstone':
      return (
        <>
          <circle cx="8" cy="8" r="5.8" fill="currentColor" />
          <path d="M4.6 8h6.8" stroke="var(--page)" strokeWidth="2" />
        </>
      );
    case 'conflict':
      return (
        <path d="M7 2.3a5.8 5.8 0 0 0 0 11.4zM9 2.3a5.8 5.8 0 0 1 0 11.4z" fill="currentColor" />
      );
  }
}
