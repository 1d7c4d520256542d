import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { settingsAddress } from '#shared/hub/hub.ts';
import { AppError } from '#shared/support/app-error.ts';
import { consentText, consentVersion, hubText } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { endGeneration, lastGeneration, settleGeneration } from './generation-table.ts';
import { fetchItem } from './fetch-item.ts';
import type { HubClients } from './hub-clients.ts';
import { checklistOf } from './item-checks.ts';
import type { HubItem } from './item-table.ts';
import { getItem } from './item-table.ts';
import { getProfile } from './profile-table.ts';
import { lookAt, saveLook } from './look.ts';
import { noteRecord } from './public-records.ts';
import { storeItem } from './store-item.ts';
import { newestTerms, readTerms } from './terms.ts';

const text = hubText.generation;
/** Seconds between two looks at the item: soon at first, then ever more seldom. */
const pollSeconds = [5, 5, 10, 10, 20, 30, 60] as const;
/** After half an hour it is no failure but “pending”: the watch goes on looking for it. */
const mostPolls = 35;

/** Guided generation of a DOI on the hub's own page: nothing is written there by the app. */
export interface Generations {
  /** Looks at the item and its open pull requests, and reads the hub's terms as they are now. */
  prepare(itemId: number): Promise<Output<'hub.prepareGeneration'>>;
  start(input: ParsedInput<'hub.startGeneration'>): Promise<Output<'hub.startGeneration'>>;
  poll(itemId: number): Promise<Output<'hub.pollGeneration'>>;
  stop(itemId: number): void;
  /** Takes up what was waiting when the program ended. */
  resume(): void;
  end(): Promise<void>;
}

export function createGenerations(context: CoreContext, hubs: HubClients): Generations {
  const { ledger, ports } = context;
  const cut = new AbortController();
  const polling = new Map<number, Promise<void>>();
  const changed = (): void => context.emit('hub.changed', { runId: null });

  const keepPolling = (itemId: number): void => {
    if (polling.has(itemId) || cut.signal.aborted) return;
    const ended = pollUntil(context, hubs, itemId, cut.signal)
      .catch((cause: unknown) => {
        if (cut.signal.aborted) return;
        ports.log({
          level: 'warn',
          message: 'The hub could not be asked about a new DOI',
          detail: { error: String(cause) },
        });
      })
      .finally(() => {
        polling.delete(itemId);
        changed();
      });
    polling.set(itemId, ended);
  };
  return {
    async prepare(itemId) {
      const item = getItem(ledger, itemId);
      const profile = getProfile(ledger, item.profileId);
      const client = hubs.of(profile.id);
      const parts = { client, profile, signal: cut.signal, withPullRequests: true };
      const look = await lookAt(context, parts, item);
      saveLook(context, profile, look);
      const head = look.info?.sha ?? null;
      const commits =
        head === null
          ? null
          : await client.commits(
              item.kind,
              look.after.name,
              { revision: head, until: null },
              cut.signal,
            );
      await readTerms(context, hubs, profile, cut.signal);
      changed();
      const newest = commits?.kind === 'found' ? commits.value[0] : undefined;
      return { revision: head, branch: 'main', date: newest?.date ?? null };
    },
    async start({ itemId, ticks, shownRevision }) {
      const item = getItem(ledger, itemId);
      const hub = getProfile(ledger, item.profileId);
      if (hub.doiPrefix === null)
        throw new AppError('FORBIDDEN', { message: text.noDois(hub.name) });
      const before = lastGeneration(context, itemId);
      if (before?.status === 'waiting') throw new AppError('CONFLICT', { message: text.under });
      // What the DOI will stand for is read now, not when the item was brought in.
      const answer = await hubs.of(hub.id).info(item.kind, item.name, null, cut.signal);
      const head = answer.kind === 'found' ? answer.value.sha : item.head;
      if (shownRevision !== null && head !== shownRevision) {
        throw new AppError('CONFLICT', {
          message: text.moved(shownRevision, head ?? ''),
          nextStep: text.movedNext,
        });
      }
      const points = checklistOf(context, item, head);
      if (points.some(({ state }) => state === 'blocks')) {
        throw new AppError('FORBIDDEN', {
          message: `${text.blocked} ${points.find(({ state }) => state === 'blocks')?.detail ?? ''}`,
        });
      }
      const isWaived = (ticks.waiver ?? '').trim() !== '';
      if (points.some(({ state }) => state === 'asks') && !isWaived) {
        throw new AppError('CONFIRMATION_NEEDED', { message: text.needsWaiver, path: 'waiver' });
      }
      const expected = head ?? '';
      ledger.transaction(() => {
        const { lastId } = ledger.db.run(
          `insert into hub_generation (item_id, expected_revision, status, started_at, known_doi, terms_id)
           values (?, ?, 'waiting', ?, ?, ?)`,
          itemId,
          expected,
          context.timestamp(),
          answer.kind === 'found' ? (answer.value.doi?.id ?? null) : item.seen.doi,
          newestTerms(context, hub.id)?.id ?? null,
        );
        const keep = (kind: string, words: string, subject: string): void => {
          ledger.db.run(
            'insert into hub_consent (generation_id, kind, text_version, text, subject, person, given_at) values (?, ?, ?, ?, ?, ?, ?)',
            ...[
              lastId,
              kind,
              consentVersion,
              words,
              subject,
              context.person(),
              context.timestamp(),
            ],
          );
        };
        keep('restrictions', consentText.restrictions(hub.name, hub.supportAddress), item.name);
        keep('personal-data', consentText.personalData(hub.name), ticks.person);
        if (ticks.coAuthors) keep('co-authors', consentText.coAuthors, item.name);
        if (isWaived)
          keep(
            'waiver',
            ticks.waiver ?? '',
            points
              .filter(({ state }) => state === 'asks')
              .map(({ id }) => id)
              .join(' '),
          );
        appendEvent(context, {
          kind: 'hub.generation-started',
          summary: `Opened the settings of ${item.name} to generate a DOI for revision ${expected}.`,
          reason: ticks.waiver,
          detail: { hub: hub.id, item: item.name, revision: expected, consentVersion },
        });
      });
      keepPolling(itemId);
      changed();
      return { settingsAddress: settingsAddress(hub, item), expectedRevision: expected };
    },
    async poll(itemId) {
      const status = await pollOnce(context, hubs, itemId, cut.signal);
      changed();
      return { status };
    },
    stop(itemId) {
      const last = lastGeneration(context, itemId);
      if (last === null) throw new AppError('NOT_FOUND', { message: text.none });
      endGeneration(context, last, { status: 'stopped' });
      changed();
    },
    resume() {
      for (const { item_id: itemId } of ledger.db.all<{ item_id: number }>(
        "select item_id from hub_generation where status = 'waiting'",
      )) {
        keepPolling(itemId);
      }
    },
    async end() {
      cut.abort();
      await Promise.all(polling.values());
    },
  };
}

