import { valueDifferences } from '#shared/changes/value-differences.ts';
import type { AttributeChange } from '#shared/contract/changes.ts';
import { isJsonObject } from '#shared/support/json.ts';
import type { Json } from '#shared/support/json.ts';
import { batchText as text } from '#shared/text/batch.en.ts';
import { recordsText } from '#shared/text/records.en.ts';

/** The changed attributes of one record, before and after: of lists, the entries that changed. */
export function AttributeChanges({ changes }: { readonly changes: readonly AttributeChange[] }) {
  return changes
    .flatMap(({ path, before, after }) => valueDifferences(path, before, after))
    .map(({ path, before, after }, index) => (
      // An entry that went and one that came may have the same place.
      <div key={`${index} ${path}`} className="change" role="group" aria-label={path}>
        <p className="mono change-path">{path}</p>
        <Side kind="before" value={before} />
        <Side kind="after" value={after} />
      </div>
    ));
}

interface SideProps {
  readonly kind: 'before' | 'after';
  readonly value: Json | undefined;
}

function Side({ kind, value }: SideProps) {
  return (
    <div className={`change-side change-${kind}`}>
      <span className="change-sign" aria-hidden="true">
        {kind === 'before' ? '−' : '+'}
      </span>
      <span className="unseen">{kind === 'before' ? text.before : text.after}: </span>
      <pre className="mono">{value === undefined ? recordsText.notThere : written(value)}</pre>
    </div>
  );
}

/** A text as it stands, a group with a line for each member, anything else as JSON. */
function written(value: Json): string {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return JSON.stringify(value, null, 2);
  return Object.entries(value)
    .map(
      ([name, member]) =>
        `${name}: ${typeof member === 'string' ? member : JSON.stringify(member)}`,
    )
    .join('\n');
}
