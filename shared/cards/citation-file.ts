import { parseDoi } from '../doi/doi.ts';
import { isJsonObject } from '../support/json.ts';
import { present } from '../support/present.ts';
import { parseOrcid } from '../values/authority-id.ts';
import { isOrganisationName, readName } from '../values/person-name.ts';
import type { CardAuthor } from './card.ts';
import { textList, textOf } from './front-values.ts';

/** An author as CITATION.cff names one: with ORCID and affiliation, which BibTeX has no place for. */
export interface FileAuthor extends CardAuthor {
  /** As an address, checked; absent where none or a wrong one is given. */
  readonly orcid?: string;
  readonly affiliation?: string;
}

/** A CITATION.cff, read. Absent members were not in the file; nothing is made up. */
export interface CitationFile {
  readonly title: string | null;
  readonly authors: readonly FileAuthor[];
  readonly version: string | null;
  readonly doi: string | null;
  /** SoftWare Hash IDentifier (ISO/IEC 18670), where the file gives one. */
  readonly swhid: string | null;
  /** `YYYY-MM-DD`. */
  readonly released: string | null;
  readonly year: number | null;
  readonly licences: readonly string[];
  readonly keywords: readonly string[];
  readonly abstract: string | null;
  /** DOI of the work that the file prefers to be cited, e.g. a paper. */
  readonly preferredDoi: string | null;
}

/**
 * Reads a parsed CITATION.cff 1.1 or 1.2 (citation-file-format, schema guide). Members of a wrong type are passed over.
 * `given-names` and `family-names` are persons, `name` is an entity; a person's name in `name` is told by its form.
 */
export function readCitationFile(file: Readonly<Record<string, unknown>>): CitationFile {
  const preferred = isJsonObject(file['preferred-citation']) ? file['preferred-citation'] : {};
  const released = /^\d{4}-\d{2}-\d{2}/.exec(dateText(file['date-released']))?.[0] ?? null;
  return {
    title: filled(file['title']),
    authors: (Array.isArray(file['authors']) ? (file['authors'] as unknown[]) : [])
      .slice(0, 5000)
      .flatMap((each) => (isJsonObject(each) ? readAuthor(each) : [])),
    version: filled(file['version']),
    doi: doiOf(file['doi']) ?? identifierDoi(file['identifiers']),
    swhid: swhidOf(file['identifiers']),
    released,
    year: released === null ? null : Number(released.slice(0, 4)),
    licences: textList(file['license']),
    keywords: textList(file['keywords']).slice(0, 200),
    abstract: longText(file['abstract']),
    preferredDoi: doiOf(preferred['doi']),
  };
}

function readAuthor(author: Readonly<Record<string, unknown>>): FileAuthor[] {
  const family = [textOf(author['name-particle']), textOf(author['family-names'])]
    .filter((part) => part !== '')
    .join(' ');
  const given = [textOf(author['given-names']), textOf(author['name-suffix'])]
    .filter((part) => part !== '')
    .join(', ');
  const orcid = parseOrcid(textOf(author['orcid']));
  const more = {
    orcid: orcid.ok ? orcid.value : undefined,
    affiliation: textOf(author['affiliation']) || undefined,
  };
  if (family !== '' || given !== '') {
    const name = [family, given].filter((part) => part !== '').join(', ');
    const parts = { familyName: family || undefined, givenName: given || undefined };
    return [{ name, isOrganisation: false, ...present({ ...parts, ...more }) }];
  }
  const name = textOf(author['name']);
  if (name === '') return [];
  const reading = readName(name);
  // Some write persons where entities belong: only a comma leaves no doubt.
  if (reading.kind === 'person' && reading.confidence === 'certain' && !isOrganisationName(name)) {
    const parts = { familyName: reading.familyName, givenName: reading.givenName };
    return [{ name, isOrganisation: false, ...present({ ...parts, ...more }) }];
  }
  return [{ name, isOrganisation: true, ...present(more) }];
}

/** YAML readers give a date as text or as a date of their own. */
function dateText(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : textOf(value);
}

function identifierDoi(value: unknown): string | null {
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  const found = list.find((each) => isJsonObject(each) && each['type'] === 'doi');
  return isJsonObject(found) ? doiOf(found['value']) : null;
}

function swhidOf(value: unknown): string | null {
  const told = (Array.isArray(value) ? (value as unknown[]) : []).flatMap((each) =>
    isJsonObject(each) && each['type'] === 'swh' ? [textOf(each['value'])] : [],
  );
  return (
    told.find((each) => /^swh:1:(?:cnt|dir|rel|rev|snp):[0-9a-f]{40}(?:;|$)/.test(each)) ?? null
  );
}

function doiOf(value: unknown): string | null {
  const told = textOf(value);
  const parsed = told === '' ? null : parseDoi(told);
  return parsed?.ok === true ? parsed.value : null;
}

function filled(value: unknown): string | null {
  return textOf(value) || null;
}

function longText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 10_000) : null;
}
