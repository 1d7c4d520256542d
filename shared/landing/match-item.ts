import { doiKey, doiUrl, parseDoi } from '../doi/doi.ts';
import type { Doi } from '../doi/doi.ts';
import { doiAddress, unrealDoiAt } from '../doi/unreal-doi.ts';
import { isJsonObject } from '../support/json.ts';
import type { PageFacts } from './page-facts.ts';
import { holdsWords, plainWords, shareOfWords } from './words.ts';

/** As much of a record as a page is compared with. */
export interface AuditedItem {
  readonly doi: Doi;
  readonly title: string;
  /** Family names, and names of organisations, in order. */
  readonly creators: readonly string[];
  readonly year: string;
  readonly publisher: string;
  /** The landing page as the record names it; '' for none. */
  readonly url: string;
}

/** What of an item was found on its page. */
export interface ItemMatch {
  readonly hasTitle: boolean;
  readonly hasCreator: boolean;
  readonly hasYear: boolean;
  readonly hasPublisher: boolean;
  /** `address`: `https://doi.org/…` in the text or as a link; `name`: without the resolver. */
  readonly doiShown: 'address' | 'name' | 'no';
  readonly isDoiTagged: boolean;
  /** The DOI that the page names as its own for machines, where that is another one. */
  readonly otherDoi: string | null;
  readonly hasAccess: boolean;
}

/** Words of the title that must be there when it does not stand there as a whole. */
const titleShare = 0.8;
const publisherShare = 0.7;

const titleMetas = ['citation_title', 'dc.title', 'dcterms.title', 'og:title', 'eprints.title'];
const creatorMetas = [
  'citation_author',
  'dc.creator',
  'dcterms.creator',
  'author',
  'eprints.creators_name',
];
const publisherMetas = ['citation_publisher', 'dc.publisher', 'dcterms.publisher'];
const dateMetas = [
  'citation_date',
  'citation_publication_date',
  'dc.date',
  'dcterms.issued',
  'dc.date.issued',
];
const doiMetas = [
  'citation_doi',
  'dc.identifier',
  'dcterms.identifier',
  'dc.identifier.doi',
  'bepress_citation_doi',
  'prism.doi',
  'eprints.id_number',
];
const accessWords =
  /\b(?:downloads?|files?|data files?|access|request|get (?:the )?data|full text|view|open|contact|e ?mail|clone|use (?:this|in)|herunterladen|dateien|zugriff|zugang|anfrage|kontakt|telecharger|fichiers?|acces|descargar|archivos?|acceso|scarica|baixar|downloaden|bestanden|zip|pdf|csv|data)\b/;
