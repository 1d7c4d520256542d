import type { MappedCard } from '#shared/cards/card.ts';
import { factsOf } from '#shared/hub/facts.ts';
import type { MapParts } from '#shared/hub/item.ts';
import { mapItem } from '#shared/hub/map-item.ts';
import type { RuleChoices } from '#shared/hub/mapping-rules.ts';
import { rulesOf } from '#shared/hub/mapping-rules.ts';
import type { WatchState } from '#shared/hub/watch.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { CoreContext } from '../context.ts';
import { aroundOf, doiOfAddress } from './around.ts';
import type { FetchedItem } from './fetch-item.ts';
import { readFetched } from './fetch-item.ts';
import type { HubItem } from './item-table.ts';
import type { HubProfile } from './profile-table.ts';

/** The mapping rules as the institution set them (setting `hub.rules`). */
export function ruleChoices(context: Pick<CoreContext, 'ledger'>): RuleChoices {
  const value = context.ledger.db.get<{ value: string | null }>(
    "select value from setting where key = 'hub.rules'",
  )?.value;
  if (value == null) return {};
  try {
    return JSON.parse(value) as RuleChoices;
  } catch {
    return {};
  }
}

/** Maps what was fetched, by the rules of this institution, with the DOIs that this ledger knows for other items. */
export function mapFetched(
  context: Pick<CoreContext, 'ledger' | 'person'>,
  profile: HubProfile,
  fetched: FetchedItem,
  authors: HubItem['authors'],
): MappedCard {
  const parts: MapParts = {
    hub: profile,
    doiOf: (address) => doiOfAddress(context.ledger, profile, address),
    around: aroundOf(context, profile, fetched.item),
  };
  return mapItem(readFetched(fetched, authors), rulesOf(ruleChoices(context)), parts);
}

/** How the item stands now, for the watch to hold the next look against. */
export function stateOf(fetched: FetchedItem, attributes: Attributes): WatchState {
  const { info, item } = fetched;
  return {
    access:
      info?.isDisabled === true ? 'disabled' : info?.isPrivate === true ? 'private' : 'public',
    name: item.name,
    objectId: info?.objectId ?? null,
    gated: info?.gated ?? 'no',
    head: info?.sha ?? fetched.revision,
    doi: info?.doi?.id ?? info?.taggedDois[0] ?? null,
    doiCommit: info?.doi?.commit ?? null,
    isCommitThere: null,
    hasDoiTag: (info?.taggedDois.length ?? 0) > 0,
    facts: factsOf(attributes),
  };
}

/** What was fetched of an item, from the ledger: all that follows works offline. */
export function fetchedOf(item: HubItem): FetchedItem {
  return {
    item: { kind: item.kind, name: item.name },
    revision: item.revision,
    revisionDate: item.revisionDate,
    tag: item.tag,
    info: item.info,
    card: item.card,
    citationFile: item.citationFile,
    evaluations: item.evaluations,
  };
}
