import { readCitation } from '../citation/citation-source.ts';
import { citationTypes } from '../citation/citation-types.ts';
import { toSchemaOrg } from '../citation/schema-org.ts';
import { tellPlace } from '../share/tell-place.ts';
import type { Json } from '../support/json.ts';
import { textOf } from '../values/tolerant.ts';
import { pageWords } from '../text/removal-pages.ts';
import { Html, html, isolated, jsonBlock, link, safeAddress } from './html.ts';
import type { HtmlPart } from './html.ts';
import type { PageBody, PageFact, PagePart, PageSource } from './page-parts.ts';
import { addressOf, citationText, citedRecord, landingBody, tombstoneBody } from './page-parts.ts';
import type { PageTemplate } from './page-template.ts';
import { logoProblem, pageStyle } from './page-template.ts';
import type { Tombstone } from './tombstone.ts';

export interface PageSetting {
  readonly template: PageTemplate;
  /** SHA-256 of a text in base64: `shared` has no hash of its own. */
  readonly sha256: (text: string) => string;
  /** Name of the JSON-LD file beside the page, for `describedby`. */
  readonly metadataName: string;
}

export interface Page {
  readonly html: string;
  /** The same facts for machines, as the file beside the page. */
  readonly jsonLd: string;
}

/** The static page of an item that is gone. The same input gives the same bytes. */
export function tombstonePage(
  source: PageSource,
  tombstone: Tombstone,
  setting: PageSetting,
): Page {
  const data = tombstoneData(source, tombstone);
  const body = tombstoneBody(source, tombstone);
  const isPublic = tombstone.visibility === 'public';
  return {
    html: pageOf({ source, body, data, setting, isPublic, isIndexed: false }),
    jsonLd: `${JSON.stringify(data, null, 2)}\n`,
  };
}

/** The static landing page of an item whose institution has no repository. */
export function landingPage(
  source: PageSource,
  what: { readonly language: 'en' | 'de'; readonly itemUrl: string },
  setting: PageSetting,
): Page {
  const place = tellPlace(source.place, {
    realm: source.isPractice ? 'practice' : 'production',
    attributes: source.attributes,
  });
  const data = toSchemaOrg(citedRecord(source), { place });
  const body = landingBody(source, what);
  return {
    html: pageOf({ source, body, data, setting, isPublic: true, isIndexed: true }),
    jsonLd: `${JSON.stringify(data, null, 2)}\n`,
  };
}

/** Machines learn that it is gone from `creativeWorkStatus`; what must not be read is not in it either. */
function tombstoneData(source: PageSource, tombstone: Tombstone): Readonly<Record<string, Json>> {
  const address = addressOf(source.doi, source.isPractice);
  const status = {
    creativeWorkStatus: tombstone.isTemporary ? 'Temporarily unavailable' : 'Withdrawn',
    ...(tombstone.isTemporary ? {} : { dateModified: tombstone.withdrawnDate }),
    disambiguatingDescription: tombstone.statement.trim(),
    ...(tombstone.successorDoi === ''
      ? {}
      : { supersededBy: { '@id': addressOf(tombstone.successorDoi) } }),
  };
  if (tombstone.visibility === 'minimal' || tombstone.citation.trim() !== '') {
    const { type } = readCitation(source.attributes);
    return {
      '@context': 'https://schema.org',
      '@type': citationTypes(type).schemaOrg,
      '@id': address,
      identifier: address,
      ...(tombstone.visibility === 'public'
        ? { name: citationText(source, tombstone) }
        : { name: pageWords[tombstone.language].gone }),
      ...status,
    };
  }
  return { ...toSchemaOrg(citedRecord(source)), ...status };
}

interface PageInput {
  readonly source: PageSource;
  readonly body: PageBody;
  readonly data: Readonly<Record<string, Json>>;
  readonly setting: PageSetting;
  readonly isPublic: boolean;
  readonly isIndexed: boolean;
}

