import type { Client } from '#shared/contract/client.ts';
import type { HubFilter, HubItemRow } from '#shared/contract/hub-shapes.ts';

/** Items that fit, by name, page after page. */
export async function* eachHubItem(client: Client, filter: HubFilter): AsyncGenerator<HubItemRow> {
  for (let offset = 0; ;) {
    const page = await client.call('hub.items', {
      filter,
      sort: 'name',
      descending: false,
      offset,
      limit: 200,
    });
    yield* page.rows;
    offset += page.rows.length;
    if (page.rows.length === 0 || offset >= page.total) return;
  }
}

/** The hub that was named, else the usual one. */
export async function hubId(client: Client, named: string | null): Promise<string> {
  const { profiles } = await client.call('hub.profiles', {});
  return named ?? profiles.find(({ kind }) => kind === 'usual')?.id ?? profiles[0]?.id ?? '';
}
