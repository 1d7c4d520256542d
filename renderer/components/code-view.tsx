import { CopyButton } from './copy-button.tsx';

interface Props {
  readonly text: string;
  readonly what: string;
  /** The same laid out for reading; what is taken along is `text`. */
  readonly shown?: string;
}

/** Text exactly as it stands, with a way to take it along. Never interpreted. */
export function CodeView({ text, what, shown = text }: Props) {
  return (
    <figure className="code-view" aria-label={what}>
      <div className="code-copy">
        <CopyButton text={text} what={what} />
      </div>
      {/* Focusable, so that the keyboard can scroll it. */}
      <pre className="mono" tabIndex={0} role="region" aria-label={what}>
        {shown}
      </pre>
    </figure>
  );
}