const accessPlace =
  /\/(?:bitstreams?|download|downloads|files?|datafile|access|resolve|raw|ndownloader|content|object|request(?:copy|-item)?)(?:[/?#]|$)|^mailto:|\.(?:zip|gz|tar|csv|tsv|pdf|nc|h5|xlsx?|json|parquet|7z|txt|xml|tiff?|geojson|safetensors)(?:[?#]|$)/i;

export function matchItem(item: AuditedItem, facts: PageFacts, linkHeader: string): ItemMatch {
  const metas = (names: readonly string[]): string[] =>
    names.flatMap((name) => facts.metas.get(name) ?? []);
  const nodes = facts.jsonLd.flatMap((block) => nodesOf(block));
  const text = plainWords(facts.text);
  const words = new Set(text.split(' '));

  const title = plainWords(item.title);
  const titles = [
    facts.title,
    ...facts.headings,
    ...metas(titleMetas),
    ...nodes.flatMap(({ name, headline }) => [textIn(name), textIn(headline)]),
  ].map(plainWords);
  const hasTitle =
    title !== '' &&
    (holdsWords(text, title) ||
      titles.some(
        (found) =>
          holdsWords(found, title) || shareOfWords(title, new Set(found.split(' '))) >= titleShare,
      ));

  const names = [
    ...metas(creatorMetas),
    ...nodes.flatMap(({ creator, author }) => [...namesIn(creator), ...namesIn(author)]),
  ].map(plainWords);
  const hasCreator = item.creators.some((creator) => {
    const name = plainWords(creator);
    return holdsWords(text, name) || names.some((found) => holdsWords(found, name));
  });

  const dates = [...metas(dateMetas), ...nodes.map(({ datePublished }) => textIn(datePublished))];
  const hasYear =
    item.year !== '' && (words.has(item.year) || dates.some((date) => date.includes(item.year)));

  const publisher = plainWords(item.publisher);
  const publishers = [
    facts.title,
    ...metas(publisherMetas),
    ...nodes.flatMap((node) => [...namesIn(node['publisher']), ...namesIn(node['provider'])]),
  ].map(plainWords);
  const hasPublisher =
    publisher !== '' &&
    (holdsWords(text, publisher) ||
      publishers.some(
        (found) => shareOfWords(publisher, new Set(found.split(' '))) >= publisherShare,
      ));

  const tagged = [
    ...metas(doiMetas),
    ...facts.rels.filter(({ rel }) => /\bcite-as\b/.test(rel)).map(({ href }) => href),
    ...citeAsOf(linkHeader),
    ...nodes.flatMap((node) => [
      textIn(node['@id']),
      ...identifiersIn(node['identifier']),
      ...identifiersIn(node['sameAs']),
    ]),
  ];
  const own = doiKey(item.doi);
  const isDoiTagged = tagged.some((value) => keyIn(value) === own);
  const named = metas(['citation_doi', 'bepress_citation_doi', 'prism.doi']).map(keyIn);
  const otherDoi = isDoiTagged ? null : (named.find((key) => key !== null && key !== own) ?? null);

  return {
    hasTitle,
    hasCreator,
    hasYear,
    hasPublisher,
    doiShown: doiShownOn(item.doi, facts),
    isDoiTagged,
    otherDoi,
    hasAccess: hasAccess(facts, nodes, linkHeader),
  };
}

function doiShownOn(doi: Doi, facts: PageFacts): ItemMatch['doiShown'] {
  const text = facts.text.toLowerCase();
  const own = doiKey(doi);
  const addresses = [doiUrl(doi), `https://doi.org/${doi}`, doiAddress(doi)].map((address) =>
    address.toLowerCase().replace(/^https:\/\//, ''),
  );
  const isShown =
    addresses.some((address) => text.includes(address) || text.includes(`dx.${address}`)) ||
    facts.links.some(({ href, text: label }) => {
      const leads = /(?:doi\.org|handle\.(?:test|stage)\.datacite\.org)\//i.test(href);
      // A link that a reader does not see as an address is not readable as one (E28b).
      return leads && keyIn(href) === own && label.toLowerCase().includes(own);
    });
  if (isShown) return 'address';
  return text.includes(own) ? 'name' : 'no';
}

function hasAccess(facts: PageFacts, nodes: readonly JsonNode[], linkHeader: string): boolean {
  return (
    facts.metas.has('citation_pdf_url') ||
    facts.rels.some(({ rel }) => /\bitem\b/.test(rel)) ||
    /\brel="?item\b/i.test(linkHeader) ||
    facts.buttons.some((label) => accessWords.test(plainWords(label))) ||
    facts.links.some(
      ({ href, text }) => accessPlace.test(href) || accessWords.test(plainWords(text)),
    ) ||
    nodes.some((node) => node['distribution'] !== undefined || node['contentUrl'] !== undefined) ||
    /\b(?:available (?:on|upon) request|access (?:is )?(?:restricted|granted)|embargo\w*|auf anfrage|sur demande)\b/.test(
      plainWords(facts.text.slice(0, 20_000)),
    )
  );
}

function keyIn(value: string): string | null {
  const unreal = unrealDoiAt(value.trim());
  if (unreal !== null) return doiKey(unreal);
  const read = parseDoi(value.trim());
  return read.ok ? doiKey(read.value) : null;
}

function citeAsOf(linkHeader: string): string[] {
  return [
    ...linkHeader.slice(0, 20_000).matchAll(/<([^<>]*)>\s*;[^,<]*?rel\s*=\s*"?[^",]*\bcite-as\b/gi),
  ].map(([, target = '']) => target);
}

type JsonNode = Readonly<Record<string, unknown>>;
const mostNodes = 200;

/** The nodes of a block of JSON-LD, those of `@graph` and `mainEntity` too; no deeper than anybody writes. */
function nodesOf(block: unknown, depth = 0): JsonNode[] {
  if (depth > 3) return [];
  if (Array.isArray(block)) {
    return block.slice(0, mostNodes).flatMap((one) => nodesOf(one, depth + 1));
  }
  if (!isJsonObject(block)) return [];
  const node = block;
  return [node, ...nodesOf(node['@graph'], depth + 1), ...nodesOf(node['mainEntity'], depth + 1)];
}

function textIn(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value).slice(0, 2000);
  if (isJsonObject(value)) return textIn(value['@value']);
  return Array.isArray(value) ? textIn(value[0]) : '';
}

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.slice(0, mostNodes).flatMap(namesIn);
  if (!isJsonObject(value)) return [];
  const node = value;
  return [textIn(node['name']), textIn(node['familyName'])].filter((name) => name !== '');
}

function identifiersIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.slice(0, mostNodes).flatMap(identifiersIn);
  if (!isJsonObject(value)) return [];
  const node = value;
  return [textIn(node['@id']), textIn(node['value']), textIn(node['url'])].filter(
    (text) => text !== '',
  );
}
