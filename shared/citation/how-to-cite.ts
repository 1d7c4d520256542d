import type { Attributes } from '../metadata/attributes.ts';
import type { CitationSource } from './citation-source.ts';
import { readCitation, versionLabel } from './citation-source.ts';
import { spokenType } from './citation-types.ts';

/** As many names as a line bears; the full list is in every machine format. */
const maxNames = 20;

/**
 * The citation that DataCite recommends, as plain text: "Creator (Year). Title (Version) [Type]. Publisher.
 * https://doi.org/…". The DOI is always the full address (requirement E23). What a record lacks is left
 * out, never filled in.
 */
export function howToCite(attributes: Attributes): string {
  const source = readCitation(attributes);
  const { title, version, type, typeText, publisher, link } = source;
  const label = versionLabel(version);
  const kind = spokenType(type) || typeText;
  const work = [title, label === '' ? '' : `(${label})`, kind === '' ? '' : `[${kind}]`]
    .filter((part) => part !== '')
    .join(' ');
  return [leadOf(source), sentence(work), sentence(publisher), link]
    .filter((part) => part !== '')
    .join(' ');
}

/** The same for a README: the address as a link. */
export function howToCiteMarkdown(attributes: Attributes): string {
  const text = howToCite(attributes);
  const { link } = readCitation(attributes);
  const body = link === '' ? text : text.slice(0, -link.length);
  const escaped = body.replace(/[\\`*_[\]<>]/g, '\\$&');
  return link === '' ? escaped : `${escaped}<${link}>`;
}

function leadOf({ authors, year }: CitationSource): string {
  const names = authors.slice(0, maxNames).map((author) => author.literal);
  const list = authors.length > maxNames ? `${names.join('; ')} et al.` : names.join('; ');
  const when = year === '' ? '' : `(${year})`;
  return sentence([list, when].filter((part) => part !== '').join(' '));
}

function sentence(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}
