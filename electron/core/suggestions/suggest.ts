import type { Suggestion, SuggestionKind } from '#shared/contract/suggestions.ts';
import type { Attributes, Creator } from '#shared/metadata/attributes.ts';
import { parseOrcid } from '#shared/values/authority-id.ts';
import { searchLanguages } from '#shared/values/language.ts';
import { listLicences } from '#shared/values/licence.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { searchRecords } from '../records/search-text.ts';
import { findOrganisations } from './ror-table.ts';
import { seenOrganisations } from './seen-organisations.ts';
import { beginsWith, listIn, plainWords } from './typed-words.ts';

const most = 20;
/** Records that are looked into for names: the newest that match, so that a keystroke stays a keystroke. */
const mostRecords = 300;

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
  const seen = seenOrganisations(ledger, wanted, most)
    .filter(({ name, ror }) => !known.some((each) => each.ror === ror || each.name === name))
    .map((each) => ({ ...each, country: null }));
  return [...seen, ...known].slice(0, most).map(({ name, ror, country }) => ({
    label: name,
    detail: [ror ?? '', country ?? ''].filter((each) => each !== '').join(' · '),
    facts: texts({ name, identifier: ror }),
  }));
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

const attributesOf = (rows: readonly { attributes: string }[]): Attributes[] =>
  rows.map(({ attributes }) => JSON.parse(attributes) as Attributes);

function orcidOf(person: Creator): string | null {
  for (const { nameIdentifier } of listIn(person.nameIdentifiers)) {
    const read = parseOrcid(nameIdentifier ?? '');
    if (read.ok) return read.value;
  }
  return null;
}

function texts(facts: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value.slice(0, 2000)]] : [],
    ),
  );
}
