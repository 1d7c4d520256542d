import { canonicalJson } from '#shared/support/json.ts';
import type { ParsedInput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { CoreContext } from '../context.ts';
import { changesBetween } from '../history/changes.ts';
import type { Handlers } from '../router.ts';
import { tell } from '../support/kept-jobs.ts';
import type { Edit, EditOutcome, Subject } from './edit.ts';
import { applyChangeSet } from './apply-change-set.ts';
import { withAttributes } from './edit.ts';
import type { ChangeJobs } from './change-jobs.ts';
import type { ChangeSetRow } from './change-set-table.ts';
import { getChangeSet } from './change-set-table.ts';
import { listChangeSets, readChangedRecords, readChangeSet, readRefusals } from './change-views.ts';
import type { RecipeHandlers } from './recipe-handlers.ts';
import { planSending, sendChangeSet } from './send-change-set.ts';
import { planUndo } from './plan-undo.ts';
import { assertUndoAllowed, undoChangeSet } from './undo-change-set.ts';

export type ChangeHandlers = Omit<
  Pick<Handlers, Extract<keyof Handlers, `changes.${string}`>>,
  keyof RecipeHandlers
>;

/** What other workflows have to say to an undo. */
export interface Undoing {
  /** Why a change set cannot be undone, in a sentence; null: it can. */
  readonly refusal: (set: ChangeSetRow) => string | null;
  /** What goes when a change set is undone, beside values that go back; one sentence each. */
  readonly goes: (set: ChangeSetRow) => readonly string[];
  /** Called when every record of a change set has its earlier values again. */
  readonly onUndone: (set: ChangeSetRow) => void;
}

/** `onQueued`: the outbox has something to send. */
export function createChangeHandlers(
  context: CoreContext,
  jobs: ChangeJobs,
  { onQueued, refusal, goes, onUndone }: Undoing & { readonly onQueued: () => void },
): ChangeHandlers {
  const undoable = (id: string): ChangeSetRow => {
    const set = getChangeSet(context.ledger, id);
    const refused = refusal(set);
    if (refused !== null) throw new AppError('CONFLICT', { message: refused });
    return set;
  };
  return {
    'changes.edit': ({ edits, ...order }) =>
      applyChangeSet(context, { ...order, edits: edits.map(toEdit) }),
    'changes.list': (page) => listChangeSets(context, jobs, page),
    'changes.get': ({ id }) => readChangeSet(context, jobs, id),
    'changes.records': (page) => readChangedRecords(context, page),
    'changes.refused': (page) => readRefusals(context, page),
    'changes.sendPlan': ({ id }) => planSending(context, id),
    'changes.send': async ({ id, confirmation }) => {
      const queuedCount = await sendChangeSet(context, id, confirmation);
      onQueued();
      return { queuedCount };
    },
    'changes.undoPlan': async ({ id }) => {
      const set = undoable(id);
      return { ...(await planUndo(context, id)), goes: [...goes(set)] };
    },
    'changes.undo': async ({ id, reason, confirmation }) => {
      await assertUndoAllowed(context, id, confirmation);
      const set = undoable(id);
      const total = set.changed_count;
      const undoId = context.newId();
      jobs.start(undoId, total, async (control) => {
        const outcome = await undoChangeSet(context, { id, undoId, reason }, control);
        if (outcome.refused.length === 0 && !control.isCancelled()) onUndone(set);
        onQueued();
        return outcome;
      });
      return { id: undoId };
    },
    'changes.pause': tell(jobs.pause),
    'changes.resume': tell(jobs.resume),
    'changes.cancel': tell(jobs.cancel),
  };
}

type EditInput = ParsedInput<'changes.edit'>['edits'][number];

function toEdit({ doi, attributes, base }: EditInput): Edit {
  if (base === undefined) return { doi, attributes };
  return { doi, change: (record) => rebased(record, base, attributes) };
}

/** Only what the person changed; where somebody else changed the same attribute meanwhile, nothing at all. */
function rebased(
  record: Subject,
  base: Subject['attributes'],
  edited: Subject['attributes'],
): EditOutcome {
  const changes = changesBetween(base, edited);
  const foreign = new Set(changesBetween(base, record.attributes).map(({ path }) => path));
  const values = Object.fromEntries(
    changes.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after] as const])),
  ) as Parameters<typeof withAttributes>[2];
  const paths = changes.map(({ path }) => path);
  const clashing = paths.filter((path) => foreign.has(path) && !holds(record, path, values[path]));
  if (clashing.length > 0) {
    const message = changesText.refused.changedMeanwhile(clashing);
    return { refusal: { code: 'changed-meanwhile', message } };
  }
  return { attributes: withAttributes(record.attributes, paths, values) };
}

/** True when both made the same change. */
function holds(record: Subject, path: string, value: unknown): boolean {
  const current = (record.attributes as Readonly<Record<string, unknown>>)[path];
  if (current === undefined || value === undefined) return current === value;
  return canonicalJson(current) === canonicalJson(value);
}
