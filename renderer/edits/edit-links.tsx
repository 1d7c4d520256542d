import { parseDoi } from '#shared/doi/doi.ts';
import { doiAddress, isUnrealDoi } from '#shared/doi/unreal-doi.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';

interface Link {
  readonly name: string;
  readonly address: string | null;
  readonly shown: string;
}

/** Where the record leads: its landing page, its DOI, what it is related to. */
export function EditLinks({
  attributes,
  doi,
}: {
  readonly attributes: Attributes;
  readonly doi: string | null;
}) {
  const links = linksOf(attributes, doi);
  if (links.length === 0) return <p className="soft">{text.links.none}</p>;
  return (
    <dl className="facts">
      {links.map((link, at) => (
        <div key={at} className="fact">
          <dt>{link.name}</dt>
          <dd>
            {link.address === null ? (
              <span className="mono">{link.shown}</span>
            ) : (
              <a href={link.address} target="_blank" rel="noreferrer">
                {link.shown}
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function linksOf({ url, relatedIdentifiers }: Attributes, doi: string | null): Link[] {
  const related = Array.isArray(relatedIdentifiers) ? relatedIdentifiers : [];
  return [
    ...(url == null || url === ''
      ? []
      : [{ name: text.links.landing, address: webAddress(url), shown: url }]),
    ...(doi === null ? [] : [{ name: text.links.doi, address: linkOf(doi), shown: doi }]),
    ...related.flatMap(({ relatedIdentifier: shown, relationType }): Link[] =>
      typeof shown !== 'string' || shown === ''
        ? []
        : [{ name: String(relationType ?? ''), address: addressOf(shown), shown }],
    ),
  ];
}

/** What is not real is named, and leads nowhere. */
const linkOf = (doi: string): string | null => (isUnrealDoi(doi) ? null : doiAddress(doi));

function addressOf(identifier: string): string | null {
  const parsed = parseDoi(identifier);
  return parsed.ok ? linkOf(parsed.value) : webAddress(identifier);
}

/** Only what opens a web page: metadata comes from strangers. */
function webAddress(text: string): string | null {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
}
