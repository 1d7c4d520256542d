import { itemAddress } from '#shared/hub/hub.ts';
import type { HubItemName } from '#shared/hub/hub.ts';
import type { KnownAround } from '#shared/hub/item.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { HubProfile } from './profile-table.ts';

/** What the ledger knows around an item of a hub. */
export function aroundOf(
  { ledger, person }: Pick<CoreContext, 'ledger' | 'person'>,
  profile: HubProfile,
  item: HubItemName,
): KnownAround {
  const { db } = ledger;
  const { kind, name } = item;
  const owner = name.includes('/') ? name.slice(0, name.indexOf('/')) : name;
  const collections = db.all<{ slug: string; doi: string | null }>(
    `select m.slug, r.doi from hub_member m
     join hub_collection c on c.profile_id = m.profile_id and c.slug = m.slug
     left join record r on r.id = c.record_id
     where m.profile_id = ? and m.kind = ? and m.name = ? order by m.slug limit 100`,
    profile.id,
    kind,
    name,
  );
  const older = db.all<{ kind: HubItemName['kind']; name: string }>(
    'select kind, name from hub_item where profile_id = ? and new_version = ? and kind = ? and name <> ? limit 20',
    profile.id,
    name,
    kind,
    name,
  );
  return {
    collections: collections.map(({ slug, doi }) => ({
      slug,
      address: collectionAddress(profile, slug),
      doi,
    })),
    organisation:
      db.get<{ ror: string; label: string }>(
        'select ror, label from hub_organisation where profile_id = ? and name = ?',
        profile.id,
        owner,
      ) ?? null,
    olderVersions: older.map((each) => itemAddress(profile, each)),
    publicSince:
      db.get<{ public_since: string | null }>(
        'select public_since from hub_item where profile_id = ? and kind = ? and name = ?',
        profile.id,
        kind,
        name,
      )?.public_since ?? null,
    steward: person(),
  };
}

export function collectionAddress(profile: Pick<HubProfile, 'web'>, slug: string): string {
  return `${profile.web}/collections/${slug}`;
}

/** The item at an address of this hub; null for any other address. */
export function itemAtAddress(
  profile: Pick<HubProfile, 'web'>,
  address: string,
): HubItemName | null {
  if (!address.startsWith(`${profile.web}/`)) return null;
  const path = address.slice(profile.web.length + 1);
  return path.startsWith('datasets/')
    ? { kind: 'dataset', name: path.slice('datasets/'.length) }
    : { kind: 'model', name: path };
}

/** The current DOI of the item at an address: ours before the hub's, else what the hub told of it; null: none is known. */
export function doiOfAddress(ledger: Ledger, profile: HubProfile, address: string): string | null {
  const item = itemAtAddress(profile, address);
  if (item === null) return null;
  const { kind, name } = item;
  const known = ledger.db.get<{ doi: string }>(
    `select d.doi from hub_doi d join hub_item i on i.id = d.item_id
     where i.profile_id = ? and i.kind = ? and i.name = ? and d.outdated_at is null
     order by d.minted_by = 'own' desc, d.noted_at desc limit 1`,
    profile.id,
    kind,
    name,
  );
  return known?.doi ?? relatedDoi(ledger, profile.id, item);
}

function relatedDoi(ledger: Ledger, profileId: string, { kind, name }: HubItemName): string | null {
  return (
    ledger.db.get<{ doi: string | null }>(
      'select doi from hub_related where profile_id = ? and kind = ? and name = ?',
      profileId,
      kind,
      name,
    )?.doi ?? null
  );
}
