import { join } from 'node:path';

import type { EventName } from '#shared/contract/contract.ts';
import { createBackupHandlers } from './backups/backup-handlers.ts';
import { createBackups } from './backups/backups.ts';
import { beforeBulk } from './backups/before-bulk.ts';
import { createChanges } from './changes/index.ts';
import { createCollections, createSources, importSample } from './collections/index.ts';
import { createConflictHandlers } from './conflicts/conflict-handlers.ts';
import type { CoreContext } from './context.ts';
import { createContext } from './create-context.ts';
import { createClients } from './outbox/clients.ts';
import { refuseCommands, sendingFirst } from './guard-calls.ts';
import { openAnchorFile, readAnchors } from './history/anchor.ts';
import { createGridHandlers } from './grid/grid-handlers.ts';
import { createHistoryHandlers } from './history/history-handlers.ts';
import { createHub } from './hub/index.ts';
import { anchorAlarm, anchorSigned } from './history/session-anchors.ts';
import type { Signer } from './history/sign-heads.ts';
import { createSigner } from './history/sign-heads.ts';
import { createLanding } from './landing/index.ts';
import { createFileCheck } from './ledger/file-check.ts';
import { doFileWork } from './ledger/file-work.ts';
import { refuseNetworkPath } from './ledger/network-path.ts';
import { openLedger } from './ledger/open-ledger.ts';
import { createOverviewHandlers } from './overview/overview-handlers.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createOutboxHandlers } from './outbox/outbox-handlers.ts';
import { sampleCollection, sampleInstitute, startPractice } from './practice/index.ts';
import { createPreservation } from './preservation/preservation.ts';
import { createRemoval } from './removal/index.ts';
import { createRecordHandlers } from './records/record-handlers.ts';
import { createSearchUpkeep } from './records/search-upkeep.ts';
import { createEditing } from './edits/index.ts';
import { createViewHandlers } from './records/saved-views.ts';
import { createPolicyHandlers } from './policies/policy-handlers.ts';
import { createRecheckJob } from './policies/recheck-job.ts';
import { createPracticeHandlers, sampleCollectionName } from './practice-link/practice-handlers.ts';
import type { PracticeLink, PracticeVault } from './practice-link/practice-link.ts';
import {
  createPracticeLink,
  ensurePractice,
  withPracticePassword,
} from './practice-link/practice-link.ts';
import type { CoreConfig, Ports } from './ports.ts';
import { createAccountHandlers } from './repositories/account-handlers.ts';
import { createRepositoryHandlers } from './repositories/repository-handlers.ts';
import { shutProduction } from './repositories/writing-lock.ts';
import { createReview } from './review/index.ts';
import type { Dispatch, Handlers } from './router.ts';
import { createDispatch } from './router.ts';
import { createDrift } from './sync/drift.ts';
import { createScheduledReads } from './sync/scheduled-reads.ts';
import { createShareHandlers } from './share/share-handlers.ts';
import { createSync } from './sync/sync.ts';
import { createSyncHandlers } from './sync/sync-handlers.ts';
import { versionUndoing } from './versions/release-version.ts';
import { createVersionHandlers, positionOf } from './versions/version-handlers.ts';
import { createVersionIndex } from './versions/version-index.ts';
import { createAppHandlers } from './settings/app-state.ts';
import { createSettingsHandlers } from './settings/settings-handlers.ts';
import { createVaultHandlers } from './vault/vault-handlers.ts';

/** A running core: what a host, a worker thread and a test hold. */
export interface Core {
  readonly dispatch: Dispatch;
  /** `listener` is told that something changed, never the data; returns the way to stop. */
  subscribe(listener: (event: EventName, payload: unknown) => void): () => void;
  /** Starts what works by itself: the practice repository and the outbox. Calls work before it too. */
  start(): Promise<void>;
  /** Parks the outbox, ends imports at a whole row, anchors the history, closes the files. */
  stop(): Promise<void>;
  /** Lets the core read these paths as one source, by the id that is returned. For hosts only. */
  admitSource(paths: readonly string[], name: string): Promise<string>;
}

export interface LedgerFiles {
  readonly ledger: string;
  readonly anchors: string;
  readonly backups: string;
}

/** Files of a ledger, in one place for everything that needs to know. */
export function ledgerFiles(dataFolder: string): LedgerFiles {
  return {
    ledger: join(dataFolder, 'ledger.sqlite'),
    anchors: join(dataFolder, 'anchors', 'history.jsonl'),
    backups: join(dataFolder, 'backups'),
  };
}

