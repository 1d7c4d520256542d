import type { Output } from '#shared/contract/contract.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { CaseStatus } from '#shared/removal/case-table.ts';
import { isEnded } from '#shared/removal/case-table.ts';
import { caseName } from '#shared/removal/case-number.ts';
import { tombstoneBody } from '#shared/removal/page-parts.ts';
import { caseStatistics } from '#shared/removal/statistics.ts';
import { AppError } from '#shared/support/app-error.ts';
import { Secret } from '#shared/support/secret.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { Sources } from '../collections/sources.ts';
import type { CoreContext } from '../context.ts';
import type { Clients } from '../outbox/clients.ts';
import { getRecord } from '../records/find-records.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { beginRestore, beginSteps } from './begin.ts';
import { buildPages } from './build-pages.ts';
import { listCases, pressingCases } from './case-inbox.ts';
import { addEntry, allCases, getCase } from './case-rows.ts';
import { problemsOf, sayProblem, viewCase, viewDetail, viewItem, viewSteps } from './case-views.ts';
import { decideCase, editCase, moveByHand } from './decide.ts';
import type { Decider } from './decision-signature.ts';
import { attachDocuments, eraseDocument, openDocument } from './documents.ts';
import { deleteDrafts, planDrafts } from './drafts.ts';
import { exportCase } from './export-case.ts';
import { doisOf, getItem, itemsOf } from './item-rows.ts';
import type { RemovalItem } from './item-rows.ts';
import { writeLetter } from './letters.ts';
import { makeTombstone, pageSource } from './make-page.ts';
import { isOurs, openCases } from './open-cases.ts';
import { placeFor } from './places.ts';
import { readRequests } from './read-texts.ts';
import { createRunner } from './runner.ts';
import type { Runner } from './runner.ts';
import { readSettings, saveSettings } from './settings.ts';
import { findSuspects } from './suspects.ts';
import type { VersionIndex } from '../versions/version-index.ts';
import { webdavSecret } from './webdav.ts';

type RemovalHandlers = Pick<Handlers, Extract<keyof Handlers, `removal.${string}`>>;

export interface Removal {
  readonly handlers: RemovalHandlers;
  readonly runner: Runner;
}

/** From a request to a tombstone that tells the truth, and back. */
export function createRemoval(
  context: CoreContext,
  {
    clients,
    sources,
    send,
    kickOutbox,
    decider = null,
    versions,
  }: {
    readonly clients: Clients;
    readonly sources: Sources;
    /** A core that was told not to send by itself begins to. */
    readonly send: () => void;
    readonly kickOutbox: () => void;
    /** Who signs decisions; null: names are taken as they are typed. */
    readonly decider?: Decider | null;
    /** Brings chains up to date before pages tell the place in them; without it, as they were last judged. */
    readonly versions?: Pick<VersionIndex, 'settle'>;
  },
): Removal {
  const { ledger } = context;
  const runner = createRunner(context, { clients, kickOutbox });
  const caseOf = (id: number) => getCase(ledger, id);
  return {
    runner,
    handlers: {
      'removal.cases': ({ show, offset, limit }) => casesOf(context, { show, offset, limit }),
      'removal.case': ({ id }) => viewDetail(context, caseOf(id)),
      'removal.items': ({ id, offset, limit }) => ({
        items: itemsOf(ledger, id, { offset, limit }).map((item) => lineOf(context, item)),
        total: doisOf(ledger, id).size,
      }),
      'removal.steps': ({ id, doi }) => {
        const item = knownItem(context, id, doi);
        return {
          item: lineOf(context, item),
          remove: viewSteps(context, item, 'remove'),
          restore: viewSteps(context, item, 'restore'),
        };
      },
      'removal.ofRecord': ({ doi }) => ofRecord(context, doi),
      'removal.readRequests': (input) => readRequests(context, input),
      'removal.open': ({ requests }) => {
        const ids = openCases(context, requests);
        context.emit('removal.changed', { id: null });
        return { ids };
      },
      'removal.edit': (input) => {
        editCase(context, input);
        return {};
      },
      'removal.comment': ({ id, text }) => {
        caseOf(id);
        addEntry(context, id, { kind: 'comment', body: { text } });
        return {};
      },
      'removal.decide': (input) => decideCase(context, input, decider),
      'removal.move': (input) => moveByHand(context, input),
      'removal.begin': (input) => {
        const count = beginSteps(context, input);
        send();
        runner.start();
        return { count };
      },
      'removal.restore': (input) => {
        const count = beginRestore(context, input);
        send();
        runner.start();
        return { count };
      },
      'removal.lastCase': ({ doi }) => ({ id: lastCase(context, doi) }),
      'removal.suspects': () => findSuspects(ledger),
      'removal.lookAgain': () => {
        runner.lookAgain();
        return {};
      },
      'removal.preview': ({ id, doi, tombstone }) => preview(context, { id, doi, tombstone }),
      'removal.letter': ({ id, to }) => writeLetter(context, caseOf(id), to),
      'removal.export': ({ id, format }) => exportCase(context, caseOf(id), format),
      'removal.attach': async (input) => ({
        documentIds: await attachDocuments(context, sources, input),
      }),
      'removal.document': async ({ documentId }) => {
        const { name, bytes } = await openDocument(context, documentId);
        return { name, base64: Buffer.from(bytes).toString('base64') };
      },
      'removal.erase': async ({ documentId, reason }) => ({
        receipt: await eraseDocument(context, documentId, reason),
      }),
      'removal.settings': () => readSettings(ledger),
      'removal.saveSettings': (input) => {
        saveSettings(context, input);
        return {};
      },
      'removal.keepPassword': async ({ password }) => {
        await context.ports.vault.put(webdavSecret, new Secret(password));
        return {};
      },
      async 'removal.buildPages'(input) {
        await versions?.settle();
        return buildPages(context, input);
      },
      'removal.planDrafts': ({ selection }) => planDrafts(context, selection),
      'removal.deleteDrafts': (input) => {
        const queuedCount = deleteDrafts(context, input);
        send();
        kickOutbox();
        context.emit('outbox.changed', { batchId: null });
        context.emit('records.changed', { dois: null });
        return { queuedCount };
      },
    },
  };
}