async function pollUntil(
  context: CoreContext,
  hubs: HubClients,
  itemId: number,
  signal: AbortSignal,
): Promise<void> {
  for (let times = 0; ; times += 1) {
    const seconds = pollSeconds[Math.min(times, pollSeconds.length - 1)] ?? 60;
    await context.ports.clock.sleep(seconds * 1000, signal);
    const last = lastGeneration(context, itemId);
    if (last?.status !== 'waiting') return;
    if (last.poll_count >= mostPolls) {
      endGeneration(context, last, { status: 'pending' });
      return;
    }
    const status = await pollOnce(context, hubs, itemId, signal);
    if (status !== 'waiting') return;
  }
}

/** One look: a DOI that was not there before, and for which commit it stands (D10, D16). */
async function pollOnce(
  context: CoreContext,
  hubs: HubClients,
  itemId: number,
  signal: AbortSignal,
): Promise<string> {
  const { ledger } = context;
  const last = lastGeneration(context, itemId);
  if (last === null || (last.status !== 'waiting' && last.status !== 'pending'))
    return last?.status ?? 'none';
  const item = getItem(ledger, itemId);
  const client = hubs.of(item.profileId);
  const answer = await client.info(item.kind, item.name, null, signal);
  ledger.db.run('update hub_generation set poll_count = poll_count + 1 where id = ?', last.id);
  if (answer.kind !== 'found') return last.status;
  const isNew =
    answer.value.doi !== null &&
    answer.value.doi.id.toLowerCase() !== last.known_doi?.toLowerCase();
  if (!isNew) return last.status;
  await bringInDoi(context, hubs, item, signal);
  return settleGeneration(context, itemId, answer.value) ?? last.status;
}

/** The new DOI, its public record and the item as it is now. */
async function bringInDoi(
  context: CoreContext,
  hubs: HubClients,
  item: HubItem,
  signal: AbortSignal,
): Promise<void> {
  const profile = getProfile(context.ledger, item.profileId);
  const fetch = await fetchItem(
    hubs.of(profile.id),
    { kind: item.kind, name: item.name, revision: null },
    signal,
  );
  if (fetch.kind !== 'fetched' || item.repositoryId === null || item.collectionName === null)
    return;
  const doi = fetch.fetched.info?.doi?.id ?? null;
  const read = doi === null ? null : await hubs.publicRecord(profile.id, doi, signal);
  storeItem(context, profile, {
    fetched: fetch.fetched,
    target: { repositoryId: item.repositoryId, collectionName: item.collectionName },
    run: 'DOI generated on the hub',
    publicRecord: read?.outcome === 'found' ? read.attributes : null,
  });
  if (read !== null && doi !== null) noteRecord(context, item.id, doi, read);
}
