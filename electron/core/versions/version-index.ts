import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { backgroundTurn } from '../support/turns.ts';
import { addEdges, chainKindList, componentOf } from './edge-table.ts';
import { forgetChains, judgeChain, storeChains } from './judge-chains.ts';
import { addressBook, readRecords, readSurroundings } from './version-records.ts';

/** Keeps chains in step with the records that triggers and `noteMetadata` (write-row.ts) note as changed. */
export interface VersionIndex {
  /** Works off what waits, in turns; called after every change of records. */
  kick(): void;
  /** True when nothing waits. Works off a little by itself, so that after one edit it is nearly always true. */
  catchUp(): boolean;
  /** Works off all that waits, in turns: for whatever is to know every chain as it is now. */
  settle(): Promise<void>;
  stop(): Promise<void>;
  whenDone(): Promise<void>;
}

/** Records read, or judged, in one transaction: about 50 ms of work; the commit is the dear part of less. */
const recordsPerTurn = 800;
/** Up to so many chains are found one by one; beyond, all links are read at once. */
const fewRecords = 300;

export function createVersionIndex(context: CoreContext): VersionIndex {
  const { ledger } = context;
  let running: Promise<void> | null = null;
  let isStopped = false;
  let isAgain = false;

  async function work(): Promise<void> {
    let isChanged = false;
    while (!isStopped && readSome(ledger)) {
      isChanged = true;
      await backgroundTurn(ledger);
    }
    for (const groups of groupsToJudge(ledger)) {
      if (isStopped) return;
      judgeAll(ledger, groups);
      isChanged = true;
      await backgroundTurn(ledger);
    }
    if (isChanged) context.emit('versions.changed', {});
  }

  const kick = (): void => {
    if (isStopped || ledger.isReadonly) return;
    if (running !== null) {
      isAgain = true;
      return;
    }
    isAgain = false;
    running = work()
      .catch((cause: unknown) => {
        const detail = {
          cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
        };
        context.ports.log({ level: 'error', message: 'Reading version chains failed', detail });
      })
      .finally(() => {
        running = null;
        if (isAgain) kick();
      });
  };

  return {
    kick,
    catchUp() {
      if (!ledger.isReadonly && running === null && waitingCount(ledger) <= fewRecords) {
        while (readSome(ledger));
        for (const groups of groupsToJudge(ledger)) judgeAll(ledger, groups);
        return true;
      }
      kick();
      return waitingCount(ledger) === 0;
    },
    async settle() {
      kick();
      while (running !== null) await running;
    },
    async stop() {
      isStopped = true;
      await running;
    },
    async whenDone() {
      while (running !== null) await running;
    },
  };
}

function waitingCount({ db }: Ledger): number {
  return (
    db.get<{ count: number }>(
      'select (select count(*) from version_unread) + (select count(*) from version_unjudged) as count',
    )?.count ?? 0
  );
}

/** Reads the relations of some records that changed; false when none waits. */
function readSome(ledger: Ledger): boolean {
  const { db } = ledger;
  const ids = db
    .all<{ id: number }>('select record_id as id from version_unread limit ?', recordsPerTurn)
    .map(({ id }) => id);
  if (ids.length === 0) return false;
  const given = JSON.stringify(ids);
  ledger.transaction(() => {
    const doiAt = addressBook(ledger);
    const rows = db.all<{ id: number; attributes: string }>(
      'select id, attributes from record where id in (select value from json_each(?))',
      given,
    );
    db.run('delete from version_edge where record_id in (select value from json_each(?))', given);
    addEdges(
      ledger,
      rows.map(({ id, attributes }) => ({ id, attributes: JSON.parse(attributes) as object })),
      doiAt,
    );
    // Those that stood in one chain with it may stand in another now.
    db.run(
      `insert or ignore into version_unjudged select record_id from version_member where chain_id in
         (select chain_id from version_member where record_id in (select value from json_each(?)))`,
      given,
    );
    db.run('insert or ignore into version_unjudged select value from json_each(?)', given);
    db.run('delete from version_unread where record_id in (select value from json_each(?))', given);
  });
  return true;
}

/** What is to be judged, as groups of record ids that belong together, some hundred records at a time. */
function* groupsToJudge(ledger: Ledger): Generator<readonly (readonly number[])[]> {
  const { db } = ledger;
  const waiting = db
    .all<{ id: number }>('select record_id as id from version_unjudged')
    .map(({ id }) => id);
  if (waiting.length === 0) return;
  const groups =
    waiting.length > fewRecords ? allGroups(ledger, waiting) : eachGroup(ledger, waiting);
  let batch: (readonly number[])[] = [];
  let size = 0;
  for (const group of groups) {
    batch.push(group);
    size += group.length;
    if (size < recordsPerTurn) continue;
    yield batch;
    [batch, size] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

function* eachGroup(ledger: Ledger, waiting: readonly number[]): Generator<readonly number[]> {
  const seen = new Set<number>();
  for (const id of waiting) {
    if (seen.has(id)) continue;
    const row = ledger.db.get<{ doi: string }>('select doi from record where id = ?', id);
    // Gone: what is left to do is to take its note away.
    const group = row === undefined ? [id] : componentOf(ledger, row.doi);
    for (const member of group) seen.add(member);
    yield group;
  }
}

/** Joins all links of the ledger at once: for many records far quicker than walking from each. */
function* allGroups(ledger: Ledger, waiting: readonly number[]): Generator<readonly number[]> {
  const parent = new Map<number | string, number | string>();
  const find = (key: number | string): number | string => {
    let root = key;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    for (let at = key; at !== root;) {
      const next = parent.get(at) ?? root;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  const rows = ledger.db.scan<readonly [number, string, number | null]>(
    `select e.record_id, e.target, t.id from version_edge e left join record t on t.doi = e.target
     where e.kind in (select value from json_each(?))`,
    chainKindList,
  );
  const members = new Set<number>(waiting);
  for (const [id, target, targetId] of rows) {
    members.add(id);
    if (targetId !== null) members.add(targetId);
    const [one, other] = [find(id), find(targetId ?? target)];
    if (one !== other) parent.set(one, other);
  }
  const wanted = new Set(waiting.map(find));
  const groups = new Map<number | string, number[]>();
  for (const id of members) {
    const root = find(id);
    if (!wanted.has(root)) continue;
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [id]);
    else group.push(id);
  }
  yield* groups.values();
}

function judgeAll(ledger: Ledger, groups: readonly (readonly number[])[]): void {
  ledger.transaction(() => {
    const surroundings = readSurroundings(ledger);
    const ids = groups.flat();
    const records = new Map(readRecords(ledger, ids).map((record) => [record.id, record]));
    forgetChains(ledger, ids);
    const judged = groups.flatMap((group) => {
      const known = group.flatMap((id) => records.get(id) ?? []);
      return known.length > 0 ? [judgeChain(known, surroundings)] : [];
    });
    storeChains(ledger, judged);
    ledger.db.run(
      'delete from version_unjudged where record_id in (select value from json_each(?))',
      JSON.stringify(ids),
    );
    if (records.size === ids.length) return;
    // Members went with their records, perhaps the last of a chain.
    ledger.db.run(
      'delete from version_chain where not exists (select 1 from version_member where chain_id = version_chain.id)',
    );
  });
}
