/**
 * Real cards through the practice repository: the earlier revision of each is brought in and registered, a new version
 * is made of the later one, everything is sent and read back; then DataCite's own copies are asked whether every
 * version link is said by both sides. `node test/reliability/card-pairs.ts [pairs]`, where ../shared exists.
 */
import { cp, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { readCard } from '#core/cards/read-card.ts';
import { compose } from '#core/compose.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { openDatabase } from '#core/sqlite/database.ts';
import type { Client } from '#shared/contract/client.ts';
import { createClient } from '#shared/contract/client.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { isChainKind, meaningOf, typeFor } from '#shared/versions/relation-kinds.ts';
import { readStatements } from '#shared/versions/version-node.ts';
import { testConfig, testPorts } from '../core/fixtures/test-context.ts';

export const cardFolder = join(import.meta.dirname, '../../../shared/huggingface/cards');

export interface PairsOutcome {
  readonly pairs: number;
  /** Nothing changed between the two: no second DOI is made. */
  readonly identical: number;
  /** The earlier revision did not become findable, so no version was made of it. */
  readonly leftOut: number;
  readonly made: number;
  /** Version links in DataCite's copies, each counted on the side that says it. */
  readonly links: number;
  /** Those of them that the other side does not say. */
  readonly unmatched: number;
  /** Defects that the audit names, by code. */
  readonly defects: Readonly<Record<string, number>>;
}

/** Values that these cards do not bring, as an institution would set them for the collection. */
const defaults = {
  publisher: { name: 'Hugging Face' },
  publicationYear: 2022,
  creators: [{ name: 'Hugging Face community', nameType: 'Organizational' }],
};

export async function sendPairs(most: number): Promise<PairsOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-pairs-'));
  const later = new Set(await readdir(join(cardFolder, 'r2')));
  const all = (await readdir(join(cardFolder, 'r1'))).filter((name) => later.has(name)).sort();
  const step = Math.max(1, Math.floor(all.length / most));
  const names = all.filter((_name, at) => at % step === 0).slice(0, most);
  await mkdir(join(folder, 'cards'));
  for (const name of names) await cp(join(cardFolder, 'r1', name), join(folder, 'cards', name));
  const network = createNetwork({ userAgent: 'test', allowInsecureLoopback: true });
  const ports = testPorts({ network, clock: nodeClock, randomBytes: nodeRandomBytes });
  const core = await compose(ports, testConfig(join(folder, 'data')));
  try {
    await core.start();
    const client = createClient({
      invoke: (channel, input) => core.dispatch(channel, input),
      subscribe: (listener) => core.subscribe(listener),
    });
    const sourceId = await core.admitSource([join(folder, 'cards')], 'cards');
    const collectionId = await bringIn(client, sourceId);
    await register(client, collectionId);
    const done = await makeVersions(client, names, collectionId);
    await register(client, collectionId);
    await client.call('sync.start', { repositoryId: 'practice' });
    await until(
      async () => !(await client.call('sync.status', { repositoryId: 'practice' })).running,
    );
    const codes = await defectCounts(client);
    await core.stop();
    return {
      pairs: names.length,
      ...done,
      ...matchLinks(join(folder, 'data')),
      defects: Object.fromEntries(codes.map(({ code, count }) => [code, count])),
    };
  } finally {
    await core.stop();
    network.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the audit names once it has read everything. */
async function defectCounts(client: Client): Promise<Output<'versions.list'>['codes']> {
  const all = { filter: {}, sort: 'title', descending: false, offset: 0, limit: 1 } as const;
  await until(async () => !(await client.call('versions.list', all)).isPending);
  return (await client.call('versions.list', all)).codes;
}

async function bringIn(client: Client, sourceId: string): Promise<number> {
  const { importId, collectionId } = await client.call('imports.start', {
    sourceId,
    settings: { format: null, encoding: null, delimiter: null, sheet: null, mapping: null },
    repositoryId: 'practice',
    collectionName: 'Cards',
    defaults,
    targetState: 'findable',
  });
  await until(async () => {
    const { status } = await client.call('imports.get', { importId });
    if (status !== 'running' && status !== 'done') throw new Error(`import ${status}`);
    return status === 'done';
  });
  return collectionId;
}

/** Sends everything of the collection that is complete, and waits until nothing of it is on its way. */
async function register(client: Client, collectionId: number): Promise<void> {
  const selection = { collectionId };
  const { batchId } = await client.call('register.start', {
    selection,
    targetState: 'findable',
    confirmation: null,
  });
  await until(async () => {
    const { batches } = await client.call('outbox.batches', {});
    return (batches.find(({ id }) => id === batchId)?.waitingCount ?? 0) === 0;
  });
}

async function makeVersions(
  client: Client,
  names: readonly string[],
  collectionId: number,
): Promise<Pick<PairsOutcome, 'identical' | 'leftOut' | 'made'>> {
  const { rows } = await client.call('records.list', {
    filter: { collectionId },
    sort: 'doi',
    descending: false,
    offset: 0,
    limit: 1,
  });
  if (rows.length === 0) throw new Error('nothing was brought in');
  const byName = await recordsByName(client, collectionId);
  let [identical, leftOut, made] = [0, 0, 0];
  for (const name of names) {
    const [before, after] = await Promise.all(
      ['r1', 'r2'].map((part) => readFile(join(cardFolder, part, name), 'utf8')),
    );
    const doi = byName.get(name);
    if (before === after) identical += 1;
    else if (doi === undefined || after === undefined) leftOut += 1;
    else {
      await makeVersion(client, { doi, name, card: after });
      made += 1;
    }
  }
  return { identical, leftOut, made };
}

/** Findable records by the card that they came from. */
async function recordsByName(client: Client, collectionId: number): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let offset = 0; ; offset += 200) {
    const { rows } = await client.call('records.list', {
      filter: { collectionId },
      sort: 'doi',
      descending: false,
      offset,
      limit: 200,
    });
    for (const { doi, state } of rows) {
      if (state !== 'findable') continue;
      const { source } = await client.call('records.get', { doi });
      if (source !== null) found.set(source.file.split('/').at(-1) ?? '', doi);
    }
    if (rows.length < 200) return found;
  }
}

