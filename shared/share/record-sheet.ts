import { readCitation } from '../citation/citation-source.ts';
import type { CitedPlace } from '../citation/cited-place.ts';
import { howToCite } from '../citation/how-to-cite.ts';
import { toJsonLdScript } from '../citation/schema-org.ts';
import { escapeHtml } from '../history/escape-html.ts';
import { packStyle } from '../history/pack-style.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { shareText as text } from '../text/share.en.ts';
import type { Realm } from './mark-unreal.ts';
import { realmMarks } from './mark-unreal.ts';

/** A page about one record (requirement E25c), in its parts: for the screen, for paper, and as HTML. */
export interface RecordSheet {
  /** What a record that is not real says of itself; '' for real ones. */
  readonly mark: string;
  readonly heading: string;
  readonly link: string;
  readonly abstract: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly citation: string;
}

/** `attributes`: marked already where the record is not real. */
export function readSheet(
  attributes: Attributes,
  realm: Realm,
  place: CitedPlace | null,
): RecordSheet {
  const source = readCitation(attributes);
  const facts: (readonly [string, string])[] = [
    [text.sheet.creators, source.authors.map(({ literal }) => literal).join('; ')],
    [text.sheet.year, source.year],
    [text.sheet.publisher, source.publisher],
    [text.sheet.type, [source.type, source.typeText].filter((part) => part !== '').join(' / ')],
    [text.sheet.version, source.version],
    [text.sheet.place, place?.note ?? ''],
    [text.sheet.licence, source.licences.map(({ name, id }) => name || id).join('; ')],
    [text.sheet.keywords, source.keywords.join('; ')],
  ];
  const mark = realmMarks[realm];
  return {
    mark: mark === '' ? '' : text.unreal(mark),
    heading: source.title,
    link: source.link,
    abstract: source.abstract,
    facts: facts.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value })),
    citation: howToCite(attributes),
  };
}

export function sheetHtml(
  { mark, heading, link, abstract, facts, citation }: RecordSheet,
  attributes: Attributes,
  place: CitedPlace | null,
): string {
  const rows = facts.map(
    ({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(heading)}</title><style>${packStyle}.mark{padding:.5rem 1rem;border:2px solid;font-weight:700}@page{margin:2cm}</style>
<script type="application/ld+json">${toJsonLdScript(attributes, { place })}</script></head>
<body>${mark === '' ? '' : `<p class="mark">${escapeHtml(mark)}</p>`}
<h1>${escapeHtml(heading)}</h1>
<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>
<p>${escapeHtml(abstract)}</p>
<dl>${rows.join('')}</dl>
<h2>${escapeHtml(text.howToCite)}</h2><p>${escapeHtml(citation)}</p>
</body></html>
`;
}
