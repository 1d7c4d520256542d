import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { CoreContext } from '#core/context.ts';
import { createContext } from '#core/create-context.ts';
import { vaultName } from '#core/datacite/vault-name.ts';
import type { Ledger } from '#core/ledger/ledger.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { createNetwork } from '#core/network/create-network.ts';
import type { Network } from '#core/network/network.ts';
import { createClients } from '#core/outbox/clients.ts';
import type { ClientsOptions } from '#core/outbox/clients.ts';
import { createOutbox } from '#core/outbox/outbox.ts';
import type { Outbox, OutboxOptions } from '#core/outbox/outbox.ts';
import type { Clock, LogEntry, Ports } from '#core/ports.ts';
import { startPractice } from '#core/practice/index.ts';
import type { Practice, PracticeOptions } from '#core/practice/index.ts';
import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { insertRepository } from '#core/repositories/repository-table.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { Secret } from '#shared/support/secret.ts';
import { placeEmptyLedger } from '../fixtures/empty-ledger.ts';

/** The machine's own clock: these tests speak real HTTP. */
export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
};

/** A clock whose waiting takes a fiftieth of the time, so that back-off does not slow tests down. */
export const quickClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now() * 50,
  sleep: (milliseconds, signal) => realClock.sleep(milliseconds / 50, signal),
};

export interface StageOptions {
  readonly folder?: string;
  readonly clock?: Clock;
  readonly crashPoint?: (name: string) => void;
  readonly outbox?: OutboxOptions;
  readonly clients?: ClientsOptions;
  readonly practice?: Partial<PracticeOptions>;
  /** Stands between the client and the practice repository. */
  readonly network?: (inner: Network) => Network;
}

export interface Stage {
  readonly folder: string;
  readonly practice: Practice;
  readonly context: CoreContext;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly log: LogEntry[];
  /** Puts records into the ledger, not sent yet; returns their DOIs. */
  addRecords(count: number, attributes?: (index: number) => Attributes): string[];
  statuses(): Record<string, number>;
  close(): Promise<void>;
}

/** A ledger, an outbox and a practice repository in a temporary folder. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'outbox-'));
  const practice = await startPractice({
    file: join(folder, 'practice.sqlite'),
    clock: realClock,
    randomBytes,
    ...options.practice,
  });
  const core = openCore(folder, practice, options);
  return {
    folder,
    practice,
    ...core,
    addRecords: (count, attributes) => addRecords(core.context, count, attributes),
    statuses: () => statusesOf(core.ledger),
    async close() {
      await core.outbox.stop();
      core.network.close();
      core.ledger.close();
      await practice.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true });
    },
  };
}

type Server = Pick<Practice, 'url' | 'username' | 'password' | 'prefix'>;

/** The sending half, for a practice repository that runs anywhere. */
export function openCore(
  folder: string,
  server: Server,
  options: StageOptions = {},
): Pick<Stage, 'context' | 'ledger' | 'outbox' | 'log'> & { network: { close(): void } } {
  const network = createNetwork({ userAgent: 'DOI Steward test', allowInsecureLoopback: true });
  const log: LogEntry[] = [];
  const secrets = new Map([[vaultName('practice'), new Secret(server.password)]]);
  const ports: Ports = {
    clock: options.clock ?? realClock,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    vault: {
      strength: 'session',
      get: (name) => Promise.resolve(secrets.get(name) ?? null),
      put: (name, secret) => Promise.resolve(void secrets.set(name, secret)),
      remove: (name) => Promise.resolve(void secrets.delete(name)),
    },
    network: options.network?.(network) ?? network,
    log: (entry) => void log.push(entry),
    crashPoint: options.crashPoint ?? (() => undefined),
  };
  const path = join(folder, 'ledger.sqlite');
  placeEmptyLedger(path);
  const ledger = openLedger(path, { clock: ports.clock });
  const { context } = createContext(
    ports,
    {
      dataFolder: folder,
      host: 'test',
      version: '0',
      practice: { kind: 'embedded' },
      contactEmail: null,
    },
    ledger,
  );
  addPractice(context, server);
  const outbox = createOutbox(context, createClients(context, options.clients), options.outbox);
  return { context, ledger, outbox, log, network };
}

function addPractice(context: CoreContext, server: Server): void {
  const { db } = context.ledger;
  const { changes } = db.run(
    `update repository set endpoint = ? where id = 'practice'`,
    server.url,
  );
  if (changes > 0) return;
  insertRepository(context.ledger, {
    id: 'practice',
    name: 'Practice repository',
    environment: 'practice',
    endpoint: server.url,
    clientId: server.username,
    prefixes: [server.prefix],
    domains: null,
    createdAt: context.timestamp(),
  });
  db.run(
    `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'Test', ?)`,
    context.timestamp(),
  );
}

export function addRecords(
  context: CoreContext,
  count: number,
  attributes: (index: number) => Attributes = sampleAttributes,
): string[] {
  const known = context.ledger.db.get<{ count: number }>('select count(*) as count from record');
  const first = known?.count ?? 0;
  const dois = Array.from({ length: count }, (_, index) => `10.5072/item-${String(first + index)}`);
  for (let start = 0; start < count; start += 500) {
    const inputs = dois.slice(start, start + 500).map((doi, index) => ({
      doi,
      repositoryId: 'practice',
      collectionId: 1,
      itemKey: doi,
      source: null,
      attributes: attributes(first + start + index),
      findings: [],
      sync: 'local' as const,
      state: 'reserved' as const,
      sourceHash: null,
    }));
    saveRecords(context, inputs, { kind: 'import', reason: null });
  }
  return dois;
}

/** As a steward edits a record: its metadata changes, what DataCite holds does not. */
export function editRecord(context: CoreContext, doi: string, change: Attributes): void {
  const record = mustExist(getRecord(context.ledger, doi), doi);
  const { repositoryId, collectionId, itemKey, source, findings, state, sourceHash } = record;
  const attributes = { ...record.attributes, ...change };
  const known = { doi, repositoryId, collectionId, itemKey, source, findings, state, sourceHash };
  saveRecords(context, [{ ...known, attributes, sync: 'unsent' }], { kind: 'edit', reason: null });
}

/** A record that may become findable, with values that the service stores in another form. */
export function sampleAttributes(index: number): Attributes {
  return {
    url: `https://repository.example.org/items/${String(index)}`,
    titles: [{ title: `Lake levels, part ${String(index)}` }],
    creators: [
      { name: 'Brunner, Lea', nameType: 'Personal', givenName: 'Lea', familyName: 'Brunner' },
    ],
    publisher: { name: 'Institute for Lakes' },
    publicationYear: 2024,
    types: { resourceTypeGeneral: 'Dataset', resourceType: 'Measurements' },
    language: 'en',
    subjects: [{ subject: 'limnology' }],
    rightsList: [
      {
        rightsIdentifier: 'CC-BY-4.0',
        rightsUri: 'https://creativecommons.org/licenses/by/4.0/legalcode',
      },
    ],
    descriptions: [{ description: 'Water levels, daily means.', descriptionType: 'Abstract' }],
  };
}

export function statusesOf(ledger: Ledger): Record<string, number> {
  const rows = ledger.db.all<{ status: string; count: number }>(
    'select status, count(*) as count from operation group by status order by status',
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}
