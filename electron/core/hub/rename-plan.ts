import type { Output } from '#shared/contract/contract.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { getItem } from './item-table.ts';

type Plan = Output<'hub.renamePlan'>;

const mostPlaces = 2000;

type Place = Plan['places'][number];

/**
 * Every place of this ledger that holds the old name of an item (D18): metadata of records, with the citation and the page
 * that come of it, names in collections, cards of other items, and open requests. The name stands between slashes or at
 * an end.
 */
export function planRename(
  { ledger }: Pick<CoreContext, 'ledger'>,
  itemId: number,
  told: string | null,
): Plan {
  const item = getItem(ledger, itemId);
  const renamed = ledger.db.get<{ before: string }>(
    "select before from hub_event where item_id = ? and kind = 'renamed' order by id desc limit 1",
    itemId,
  );
  const oldName = told ?? renamed?.before ?? item.name;
  const inText = new RegExp(
    `(?<![\\w.-])${oldName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-]|\\.\\w)`,
  );
  const pattern = `%${oldName.replace(/[\\%_]/g, '\\$&')}%`;
  const places = [
    ...inRecords(ledger, pattern),
    ...inCards(ledger, itemId, pattern),
    ...inRequests(ledger, pattern),
  ].filter(({ value }) => inText.test(value));
  return {
    oldName,
    newName: item.name,
    places: places.slice(0, mostPlaces).map((place) => ({
      ...place,
      value: place.value.slice(0, 500),
    })),
  };
}

function inRecords({ db }: Ledger, pattern: string): Place[] {
  const rows = db.all<{ doi: string; sync: string; attributes: string; item_key: string | null }>(
    `select doi, sync, attributes, item_key from record
     where attributes like @pattern escape '\\' or item_key like @pattern escape '\\' limit 5000`,
    { pattern },
  );
  return rows.flatMap(({ doi, sync, attributes, item_key: key }) => {
    const found: Place[] = [];
    const isOurs = sync !== 'observe-only';
    walk(JSON.parse(attributes) as Attributes, '', (path, value) => {
      found.push({ where: 'record', doi, path, value, isOurs });
    });
    if (key !== null) found.push({ where: 'collection', doi, path: '', value: key, isOurs });
    return found;
  });
}

/** Front matter and text of other items name it: their owners change that on the hub. */
function inCards({ db }: Ledger, itemId: number, pattern: string): Place[] {
  return db
    .all<{ name: string; card: string }>(
      `select name, card from hub_item where id <> @itemId and card like @pattern escape '\\' limit 500`,
      { itemId, pattern },
    )
    .flatMap(({ name, card }) =>
      card.split('\n').map((line): Place => ({
        where: 'card',
        doi: null,
        path: name,
        value: line.slice(0, 2000),
        isOurs: false,
      })),
    );
}

function inRequests({ db }: Ledger, pattern: string): Place[] {
  return db
    .all<{ id: number; request: string }>(
      `select id, request from removal_case where request like @pattern escape '\\' limit 500`,
      { pattern },
    )
    .map(({ id, request }) => ({
      where: 'request' as const,
      doi: null,
      path: String(id),
      value: request,
      isOurs: true,
    }));
}

function walk(value: unknown, path: string, visit: (path: string, value: string) => void): void {
  if (typeof value === 'string') visit(path, value);
  else if (Array.isArray(value)) value.forEach((each, at) => walk(each, `${path}[${at}]`, visit));
  else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value))
      walk(each, path === '' ? name : `${path}.${name}`, visit);
  }
}
