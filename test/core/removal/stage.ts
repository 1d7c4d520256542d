import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createClients } from '#core/outbox/clients.ts';
import { createRemoval } from '#core/removal/index.ts';
import type { Removal } from '#core/removal/index.ts';
import { createSources } from '#core/collections/sources.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import type { WireRequest } from '#shared/contract/removal-shapes.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { Tombstone } from '#shared/removal/tombstone.ts';
import { emptyTombstone } from '#shared/removal/tombstone.ts';
import { openStage, quickClock } from '../outbox/harness.ts';
import type { Stage, StageOptions } from '../outbox/harness.ts';

export interface RemovalStage extends Stage {
  readonly removal: Removal;
  /** Registers these records as findable and waits for DataCite. */
  publish(count: number, attributes?: (index: number) => Attributes): Promise<string[]>;
  /** A case for these DOIs that is approved and ready for its steps. */
  approved(dois: readonly string[], tombstone?: Partial<Tombstone>): Promise<number>;
  /** Resolves when the case has left `working` and `restoring`, or waits for a person. */
  settled(id: number): Promise<string>;
  begin(id: number): Promise<string>;
  restore(id: number): Promise<string>;
}

export const goodTombstone: Tombstone = {
  ...emptyTombstone,
  reason: 'retracted',
  statement:
    'The data were found to be wrong after publication, and the authors have retracted them.',
  circumstancesDate: '2026-03-01',
  withdrawnDate: '2026-03-05',
  decidedBy: 'Head of research data',
  authority: 'Policy on retractions, section 4',
  contact: 'data@example.org',
};

/** A request to delete these. */
export const request = (dois: readonly string[], more: Partial<WireRequest> = {}): WireRequest => ({
  kind: 'deletion',
  owner: 'own',
  dois: [...dois],
  requester: '',
  requesterContact: '',
  request: '',
  discussionUrl: '',
  dueOn: null,
  reason: '',
  origin: 'form',
  ...more,
});

/** A ledger, an outbox, a practice repository with its web server, and removal. */
export async function openRemovalStage(options: StageOptions = {}): Promise<RemovalStage> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'removal-'));
  const stage = await openStage({
    clock: quickClock,
    ...options,
    folder,
    practice: { pagesFolder: join(folder, 'practice-pages'), ...options.practice },
  });
  const clients = createClients(stage.context);
  const removal = createRemoval(stage.context, {
    clients,
    sources: createSources(stage.context),
    send: () => stage.outbox.start(),
    kickOutbox: () => stage.outbox.kick(),
  });
  const versions = createVersionIndex(stage.context);
  const { handlers, runner } = removal;
  const statusOf = async (id: number): Promise<string> =>
    (await handlers['removal.case']({ id })).status;
  const settled = async (id: number): Promise<string> => {
    await runner.whenIdle();
    return statusOf(id);
  };
  return {
    ...stage,
    removal,
    async publish(count, attributes) {
      const dois = stage.addRecords(count, attributes);
      stage.outbox.start();
      await startRegistration(stage.context, {
        selection: { dois },
        target: 'findable',
        confirmation: null,
      });
      stage.outbox.kick();
      await stage.outbox.whenIdle();
      versions.catchUp();
      return dois;
    },
    async approved(dois, tombstone = {}) {
      const { ids } = await handlers['removal.open']({
        requests: [
          request(dois, {
            requester: 'A. Asker',
            requesterContact: 'asker@example.org',
            request: 'Please take it away.',
            reason: 'retracted',
          }),
        ],
      });
      const id = ids[0] ?? 0;
      await handlers['removal.edit']({ id, tombstone: { ...goodTombstone, ...tombstone } });
      const { decisionHash: hash } = await handlers['removal.case']({ id });
      await handlers['removal.decide']({
        id,
        decision: 'approve',
        person: 'First',
        note: '',
        hash,
      });
      return id;
    },
    settled,
    async begin(id) {
      await handlers['removal.begin']({ id, dois: null, confirmation: null });
      return settled(id);
    },
    async restore(id) {
      await handlers['removal.restore']({
        id,
        dois: null,
        reason: 'A mistake',
        confirmation: null,
      });
      return settled(id);
    },
    async close() {
      await runner.stop();
      await versions.stop();
      clients.close();
      await stage.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
