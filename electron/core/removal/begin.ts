import { doiKey } from '#shared/doi/doi.ts';
import { canMove } from '#shared/removal/case-table.ts';
import { removalSteps, restoreSteps } from '#shared/removal/steps.ts';
import type { ItemStatus, StepName } from '#shared/removal/steps.ts';
import { AppError } from '#shared/support/app-error.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import { confirmationFor } from '../register/plan-registration.ts';
import { addEntry, getCase, moveCase } from './case-rows.ts';
import { blockedBecause, repositoryOfCase } from './case-views.ts';
import { assertReady } from './decide.ts';
import { clearSteps, itemsOf, patchItem } from './item-rows.ts';
import type { RemovalItem } from './item-rows.ts';

const { entry, error } = removalText;

interface Order {
  readonly id: number;
  /** Null: all that can be. */
  readonly dois: readonly string[] | null;
  readonly confirmation: string | null;
}

/**
 * Where to go on after a failure that only an earlier step can mend: a page that is not seen is put out again; a
 * change that DataCite does not hold, or that the resolver was never told, is sent again.
 */
const mendedBy: Readonly<Partial<Record<StepName, StepName>>> = {
  'page-checked': 'page-made',
  address: 'metadata',
  hidden: 'metadata',
  're-read': 'metadata',
  resolver: 'metadata',
  're-read-back': 'record-back',
  'resolver-back': 'record-back',
};

/**
 * Begins the steps for the chosen DOIs, or goes on with those that are half done; what is done stays done.
 * Throws before anything changes: not approved, not ready, nowhere to put pages, words not typed.
 */
export function beginSteps(context: CoreContext, order: Order): number {
  const given = getCase(context.ledger, order.id);
  if (given.owner === 'hub') throw new AppError('FORBIDDEN', { message: error.hubCase });
  if (given.kind !== 'deletion') throw new AppError('FORBIDDEN', { message: error.notDeletion });
  // While steps are under way, further DOIs of the case may join them.
  if (given.status !== 'working' && !canMove(given.status, 'begin')) {
    const status = removalText.status[given.status];
    throw new AppError('FORBIDDEN', { message: error.cannot(status, 'begun') });
  }
  assertReady(context, given);
  const items = chosen(context, order, ['listed', 'half-done']);
  if (items.length === 0) throw new AppError('NOT_FOUND', { message: error.nothingToBegin });
  assertAllowed(context, order, items.length);
  context.ledger.transaction(() => {
    for (const item of items) {
      patchItem(context, item, {
        status: 'working',
        ...(item.status === 'listed'
          ? { step: removalSteps[0], failure: null, operationId: null }
          : goneBack(item)),
      });
    }
    addEntry(context, order.id, { kind: 'status', body: { text: entry.begun(items.length) } });
    if (given.status !== 'working') moveCase(context, given, 'begin');
  });
  return items.length;
}

/** Takes a removal back, from wherever it stands; also what is half done. */
export function beginRestore(
  context: CoreContext,
  order: Order & { readonly reason: string },
): number {
  const given = getCase(context.ledger, order.id);
  if (given.status !== 'restoring' && !canMove(given.status, 'restore')) {
    const status = removalText.status[given.status];
    throw new AppError('FORBIDDEN', { message: error.cannot(status, 'restored') });
  }
  const items = chosen(context, order, ['done', 'half-done', 'half-restored']);
  if (items.length === 0) throw new AppError('NOT_FOUND', { message: error.nothingToRestore });
  assertAllowed(context, order, items.length);
  context.ledger.transaction(() => {
    for (const item of items) {
      const isAgain = item.status === 'half-restored';
      if (!isAgain) clearSteps(context.ledger, item, restoreSteps);
      patchItem(context, item, {
        status: 'restoring',
        ...(isAgain ? goneBack(item) : { step: restoreSteps[0], operationId: null, failure: null }),
      });
    }
    addEntry(context, order.id, {
      kind: 'status',
      body: { text: entry.restoring(items.length, order.reason) },
    });
    if (given.status !== 'restoring') moveCase(context, given, 'restore');
  });
  return items.length;
}

/** Where an item that stopped goes on; nothing where it is the very step: it could not look, say. */
function goneBack({ step, failure }: RemovalItem): {
  readonly step?: StepName;
  readonly operationId?: null;
} {
  const earlier = step === null ? undefined : mendedBy[step];
  if (earlier === undefined) return {};
  if (earlier === 'page-made') return { step: earlier };
  return failure?.code === 'CONFLICT' ? { step: earlier, operationId: null } : {};
}

function chosen(
  context: CoreContext,
  { id, dois }: Order,
  statuses: readonly ItemStatus[],
): RemovalItem[] {
  const wanted = dois === null ? null : new Set(dois.map(doiKey));
  return itemsOf(context.ledger, id).filter(
    ({ status, doi }) => statuses.includes(status) && (wanted === null || wanted.has(doi)),
  );
}

function assertAllowed(context: CoreContext, { id, confirmation }: Order, itemCount: number): void {
  const repository = repositoryOfCase(context, id);
  if (repository === null) throw new AppError('FORBIDDEN', { message: error.hubCase });
  const blocked = blockedBecause(context, repository);
  if (blocked !== null) throw new AppError('FORBIDDEN', { message: blocked });
  const words = confirmationFor(repository, itemCount);
  if (words === null || confirmation?.trim() === words) return;
  throw new AppError('CONFIRMATION_NEEDED', { message: error.confirm(words) });
}
