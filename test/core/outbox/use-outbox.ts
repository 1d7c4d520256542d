import { afterEach } from 'vitest';

import type { Fault } from '#core/practice/index.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { openStage, quickClock } from './harness.ts';
import type { Stage, StageOptions } from './harness.ts';

/** A stage anew for each test of a file, with quick time unless a test asks for another. */
export function useOutbox() {
  let stage: Stage;
  afterEach(async () => {
    await stage.close();
  });
  return {
    get stage() {
      return stage;
    },
    staged: async (options: StageOptions = {}): Promise<Stage> => {
      stage = await openStage({ clock: quickClock, ...options });
      return stage;
    },
    /** Registers the collection and waits until the outbox has nothing more to do. */
    register: async (target: RemoteState = 'findable'): Promise<void> => {
      await startRegistration(stage.context, {
        selection: { collectionId: 1 },
        target,
        confirmation: null,
      });
      stage.outbox.start();
      await stage.outbox.whenIdle();
    },
    operations: (): {
      status: string;
      kind: string;
      attempt_count: number;
      failure: string | null;
    }[] =>
      stage.ledger.db.all(
        'select status, kind, attempt_count, failure from operation order by rowid',
      ),
    writes: (): (string | null)[] =>
      stage.practice
        .effects()
        .filter(({ method, action }) => method !== 'GET' && action !== null)
        .map(({ action }) => action),
  };
}

/** One write fault, then a service that behaves. */
export function once(method: string, respond: Fault['respond']): readonly Fault[] {
  return [{ match: { method }, times: 1, respond }];
}
