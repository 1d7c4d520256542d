import { parse } from 'yaml';

import type { UpdateState } from '#shared/contract/updates.ts';
import { updatesText as text } from '#shared/text/updates.en.ts';
import { downloadOf, isNewer, release } from '#shared/updates/feed.ts';
import type { CoreContext } from '../context.ts';
import { NetworkFailure } from '../network/network.ts';
import type { Handlers } from '../router.ts';

/** A feed is a few hundred bytes. */
const mostBytes = 64 * 1024;

/** Looks for newer versions where whoever packed the app said so; without that it never asks anybody. */
export function createUpdateHandlers(
  context: CoreContext,
): Pick<Handlers, 'updates.state' | 'updates.check'> {
  const feed = context.config.updateFeed ?? null;
  let state: UpdateState = {
    feed: feed?.url ?? null,
    checkedAt: null,
    newer: null,
    problem: null,
  };
  return {
    'updates.state': () => state,
    'updates.check': async () => {
      if (feed === null) return state;
      const checkedAt = context.timestamp();
      const found = await look(context, feed);
      state =
        typeof found === 'string'
          ? { ...state, checkedAt, problem: found }
          : { ...state, checkedAt, problem: null, newer: found };
      context.emit('app.changed', {});
      return state;
    },
  };
}

/** A version that is newer than this one, null for none, or why that is not known. */
async function look(
  { ports, config }: CoreContext,
  feed: { readonly url: string; readonly file: string },
): Promise<UpdateState['newer'] | string> {
  const { origin, pathname } = new URL(feed.url);
  const path = `${pathname.replace(/\/+$/, '')}/${feed.file}`;
  try {
    const { status, body } = await ports.network.send({
      method: 'GET',
      origin,
      path,
      timeoutMs: 20_000,
      maxBytes: mostBytes,
    });
    if (status !== 200) return text.noFile(feed.url, status);
    const read = release.safeParse(readYaml(body));
    const download = read.success ? downloadOf(feed.url, read.data.path) : null;
    if (!read.success || download === null) return text.notAFeed(feed.url);
    const { version } = read.data;
    return isNewer(version, config.version) ? { version, download } : null;
  } catch (cause) {
    if (cause instanceof NetworkFailure) return cause.message;
    throw cause;
  }
}

function readYaml(body: string): unknown {
  try {
    return parse(body, { maxAliasCount: 0 }) as unknown;
  } catch {
    return null; // a page of a portal, or half a file
  }
}
