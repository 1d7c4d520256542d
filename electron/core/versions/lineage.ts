import type { LineageRow } from '#shared/contract/version-chains.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { typeFor } from '#shared/versions/relation-kinds.ts';
import { listOf, textOf } from '#shared/values/tolerant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Neighbour } from './edge-table.ts';
import { neighboursOf } from './edge-table.ts';

const lineageKinds = JSON.stringify(['derivation', 'use', 'part', 'variant']);
/** Rows that a screen is given; a file gets all of them. */
export const mostLineageRows = 2000;

/**
 * Everything that was made of a record, used it or is part of it (`downstream`), or that it was made of
 * (`upstream`), over the whole ledger, step by step; each record once, at its shortest way. Circles end where they
 * meet what was seen.
 */
export function traceLineage(
  ledger: Ledger,
  doi: string,
  direction: 'upstream' | 'downstream',
  mostRows = Infinity,
): { readonly rows: readonly LineageRow[]; readonly isCut: boolean } {
  const seen = new Set([doi]);
  const found: { readonly step: Neighbour; readonly depth: number }[] = [];
  let ring = [doi];
  for (let depth = 1; ring.length > 0 && found.length < mostRows; depth += 1) {
    const next: string[] = [];
    for (const step of neighboursOf(ledger, ring, lineageKinds)) {
      if (step.isFromStart !== (direction === 'downstream') || seen.has(step.doi)) continue;
      seen.add(step.doi);
      next.push(step.doi);
      found.push({ step, depth });
    }
    ring = next;
  }
  const facts = readFacts(
    ledger,
    found.flatMap(({ step }) => step.recordId ?? []),
  );
  const rows = found.slice(0, mostRows).map(({ step, depth }): LineageRow => {
    const known = step.recordId === null ? undefined : facts.get(step.recordId);
    return {
      doi: step.doi,
      title: known?.title ?? '',
      holding: known === undefined ? 'unknown' : known.sync === 'observe-only' ? 'observed' : 'own',
      depth,
      relation: typeFor(step.kind, step.isFromStart ? 'end' : 'start'),
      via: step.from,
      contacts: known === undefined ? [] : contactsOf(known.attributes),
    };
  });
  return { rows, isCut: found.length > mostRows };
}

interface Facts {
  readonly title: string;
  readonly sync: string;
  readonly attributes: Attributes;
}

function readFacts({ db }: Ledger, ids: readonly number[]): Map<number, Facts> {
  const rows = db.all<{ id: number; title: string | null; sync: string; attributes: string }>(
    'select id, title, sync, attributes from record where id in (select value from json_each(?))',
    JSON.stringify(ids),
  );
  return new Map(
    rows.map(({ id, title, sync, attributes }) => [
      id,
      { title: title ?? '', sync, attributes: JSON.parse(attributes) as Attributes },
    ]),
  );
}

/** Whom to write to: contact persons, else data managers, else creators; an ORCID or address beside the name. */
function contactsOf({ contributors, creators }: Attributes): string[] {
  const people = listOf(contributors);
  const ofType = (type: string) => people.filter(({ contributorType }) => contributorType === type);
  const chosen = [ofType('ContactPerson'), ofType('DataManager'), listOf(creators)].find(
    (list) => list.length > 0,
  );
  return (chosen ?? []).slice(0, 20).map((person) => {
    const identifier = listOf(person.nameIdentifiers).map(({ nameIdentifier }) =>
      textOf(nameIdentifier),
    )[0];
    const name = textOf(person.name);
    return (identifier === undefined || identifier === '' ? name : `${name} <${identifier}>`).slice(
      0,
      500,
    );
  });
}
