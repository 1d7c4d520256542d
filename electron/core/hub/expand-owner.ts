import { hubText as text } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import type { HubClient } from './client.ts';
import type { WaitingLine } from './run-table.ts';
import { addRunLines, removeLine, settleLine } from './run-table.ts';

export interface Parts {
  readonly client: HubClient;
  readonly run: { readonly runId: number; readonly signal: AbortSignal };
}

/** The most that one list is followed for: a hundred thousand items. */
const mostPages = 100;

/** A user's or organisation's models and data sets take the place of her name in the run. */
export async function expandOwner(
  context: CoreContext,
  { client, run }: Parts,
  line: WaitingLine,
): Promise<void> {
  const { ledger } = context;
  const owner = line.name ?? '';
  const found: { kind: 'model' | 'dataset'; name: string }[] = [];
  for (const kind of ['model', 'dataset'] as const) {
    let next: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const list = await client.list(kind, owner, next, run.signal);
      found.push(...list.items.map(({ name }) => ({ kind, name })));
      next = list.next;
      if (next === null) break;
    }
  }
  if (found.length === 0) {
    settleLine(ledger, run.runId, line.line, {
      status: 'failed',
      message: text.run.noItems(owner),
    });
    return;
  }
  ledger.transaction(() => {
    removeLine(ledger, run.runId, line.line);
    addRunLines(
      ledger,
      run.runId,
      found.map(({ kind, name }) => ({ reference: name, kind, name })),
    );
  });
}