async function makeVersion(
  client: Client,
  { doi, name, card }: { readonly doi: string; readonly name: string; readonly card: string },
): Promise<void> {
  const page = `https://huggingface.co/datasets/${name.replace(/\.md$/, '')}`;
  const made = await client.call('versions.create', {
    doi,
    answers: {
      version: 'r2',
      url: `${page}/tree/r2`,
      publicationYear: '2024',
      issued: '2024-05-01',
      canonical: { kind: 'create', url: page },
    },
    changes: ['data'],
    reason: null,
  });
  const { attributes } = await client.call('records.get', { doi: made.doi });
  // What the later card says, in the place that the version has in its chain.
  const newer = readCard(card, { folders: ['cards'], depth: 0, fileName: name }).attributes;
  const { titles, descriptions, subjects } = newer;
  const said = Object.fromEntries(
    Object.entries({ titles, descriptions, subjects }).filter(([, value]) => value !== undefined),
  );
  await client.call('changes.edit', {
    title: 'The later card',
    kind: 'batch',
    changeKind: 'other',
    reason: null,
    edits: [{ doi: made.doi, attributes: { ...attributes, ...said } }],
  });
}

/** Asks the copies that were read from the service, not the audit: is every version link said by both? */
function matchLinks(dataFolder: string): Pick<PairsOutcome, 'links' | 'unmatched'> {
  const db = openDatabase(join(dataFolder, 'ledger.sqlite'), { readonly: true });
  try {
    const rows = db.all<{ doi: string; remote: string }>(
      'select doi, remote from record where remote is not null',
    );
    const said = new Set<string>();
    for (const { doi, remote } of rows) {
      for (const { type, key } of readStatements(JSON.parse(remote) as Attributes)) {
        const kind = meaningOf(type)?.kind;
        if (kind !== undefined && key !== null && isChainKind(kind)) {
          said.add(`${doi} ${type} ${key}`);
        }
      }
    }
    const lone = [...said].filter((statement) => {
      const [one = '', type = '', other = ''] = statement.split(' ');
      const meaning = meaningOf(type);
      const answer =
        meaning === null ? '' : typeFor(meaning.kind, meaning.isStart ? 'end' : 'start');
      return !said.has(`${other} ${answer} ${one}`);
    });
    return { links: said.size, unmatched: lone.length };
  } finally {
    db.close();
  }
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await sleep(50);
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await sendPairs(Number(process.argv[2] ?? 10_000)), null, 2));
}
