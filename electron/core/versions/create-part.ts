import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { howToCite } from '#shared/citation/how-to-cite.ts';
import { markUnreal } from '#shared/share/mark-unreal.ts';
import { assert } from '#shared/support/assert.ts';
import { partText } from '#shared/text/version-part.en.ts';
import { differsOnlyInRelations } from '#shared/versions/new-version.ts';
import { citePart, draftPart } from '#shared/versions/part.ts';
import { applyAll } from '../changes/apply-change-set.ts';
import type { CoreContext } from '../context.ts';
import type { LedgerRecord } from '../records/record.ts';
import { reserveSuffixes } from '../records/reserve-suffixes.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { addRecords } from './create-version.ts';
import { linkRefused } from './own-record.ts';

/** The citation of a part of a record under its own DOI; nothing is written. */
export function citePartOf(
  context: CoreContext,
  { doi, attributes, sync, isBurnt, repositoryId }: LedgerRecord,
  selection: string,
): Output<'versions.citePart'> {
  const today = context.timestamp().slice(0, 10);
  const { environment } = getRepository(context.ledger, repositoryId);
  // What is copied from here leaves the app: a DOI of practice must not look like a real one.
  const marked = markUnreal({ ...attributes, doi }, environment);
  const citation = citePart(howToCite(marked), selection, today);
  return { citation, isOurs: sync !== 'observe-only' && !isBurnt };
}

/**
 * Makes the record of a part, and the whole's link to it, under one change set and in one transaction. Throws
 * `FORBIDDEN` where the whole may not be edited now.
 */
export function createPart(
  context: CoreContext,
  whole: LedgerRecord,
  { answers, reason }: ParsedInput<'versions.createPart'>,
): Output<'versions.createPart'> {
  const changeSetId = context.newId();
  return context.ledger.transaction(() => {
    const [name = ''] = reserveSuffixes(context, whole.repositoryId, 1);
    const made = draftPart(whole, { ...answers, doi: name });
    assert(
      differsOnlyInRelations(whole.attributes, made.whole),
      'a part changes the whole in its relations only',
    );
    addRecords(context, whole, { added: [[name, made.created]], changeSetId, reason });
    const order = {
      ...{ id: changeSetId, title: partText.changeSet(whole.doi), reason },
      kind: 'versions' as const,
      changeKind: 'other' as const,
    };
    const edits = [{ doi: whole.doi, attributes: made.whole }];
    return { doi: name, changeSetId: applyAll(context, { ...order, edits }, linkRefused) };
  });
}
