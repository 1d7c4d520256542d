import type { AttributeChange } from '#shared/contract/changes.ts';
import { batchText as text } from '#shared/text/batch.en.ts';
import { recordsText } from '#shared/text/records.en.ts';

/** The changed attributes of one record, before and after. */
export function AttributeChanges({ changes }: { readonly changes: readonly AttributeChange[] }) {
  return changes.map(({ path, before, after }) => (
    <div key={path} className="change" role="group" aria-label={path}>
      <p className="mono change-path">{path}</p>
      <Side kind="before" value={before} />
      <Side kind="after" value={after} />
    </div>
  ));
}

interface SideProps {
  readonly kind: 'before' | 'after';
  readonly value: AttributeChange['before'];
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

/** A text as it stands, anything else as JSON. */
function written(value: NonNullable<AttributeChange['before']> | null): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
