/** A work of the invented institute: one item for each revision. */
export interface Work {
  /** Names the work in identifiers and addresses. */
  readonly slug: string;
  readonly type: 'Dataset' | 'Model' | 'Software';
  readonly kind: string;
  readonly title: string;
  readonly people: readonly PersonName[];
  readonly abstract: string;
  readonly keywords: readonly string[];
  readonly licence: string;
  readonly collected?: string;
  readonly place?: readonly [name: string, latitude: number, longitude: number];
  readonly grant?: string;
  readonly language?: string;
  /** Oldest first; the text says what changed. */
  readonly revisions: readonly (readonly [version: string, issued: string, change: string])[];
}

/** One row of the sample's table, by the table's own column names. */
export type SampleRow = Readonly<Record<string, string>>;

/**
 * The people of the institute. Their ORCID iDs have right check digits and lie below the range that
 * ORCID gives out (it begins at 0000-0001-5000-0007), so that they are nobody's.
 */
export const people = {
  'Brunner, Annemarie': '0000-0001-0001-0012',
  'Castelli, Marco': '0000-0001-0001-0020',
  'Favre, Élodie': '0000-0001-0001-0039',
  'Gamper, Reto': '0000-0001-0001-0047',
  'Iyer, Lakshmi': '0000-0001-0001-0055',
  'Kowalska, Zofia': '0000-0001-0001-0063',
  'Nakagawa, Haruto': '0000-0001-0001-0071',
  'Okafor, Chidinma': '0000-0001-0001-008X',
  'Perren, Ueli': '',
  'Zgraggen, Mirjam': '0000-0001-0001-0098',
} as const;

export type PersonName = keyof typeof people;

export const institute = 'Oberwald Institute for Lakes and Glaciers';
export const pageBase = 'https://repository.example.org/items';

/** Address of the page of one revision: of a tag, as the guidelines want it. */
export function pageOf(slug: string, version: string): string {
  return `${pageBase}/${slug}/${version}`;
}
