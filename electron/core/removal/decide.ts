import type { ParsedInput, Output } from '#shared/contract/contract.ts';
import type { CaseStatus } from '#shared/removal/case-table.ts';
import { canMove, isEditable } from '#shared/removal/case-table.ts';
import { emptyTombstone } from '#shared/removal/tombstone.ts';
import type { Tombstone } from '#shared/removal/tombstone.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson, equalJson } from '#shared/support/json.ts';
import { problemSentence, removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import { addEntry, entriesOf, getCase, moveCase, remindIn, updateCase } from './case-rows.ts';
import type { RemovalCase } from './case-rows.ts';
import { approversOf, decisionHash, problemsOf } from './case-views.ts';
import { isSameName, signDecision } from './decision-signature.ts';
import type { Decider } from './decision-signature.ts';
import { readSettings } from './settings.ts';

const { entry, error } = removalText;

/** Changes what a case asks for. An approval of something else does not count any more. */
export function editCase(context: CoreContext, input: ParsedInput<'removal.edit'>): void {
  const { id, ...edit } = input;
  const given = getCase(context.ledger, id);
  const isAboutDecision = edit.tombstone !== undefined || edit.request !== undefined;
  if (isAboutDecision && !isEditable(given.status)) {
    throw new AppError('FORBIDDEN', {
      message: error.notEditable(removalText.status[given.status]),
    });
  }
  const changed = Object.keys(edit).filter(
    (name) => edit[name as keyof typeof edit] !== undefined && name !== 'tombstone',
  );
  const fields = edit.tombstone === undefined ? [] : changedFields(given.tombstone, edit.tombstone);
  context.ledger.transaction(() => {
    updateCase(context, given, edit);
    if (changed.length + fields.length === 0) return;
    addEntry(context, id, {
      kind: 'comment',
      body: { text: entry.edited([...fields, ...changed].join(', ')) },
    });
  });
  context.emit('removal.changed', { id });
}

function changedFields(before: Tombstone, after: Tombstone): string[] {
  return (Object.keys(emptyTombstone) as (keyof Tombstone)[])
    .filter((field) => !equalJson(before[field], after[field]))
    .map((field) => removalText.field[field].toLowerCase());
}

/**
 * One person's decision, bound to the very words of the case. With the approvals that the policy asks for,
 * each of another person, the case is approved; a single refusal declines it.
 */
export function decideCase(
  context: CoreContext,
  { id, decision, person, note, hash }: ParsedInput<'removal.decide'>,
  decider: Decider | null,
): Output<'removal.decide'> {
  return context.ledger.transaction(() => {
    const given = getCase(context.ledger, id);
    const name = person.trim();
    if (name === '') throw new AppError('VALIDATION', { message: error.noPerson, path: 'person' });
    const event = decision === 'approve' ? 'approve' : 'decline';
    if (!canMove(given.status, event)) {
      const status = removalText.status[given.status];
      throw new AppError('FORBIDDEN', { message: error.cannot(status, `${event}d`) });
    }
    if (decisionHash(context, given) !== hash) {
      throw new AppError('CONFLICT', { message: error.staleDecision });
    }
    const { approvalsNeeded, policyName } = readSettings(context.ledger);
    const approvers = approversOf(id, entriesOf(context.ledger, id), hash);
    if (decision === 'approve') {
      assertReady(context, given);
      if (approvers.some((known) => isSameName(known, name))) {
        throw new AppError('FORBIDDEN', { message: error.samePerson(name), path: 'person' });
      }
    }
    const signature = signDecision(context, decider, { caseId: id, decision, person: name, hash });
    const say = decision === 'approve' ? entry.approved : entry.declined;
    addEntry(context, id, {
      kind: 'decision',
      person: name,
      body: { text: say(note.trim()), decision, hash, ...signature },
    });
    const missing = decision === 'approve' ? approvalsNeeded - approvers.length - 1 : 0;
    if (missing > 0) return { status: given.status, missing };
    const policy = canonicalJson({ name: policyName, approvals: approvalsNeeded });
    const status = moveCase(context, given, event, { policy });
    return { status, missing: 0 };
  });
}

/** Throws `VALIDATION` with all that is missing. */
export function assertReady(context: CoreContext, given: RemovalCase): void {
  const errors = problemsOf(context, given, given.tombstone).filter(({ isError }) => isError);
  const [first] = errors;
  if (first === undefined) return;
  throw new AppError('VALIDATION', {
    message: error.notReady(errors.map(problemSentence).join(' ')),
    path: `tombstone.${first.field}`,
  });
}

/** What a person does with a case beside deciding: choose otherwise, take back, note the hub's answer. */
export function moveByHand(
  context: CoreContext,
  { id, event, alternative, note }: ParsedInput<'removal.move'>,
): Output<'removal.move'> {
  return context.ledger.transaction(() => {
    const given = getCase(context.ledger, id);
    if (event === 'choose' && alternative === null) {
      throw new AppError('VALIDATION', { message: error.reasonMissing, path: 'alternative' });
    }
    if (event === 'complete' && given.kind === 'deletion') {
      throw new AppError('FORBIDDEN', {
        message: error.cannot(removalText.status[given.status], 'completed by hand'),
      });
    }
    if (event === 'choose' && alternative === 'temporary' && isRemoval(given)) {
      return { status: goAwayForATime(context, given, note) };
    }
    const status = moveCase(context, given, event, { alternative });
    if (event === 'send') remindIn(context, id, readSettings(context.ledger).remindAfterDays);
    const kind =
      event === 'send'
        ? 'letter'
        : event === 'granted' || event === 'refused'
          ? 'answer'
          : 'status';
    const text = kind === 'status' ? status : entry.moved(removalText.status[status], note);
    addEntry(context, id, {
      kind,
      body: { text, status, isReset: event === 'reopen' || event === 'revoke' },
    });
    if (kind === 'status' && note.trim() !== '') {
      addEntry(context, id, { kind: 'comment', body: { text: note.trim() } });
    }
    return { status };
  });
}

function isRemoval({ kind, owner }: RemovalCase): boolean {
  return kind === 'deletion' && owner === 'own';
}

/** The milder form of the same steps: the page says so, the DOI stays findable, and somebody is reminded. */
function goAwayForATime(context: CoreContext, given: RemovalCase, note: string): CaseStatus {
  const { expectedBack } = given.tombstone;
  updateCase(context, given, {
    tombstone: { ...given.tombstone, isTemporary: true },
    remindOn: expectedBack === '' ? given.dueOn : expectedBack,
  });
  context.ledger.db.run(`update removal_case set alternative = 'temporary' where id = ?`, given.id);
  const { name } = removalText.alternative.temporary;
  addEntry(context, given.id, { kind: 'comment', body: { text: entry.moved(name, note) } });
  return given.status;
}
