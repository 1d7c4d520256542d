import type { HubInfo } from '#shared/hub/info.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';

export interface GenerationRow {
  readonly id: number;
  readonly item_id: number;
  readonly expected_revision: string;
  readonly status: 'waiting' | 'pending' | 'done' | 'other-revision' | 'stopped';
  readonly doi: string | null;
  readonly revision: string | null;
  readonly has_tag: number | null;
  readonly poll_count: number;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** The DOI that the item had before; null: none. */
  readonly known_doi: string | null;
  readonly terms_id: number | null;
}

export function lastGeneration(
  { ledger }: Pick<CoreContext, 'ledger'>,
  itemId: number,
): GenerationRow | null {
  return (
    ledger.db.get<GenerationRow>(
      'select * from hub_generation where item_id = ? order by id desc limit 1',
      itemId,
    ) ?? null
  );
}

/**
 * Ends the wait for a DOI when the hub shows another one than before, and compares its commit with the one that was
 * shown to the person (D10, D16). Whoever looks at the item tells it: the poll, or a watch long afterwards.
 */
export function settleGeneration(
  context: CoreContext,
  itemId: number,
  info: HubInfo,
): GenerationRow['status'] | null {
  const last = lastGeneration(context, itemId);
  if (last === null || (last.status !== 'waiting' && last.status !== 'pending')) return null;
  const { doi } = info;
  if (doi === null || doi.id.toLowerCase() === last.known_doi?.toLowerCase()) return null;
  const isAsExpected = doi.commit === null || doi.commit === last.expected_revision;
  const status = isAsExpected ? 'done' : 'other-revision';
  endGeneration(context, last, {
    status,
    doi: doi.id.toLowerCase(),
    revision: doi.commit,
    hasTag: info.taggedDois.some((tag) => tag.toLowerCase() === doi.id.toLowerCase()),
  });
  return status;
}

export function endGeneration(
  context: CoreContext,
  last: GenerationRow,
  found: {
    readonly status: GenerationRow['status'];
    readonly doi?: string;
    readonly revision?: string | null;
    readonly hasTag?: boolean;
  },
): void {
  const { ledger } = context;
  ledger.transaction(() => {
    ledger.db.run(
      'update hub_generation set status = ?, doi = ?, revision = ?, has_tag = ?, ended_at = ? where id = ?',
      found.status,
      found.doi ?? null,
      found.revision ?? null,
      found.hasTag === undefined ? null : Number(found.hasTag),
      context.timestamp(),
      last.id,
    );
    appendEvent(context, {
      kind: 'hub.generation-ended',
      summary:
        found.doi === undefined
          ? `Waiting for a DOI of the hub ended: ${found.status}.`
          : `The hub generated ${found.doi} for revision ${found.revision ?? 'unknown'}.`,
      doi: found.doi ?? null,
      detail: {
        status: found.status,
        expected: last.expected_revision,
        revision: found.revision ?? null,
      },
    });
  });
}
