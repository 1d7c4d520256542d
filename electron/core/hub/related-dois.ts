import { textList } from '#shared/cards/front-values.ts';
import { isHubId } from '#shared/cards/map-relations.ts';
import type { HubItemName } from '#shared/hub/hub.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import type { HubClient } from './client.ts';
import type { FetchedItem } from './fetch-item.ts';
import { readFetched } from './fetch-item.ts';

/** A card that names more is a list of everything; those behind keep their address. */
const mostAsked = 10;
const freshDays = 30;

/**
 * Asks the hub which DOI the data sets and models have that an item was made from and that are not here (table 4.5);
 * each is asked about once a month. What cannot be asked keeps its address.
 */
export async function askRelatedDois(
  context: CoreContext,
  { client, profileId }: { readonly client: HubClient; readonly profileId: string },
  fetched: FetchedItem,
  signal?: AbortSignal,
): Promise<void> {
  const since = new Date(context.ports.clock.now() - freshDays * 86_400_000).toISOString();
  for (const { kind, name } of namedIn(fetched)) {
    if (isKnown(context, profileId, { kind, name }, since)) continue;
    try {
      const answer = await client.info(kind, name, null, signal);
      context.ledger.db.run(
        'insert or replace into hub_related (profile_id, kind, name, doi, asked_at) values (?, ?, ?, ?, ?)',
        profileId,
        kind,
        name,
        answer.kind === 'found' ? (answer.value.doi?.id.toLowerCase() ?? null) : null,
        context.timestamp(),
      );
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      // The item itself is whole; its relations lead to addresses until the next reading.
      return;
    }
  }
}

function namedIn(fetched: FetchedItem): readonly HubItemName[] {
  const { front } = readFetched(fetched, []).card;
  const of = (field: string, kind: HubItemName['kind']): HubItemName[] =>
    textList(front[field])
      .map((name) => name.replace(/^extended\|/, ''))
      .filter((name) => isHubId(name) && name.includes('/'))
      .map((name) => ({ kind, name }));
  const all = [
    ...of('base_model', 'model'),
    ...of('datasets', 'dataset'),
    ...of('source_datasets', 'dataset'),
    ...of('new_version', fetched.item.kind),
  ];
  return all.slice(0, mostAsked);
}

function isKnown(
  { ledger }: CoreContext,
  profileId: string,
  { kind, name }: HubItemName,
  since: string,
): boolean {
  return (
    ledger.db.get(
      `select 1 from hub_item where profile_id = @profileId and kind = @kind and name = @name
       union select 1 from hub_related
         where profile_id = @profileId and kind = @kind and name = @name and asked_at > @since`,
      { profileId, kind, name, since },
    ) !== undefined
  );
}
