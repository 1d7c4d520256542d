import type { ChainView } from '#shared/contract/version-chains.ts';
import type { FreePlaces } from '#shared/versions/free-graph.ts';
import { freeGraphOf, withFreePlaces } from '#shared/versions/free-graph.ts';
import type { CoreContext } from '../context.ts';

/** A picture that takes longer is drawn in lanes. ms */
const limit = 5000;
/** Pictures whose places are kept: a screen asks again whenever a record changes. */
const keptCount = 20;

/** Lays out pictures that are neither a chain nor a tree; all others, and what takes too long, stay as they are. */
export function createElkLayout({
  ports: { layOut, clock, log },
}: Pick<CoreContext, 'ports'>): (chain: ChainView) => Promise<ChainView> {
  const kept = new Map<string, FreePlaces>();

  const placesOf = async (chain: ChainView): Promise<FreePlaces | null> => {
    const graph = freeGraphOf(chain);
    if (graph === null || layOut === undefined) return null;
    const name = JSON.stringify(graph);
    const known = kept.get(name);
    if (known !== undefined) return known;
    const [late, done] = [new AbortController(), new AbortController()];
    void clock.sleep(limit, done.signal).then(
      () => late.abort(),
      () => undefined,
    );
    try {
      const places = await layOut(graph, late.signal);
      for (const oldest of kept.keys()) if (kept.size >= keptCount) kept.delete(oldest);
      kept.set(name, places);
      return places;
    } catch (cause) {
      const detail = { doi: chain.doi, cause: String(cause) };
      log({ level: 'warn', message: 'A picture of versions is drawn in lanes', detail });
      return null;
    } finally {
      done.abort();
    }
  };
  return async (chain) => {
    const places = await placesOf(chain);
    return places === null ? chain : withFreePlaces(chain, places);
  };
}
