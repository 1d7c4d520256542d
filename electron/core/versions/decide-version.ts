import type { RefusedEdit } from '#shared/contract/changes.ts';
import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { versionsText } from '#shared/text/versions.en.ts';
import { updatedInPlace } from '#shared/versions/update-in-place.ts';
import { decideVersion } from '#shared/versions/version-policy.ts';
import { applyAll } from '../changes/apply-change-set.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { ownRecord } from './own-record.ts';
import { policyOfToday } from './version-policies.ts';

/**
 * Stores what was decided, and where it is an update in place writes it: the version and the date, and nothing else.
 * Throws `FORBIDDEN`, and stores nothing, where the record may not be edited now.
 */
export function decideOn(
  context: CoreContext,
  doi: string,
  { update, ...what }: Omit<ParsedInput<'versions.decide'>, 'doi'>,
): Output<'versions.decide'> {
  if (update === undefined) {
    return { decision: noteDecision(context, doi, what), changeSetId: null };
  }
  const record = ownRecord(context, doi);
  const id = context.newId();
  return context.ledger.transaction(() => {
    const decision = noteDecision(context, record.doi, { ...what, batchId: id });
    const order = {
      ...{ id, title: versionsText.inPlaceTitle(update.version), reason: what.reason },
      kind: 'versions' as const,
      changeKind: 'minor-version' as const,
    };
    const edits = [{ doi: record.doi, attributes: updatedInPlace(record.attributes, update) }];
    return { decision, changeSetId: applyAll(context, { ...order, edits }, refusedInPlace) };
  });
}

const refusedInPlace = ({ doi, message }: RefusedEdit): AppError =>
  new AppError('FORBIDDEN', {
    message: versionsText.inPlaceRefused(doi, message),
    nextStep: versionsText.inPlaceRefusedNext,
  });

/** Stores what the policy of the day said to a change, and what was chosen, in the history. */
export function noteDecision(
  context: CoreContext,
  doi: string,
  what: {
    readonly changes: readonly string[];
    readonly chosen: string;
    readonly reason: string | null;
    readonly batchId?: string;
  },
): Output<'versions.decide'>['decision'] {
  const decision = decideVersion(policyOfToday(context), what.changes);
  appendEvent(context, {
    kind: 'version.decided',
    summary: versionsText.decided(what.chosen, what.changes.join(', ')),
    doi,
    batchId: what.batchId ?? null,
    reason: what.reason,
    detail: {
      changes: what.changes.join(' '),
      chosen: what.chosen,
      proposal: decision?.proposal ?? null,
      policy: decision?.policyName ?? null,
      policyValidFrom: decision?.policyValidFrom ?? null,
    },
  });
  return decision === null ? null : { ...decision, reasons: [...decision.reasons] };
}
