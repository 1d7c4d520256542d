import { pinOf } from '../citation/pinned.ts';
import { readCitation, versionLabel } from '../citation/citation-source.ts';
import { spokenType } from '../citation/citation-types.ts';
import { howToCite } from '../citation/how-to-cite.ts';
import { asDoi, doiUrl } from '../doi/doi.ts';
import { isUnrealDoi } from '../doi/unreal-doi.ts';
import type { Attributes } from '../metadata/attributes.ts';
import type { PageWords } from '../text/removal-pages.ts';
import { markUnreal } from '../share/mark-unreal.ts';
import { pageWords } from '../text/removal-pages.ts';
import type { Position } from '../versions/position.ts';
import { listOf, textOf } from '../values/tolerant.ts';
import { accessKind, rightsKind } from './plain-rights.ts';
import type { Tombstone } from './tombstone.ts';
import { contactAddress } from './tombstone.ts';

/** One fact of a page; `href` where it leads somewhere. */
export interface PageFact {
  readonly label: string;
  readonly text: string;
  readonly href?: string;
}

/** What a page consists of, before it is HTML: the preview shows the same parts. */
export type PagePart =
  | { readonly kind: 'practice' | 'notice' | 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly title: string; readonly facts: readonly PageFact[] }
  | { readonly kind: 'section'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'list';
      readonly title: string;
      readonly entries: readonly { readonly text: string; readonly href?: string }[];
    };

export interface PageSource {
  readonly doi: string;
  readonly attributes: Attributes;
  /** Versions of the item that a reader can still go to. */
  readonly versions: readonly {
    readonly doi: string;
    readonly title: string;
    readonly version: string;
  }[];
  /** Where the record stands in its version chain; null: in none. */
  readonly place: Position | null;
  readonly isPractice: boolean;
}

/** Heading and parts of a page, in the order of reading. */
export interface PageBody {
  readonly heading: string;
  readonly language: 'en' | 'de';
  readonly parts: readonly PagePart[];
}

const fact = (label: string, text: string, href?: string | null): PageFact[] =>
  text.trim() === '' ? [] : [{ label, text, ...(href == null ? {} : { href }) }];

/** A DOI as an address: of practice under `.invalid`, which never resolves, so that nobody takes it for a real one. */
export function addressOf(doi: string, isPractice = isUnrealDoi(doi)): string {
  const name = asDoi(doi);
  if (name === null) return '';
  return isPractice ? doiUrl(name, 'https://practice.invalid') : doiUrl(name);
}

/** The record as people cite it and machines read it; one of practice carries its mark. */
export function citedRecord({ attributes, doi, isPractice }: PageSource): Attributes {
  return markUnreal({ ...attributes, doi }, isPractice ? 'practice' : 'production');
}

/** What is not real leads nowhere. */
function linked(
  doi: string,
  isPractice?: boolean,
): { readonly text: string; readonly href?: string } {
  const text = addressOf(doi, isPractice);
  return (isPractice ?? isUnrealDoi(doi)) ? { text } : { text, href: text };
}

function doiFact(label: string, doi: string, isPractice?: boolean): PageFact[] {
  const { text, href } = linked(doi, isPractice);
  return fact(label, text, href);
}

/** The page that remains (requirements E32, E33): what is gone, why, what is instead, whom to ask. */
export function tombstoneBody(source: PageSource, tombstone: Tombstone): PageBody {
  const words = pageWords[tombstone.language];
  const isPublic = tombstone.visibility === 'public';
  const { title } = readCitation(source.attributes);
  return {
    heading: isPublic && title !== '' ? title : words[tombstone.isTemporary ? 'away' : 'gone'],
    language: tombstone.language,
    parts: [
      ...practicePart(source, words),
      { kind: 'notice', text: tombstone.isTemporary ? words.forNow : words.noLonger },
      { kind: 'section', title: words.why, text: tombstone.statement.trim() },
      { kind: 'facts', title: words.gone, facts: circumstances(tombstone, words) },
      ...(isPublic
        ? [
            {
              kind: 'section' as const,
              title: words.citation,
              text: citationText(source, tombstone),
            },
          ]
        : []),
      {
        kind: 'facts',
        title: words.item,
        facts: [
          ...doiFact(words.identifier, source.doi, source.isPractice),
          ...(isPublic ? itemFacts(source.attributes, words) : []),
        ],
      },
      ...versionPart(source, words),
      { kind: 'text', text: words.keeps },
    ],
  };
}

/** The citation of the page: the record's own, unless somebody took something out of it. */
export function citationText(source: PageSource, { citation }: Tombstone): string {
  const { doi, isPractice } = source;
  const redacted = citation.trim();
  if (redacted === '') return howToCite(citedRecord(source));
  return isPractice ? redacted.replaceAll(addressOf(doi, false), addressOf(doi, true)) : redacted;
}

