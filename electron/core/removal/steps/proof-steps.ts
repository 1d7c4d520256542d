import type { Attributes } from '#shared/metadata/attributes.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { caseName } from '#shared/removal/case-number.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { differingKeys } from '#shared/sync/stored-value.ts';
import { removalText } from '#shared/text/removal.en.ts';
import { listOf } from '#shared/values/tolerant.ts';
import { openOperations } from '../../outbox/operation-table.ts';
import { appendEvent, historyHead } from '../../history/append-event.ts';
import { getRecord } from '../../records/find-records.ts';
import type { Repository } from '../../repositories/repository-table.ts';
import { accountOf, mergeRecord } from '../../sync/merge-record.ts';
import { sha256Hex } from '../make-page.ts';
import { askResolver, isPublicRecord } from '../look.ts';
import { fileNames, placeFor } from '../places.ts';
import type { Step, StepInput, StepOutcome } from './step.ts';
import { done, failed, reasonOf, skipped } from './step.ts';

const { failure, skipped: skippedText } = removalText;

/** Step 7: the truth is what a later read says, not what the write answered. */
export const reRead: Step = async (input) => {
  const { item, given, repository, context } = input;
  const read = await readRemote(input);
  if ('kind' in read) return read;
  const isHidden = !given.tombstone.isTemporary;
  const state = isHidden ? 'registered' : (item.before?.state ?? 'findable');
  const held = read.attributes.url ?? '';
  const isDated = listOf(read.attributes.dates).some(
    ({ dateType, date }) => dateType === 'Withdrawn' && date === given.tombstone.withdrawnDate,
  );
  const wrong =
    read.state !== state
      ? failure.state(read.state)
      : held !== item.pageUrl
        ? failure.url(held)
        : isHidden && !isDated
          ? failure.date
          : null;
  if (wrong !== null) {
    takeCopy(input, read);
    return failed('CONFLICT', wrong, { state: read.state, url: held });
  }
  if (read.registered === null) return failed('CONFLICT', failure.unregistered);
  if (isHidden) {
    const isPublic = await isPublicRecord(context, repository, item.doi).catch(reasonOf);
    if (typeof isPublic === 'string') return failed('OFFLINE', failure.unreadable(isPublic));
    if (isPublic) return failed('CONFLICT', failure.stillPublic);
  }
  return done({ state: read.state, url: held, registered: read.registered, updated: read.updated });
};

/** Back: DataCite holds what it held, attribute by attribute, but for what others changed since. */
export const reReadBack: Step = async (input) => {
  const { before } = input.item;
  if (before === null) return skipped(skippedText.temporary);
  const read = await readRemote(input);
  if ('kind' in read) return read;
  const remote = before.remote as Attributes;
  const expected = before.isUpgraded ? predictStored(before.attributes, remote) : remote;
  const keys = differingKeys(expected, read.attributes);
  const wrong = keys.filter(
    (key) => key === 'url' || key === 'dates' || key === 'relatedIdentifiers',
  );
  // What a person put there since the removal is hers; only what the removal changed must be as it was.
  const since = getRecord(input.context.ledger, input.item.doi);
  const isTheirs = (key: (typeof keys)[number]): boolean =>
    since !== null &&
    differingKeys(since.attributes, read.attributes).every((other) => other !== key);
  const bad = wrong.filter((key) => key === 'url' || !isTheirs(key));
  if (read.state !== before.state) {
    takeCopy(input, read);
    return failed('CONFLICT', failure.state(read.state));
  }
  if (bad.length > 0) {
    takeCopy(input, read);
    return failed('CONFLICT', failure.differs(bad.join(', ')));
  }
  if (read.registered === null) return failed('CONFLICT', failure.unregistered);
  return done({ state: read.state, url: read.attributes.url ?? null, changedSince: keys });
};

/** Step 8, and back: a reader who follows the DOI lands where the record says. */
export function resolverLeadsTo(where: 'page' | 'before'): Step {
  return async ({ context, item, repository }) => {
    const wanted =
      where === 'page'
        ? item.pageUrl
        : ((item.before?.remote as Attributes | undefined)?.url ?? null);
    const led = await leadsTo(context, { repository, doi: item.doi, wanted });
    if (led === null) return skipped(skippedText.noResolver);
    if ('problem' in led) return failed(led.code, led.problem);
    return done({ location: led.location });
  };
}

