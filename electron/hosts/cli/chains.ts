import type { Client } from '#shared/contract/client.ts';
import type { ChainFilter, ChainRow } from '#shared/contract/version-chains.ts';
import { versionsCliText } from '#shared/text/versions-cli.en.ts';
import { queryOption } from './find.ts';
import type { VerbCall } from './verb.ts';

const pageSize = 200;
const pauseMs = 100;

/** All chains of a filter, a page at a time, once the ledger has read what waited. Ends early on Ctrl+C. */
export async function* eachChain(
  { output, signal }: Pick<VerbCall, 'output' | 'signal'>,
  client: Client,
  filter: ChainFilter,
): AsyncGenerator<ChainRow> {
  for (let offset = 0; !signal.aborted;) {
    const asked = { filter, sort: 'title', descending: false, offset, limit: pageSize } as const;
    const page = await client.call('versions.list', asked);
    if (page.isPending) {
      output.progress({ label: versionsCliText.reading, done: page.total, total: null });
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      continue;
    }
    output.progress(null);
    yield* page.rows;
    offset += pageSize;
    if (page.rows.length < pageSize) return;
  }
}

/** The chains that `--query` means. */
export function chainFilterOf({ options }: Pick<VerbCall, 'options'>): ChainFilter {
  const records = queryOption(options.text('query'));
  return records.query === undefined ? {} : { records };
}
