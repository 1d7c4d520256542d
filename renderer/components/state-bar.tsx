import type { RecordState } from '#shared/metadata/attributes.ts';
import { formatCount } from '#shared/text/format.ts';
import { stateText } from '#shared/text/states.en.ts';

const order: readonly RecordState[] = ['findable', 'registered', 'draft', 'reserved'];

/** How the records of a collection spread over the states: a plot whose numbers stand in its name. */
export function StateBar({ counts }: { readonly counts: Readonly<Record<RecordState, number>> }) {
  const total = order.reduce((sum, state) => sum + counts[state], 0);
  const shown = order.filter((state) => counts[state] > 0);
  const name = shown.map((state) => `${formatCount(counts[state])} ${stateText[state].label}`);
  return (
    <span
      className="state-bar"
      role="img"
      aria-label={name.join(', ') || 'No records'}
      title={name.join(', ')}
    >
      {shown.map((state) => (
        <span
          key={state}
          className={`state-bar-part state-bar-${state}`}
          style={{ flexGrow: counts[state] / total }}
        />
      ))}
    </span>
  );
}
