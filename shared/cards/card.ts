import type { Finding } from '../findings/finding.ts';
import type { Attributes } from '../metadata/attributes.ts';

export type CardKind = 'dataset' | 'model';

/** Where a value of the record comes from: shown in review, and the reason why a re-import may change it. */
export interface Provenance {
  /** Path in the attributes. */
  readonly path: string;
  /** The place in the card: `pretty_name`, `# heading`, `BibTeX wang2019glue`. */
  readonly from: string;
  /** The rule that made the value of it, kebab-case. */
  readonly rule: string;
}

export interface CardAuthor {
  readonly name: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly isOrganisation: boolean;
}

/** A BibTeX entry of the card, read. Absent members were not in the entry. */
export interface CardCitation {
  readonly type: string;
  readonly key: string;
  readonly title: string | null;
  readonly authors: readonly CardAuthor[];
  /** True when the entry ends in `and others`. */
  readonly hasMoreAuthors: boolean;
  readonly year: number | null;
  readonly doi: string | null;
  readonly arxiv: string | null;
  readonly url: string | null;
}

/** A card taken apart: what `mapCard` works on. */
export interface Card {
  /** `name` or `owner/name`; null when neither the path nor the card says. */
  readonly id: string | null;
  readonly kind: CardKind | null;
  readonly front: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly citations: readonly CardCitation[];
}

export interface MappedCard {
  readonly attributes: Attributes;
  readonly provenance: readonly Provenance[];
  readonly findings: readonly Finding[];
}

/** Where the cards' repositories are shown; other hubs under another brand have another address. */
export interface HubProfile {
  readonly name: string;
  readonly web: string;
}

export const huggingFace: HubProfile = { name: 'Hugging Face', web: 'https://huggingface.co' };

/** The landing page of a repository of the hub. */
export function hubAddress(hub: HubProfile, kind: CardKind, id: string): string {
  const path = id.split('/').map(encodeURIComponent).join('/');
  return kind === 'dataset' ? `${hub.web}/datasets/${path}` : `${hub.web}/${path}`;
}
