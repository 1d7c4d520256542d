import { CopyButton } from './copy-button.tsx';

/** Text exactly as it stands, with a way to take it along. Never interpreted. */
export function CodeView({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <figure className="code-view" aria-label={what}>
      <div className="code-copy">
        <CopyButton text={text} what={what} />
      </div>
      {/* Focusable, so that the keyboard can scroll it. */}
      <pre className="mono" tabIndex={0} role="region" aria-label={what}>
        {text}
      </pre>
    </figure>
  );
}
