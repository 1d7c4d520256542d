import type { Suggestion, SuggestionKind } from '#shared/contract/suggestions.ts';
import type { Attributes, Creator } from '#shared/metadata/attributes.ts';
import { isJsonObject } from '#shared/support/json.ts';
import { parseOrcid, parseRor } from '#shared/values/authority-id.ts';
import { searchLanguages } from '#shared/values/language.ts';
import { listLicences } from '#shared/values/licence.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { searchRecords } from '../records/search-text.ts';
import { findOrganisations } from './ror-table.ts';

const most = 20;
/** Records that are looked into for names: the newest that match, so that a keystroke stays a keystroke. */
const mostRecords = 300;
/** Records that are looked into for organisations when no text leads to them. */
const mostRecent = 2000;

/** What a person may have meant by what was typed; the likeliest first. */
export function suggest(ledger: Ledger, kind: SuggestionKind, typed: string): Suggestion[] {
  const wanted = typed.trim();
  switch (kind) {
    case 'language':
      return searchLanguages(wanted, most).map(({ code, code3, name }) => ({
        label: name,
        detail: code === code3 ? code : `${code}, ${code3}`,
        facts: { code },
      }));
    case 'licence':
      return licences(wanted);
    case 'person':
      return wanted === '' ? [] : people(ledger, wanted);
    case 'organisation':
      return wanted === '' ? [] : organisations(ledger, wanted);
  }
}

/** Licences that people give data and models stand before those that only share the letters. */
const common = ['CC-BY-4.0', 'CC0-1.0', 'CC-BY-SA-4.0', 'MIT', 'Apache-2.0', 'ODbL-1.0'];

function licences(wanted: string): Suggestion[] {
  // `cc by 4` is what people type for CC-BY-4.0: all words, in any place.
  const words = wanted.toLowerCase().split(/[\s_-]+/);
  const rank = (id: string): number => {
    const at = common.indexOf(id);
    return at < 0 ? common.length : at;
  };
  return listLicences()
    .filter(({ id, name }) => {
      const known = `${id}\n${name}`.toLowerCase();
      return words.every((word) => known.includes(word));
    })
    .sort((one, other) => rank(one.id) - rank(other.id))
    .slice(0, most)
    .map(({ id, name, url }) => ({ label: id, detail: name, facts: { id, name, url } }));
}

function people(ledger: Ledger, wanted: string): Suggestion[] {
  const found = new Map<string, { person: Creator; orcid: string | null; count: number }>();
  const words = plainWords(wanted);
  for (const attributes of recordsNaming(ledger, wanted, mostRecords)) {
    for (const person of [...listIn(attributes.creators), ...listIn(attributes.contributors)]) {
      const name = person.name ?? '';
      if (!beginsWith(name, words)) continue;
      const orcid = orcidOf(person);
      const key = `${name.toLowerCase()} ${orcid ?? ''}`;
      const known = found.get(key);
      found.set(key, { person, orcid, count: (known?.count ?? 0) + 1 });
    }
  }
  return [...found.values()]
    .sort(
      (one, other) =>
        Number(other.orcid !== null) - Number(one.orcid !== null) || other.count - one.count,
    )
    .slice(0, most)
    .map(({ person, orcid }) => ({
      label: (person.name ?? '').slice(0, 500),
      detail: [orcid ?? '', ...listIn(person.affiliation).map(({ name }) => name ?? '')]
        .filter((each) => each !== '')
        .join(' · ')
        .slice(0, 2000),
      facts: texts({
        name: person.name,
        nameType: person.nameType,
        givenName: person.givenName,
        familyName: person.familyName,
        identifier: orcid,
      }),
    }));
}

function organisations(ledger: Ledger, wanted: string): Suggestion[] {
  const match = plainWords(wanted)
    .map((word) => `"${word}"*`)
    .join(' ');
  const known = match === '' ? [] : findOrganisations(ledger, match, most);
  const seen = seenOrganisations(ledger, wanted).filter(
    ({ name, ror }) => !known.some((each) => each.ror === ror || each.name === name),
  );
  return [...seen, ...known].slice(0, most).map(({ name, ror, country }) => ({
    label: name,
    detail: [ror ?? '', country ?? ''].filter((each) => each !== '').join(' · '),
    facts: texts({ name, identifier: ror }),
  }));
}

interface Seen {
  readonly name: string;
  readonly ror: string | null;
  readonly country: null;
}

/** Publishers, affiliations and funders of the ledger's newest records, those with a ROR identifier first. */
function seenOrganisations(ledger: Ledger, wanted: string): Seen[] {
  const words = plainWords(wanted);
  const found = new Map<string, Seen>();
  const note = (name: unknown, identifier: unknown): void => {
    if (typeof name !== 'string' || name === '' || !beginsWith(name, words)) return;
    const ror = typeof identifier === 'string' ? parseRor(identifier) : null;
    const key = name.toLowerCase();
    if (found.get(key)?.ror != null) return;
    found.set(key, {
      name: name.slice(0, 500),
      ror: ror?.ok === true ? ror.value : null,
      country: null,
    });
  };
  for (const attributes of newestNaming(ledger, words[0] ?? '')) {
    const { publisher } = attributes;
    if (isJsonObject(publisher)) note(publisher['name'], publisher['publisherIdentifier']);
    for (const each of listIn(attributes.fundingReferences)) {
      note(each.funderName, each.funderIdentifier);
    }
    for (const person of [...listIn(attributes.creators), ...listIn(attributes.contributors)]) {
      for (const each of listIn(person.affiliation)) note(each.name, each.affiliationIdentifier);
    }
  }
  return [...found.values()]
    .sort((one, other) => Number(other.ror !== null) - Number(one.ror !== null))
    .slice(0, most);
}

function recordsNaming(ledger: Ledger, wanted: string, limit: number): Attributes[] {
  const ids = [...(searchRecords(ledger, wanted) ?? [])].slice(-limit);
  return attributesOf(
    ledger.db.all<{ attributes: string }>(
      'select attributes from record where id in (select value from json_each(?))',
      JSON.stringify(ids),
    ),
  );
}

/** Of the newest records only those whose text holds the word at all are read. */
function newestNaming(ledger: Ledger, word: string): Attributes[] {
  return attributesOf(
    ledger.db.all<{ attributes: string }>(
      `select attributes from (select attributes from record order by updated_at desc limit ?)
       where instr(lower(attributes), ?) > 0 limit ?`,
      mostRecent,
      word.toLowerCase(),
      mostRecords,
    ),
  );
}

const attributesOf = (rows: readonly { attributes: string }[]): Attributes[] =>
  rows.map(({ attributes }) => JSON.parse(attributes) as Attributes);

function orcidOf(person: Creator): string | null {
  for (const { nameIdentifier } of listIn(person.nameIdentifiers)) {
    const read = parseOrcid(nameIdentifier ?? '');
    if (read.ok) return read.value;
  }
  return null;
}

/** A list whose entries are objects, whatever the record holds. */
function listIn<T extends object>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? (list as readonly T[]).filter(isJsonObject) : [];
}

const plainWords = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Each typed word begins a word of the name, blind to case and accents. */
function beginsWith(name: string, words: readonly string[]): boolean {
  const own = plainWords(folded(name));
  return words.every((word) => own.some((each) => each.startsWith(folded(word))));
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function texts(facts: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value.slice(0, 2000)]] : [],
    ),
  );
}
