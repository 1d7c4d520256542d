import type { ChangeKind } from '#shared/contract/changes.ts';
import { doiKey, parseDoi } from '#shared/doi/doi.ts';
import { findBehind } from '#shared/edits/merge-edit.ts';
import { AppError } from '#shared/support/app-error.ts';
import { editsText as text } from '#shared/text/edits.en.ts';
import { applyChangeSet } from '../changes/apply-change-set.ts';
import { findingsWith } from '../changes/judge-edit.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import { reserveSuffixes } from '../records/reserve-suffixes.ts';
import { saveRecords } from '../records/save-records.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { OpenEdit } from './edit-handlers.ts';
import { removeEdit } from './edit-table.ts';

interface Why {
  readonly changeKind: ChangeKind;
  readonly reason: string | null;
}

/** Makes an edit the record: a change set of one, or a new record with a name of its own. */
export async function saveEdit(
  context: CoreContext,
  edit: OpenEdit,
  why: Why,
): Promise<{ readonly doi: string; readonly changeSetId: string | null }> {
  if (edit.record === null) return { doi: makeRecord(context, edit, why), changeSetId: null };
  const { doi } = edit.record;
  const { attributes, base } = edit;
  const outcome = await applyChangeSet(context, {
    title: text.changeSetTitle(doi),
    kind: 'edit',
    changeKind: why.changeKind,
    reason: why.reason,
    edits: [
      {
        doi,
        // Inside the transaction: what a sync brought in since the form was drawn is not overwritten.
        change: (record) => {
          const behind = findBehind(base, attributes, record.attributes);
          return behind.length === 0
            ? { attributes }
            : { refusal: { code: 'changed', message: text.changedUnderneath } };
        },
        // In the same transaction: what was typed is either still to be saved or in the record.
        queue: () => {
          removeEdit(context.ledger, edit.id);
        },
      },
    ],
  });
  const [refused] = outcome.refused;
  if (refused !== undefined) {
    const isBehind = refused.code === 'changed';
    throw new AppError(isBehind ? 'CONFLICT' : 'FORBIDDEN', {
      message: refused.message,
      ...(isBehind ? { nextStep: text.changedUnderneathNext } : {}),
    });
  }
  return { doi, changeSetId: outcome.id };
}

/** Reserved, not sent: what DataCite would say of it stands in its findings. */
function makeRecord(context: CoreContext, edit: OpenEdit, { reason }: Why): string {
  const { ledger } = context;
  const { repositoryId, collectionId, attributes } = edit;
  const check = checkOptionsOf(context, repositoryId);
  return ledger.transaction(() => {
    const doi =
      edit.doi === null ? drawnName(context, repositoryId) : typedName(context, edit.doi, edit);
    saveRecords(
      context,
      [
        {
          doi,
          repositoryId,
          collectionId,
          itemKey: null,
          source: null,
          attributes,
          findings: findingsWith({ state: 'reserved', doi }, attributes, check),
          sync: 'local',
          state: 'reserved',
          sourceHash: null,
        },
      ],
      { kind: 'edit', reason },
    );
    return doiKey(doi);
  });
}

function drawnName(context: CoreContext, repositoryId: string): string {
  const [doi] = reserveSuffixes(context, repositoryId, 1);
  if (doi === undefined) throw new Error('Invariant broken: one name was asked for');
  return doi;
}

function typedName(context: CoreContext, typed: string, { repositoryId }: OpenEdit): string {
  const parsed = parseDoi(typed);
  if (!parsed.ok)
    throw new AppError('VALIDATION', { message: text.doiWrong(parsed.error), path: 'doi' });
  const doi = parsed.value;
  const { prefixes } = getRepository(context.ledger, repositoryId);
  if (!prefixes.some((prefix) => doiKey(doi).startsWith(`${prefix.toLowerCase()}/`))) {
    const message = text.doiForeign(doi, prefixes.join(', '));
    throw new AppError('VALIDATION', { message, path: 'doi' });
  }
  if (getRecord(context.ledger, doi) !== null) {
    const message = text.doiTaken(doi);
    throw new AppError('VALIDATION', { message, nextStep: text.doiTakenNext, path: 'doi' });
  }
  return doi;
}