function pageOf({ source, body, data, setting, isPublic, isIndexed }: PageInput): string {
  const { template, sha256, metadataName } = setting;
  const style = pageStyle(template.accent);
  const policy = `default-src 'none'; style-src 'sha256-${sha256(style)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const address = addressOf(source.doi, source.isPractice);
  const page = html`<!DOCTYPE html>
<html lang="${body.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${
  isIndexed
    ? null
    : html`<meta name="robots" content="noindex">
`
}<title>${titleOf(body, address)}</title>
<meta name="citation_doi" content="${source.doi}">
<meta name="DC.identifier" content="${address}">
${isPublic && isCitable(source, data) ? citationMeta(source) : null}<link rel="cite-as" href="${address}">
<link rel="describedby" type="application/ld+json" href="${metadataName}">
${isIndexed ? licenceLinks(source) : null}<link rel="type" href="https://schema.org/${textOf(data['@type'])}">
<link rel="type" href="https://schema.org/AboutPage">
<style>${new Html(style)}</style>
<script type="application/ld+json">${jsonBlock(data)}</script>
</head>
<body>
${head(template)}<main>
<h1>${isolated(body.heading)}</h1>
${body.parts.map(partOf)}<p>${pageWords[body.language].metadata}: <a href="${metadataName}">${pageWords[body.language].metadataFile}</a></p>
</main>
${foot(template, pageWords[body.language].imprint)}</body>
</html>
`;
  return page.text;
}

/** A title that says nothing would break the page's own rules; the DOI is always there. */
function titleOf({ heading }: PageBody, address: string): string {
  const text = heading.replace(/\s+/g, ' ').trim();
  return text === '' ? address : text;
}

/** What was taken out of the citation must not stand in the head of the page. */
function isCitable({ attributes }: PageSource, data: Readonly<Record<string, Json>>): boolean {
  return data['author'] !== undefined || readCitation(attributes).authors.length === 0;
}

function citationMeta({ attributes }: PageSource): Html {
  const { title, authors, publisher, issued, year, language } = readCitation(attributes);
  const meta = (name: string, content: string): Html | null =>
    content === ''
      ? null
      : html`<meta name="${name}" content="${content}">
`;
  return html`${meta('citation_title', title)}${authors.map(({ literal }) => meta('citation_author', literal))}${meta('citation_publisher', publisher)}${meta('citation_publication_date', issued || year)}${meta('citation_language', language)}`;
}

/** The licences for machines, as Signposting asks (https://signposting.org). */
function licenceLinks({ attributes }: PageSource): Html[] {
  return readCitation(attributes).licences.flatMap(({ url }) => {
    const href = safeAddress(url);
    return href === null
      ? []
      : [
          html`<link rel="license" href="${href}">
`,
        ];
  });
}

function head({ institution, logo, homeUrl }: PageTemplate): HtmlPart {
  if (institution === '' && logo === '') return null;
  const picture =
    logo === '' || logoProblem(logo) !== null ? null : html`<img src="${logo}" alt="">`;
  const name = homeUrl === '' ? isolated(institution) : link(homeUrl, institution || homeUrl);
  return html`<header>${picture}<div>${name}</div></header>
`;
}

function foot({ imprint, imprintUrl }: PageTemplate, word: string): HtmlPart {
  if (imprint === '' && imprintUrl === '') return null;
  const address = safeAddress(imprintUrl) === null ? null : html` ${link(imprintUrl, word)}`;
  return html`<footer>${imprint === '' ? null : isolated(imprint)}${address}</footer>
`;
}

function partOf(part: PagePart): Html {
  switch (part.kind) {
    case 'practice':
      return html`<p class="practice">${part.text}</p>
`;
    case 'notice':
      return html`<p class="notice">${part.text}</p>
`;
    case 'text':
      return html`<p>${part.text}</p>
`;
    case 'section':
      return html`<h2>${part.title}</h2>
<p class="text">${isolated(part.text)}</p>
`;
    case 'facts':
      return part.facts.length === 0
        ? html``
        : html`<h2>${part.title}</h2>
<dl>
${part.facts.map(factOf)}</dl>
`;
    case 'list':
      return part.entries.length === 0
        ? html``
        : html`<h2>${part.title}</h2>
<ul>
${part.entries.map(
  (
    entry,
  ) => html`<li>${entry.href === undefined ? isolated(entry.text) : link(entry.href, entry.text)}</li>
`,
)}</ul>
`;
  }
}

function factOf({ label, text, href }: PageFact): Html {
  return html`<dt>${label}</dt><dd>${href === undefined ? isolated(text) : link(href, text)}</dd>
`;
}
