import type { Attributes } from '../metadata/attributes.ts';
import { copied, relation, withRelations } from './new-version.ts';

/** What a part with a DOI of its own is made of: the whole, and what a person was asked. */
export interface PartAnswers {
  readonly title: string;
  /** Which part it is, in words: rows, files, years, a query. */
  readonly selection: string;
  /** The landing page of the part. */
  readonly url: string;
  /** `YYYY`. */
  readonly publicationYear: string;
  /** True: the values differ from those of the whole (averaged, corrected); false: a selection as it is. */
  readonly isChanged: boolean;
}

/** Everything that a part writes: the new record, and the whole, which changes in its relations only. */
export interface PartDraft {
  readonly created: Attributes;
  readonly whole: Attributes;
}

/**
 * The citation of a part under the DOI of the whole (requirement A40): a re-used portion needs no DOI of its own, but
 * whoever follows the citation must find it. `accessedOn`: `YYYY-MM-DD`.
 */
export function citePart(citation: string, selection: string, accessedOn: string): string {
  const part = selection.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  return `${citation.trim()} [Part used: ${part}; accessed ${accessedOn}]`;
}

/**
 * Drafts a record for a part of another: `IsPartOf` where the values are as they were, `IsDerivedFrom` where they
 * were worked on, with the selection as a description of the type Methods. Titles and descriptions are the part's own.
 */
export function draftPart(
  whole: { readonly doi: string; readonly attributes: Attributes },
  answers: PartAnswers & { readonly doi: string },
): PartDraft {
  const [ofPart, ofWhole] = answers.isChanged
    ? (['IsDerivedFrom', 'IsSourceOf'] as const)
    : (['IsPartOf', 'HasPart'] as const);
  const { titles: _titles, descriptions: _descriptions, ...kept } = copied(whole.attributes);
  const created: Attributes = {
    ...kept,
    titles: [{ title: answers.title.trim() }],
    descriptions: [{ description: answers.selection.trim(), descriptionType: 'Methods' }],
    url: answers.url.trim(),
    publicationYear: Number(answers.publicationYear),
    relatedIdentifiers: [relation(ofPart, whole.doi)],
  };
  return { created, whole: withRelations(whole.attributes, [relation(ofWhole, answers.doi)]) };
}
