import { asDoi } from '../doi/doi.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { listOf, textOf } from '../values/tolerant.ts';

/** Where a record is registered: only a DOI of production leads anywhere for everybody. */
export type Realm = 'practice' | 'test' | 'production' | 'custom';

export const realmMarks: Readonly<Record<Realm, string>> = {
  practice: 'PRACTICE',
  test: 'TEST',
  production: '',
  custom: '',
};

/** Properties that would carry a DOI beside the mark. */
const dropped: ReadonlySet<string> = new Set([
  'doi',
  'identifiers',
  'alternateIdentifiers',
  'relatedIdentifiers',
  'relatedItems',
  'contentUrl',
]);

/**
 * A record of practice or of the test system as everything that leaves the app shows it: its title begins
 * with the mark, and its DOI stands as an address under `.invalid`, which never resolves (RFC 6761), so that
 * no format and no style can make a doi.org link of it. Records of production come back as they are.
 */
export function markUnreal(attributes: Attributes, realm: Realm): Attributes {
  const mark = realmMarks[realm];
  if (mark === '') return attributes;
  const kept = Object.entries(attributes).filter(([name]) => !dropped.has(name));
  const [first, ...others] = listOf(attributes.titles);
  return {
    ...(Object.fromEntries(kept) as Attributes),
    url: unrealAddress(textOf(attributes.doi), realm),
    titles: [{ ...first, title: `[${mark}] ${textOf(first?.title)}` }, ...others],
  };
}

/** `https://practice.invalid/10.5072/abcd` for what is no real DOI. */
export function unrealAddress(doi: string, realm: Realm): string {
  const name = asDoi(doi);
  return `https://${realm}.invalid/${name === null ? '' : encodeURI(name)}`;
}
