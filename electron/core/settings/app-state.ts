import type { AppState } from '#shared/contract/app.ts';
import { contractVersion } from '#shared/contract/contract.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { countRecords, listRemoved, listRepositories } from '../repositories/repository-table.ts';
import { colourOf } from '../repositories/repository-view.ts';
import type { Ports } from '../ports.ts';

/** `alarm`: something about the ledger that a person must hear of, e.g. a history that lost its end. */
export interface AppParts {
  readonly summary: () => Output<'outbox.summary'> | Promise<Output<'outbox.summary'>>;
  readonly alarm: () => string | null;
}

/** What the frame shows on every screen, in one answer. */
export function createAppHandlers(
  context: CoreContext,
  { summary, alarm }: AppParts,
): Pick<Handlers, 'app.state'> {
  return {
    'app.state': async () => {
      const { ledger, config, ports } = context;
      const counts = countRecords(ledger);
      return {
        version: config.version,
        contractVersion,
        host: config.host,
        person: context.person(),
        repositories: [...listRepositories(ledger), ...listRemoved(ledger)].map((repository) => ({
          id: repository.id,
          name: repository.name,
          environment: repository.environment,
          clientId: repository.clientId,
          prefixes: [...repository.prefixes],
          recordCount: counts.get(repository.id) ?? 0,
          colour: colourOf(repository),
          isWritingOpen: repository.isWritingOpen && repository.access === 'write',
          access: repository.removedAt === null ? repository.access : 'removed',
        })),
        sync: syncOf(context, await summary(), alarm()),
        ledger: { path: ledger.path, writable: !ledger.isReadonly },
        vault: await lockOf(ports),
      };
    },
  };
}

async function lockOf({ keeper }: Ports): Promise<AppState['vault']> {
  if (keeper === undefined) return { isLocked: false, asksPassphrase: false };
  const { isLocked, asksPassphrase } = await keeper.status();
  return { isLocked, asksPassphrase };
}

function syncOf(
  { ledger }: CoreContext,
  outbox: Output<'outbox.summary'>,
  alarm: string | null,
): AppState['sync'] {
  const held = outbox.heldRepositories[0];
  return {
    mode: outbox.mode === 'idle' ? 'in-step' : outbox.mode,
    waitingCount: outbox.queuedCount + outbox.inFlightCount + outbox.waitingCount,
    failedCount: outbox.failedCount,
    conflictCount:
      ledger.db.get<{ count: number }>(
        `select count(*) as count from record where sync = 'conflict'`,
      )?.count ?? 0,
    waitsUntil: outbox.waitsUntil,
    lastConfirmedAt:
      ledger.db.get<{ at: string | null }>(
        'select max(confirmed_at) as at from record where confirmed_at is not null',
      )?.at ?? null,
    reason: (alarm ?? held?.reason ?? null)?.slice(0, 500) ?? null,
  };
}
