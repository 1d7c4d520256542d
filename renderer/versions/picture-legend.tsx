import type { ChainView } from '#shared/contract/version-chains.ts';
import { linkNames, versionsText as text } from '#shared/text/versions.en.ts';
import { dashes } from '#shared/versions/graph-svg.ts';

/** What each line of the picture means; only kinds of line that it has. */
export function PictureLegend({ chain }: { readonly chain: ChainView }) {
  const kinds = [...new Set(chain.links.map(({ kind }) => kind))];
  return (
    <ul className="chain-legend small" aria-label={text.legend}>
      {kinds.map((kind) => (
        <li key={kind} className="line">
          <Sample looks={`edge-${kind}`} dash={dashes[kind]} />
          {linkNames[kind]}
        </li>
      ))}
      <li className="line">
        <Sample looks="is-one-sided" dash="" />
        {text.oneSided}
      </li>
      <li className="line">
        <Sample looks="is-unsent" dash="" />
        {text.unsent}
      </li>
    </ul>
  );
}

function Sample({ looks, dash }: { readonly looks: string; readonly dash: string }) {
  return (
    <svg width="32" height="10" aria-hidden="true">
      <path
        className={`legend-line ${looks}`}
        d="M1 5h30"
        {...(dash === '' ? {} : { strokeDasharray: dash })}
      />
    </svg>
  );
}
