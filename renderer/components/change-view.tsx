import { recordsText } from '#shared/text/records.en.ts';

interface Props {
  readonly path: string;
  /** Where several records stand below each other: which one. */
  readonly of?: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly beforeLabel: string;
  readonly afterLabel: string;
}

/** A change shown as a change: what was and what is, one over the other, told apart by sign and word. */
export function ChangeView({ path, of, before, after, beforeLabel, afterLabel }: Props) {
  return (
    <section className="change" aria-label={of === undefined ? path : `${of}: ${path}`}>
      <h4 className="mono change-path">{path}</h4>
      <div className="change-side change-before">
        <span className="change-sign" aria-hidden="true">
          −
        </span>
        <span className="unseen">{beforeLabel}: </span>
        <pre className="mono">{before ?? recordsText.notThere}</pre>
      </div>
      <div className="change-side change-after">
        <span className="change-sign" aria-hidden="true">
          +
        </span>
        <span className="unseen">{afterLabel}: </span>
        <pre className="mono">{after ?? recordsText.notThere}</pre>
      </div>
    </section>
  );
}
