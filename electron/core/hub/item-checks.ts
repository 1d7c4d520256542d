import type { MappedCard } from '#shared/cards/card.ts';
import type { CheckPoint } from '#shared/hub/checklist.ts';
import { checkBeforeGeneration } from '#shared/hub/checklist.ts';
import type { QualityPoint } from '#shared/hub/quality.ts';
import { judgeQuality } from '#shared/hub/quality.ts';
import type { CoreContext } from '../context.ts';
import { readFetched } from './fetch-item.ts';
import type { HubItem } from './item-table.ts';
import { getProfile } from './profile-table.ts';
import { fetchedOf, mapFetched } from './map-fetched.ts';

export interface ItemChecks {
  readonly mapped: MappedCard;
  readonly quality: readonly QualityPoint[];
  readonly checklist: readonly CheckPoint[];
}

/** Mapping, quality and checklist of an item as it was fetched. */
export function checksOf(
  context: Pick<CoreContext, 'ledger' | 'person'>,
  item: HubItem,
  head: string | null,
): ItemChecks {
  const profile = getProfile(context.ledger, item.profileId);
  const fetched = fetchedOf(item);
  const mapped = mapFetched(context, profile, fetched, item.authors);
  const quality = judgeQuality(readFetched(fetched, item.authors), mapped);
  const checklist = checkBeforeGeneration({
    hub: profile,
    account: profile.account,
    name: item.name,
    seen: item.seen,
    mapped,
    hasCard: item.card !== null,
    head,
    pullRequests: item.pullRequests,
    quality,
  });
  return { mapped, quality, checklist };
}

export function checklistOf(
  context: Pick<CoreContext, 'ledger' | 'person'>,
  item: HubItem,
  head: string | null,
): readonly CheckPoint[] {
  return checksOf(context, item, head).checklist;
}
