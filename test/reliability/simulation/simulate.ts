import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { verifyHistory } from '#core/history/verify-history.ts';
import { getRecord } from '#core/records/find-records.ts';
import { mustExist } from '#shared/support/assert.ts';
import { seededBytes, seededRandom } from '#shared/support/random.ts';
import { changedKeys, differingKeys } from '#shared/sync/stored-value.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { readSubjects, readValue, textKeys } from './model.ts';
import type { TextKey } from './model.ts';
import { memoryPlace } from './memory-place.ts';
import { remoteOf } from './service.ts';
import { sabotages } from './sabotages.ts';
import type { Sabotage } from './sabotages.ts';
import { Walk } from './walk.ts';

export interface Simulation {
  readonly seed: number;
  readonly steps: number;
  /** A guard that is taken away; the twin that must fail. */
  readonly sabotage?: Sabotage;
}

export interface Course {
  readonly seed: number;
  readonly complaints: readonly string[];
  readonly trace: readonly string[];
  readonly deaths: number;
  readonly restores: number;
  readonly faults: number;
  readonly operations: number;
  readonly conflicts: number;
  /** Foreign values that an update overwrote in the moment between reading and writing. */
  readonly overwritten: number;
  /** Of those, never shown to anybody. */
  readonly unseen: number;
  readonly simulatedHours: number;
}

/** Walks one seed from an empty account to a quiet end and compares the end with the model. */
export async function simulate({ seed, steps, sabotage }: Simulation): Promise<Course> {
  const folder = mkdtempSync(join(memoryPlace, 'simulation-'));
  const walk = new Walk({
    folder,
    random: seededRandom(seed),
    randomBytes: seededBytes(seed),
    sabotage: sabotage === undefined ? null : sabotages[sabotage],
  });
  const complaints: string[] = [];
  try {
    for (let index = 0; index < steps; index += 1) await walk.step(index);
    await walk.calm();
    complaints.push(...(await complaintsOf(walk)));
  } catch (cause) {
    complaints.push(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  }
  const { life, model, time } = walk;
  const count = (sql: string): number => life.ledger.db.get<{ n: number }>(sql)?.n ?? 0;
  const course = {
    seed,
    complaints,
    trace: walk.trace,
    deaths: walk.lives.deaths,
    restores: walk.restores,
    faults: walk.way.met.values().reduce((sum, one) => sum + one, 0),
    operations: count('select count(*) as n from operation'),
    conflicts: walk.people.decisions,
    overwritten: walk.book.overwritten.length,
    unseen: walk.book.overwritten.filter(
      ({ place, value }) => !model.hasSeen(place, walk.finalValue(place), value),
    ).length,
    simulatedHours: time.monotonic() / 3_600_000,
  };
  walk.close();
  rmSync(folder, { recursive: true, force: true });
  return course;
}

async function complaintsOf(walk: Walk): Promise<string[]> {
  const { life, model, service } = walk;
  const { ledger } = life;
  const complaints: string[] = [];
  const open = ledger.db.all<{ doi: string; status: string; failure: string | null }>(
    `select doi, status, failure from operation where status not in ('done', 'cancelled', 'superseded')`,
  );
  for (const { doi, status, failure } of open) {
    complaints.push(`stuck: ${doi} is ${status}: ${failure ?? ''}`);
  }
  for (const doi of walk.people.dois) {
    const local = mustExist(getRecord(ledger, doi), doi);
    const there = service.record(doi);
    const wanted = model.stateOf(doi);
    if ((there?.state ?? 'reserved') !== wanted) {
      complaints.push(`${doi} is ${there?.state ?? 'not there'} instead of ${wanted}`);
    }
    if (there === null) continue;
    const remote = remoteOf(there);
    const stale = differingKeys(local.remote ?? {}, remote);
    if (stale.length > 0) complaints.push(`${doi}: the known copy differs in ${stale.join(', ')}`);
    const unlike = changedKeys(local.attributes, remote);
    if (unlike.length > 0)
      complaints.push(`${doi} differs from the ledger in ${unlike.join(', ')}`);
    if (local.sync !== 'in-step') complaints.push(`${doi} is ${local.sync} at the end`);
    const creates = service.writeCount(doi, 'create');
    if (creates !== 1) complaints.push(`${doi} was created ${String(creates)} times`);
    const missing = model.subjectsOf(doi).filter((one) => !readSubjects(remote).includes(one));
    if (missing.length > 0) complaints.push(`${doi} lost the subjects ${missing.join(', ')}`);
    for (const key of textKeys) complaints.push(...lostValues(walk, doi, key, remote));
  }
  const unproved = ledger.db.all(
    `select 1 from operation where status = 'done' and receipt is null`,
  );
  if (unproved.length > 0) complaints.push(`${String(unproved.length)} done without a receipt`);
  const { intact, message } = await verifyHistory(ledger.db, []);
  if (!intact) complaints.push(`the history does not hold: ${message}`);
  for (const { message: error, detail } of [...walk.lives.errors, ...life.errors]) {
    complaints.push(`the log has an error: ${error} ${JSON.stringify(detail ?? {})}`);
  }
  return complaints;
}

function lostValues(walk: Walk, doi: string, key: TextKey, remote: Attributes): string[] {
  const place = `${doi} ${key}`;
  const final = readValue(key, remote);
  return walk.model
    .valuesAt(place)
    .filter((value) => !walk.model.hasSeen(place, final, value))
    .map((value) => `${place}: “${value}” is gone unseen; “${final}” stands`);
}