/**
 * Builds the core over its ports. Opens the ledger (and throws what `openLedger` throws); starts nothing.
 */
export function compose(hostPorts: Ports, config: CoreConfig): Promise<Core> {
  return Promise.resolve().then(() => build(hostPorts, config));
}

interface Parts {
  readonly handlers: Handlers;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What DataCite holds of them is to be kept as files, and they are to be found by their words. */
  onRecordsChanged(): void;
  /** Operations ended: what they published is to be proved. */
  provePublished(): void;
  admitSource(paths: readonly string[], name: string): string;
}

function build(hostPorts: Ports, config: CoreConfig): Core {
  const files = ledgerFiles(config.dataFolder);
  const vault = withPracticePassword(hostPorts.vault);
  const ports: Ports = { ...hostPorts, vault };
  const isReadonly = config.readonly === true;
  refuseNetworkPath(config.dataFolder, ports.isNetworkPath ?? (() => false));
  const ledger = openLedger(files.ledger, {
    clock: ports.clock,
    readonly: isReadonly,
    noted: readAnchors(files.anchors).at(-1) ?? null,
    onLongUpdate: () => ports.onLongUpdate?.(),
  });
  try {
    const live = createContext(ports, config, ledger);
    if (ledger.wasUnclean) {
      ports.log({ level: 'warn', message: 'The last stop was not clean; the ledger is checked' });
    }
    const anchors = isReadonly ? null : openAnchorFile(files.anchors, ledger, ports);
    const stopNoting = live.subscribe((event) => {
      if (event === 'history.changed') anchors?.note();
    });
    const stopKeeping = live.subscribe((event) => {
      if (event === 'records.changed') parts.onRecordsChanged();
      if (event === 'outbox.changed') parts.provePublished();
    });
    const signer = createSigner(live.context);
    const parts = assemble(live.context, { vault, files, signer });
    const dispatch = createDispatch(parts.handlers, ports.log, () => live.context.newId());
    let isStopped = false;
    return {
      dispatch: isReadonly ? refuseCommands(dispatch, ports.log) : dispatch,
      subscribe: (listener) => live.subscribe(listener),
      start: () => parts.start(),
      admitSource: async (paths, name) => Promise.resolve(parts.admitSource(paths, name)),
      async stop() {
        if (isStopped) return;
        isStopped = true;
        try {
          await parts.stop();
          if (anchors !== null) await anchorSigned(anchors, signer, ports.log);
        } finally {
          live.flush();
          stopNoting();
          stopKeeping();
          anchors?.flush();
          anchors?.close();
          ledger.close();
        }
      },
    };
  } catch (cause) {
    ledger.close();
    throw cause;
  }
}

interface Given {
  readonly vault: PracticeVault;
  readonly files: LedgerFiles;
  readonly signer: Signer;
}

