import { readCitation } from '../citation/citation-source.ts';
import type { Doi } from '../doi/doi.ts';
import type { Attributes } from '../metadata/attributes.ts';
import type { AuditedItem } from './match-item.ts';

/** A record as its page is compared with it. */
export function auditedItem(doi: Doi, attributes: Attributes): AuditedItem {
  const { authors, title, year, publisher, landingPage } = readCitation(attributes);
  return {
    doi,
    title,
    creators: authors.map(({ family, literal }) => family ?? literal),
    year,
    publisher,
    url: landingPage,
  };
}
