import type { Output } from '#shared/contract/contract.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { CoreContext } from '../context.ts';
import { getItem } from './item-table.ts';

type Plan = Output<'hub.renamePlan'>;

const mostPlaces = 2000;

/** Every place of this ledger's metadata that holds the old name of an item (D18); the name stands between slashes or at an end. */
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
  const places: Plan['places'] = [];
  const rows = ledger.db.all<{ doi: string; sync: string; attributes: string }>(
    "select doi, sync, attributes from record where attributes like '%' || @name || '%' escape '\\' limit 5000",
    { name: oldName.replace(/[\\%_]/g, '\\$&') },
  );
  const inText = new RegExp(
    `(?<![\\w.-])${oldName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-]|\\.\\w)`,
  );
  for (const { doi, sync, attributes } of rows) {
    walk(JSON.parse(attributes) as Attributes, '', (path, value) => {
      if (places.length < mostPlaces && inText.test(value)) {
        places.push({ doi, path, value: value.slice(0, 500), isOurs: sync !== 'observe-only' });
      }
    });
  }
  return { oldName, newName: item.name, places };
}

function walk(value: unknown, path: string, visit: (path: string, value: string) => void): void {
  if (typeof value === 'string') visit(path, value);
  else if (Array.isArray(value)) value.forEach((each, at) => walk(each, `${path}[${at}]`, visit));
  else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value))
      walk(each, path === '' ? name : `${path}.${name}`, visit);
  }
}
