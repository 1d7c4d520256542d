import { kernels } from '#shared/metadata/schema/properties.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { upgradeRecord } from '#shared/changes/upgrade-record.ts';
import { escapeText } from '#shared/removal/html.ts';
import { judgePage } from '#shared/removal/judge-page.ts';
import { addressOf } from '#shared/removal/page-parts.ts';
import type { Json } from '#shared/support/json.ts';
import { removalText } from '#shared/text/removal.en.ts';
import { hasConflict } from '../../conflicts/conflict-table.ts';
import { openOperations } from '../../outbox/operation-table.ts';
import { getRecord } from '../../records/find-records.ts';
import type { BeforeImage, RemovalItem } from '../item-rows.ts';
import { lookAtPage } from '../look.ts';
import { makeTombstone, pageSource } from '../make-page.ts';
import type { MadePage } from '../make-page.ts';
import { isOurs } from '../open-cases.ts';
import { placeFor } from '../places.ts';
import type { Step, StepInput, StepOutcome } from './step.ts';
import { done, failed, reasonOf } from './step.ts';

const { error, failure, wait, page: pageText } = removalText;

/** Step 0: what is there before anything changes, read from DataCite itself. */
export const keepBeforeImage: Step = async (input) => {
  const { context, clients, item, repository } = input;
  const record = getRecord(context.ledger, item.doi);
  if (record === null) return failed('NOT_FOUND', failure.notInLedger);
  // It may have gone to another account since the case was opened.
  if (!isOurs(context, record)) return failed('FORBIDDEN', error.foreign(item.doi));
  if (hasConflict(context.ledger, record.id)) return failed('CONFLICT', failure.conflict);
  if (openOperations(context.ledger, record.id).length > 0 && item.before === null) {
    const waits = openOperations(context.ledger, record.id).every(
      ({ status }) => status !== 'rejected' && status !== 'conflict',
    );
    if (waits) return { kind: 'waiting', on: 'outbox', message: wait.outbox };
  }
  const verdict = await clients.of(repository.id).client.getDoi(item.doi);
  if (verdict.kind === 'gone') return failed('NOT_FOUND', failure.gone);
  if (verdict.kind !== 'done')
    return failed('REMOTE_REJECTED', failure.unreadable(textOf(verdict)));
  const { record: remote } = verdict;
  if (remote.state === 'draft') return failed('FORBIDDEN', failure.draftNow);
  const upgraded = upgradeRecord(record.attributes, remote.attributes.schemaVersion ?? null, {
    keepDatesAsOther: true,
  });
  if (!('attributes' in upgraded)) {
    return failed('VALIDATION', failure.needsDecision(upgraded.refusal.message));
  }
  const before: BeforeImage = {
    attributes: upgraded.attributes as Readonly<Record<string, Json>>,
    remote: remote.attributes as Readonly<Record<string, Json>>,
    state: remote.state,
    isUpgraded: kernels.retired.includes(remote.attributes.schemaVersion ?? kernels.current),
  };
  // A second round keeps the first image: the record may be half changed by then.
  return done(
    { state: remote.state, url: remote.attributes.url ?? null, updated: remote.updated },
    item.before === null ? { before } : {},
  );
};

/** Step 1. The same case gives the same bytes, so a repeated step makes no other page. */
export const makePage: Step = (input) => {
  const page = pageOf(input);
  return done(
    { sha256: page.sha256, bytes: page.html.length },
    {
      pageSha256: page.sha256,
      pageUrl: placeFor(input.context, input.repository).urlOf(input.item.doi),
    },
  );
};

/** Step 2. */
export const putPageOut: Step = async (input) => {
  const { context, item, repository } = input;
  const place = placeFor(context, repository);
  const page = pageOf(input);
  try {
    await place.write(page.files);
  } catch (cause) {
    const say = place.kind === 'webdav' ? failure.upload : failure.write;
    return failed('REMOTE_REJECTED', say(reasonOf(cause)));
  }
  context.ledger.db.run(
    `insert into removal_page (doi, kind, heading, html, json_ld, made_on)
     values (?, 'tombstone', ?, ?, ?, ?) on conflict (doi) do update set kind = excluded.kind,
       heading = excluded.heading, html = excluded.html, json_ld = excluded.json_ld, made_on = excluded.made_on`,
    item.doi,
    page.heading,
    page.html,
    page.jsonLd,
    context.timestamp().slice(0, 10),
  );
  return done(
    { place: place.kind, url: place.urlOf(item.doi) },
    { pageUrl: place.urlOf(item.doi) },
  );
};

/** Step 3: nothing at DataCite changes before the public sees the page. */
export const checkPage: Step = async (input) => {
  const { context, item, given, repository } = input;
  const place = placeFor(context, repository);
  const address = item.pageUrl ?? place.urlOf(item.doi);
  const answer = await lookAtPage(context, repository, address).catch((cause: unknown) => cause);
  if (!isAnswer(answer)) {
    const message = failure.page(reasonOf(answer));
    return place.isByHand ? awaited(message, address) : failed('OFFLINE', message);
  }
  const problem = judgePage(answer, {
    address: escapeText(addressOf(item.doi, repository.environment === 'practice')),
    mark: escapeText(given.tombstone.statement.trim()),
    expected: pageOf(input).html,
  });
  if (problem === null) return done({ url: address, status: answer.status });
  const message = pageText[problem];
  if (place.isByHand) return awaited(message, address);
  return failed('REMOTE_REJECTED', message, { url: address, status: answer.status });
};

function awaited(message: string, address: string): StepOutcome {
  return { kind: 'waiting', on: 'person', message: wait.page(message, address) };
}

function isAnswer(value: unknown): value is { status: number; contentType: string; body: string } {
  return (
    typeof value === 'object' && value !== null && !(value instanceof Error) && 'body' in value
  );
}

function pageOf({ context, item, given, repository, leaving }: StepInput): MadePage {
  const source = pageSource(context, {
    doi: item.doi,
    attributes: attributesOf(item),
    repository,
    leaving,
  });
  return makeTombstone(context, source, given.tombstone);
}

function attributesOf(item: RemovalItem): Attributes {
  return item.before?.attributes ?? {};
}

function textOf(
  verdict: { readonly kind: string } & Partial<{ readonly message: string }>,
): string {
  return verdict.message ?? verdict.kind;
}
