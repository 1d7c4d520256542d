import { isHubDoi } from '#shared/hub/hub.ts';
import type { CoreContext } from '../context.ts';
import { noteDoi } from './doi-table.ts';
import type { FetchedItem } from './fetch-item.ts';
import type { HubItem } from './item-table.ts';
import type { HubProfile } from './profile-table.ts';

/** Notes the DOI that the hub generated; one before it is outdated from now on. */
export function noteHubDoi(
  context: CoreContext,
  profile: HubProfile,
  item: HubItem,
  fetched: Pick<FetchedItem, 'info'>,
): boolean {
  const { info } = fetched;
  const doi = info?.doi?.id ?? info?.taggedDois.find((each) => isHubDoi(profile, each)) ?? null;
  if (doi === null) return false;
  return noteDoi(context.ledger, {
    itemId: item.id,
    doi: doi.toLowerCase(),
    mintedBy: 'hub',
    role: 'version',
    revision: info?.doi?.commit ?? null,
    tag: null,
    at: context.timestamp(),
  });
}