/** Every workflow of the core, made over one context; the only place that knows all of them. */
function assemble(context: CoreContext, { vault, files, signer }: Given): Parts {
  const { config, ledger, ports } = context;
  const link = createPracticeLink(config, vault, startPractice);
  const clients = createClients(context);
  const outbox = createOutbox(context, clients);
  const sync = createSync(context, clients);
  const drift = createDrift(context, clients);
  const reads = createScheduledReads(context, { sync, drift });
  const sources = createSources(context);
  const collections = createCollections(context, sources);
  let isSending = false;
  const check = createFileCheck(context);
  const recheckJob = createRecheckJob(context);
  const versionIndex = createVersionIndex(context);
  const search = createSearchUpkeep(context);
  const changes = createChanges(
    context,
    { send: () => send(), kick: () => outbox.kick() },
    versionUndoing(context),
  );
  const editing = createEditing(context, { sources, changes, versions: versionIndex });
  const work = ports.fileWork ?? doFileWork;
  const backups = createBackups(context, files.backups, work, signer.head);
  const preservation = createPreservation(context);
  const landing = createLanding(context, { practiceUrl: () => link.url });
  // Without a way to read pages, what is published is proved by DataCite and the resolver alone.
  const auditPage = (doi: string): void => {
    const started = Promise.resolve(landing.handlers['landing.start']({ of: { dois: [doi] } }));
    started.catch((cause: unknown) => {
      const detail = { doi, error: String(cause) };
      ports.log({ level: 'error', message: 'A landing page is not looked at', detail });
    });
  };
  const review = createReview(context, clients, ports.pages === undefined ? null : auditPage);
  const hub = createHub(context, { clients, sources });
  const startOutbox = (): void => {
    if (isSending) outbox.start();
  };
  const send = (): void => {
    isSending = true;
    check.whenSound(startOutbox);
  };
  if (config.readonly !== true) beginSession(context);
  const lostEnd = anchorAlarm(ledger, files.anchors);
  const removal = createRemoval(context, {
    clients,
    sources,
    send: () => send(),
    kickOutbox: () => outbox.kick(),
    decider: review.stewards,
    versions: versionIndex,
  });

  const handlers: Handlers = {
    ...createAppHandlers(context, {
      summary: () => outbox.summary(),
      alarm: () => check.alarm() ?? lostEnd,
    }),
    ...plainHandlers(context),
    ...createRepositoryHandlers(context, async ({ id }) => {
      const found = await clients.of(id).client.checkCredentials();
      // Its credentials are right again: what was held back may go, after an answer the network is there.
      if (found.outcome === 'works') outbox.release(id);
      return found;
    }),
    ...createAccountHandlers(context, (id) => outbox.release(id)),
    ...createVaultHandlers(context, (id) => outbox.release(id)),
    ...createPracticeHandlers(context, {
      link,
      hold: async () => {
        await Promise.all([outbox.stop(), sync.stop(), collections.stop()]);
        return () => check.whenSound(startOutbox);
      },
      importSample: () =>
        importSample(context, sampleCollection(), {
          name: sampleCollectionName,
          defaults: { publisher: { name: sampleInstitute } },
        }),
    }),
    ...collections.handlers,
    ...sendingFirst(createOutboxHandlers(context, outbox), send),
    ...createSyncHandlers(context, sync),
    ...drift.handlers,
    ...createHistoryHandlers(context, files.anchors, signer),
    ...createBackupHandlers(context, backups),
    ...createConflictHandlers(context, () => outbox.kick()),
    ...preservation.handlers,
    ...landing.handlers,
    ...createPolicyHandlers(context, recheckJob),
    ...editing.handlers,
    ...createVersionHandlers(context, versionIndex),
    ...createShareHandlers(context, (doi) => positionOf(context, versionIndex, doi)),
    ...changes.handlers,
    ...removal.handlers,
    ...review.handlers,
    ...hub.handlers,
  };
  return {
    handlers: beforeBulk(context, backups, handlers),
    async start() {
      if (config.readonly === true) return;
      await startPracticeOrSay(context, link);
      if (config.sends !== false) send();
      backups.start();
      if (config.sends !== false) reads.start();
      recheckJob.kick();
      versionIndex.kick();
      search.kick();
      preservation.start();
      landing.start();
      if (config.sends !== false) removal.runner.start();
      review.start();
      await hub.start();
      context.emit('repositories.changed', {});
      context.emit('app.changed', {});
    },
    async stop() {
      isSending = false;
      // First those that make work for the outbox, then the outbox, then what only reads.
      await Promise.all([changes.stop(), editing.stop(), preservation.stop(), landing.stop()]);
      await Promise.all([review.stop(), removal.runner.stop(), hub.stop()]);
      await Promise.all([reads.stop(), outbox.stop(), sync.stop(), drift.stop()]);
      await Promise.all([collections.stop(), backups.stop()]);
      await Promise.all([recheckJob.stop(), versionIndex.stop(), search.stop()]);
      await Promise.all([check.whenDone(), link.stop()]);
      clients.close();
    },
    onRecordsChanged() {
      preservation.kick();
      search.kick();
    },
    provePublished: () => review.kick(),
    admitSource: (paths, name) => sources.admit(paths, name),
  };
}

/** What a new run of a ledger begins with, before anything starts. */
function beginSession(context: CoreContext): void {
  // A sheet can be brought in for practice by a command that sends nothing.
  ensurePractice(context);
  // Whoever writes to production opens it first.
  shutProduction(context.ledger);
}

/** Workflows that need nothing beside the context. */
function plainHandlers(context: CoreContext) {
  return {
    ...createSettingsHandlers(context),
    ...createRecordHandlers(context),
    ...createViewHandlers(context),
    ...createGridHandlers(context),
    ...createOverviewHandlers(context),
  };
}

/** Play must not keep anybody from work: without practice the app starts all the same. */
async function startPracticeOrSay(context: CoreContext, link: PracticeLink): Promise<void> {
  try {
    await link.start(context);
  } catch (cause) {
    const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    context.ports.log({ level: 'error', message: 'Practice did not start', detail: { error } });
  }
}
