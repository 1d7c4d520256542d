import type { Attributes } from '#shared/metadata/attributes.ts';
import { isJsonObject } from '#shared/support/json.ts';
import { parseRor } from '#shared/values/authority-id.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { beginsWith, listIn, plainWords } from './typed-words.ts';

/** An organisation that a record names. */
export interface SeenOrganisation {
  readonly name: string;
  /** `https://ror.org/…`; null where no record says it. */
  readonly ror: string | null;
}

/** Records that are looked into, the newest: some 50 ms of work after a change, none at further keys. */
const mostRecent = 2000;

/** Publishers, affiliations and funders whose name begins so, those with a ROR identifier first. */
export function seenOrganisations(
  ledger: Ledger,
  wanted: string,
  most: number,
): readonly SeenOrganisation[] {
  const words = plainWords(wanted);
  return namesOf(ledger)
    .filter(({ name }) => beginsWith(name, words))
    .slice(0, most);
}

interface Names {
  readonly stamp: string;
  readonly all: readonly SeenOrganisation[];
}

const kept = new WeakMap<Ledger, Names>();

function namesOf(ledger: Ledger): readonly SeenOrganisation[] {
  const newest = ledger.db.get<object>(
    'select id, updated_at, content_hash from record order by updated_at desc, id desc limit 1',
  );
  const stamp = JSON.stringify(newest ?? null);
  const known = kept.get(ledger);
  if (known?.stamp === stamp) return known.all;
  const all = readNames(ledger);
  kept.set(ledger, { stamp, all });
  return all;
}

function readNames(ledger: Ledger): readonly SeenOrganisation[] {
  const found = new Map<string, SeenOrganisation>();
  const note = (name: unknown, identifier: unknown): void => {
    if (typeof name !== 'string' || name === '') return;
    const ror = typeof identifier === 'string' ? parseRor(identifier) : null;
    const key = name.toLowerCase();
    if (found.get(key)?.ror != null) return;
    found.set(key, { name: name.slice(0, 500), ror: ror?.ok === true ? ror.value : null });
  };
  const texts = ledger.db.column<string>(
    'select attributes from record order by updated_at desc, id desc limit ?',
    mostRecent,
  );
  for (const text of texts) {
    const { publisher, ...attributes } = JSON.parse(text) as Attributes;
    if (isJsonObject(publisher)) note(publisher['name'], publisher['publisherIdentifier']);
    else note(publisher, null);
    for (const each of listIn(attributes.fundingReferences))
      note(each.funderName, each.funderIdentifier);
    for (const person of [...listIn(attributes.creators), ...listIn(attributes.contributors)]) {
      for (const each of listIn(person.affiliation)) note(each.name, each.affiliationIdentifier);
    }
  }
  return [...found.values()].sort(
    (one, other) => Number(other.ror !== null) - Number(one.ror !== null),
  );
}
