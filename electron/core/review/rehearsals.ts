import type { RemoteState } from '#shared/metadata/attributes.ts';
import { rehearsedAttributes, rehearsedDoi } from '#shared/review/rehearsed.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Clients } from '../outbox/clients.ts';
import type { LedgerRecord } from '../records/record.ts';
import { planContent } from '../register/plan-content.ts';
import { judge, repositoryOf, standardsOf, weigh } from '../register/plan-registration.ts';
import type { Selection } from '../register/selection.ts';
import { prepareSelection, recordChunks, selectedIds } from '../register/selection.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { rehearseRecord } from './rehearse-record.ts';
import { findRehearsal, newestRehearsal } from './rehearsal-table.ts';

const text = reviewText.rehearsal;

/** The same job first on practice or test, with names of its own: what fails there fails for nobody. */
export interface Rehearsals {
  readonly handlers: Pick<
    Handlers,
    'rehearsals.start' | 'rehearsals.get' | 'rehearsals.of' | 'rehearsals.cancel'
  >;
  /** What a crash left running is interrupted: it is begun anew by a person. */
  start(): void;
  stop(): Promise<void>;
}

/** Under way at once; a rehearsal shall not starve the outbox of its budget. */
const parallel = 4;

interface Item {
  readonly record: LedgerRecord;
  readonly name: string;
}

export function createRehearsals(context: CoreContext, clients: Pick<Clients, 'of'>): Rehearsals {
  const { ledger, ports } = context;
  let running: { readonly id: string; readonly cut: AbortController; ended: Promise<void> } | null =
    null;

  async function begin(
    selection: Selection,
    target: RemoteState,
    on: string,
  ): Promise<{ id: string }> {
    if (running !== null) throw new AppError('CONFLICT', { message: text.running });
    const stage = getRepository(ledger, on);
    if (stage.environment !== 'practice' && stage.environment !== 'test') {
      throw new AppError('FORBIDDEN', { message: text.where });
    }
    const plan = await collect(context, selection, target);
    if (plan.records.length === 0) throw new AppError('VALIDATION', { message: text.nothing });
    const id = context.newId();
    const prefix = stage.prefixes[0] ?? '10.5072';
    const mark = id.slice(-8);
    const items = plan.records.map((record) => ({
      record,
      name: rehearsedDoi(record.doi, prefix, mark),
    }));
    ledger.transaction(() => {
      ledger.db.run(
        `insert into rehearsal (id, plan_hash, repository_id, rehearsed_on, target_state, status, total, started_at)
         values (?, ?, ?, ?, ?, 'running', ?, ?)`,
        id,
        plan.hash,
        plan.repository.id,
        on,
        target,
        items.length,
        context.timestamp(),
      );
      appendEvent(context, {
        kind: 'rehearsal.started',
        summary: text.started(items.length, stage.name),
        detail: { rehearsalId: id, planHash: plan.hash, state: target },
      });
    });
    const cut = new AbortController();
    running = { id, cut, ended: Promise.resolve() };
    running.ended = perform({ id, items, target, stage, signal: cut.signal })
      .catch((cause: unknown) => {
        const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
        if (!cut.signal.aborted) {
          ports.log({ level: 'error', message: 'A rehearsal ended', detail: { error } });
        }
        finish(id, cut.signal.aborted ? 'cancelled' : 'interrupted');
      })
      .finally(() => {
        running = null;
      });
    return { id };
  }

  async function perform(what: {
    readonly id: string;
    readonly items: readonly Item[];
    readonly target: RemoteState;
    readonly stage: Repository;
    readonly signal: AbortSignal;
  }): Promise<void> {
    const { id, items, target, stage, signal } = what;
    const names = new Map(items.map(({ record, name }) => [record.doi, name]));
    const { client } = clients.of(stage.id);
    const rest = [...items];
    const work = async (): Promise<void> => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
        signal.throwIfAborted();
        const { record, name } = item;
        const failure = await rehearseRecord(
          { client, clientId: stage.clientId, clock: ports.clock, signal },
          {
            doi: name,
            attributes: rehearsedAttributes(record.attributes, names),
            remote: record.remote === null ? null : rehearsedAttributes(record.remote, names),
            target,
          },
        );
        note(id, { doi: record.doi, name, failure });
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    const { failedCount } = mustFind(id);
    finish(id, failedCount === 0 ? 'passed' : 'failed');
  }

  function note(
    id: string,
    { doi, name, failure }: { doi: string; name: string; failure: string | null },
  ): void {
    ledger.transaction(() => {
      const column =
        failure === null ? 'done_count = done_count + 1' : 'failed_count = failed_count + 1';
      ledger.db.run(`update rehearsal set ${column} where id = ?`, id);
      if (failure === null) return;
      ledger.db.run(
        'insert into rehearsal_failure (rehearsal_id, doi, rehearsed_doi, message) values (?, ?, ?, ?)',
        id,
        doi,
        name,
        failure.slice(0, 2000),
      );
    });
    context.emit('rehearsals.changed', { id });
  }

  function finish(id: string, status: 'passed' | 'failed' | 'cancelled' | 'interrupted'): void {
    ledger.transaction(() => {
      ledger.db.run(
        'update rehearsal set status = ?, finished_at = ? where id = ?',
        status,
        context.timestamp(),
        id,
      );
      const { doneCount, failedCount, planHash } = mustFind(id);
      appendEvent(context, {
        kind: 'rehearsal.ended',
        summary: text.ended(doneCount, failedCount),
        detail: { rehearsalId: id, planHash, status },
      });
    });
    context.emit('rehearsals.changed', { id });
  }

  function mustFind(id: string) {
    const found = findRehearsal(ledger, id);
    if (found !== null) return found;
    throw new AppError('NOT_FOUND', { message: text.notThere });
  }

  return {
    handlers: {
      'rehearsals.start': ({ selection, targetState, on }) => begin(selection, targetState, on),
      'rehearsals.get': ({ id }) => mustFind(id),
      'rehearsals.of': ({ planHash }) => ({ rehearsal: newestRehearsal(ledger, planHash) }),
      'rehearsals.cancel': ({ id }) => {
        if (running?.id === id) running.cut.abort(new Error('Cancelled'));
        return {};
      },
    },
    start() {
      ledger.db.run(`update rehearsal set status = 'interrupted' where status = 'running'`);
    },
    async stop() {
      running?.cut.abort(new Error('The core stops'));
      await running?.ended;
    },
  };
}

/** The records that publishing would send, in the order of its plan, and the plan's hash. */
async function collect(context: CoreContext, selection: Selection, target: RemoteState) {
  await prepareSelection(context.ledger, selection);
  const ids = selectedIds(context.ledger, selection);
  const repository = repositoryOf(context, ids);
  const standards = standardsOf(context, repository.id);
  const content = planContent(repository.id, target);
  const records: LedgerRecord[] = [];
  for (const chunk of recordChunks(context.ledger, ids)) {
    for (const record of chunk) {
      const findings = judge(record, standards, target);
      const { kind } = weigh(record, repository, { target, findings, gate: standards.gate });
      if (kind !== 'create' && kind !== 'update') continue;
      content.add(record, kind);
      records.push(record);
    }
    await context.ports.clock.sleep(0);
  }
  return { repository, records, hash: content.hash() };
}
