import { doiKey, parseDoi } from '../doi/doi.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { digestOf } from '../values/digest.ts';
import { addressKey, hubKey, nameKeys, titleWords } from './normalise.ts';

/** What tells an item from another, worked out once per record. */
export interface ItemFacts {
  /** Comparison form; '' where there is none yet. */
  readonly doi: string;
  readonly words: readonly string[];
  /** Of `words`, those that only the subtitle has. */
  readonly subtitleWords: ReadonlySet<string>;
  readonly names: readonly (readonly string[])[];
  readonly year: number | null;
  /** Without a leading v and trailing zeros; '' where none is given. */
  readonly version: string;
  readonly type: string;
  readonly address: string | null;
  readonly hub: string | null;
  /** Full commit hashes and checksums, lower case. */
  readonly digests: readonly string[];
  /** DOIs that the metadata itself calls the same item. */
  readonly dois: readonly string[];
}

const identical = new Set(['IsIdenticalTo']);

export function factsOf(doi: string, attributes: Attributes): ItemFacts {
  const { titles = [], creators = [], identifiers = [], relatedIdentifiers = [] } = attributes;
  const main = mainTitle(attributes);
  const subtitle = titles
    .filter(({ titleType }) => titleType === 'Subtitle')
    .map(({ title }) => title ?? '')
    .join(' ');
  const words = titleWords(main);
  const more = titleWords(subtitle).filter((word) => !words.includes(word));
  const own = identifiers.map(({ identifier, identifierType }) => ({
    text: (identifier ?? '').trim(),
    type: (identifierType ?? '').toLowerCase(),
  }));
  const address = typeof attributes.url === 'string' ? addressKey(attributes.url) : null;
  const named = own.find(({ type }) => type.includes('hugging face'))?.text;
  const year = Number(attributes.publicationYear ?? Number.NaN);
  return {
    doi: doiKey(doi),
    words: [...words, ...more],
    subtitleWords: new Set(more),
    names: creators.map(({ name }) => nameKeys(name ?? '')).filter((keys) => keys.length > 0),
    year: Number.isInteger(year) ? year : null,
    version: String(attributes.version ?? '')
      .trim()
      .toLowerCase()
      .replace(/^(?:version|v)\s*\.?(?=\d)/, '')
      .replace(/(?:\.0+)+$/, ''),
    type: attributes.types?.resourceTypeGeneral ?? '',
    address,
    hub: hubOf(address, named),
    digests: own.flatMap(({ text }) => digestOf(text) ?? []),
    dois: [
      ...own.filter(({ type }) => type === 'doi').map(({ text }) => text),
      ...relatedIdentifiers
        .filter(({ relationType }) => identical.has(relationType ?? ''))
        .map(({ relatedIdentifier }) => relatedIdentifier ?? ''),
    ].flatMap((text) => {
      const parsed = parseDoi(text);
      return parsed.ok ? [doiKey(parsed.value)] : [];
    }),
  };
}

/** The title that has no type, else the first one; '' where there is none. */
export function mainTitle({ titles = [] }: Attributes): string {
  const main = titles.find(({ titleType }) => (titleType ?? '') === '') ?? titles[0];
  return main?.title ?? '';
}

function hubOf(address: string | null, named: string | undefined): string | null {
  if (named !== undefined && named !== '') return hubKey(named);
  return address?.startsWith('hub:') === true ? address.slice('hub:'.length) : null;
}
