import { describe, expect, it } from 'vitest';

import type { Fault } from '#core/practice/index.ts';
import { findByDois } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { furtherState } from '#shared/outbox/coalesce.ts';
import type { RecordState, RemoteState } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { seededRandom } from '#shared/support/random.ts';
import { changedKeys } from '#shared/sync/stored-value.ts';
import { editRecord, openStage, quickClock } from './harness.ts';
import type { Stage } from './harness.ts';

/** Over real HTTP and real time; hundreds of seeds walk in test/reliability/simulation. */
const seeds = [1, 2];
const steps = 60;
const records = 12;

const responses: readonly Fault['respond'][] = [
  { kind: 'status', status: 429, retryAfter: 2 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 401 },
  { kind: 'reset' },
  { kind: 'reset', commits: true },
  { kind: 'lost-response' },
  { kind: 'truncated' },
  { kind: 'wrong-shape' },
  { kind: 'duplicate-delivery' },
  { kind: 'slow-drip', milliseconds: 5 },
];

/** What a person and the world do, drawn from a seed. The model: the furthest state asked for, the last edit. */
class Walk {
  readonly #stage: Stage;
  readonly #random: () => number;
  readonly dois: readonly string[];
  readonly model = new Map<string, RecordState>();
  readonly trace: string[] = [];

  constructor(stage: Stage, seed: number) {
    this.#stage = stage;
    this.#random = seededRandom(seed);
    this.dois = stage.addRecords(records);
    for (const doi of this.dois) this.model.set(doi, 'reserved');
  }

  #draw<T>(list: readonly T[]): T {
    return mustExist(list[Math.floor(this.#random() * list.length)], 'a choice');
  }

  async step(index: number): Promise<void> {
    const { context, outbox, practice } = this.#stage;
    const roll = this.#random();
    const doi = this.#draw(this.dois);
    if (roll < 0.35) {
      this.trace.push(`edit ${doi}`);
      editRecord(context, doi, {
        version: String(index),
        subjects: [{ subject: this.#draw(['a', 'b']) }],
      });
    } else if (roll < 0.7) {
      const target = this.#draw<RemoteState>(['draft', 'registered', 'findable']);
      const chosen = this.dois.filter(() => this.#random() < 0.4);
      this.trace.push(`register ${chosen.join(' ')} ${target}`);
      if (chosen.length === 0) return;
      const selection = { dois: chosen };
      await startRegistration(context, { selection, target, confirmation: null });
      for (const one of chosen) {
        this.model.set(one, furtherState(this.model.get(one) ?? 'reserved', target));
      }
      outbox.kick();
    } else if (roll < 0.85) {
      const respond = this.#draw(responses);
      const method = this.#draw(['POST', 'PUT', 'GET']);
      this.trace.push(`fault ${method} ${JSON.stringify(respond)}`);
      practice.setFaults([
        { match: { method }, times: 1 + Math.floor(this.#random() * 3), respond },
      ]);
    } else if (roll < 0.92) {
      this.trace.push('restart');
      await outbox.stop();
      outbox.start();
    } else {
      this.trace.push('resume');
      outbox.resume();
    }
    await quickClock.sleep(this.#random() * 500);
  }

  /** The world behaves again, and a person does what the app asks for. */
  async calm(): Promise<void> {
    const { context, outbox, practice } = this.#stage;
    practice.setFaults([]);
    for (let round = 0; round < 4; round += 1) {
      outbox.resume();
      await outbox.whenIdle();
      outbox.retryFailed(null);
      await outbox.whenIdle();
    }
    // All that was asked for once is sent with its last edit.
    const selection = { dois: this.dois.filter((doi) => this.model.get(doi) !== 'reserved') };
    if (selection.dois.length === 0) return;
    await startRegistration(context, { selection, target: 'draft', confirmation: null });
    outbox.kick();
    await outbox.whenIdle();
  }
}

describe('random work under every fault', () => {
  for (const seed of seeds) {
    it(`ends as the model says (seed ${String(seed)})`, async () => {
      const stage = await openStage({ clock: quickClock });
      try {
        const walk = new Walk(stage, seed);
        stage.outbox.start();
        for (let index = 0; index < steps; index += 1) await walk.step(index);
        await walk.calm();
        const hint = `seed ${String(seed)}\n${walk.trace.join('\n')}`;

        const held = new Map(stage.practice.holdings().map((holding) => [holding.doi, holding]));
        const local = findByDois(stage.ledger, walk.dois);
        for (const [doi, state] of walk.model) {
          const there = held.get(doi);
          const here = mustExist(local.get(doi), doi);
          expect(there?.state ?? 'reserved', `${doi}\n${hint}`).toBe(state);
          if (there === undefined) continue;
          expect(changedKeys(here.attributes, there.attributes), `${doi}\n${hint}`).toEqual([]);
          expect(here.sync, `${doi}\n${hint}`).toBe('in-step');
        }
        const open = stage.ledger.db.all(
          `select doi, status, failure from operation
           where status not in ('done', 'cancelled', 'superseded')`,
        );
        expect(open, hint).toEqual([]);
        // Vacuity: work was done, and faults were met.
        expect(held.size, hint).toBeGreaterThan(0);
        expect(
          stage.practice.effects().some(({ fault }) => fault !== null),
          hint,
        ).toBe(true);
        const unfinished = stage.ledger.db.all(
          `select 1 from operation where status = 'done' and receipt is null`,
        );
        expect(unfinished, hint).toEqual([]);
      } finally {
        await stage.close();
      }
    });
  }
});