/** Where the resolver leads, or what is wrong with that; null: this service has no resolver that is known. */
export async function leadsTo(
  context: StepInput['context'],
  who: { readonly repository: Repository; readonly doi: string; readonly wanted: string | null },
): Promise<
  | { readonly location: string }
  | { readonly code: 'OFFLINE' | 'CONFLICT'; readonly problem: string }
  | null
> {
  const { repository, doi, wanted } = who;
  const answer = await askResolver(context, repository, doi).catch(reasonOf);
  if (answer === null) return null;
  if (typeof answer === 'string') return { code: 'OFFLINE', problem: failure.noResolver(answer) };
  const { status, location } = answer;
  const isLed = status >= 300 && status < 400;
  if (isLed && wanted !== null && isSameAddress(location, wanted)) return { location };
  // A server that fails has said nothing about the DOI.
  if (status === 429 || status >= 500) {
    return { code: 'OFFLINE', problem: failure.noResolver(String(status)) };
  }
  const told = location === '' ? `nothing (${String(status)})` : location;
  return { code: 'CONFLICT', problem: failure.resolver(told) };
}

/** A resolver may spell the address in the parser's way. */
function isSameAddress(one: string, other: string): boolean {
  if (one === other) return true;
  return URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;
}

/** Step 10: what was done, in one text whose hash the history keeps. */
export function giveReceipt(isBack: boolean): Step {
  return ({ context, item, given, repository }) => {
    const record = getRecord(context.ledger, item.doi);
    const head = historyHead(context.ledger);
    const receipt = canonicalJson({
      case: caseName(item.caseId),
      doi: item.doi,
      at: context.timestamp(),
      what: isBack ? 'restored' : given.tombstone.isTemporary ? 'away for a time' : 'withdrawn',
      repository: repository.clientId,
      state: record?.remoteState ?? null,
      url: record?.remote?.url ?? null,
      remoteSha256: sha256Hex(canonicalJson(record?.remote ?? null)),
      beforeSha256: sha256Hex(canonicalJson(item.before?.remote ?? null)),
      page: { url: item.pageUrl, sha256: item.pageSha256 },
      policy: given.policy,
      historyHead: { sequence: head.sequence, hash: head.hash },
    });
    appendEvent(context, {
      kind: isBack ? 'removal.item-restored' : 'removal.item-done',
      summary: isBack
        ? `Restored under case ${caseName(item.caseId)}, and verified.`
        : `Removed under case ${caseName(item.caseId)}, and verified.`,
      doi: item.doi,
      detail: { case: item.caseId, receiptSha256: sha256Hex(receipt) },
    });
    return done({ receiptSha256: sha256Hex(receipt) }, { receipt });
  };
}

/** Back: nothing leads to the page any more, so it goes; where people put it, they are told. */
export const takePageDown: Step = async ({ context, item, repository }) => {
  const place = placeFor(context, repository);
  const { html, jsonLd } = fileNames(item.doi);
  try {
    await place.remove([html, jsonLd]);
  } catch (cause) {
    return failed('REMOTE_REJECTED', failure.upload(reasonOf(cause)));
  }
  context.ledger.db.run('delete from removal_page where doi = ?', item.doi);
  return place.isByHand ? skipped(skippedText.byHand) : done({ place: place.kind });
};

async function readRemote({
  clients,
  item,
  repository,
}: StepInput): Promise<RemoteRecord | StepOutcome> {
  const verdict = await clients.of(repository.id).client.getDoi(item.doi);
  if (verdict.kind === 'done') return verdict.record;
  if (verdict.kind === 'gone') return failed('NOT_FOUND', failure.gone);
  return failed(
    'REMOTE_REJECTED',
    failure.unreadable('message' in verdict ? verdict.message : verdict.kind),
  );
}

/** What DataCite holds against our word comes into the ledger, so that going on sends what is missing. */
function takeCopy({ context, item, repository }: StepInput, record: RemoteRecord): void {
  const local = getRecord(context.ledger, item.doi);
  if (local === null) return;
  context.ledger.transaction(() => {
    mergeRecord(context, accountOf(context, repository.id), {
      record,
      local,
      open: openOperations(context.ledger, local.id),
      base: local.remote ?? {},
    });
  });
}
