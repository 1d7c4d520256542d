import { afterEach, describe, expect, it } from 'vitest';

import type { Network } from '#core/network/network.ts';
import { createOutboxHandlers } from '#core/outbox/outbox-handlers.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { contract } from '#shared/contract/contract.ts';
import type { Output } from '#shared/contract/contract.ts';
import { mustExist } from '#shared/support/assert.ts';
import { openStage, quickClock } from './harness.ts';
import type { Stage } from './harness.ts';

let stage: Stage;
afterEach(async () => {
  await stage.close();
});

async function registered(): Promise<Output<'outbox.operation'>> {
  stage.outbox.start();
  stage.addRecords(1);
  const what = { selection: { filter: {} }, target: 'findable' as const, confirmation: null };
  await startRegistration(stage.context, what);
  await stage.outbox.whenIdle();
  return operation();
}

async function operation(): Promise<Output<'outbox.operation'>> {
  const row = stage.ledger.db.get<{ id: string }>('select id from operation');
  const { id } = mustExist(row, 'the operation');
  const shown = await createOutboxHandlers(stage.context, stage.outbox)['outbox.operation']({ id });
  return contract['outbox.operation'].output.parse(shown);
}

/** A service that stores something else than it was given, and says so in its answer. */
const altering =
  (change: (attributes: Record<string, unknown>) => void) =>
  (inner: Network): Network => ({
    async send(request) {
      const answer = await inner.send(request);
      if (request.method !== 'POST') return answer;
      const body = JSON.parse(answer.body) as { data: { attributes: Record<string, unknown> } };
      change(body.data.attributes);
      return { ...answer, body: JSON.stringify(body) };
    },
  });

describe('a change that the service made and nobody foretold', () => {
  it('shows in the operation, with what was sent and what is stored', async () => {
    stage = await openStage({
      clock: quickClock,
      network: altering((attributes) => {
        attributes['publicationYear'] = 1999;
        attributes['version'] = 'theirs';
        attributes['creators'] = [];
      }),
    });
    const { status, differences } = await registered();
    expect(status).toBe('done');
    const paths = differences.map(({ path }) => path);
    expect(paths).toContain('publicationYear');
    expect(paths.some((path) => path.startsWith('creators'))).toBe(true);
    expect(differences.find(({ path }) => path === 'publicationYear')).toMatchObject({
      stored: '1999',
    });
  });

  it('is none where the service only did what is known of it', async () => {
    stage = await openStage({ clock: quickClock });
    expect((await registered()).differences).toEqual([]);
  });
});

describe('the batch read after the answer', () => {
  it('keeps when the handle was registered: the proof that the DOI resolves', async () => {
    stage = await openStage({ clock: quickClock });
    await registered();
    const receipt = (): { confirmedAt: string | null; registered: string | null } => {
      const row = stage.ledger.db.get<{ receipt: string }>('select receipt from operation');
      return JSON.parse(mustExist(row, 'the operation').receipt) as ReturnType<typeof receipt>;
    };
    for (let look = 0; look < 400 && receipt().confirmedAt === null; look += 1) {
      await quickClock.sleep(1000);
    }
    expect(receipt().registered).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('confirms no DOI whose handle is not registered, and shows that in the operation', async () => {
    stage = await openStage({
      clock: quickClock,
      practice: {
        faults: [
          { match: { method: 'POST' }, times: null, respond: { kind: 'handle-server-down' } },
        ],
      },
    });
    let shown = await registered();
    for (let look = 0; look < 400 && shown.differences.length === 0; look += 1) {
      await quickClock.sleep(2000);
      shown = await operation();
    }
    expect(shown.differences).toEqual([{ path: 'registered', sent: '"a date"', stored: 'null' }]);
    const row = stage.ledger.db.get<{ at: string | null }>(
      `select receipt ->> '$.confirmedAt' as at from operation`,
    );
    expect(row?.at).toBeNull();
  });
});
