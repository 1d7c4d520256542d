import type { RecordSheet } from '#shared/share/record-sheet.ts';
import { shareText as text } from '#shared/text/share.en.ts';
import './sheet-view.css';

/** The record sheet as it is saved; in print it is all that is on the paper. */
export function SheetView({ sheet }: { readonly sheet: RecordSheet }) {
  return (
    <article className="record-sheet" aria-label={sheet.heading}>
      {sheet.mark !== '' && <p className="record-sheet-mark">{sheet.mark}</p>}
      <p className="record-sheet-heading">{sheet.heading}</p>
      <p className="record-sheet-link">{sheet.link}</p>
      {sheet.abstract !== '' && <p className="record-sheet-text">{sheet.abstract}</p>}
      <dl className="record-sheet-facts">
        {sheet.facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="record-sheet-title">{text.howToCite}</p>
      <p>{sheet.citation}</p>
    </article>
  );
}

/** Asks for a printer or a PDF, which is named as the file would be. */
export function printAs(fileName: string): void {
  const before = document.title;
  document.title = fileName.replace(/\.\w+$/, '');
  try {
    window.print();
  } finally {
    document.title = before;
  }
}
