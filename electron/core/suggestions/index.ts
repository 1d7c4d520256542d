import { AppError } from '#shared/support/app-error.ts';
import { editsText as text } from '#shared/text/edits.en.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { createRorLoader } from './load-ror.ts';
import { suggest } from './suggest.ts';

export interface Suggestions {
  readonly handlers: Pick<Handlers, 'suggestions.list' | Extract<keyof Handlers, `ror.${string}`>>;
  stop(): Promise<void>;
}

/** Values to pick from: bundled lists, what the ledger has seen, and the ROR dump that was loaded. */
export function createSuggestions(
  context: CoreContext,
  pathsOf: (sourceId: string) => readonly string[],
): Suggestions {
  const loader = createRorLoader(context);
  return {
    handlers: {
      'suggestions.list': ({ kind, text: typed }) => ({
        suggestions: suggest(context.ledger, kind, typed),
      }),
      'ror.status': () => loader.status(),
      'ror.load': ({ sourceId }) => {
        const [path, ...more] = pathsOf(sourceId);
        if (path === undefined || more.length > 0) {
          throw new AppError('VALIDATION', { message: text.rorOneFile });
        }
        loader.load(path);
        return {};
      },
      'ror.pause': () => {
        loader.pause();
        return {};
      },
      'ror.resume': () => {
        loader.resume();
        return {};
      },
      'ror.cancel': () => {
        loader.cancel();
        return {};
      },
    },
    stop: () => loader.stop(),
  };
}