function circumstances(tombstone: Tombstone, words: PageWords): PageFact[] {
  const { reason, successorDoi } = tombstone;
  return [
    ...fact(words.reason, reason === '' ? '' : words.reasons[reason]),
    ...fact(words.happened, tombstone.circumstancesDate),
    ...fact(words.withdrawn, tombstone.isTemporary ? '' : tombstone.withdrawnDate),
    ...fact(words.expected, tombstone.isTemporary ? tombstone.expectedBack : ''),
    ...fact(words.decidedBy, tombstone.decidedBy),
    ...fact(words.authority, tombstone.authority),
    ...doiFact(words.instead, successorDoi),
    ...fact(words.dataKept, words.dataKeptWords[tombstone.dataKept]),
    ...fact(words.contact, tombstone.contact, contactAddress(tombstone.contact)),
  ];
}

function itemFacts(attributes: Attributes, words: PageWords): PageFact[] {
  const { type, typeText, publisher, year, version } = readCitation(attributes);
  return [
    ...fact(words.type, spokenType(type) || typeText),
    ...fact(words.version, version),
    ...fact(words.publisher, publisher),
    ...fact(words.year, year),
  ];
}

function versionPart({ versions, isPractice }: PageSource, words: PageWords): PagePart[] {
  if (versions.length === 0) return [];
  const entries = versions.map(({ doi, title, version }) => {
    const label = versionLabel(version);
    const link = linked(doi, isPractice);
    return { ...link, text: [title, label, link.text].filter((part) => part !== '').join(', ') };
  });
  return [{ kind: 'list', title: words.otherVersions, entries }];
}

/** A reader who came to an old version is told so before anything else, with the way to the newest. */
function newerPart({ place, isPractice }: PageSource, words: PageWords): PagePart[] {
  if (place?.kind !== 'version' || place.newer === null) return [];
  return [{ kind: 'list', title: words.newerExists, entries: [linked(place.newer, isPractice)] }];
}

function placeFacts({ place, isPractice }: PageSource, words: PageWords): PageFact[] {
  if (place === null) return [];
  if (place.kind === 'canonical') {
    return [
      ...fact(words.place, words.allOf(place.count)),
      ...doiFact(words.latest, place.latest ?? '', isPractice),
    ];
  }
  return [
    ...fact(words.place, words.placeOf(place.number, place.count)),
    ...doiFact(words.allVersions, place.canonical ?? '', isPractice),
  ];
}

function practicePart({ isPractice }: PageSource, words: PageWords): PagePart[] {
  return isPractice ? [{ kind: 'practice', text: words.practice }] : [];
}

/**
 * The landing page of an item whose institution has no repository (A37): citation, link to that very
 * version, metadata (A17), and beside the link what may be done with it in plain words (A35, A46).
 */
export function landingBody(
  source: PageSource,
  { language, itemUrl }: { readonly language: 'en' | 'de'; readonly itemUrl: string },
): PageBody {
  const words = pageWords[language];
  const { attributes } = source;
  const { title, abstract, licences, keywords } = readCitation(attributes);
  const uses = listOf(attributes.descriptions)
    .filter(({ descriptionType }) => ['TechnicalInfo', 'Other'].includes(textOf(descriptionType)))
    .map(({ description }) => textOf(description))
    .filter((text) => text !== '');
  const rights = licences.flatMap(({ name, id, url }) => [
    {
      text: [name || url, id === '' || id === name ? '' : `(${id})`].join(' ').trim(),
      ...(url === '' ? {} : { href: url }),
    },
    { text: words.rightsWords[rightsKind(id)] },
  ]);
  const access = accessKind(attributes);
  return {
    heading: title,
    language,
    parts: [
      ...practicePart(source, words),
      ...newerPart(source, words),
      {
        kind: 'section',
        title: words.citation,
        text: howToCite(citedRecord(source)),
      },
      ...(abstract === ''
        ? []
        : [{ kind: 'section' as const, title: words.about, text: abstract }]),
      {
        kind: 'list',
        title: words.access,
        entries: [
          ...(itemUrl === '' ? [] : [{ text: `${words.goTo}: ${itemUrl}`, href: itemUrl }]),
          ...(access === null ? [] : [{ text: words.accessWords[access] }]),
        ],
      },
      {
        kind: 'list',
        title: words.rights,
        entries: rights.length === 0 ? [{ text: words.noRights }] : rights,
      },
      ...uses.map((text) => ({ kind: 'section' as const, title: words.use, text })),
      {
        kind: 'facts',
        title: words.item,
        facts: [
          ...doiFact(words.identifier, source.doi, source.isPractice),
          ...itemFacts(attributes, words),
          ...placeFacts(source, words),
          ...fact(words.pinnedTo, pinOf(attributes)?.value ?? ''),
          ...fact(words.keywords, keywords.join(', ')),
        ],
      },
      ...versionPart(source, words),
      { kind: 'text', text: words.kept },
    ],
  };
}
