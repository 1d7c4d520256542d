import type { Output } from '#shared/contract/contract.ts';
import { safeAddress } from '#shared/removal/html.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { Button } from '../components/button.tsx';
import { saveText } from '../components/save-text.ts';
import './page-preview.css';

type Page = Output<'removal.preview'>;
type Part = Page['body']['parts'][number];

/** The page as readers meet it: the same parts that its HTML is made of, drawn as text. */
export function PagePreview({ page }: { readonly page: Page }) {
  return (
    <>
      <div className="line line-wrap">
        <h3>{text.preview}</h3>
        <span className="push" />
        <Button
          icon="save"
          onPress={() =>
            saveText([page.html], `${page.doi.replace(/\W+/g, '-')}.html`, 'text/html')
          }
        >
          {text.savePage}
        </Button>
      </div>
      {page.address !== '' && (
        <p className="small soft page-address">
          {text.pageAddress}: <span className="mono">{page.address}</span>
        </p>
      )}
      <div
        className="page-sheet"
        lang={page.body.language}
        role="region"
        tabIndex={0}
        aria-label={page.body.heading}
      >
        <p className="page-heading">
          <bdi>{page.body.heading}</bdi>
        </p>
        {page.body.parts.map((part, at) => (
          <PartView key={at} part={part} />
        ))}
      </div>
    </>
  );
}

function PartView({ part }: { readonly part: Part }) {
  switch (part.kind) {
    case 'practice':
    case 'notice':
      return <p className={`page-${part.kind}`}>{part.text}</p>;
    case 'text':
      return <p>{part.text}</p>;
    case 'section':
      return (
        <>
          <p className="page-title">{part.title}</p>
          <p className="page-text">
            <bdi>{part.text}</bdi>
          </p>
        </>
      );
    case 'facts':
      return (
        <>
          <p className="page-title">{part.title}</p>
          <dl className="page-facts">
            {part.facts.map(({ label, text: value, href }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  <Linked text={value} href={href} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      );
    case 'list':
      return (
        <>
          <p className="page-title">{part.title}</p>
          <ul>
            {part.entries.map((entry, at) => (
              <li key={at}>
                <Linked text={entry.text} href={entry.href} />
              </li>
            ))}
          </ul>
        </>
      );
  }
}

/** Looks like the link that it will be; it leads nowhere from here. */
function Linked({
  text: value,
  href,
}: {
  readonly text: string;
  readonly href: string | undefined;
}) {
  const isLink = href !== undefined && safeAddress(href) !== null;
  return <bdi className={isLink ? 'page-link' : ''}>{value}</bdi>;
}