function casesOf(
  context: CoreContext,
  { show, offset, limit }: { show: 'open' | 'ended' | 'all'; offset: number; limit: number },
): Output<'removal.cases'> {
  const { cases, total } = listCases(context, show, { offset, limit });
  const counted = allCases(context.ledger).map(
    ({ status, tombstone, createdAt, closedAt, dueOn }) => ({
      status,
      reason: tombstone.reason,
      createdAt,
      closedAt,
      dueOn,
    }),
  );
  const today = context.timestamp().slice(0, 10);
  const statistics = caseStatistics(counted, today);
  return {
    cases: cases.map((given) => viewCase(context, given)),
    total,
    statistics: {
      ...statistics,
      pressing: context.ledger.db.get<{ count: number }>(pressingCases, { today })?.count ?? 0,
      byReason: [...statistics.byReason],
      byOutcome: [...statistics.byOutcome],
    },
  };
}

function lineOf(context: CoreContext, item: RemovalItem) {
  const row = context.ledger.db.get<{ title: string | null }>(
    'select title from record where doi = ?',
    item.doi,
  );
  return viewItem(item, row?.title ?? null);
}

function knownItem(context: CoreContext, id: number, doi: string): RemovalItem {
  const item = getItem(context.ledger, id, doiKey(doi));
  if (item !== null) return item;
  throw new AppError('NOT_FOUND', { message: `${doi} is not in the case ${caseName(id)}.` });
}

function lastCase({ ledger }: CoreContext, doi: string): number | null {
  const row = ledger.db.get<{ id: number }>(
    `select case_id as id from removal_item where doi = ? and status <> 'listed'
     order by case_id desc limit 1`,
    doiKey(doi),
  );
  return row?.id ?? null;
}

function ofRecord(context: CoreContext, doi: string): Output<'removal.ofRecord'> {
  const record = getRecord(context.ledger, doi);
  const cases = context.ledger.db
    .all<{ id: number; status: CaseStatus }>(
      `select c.id, c.status from removal_item i join removal_case c on c.id = i.case_id
       where i.doi = ? order by c.id desc limit 50`,
      doiKey(doi),
    )
    .map(({ id, status }) => ({ id, name: caseName(id), status }));
  const offer = (): Output<'removal.ofRecord'>['offer'] => {
    if (record === null || record.isBurnt) return 'nothing';
    if (!isOurs(context, record)) return 'hub-request';
    return record.state === 'draft' || record.state === 'reserved' ? 'delete-draft' : 'request';
  };
  const isOpen = cases.some(({ status }) => !isEnded(status));
  return { cases, offer: isOpen ? 'nothing' : offer() };
}

function preview(
  context: CoreContext,
  what: {
    readonly id: number;
    readonly doi: string | null;
    readonly tombstone: Output<'removal.case'>['tombstone'] | null;
  },
): Output<'removal.preview'> {
  const given = getCase(context.ledger, what.id);
  const tombstone = what.tombstone ?? given.tombstone;
  const leaving = doisOf(context.ledger, what.id);
  const doi = what.doi === null ? ([...leaving].sort()[0] ?? '') : doiKey(what.doi);
  const record = getRecord(context.ledger, doi);
  if (record === null) {
    throw new AppError('NOT_FOUND', { message: removalText.error.unknownDoi(doi) });
  }
  const repository = getRepository(context.ledger, record.repositoryId);
  const before = getItem(context.ledger, what.id, doi)?.before?.attributes;
  const source = pageSource(context, {
    doi,
    attributes: before ?? record.attributes,
    repository,
    leaving,
  });
  const body = tombstoneBody(source, tombstone);
  return {
    doi,
    address: addressFor(context, repository, doi),
    body: { ...body, parts: body.parts.map(copyPart) },
    html: makeTombstone(context, source, tombstone).html,
    problems: problemsOf(context, given, tombstone).map(sayProblem),
  };
}

type WirePart = Output<'removal.preview'>['body']['parts'][number];

/** The contract's lists are not read-only. */
function copyPart(part: ReturnType<typeof tombstoneBody>['parts'][number]): WirePart {
  return structuredClone(part) as WirePart;
}

function addressFor(
  context: CoreContext,
  repository: Parameters<typeof placeFor>[1],
  doi: string,
): string {
  try {
    return placeFor(context, repository).urlOf(doi);
  } catch (cause) {
    if (cause instanceof AppError) return '';
    throw cause;
  }
}
