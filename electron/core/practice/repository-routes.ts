import type { Json, JsonObject } from '#shared/support/json.ts';
import type { Account } from './account.ts';
import { jsonAnswer, refuse, type Answer } from './answer.ts';
import type { Caller } from './caller.ts';
import { noFilter } from './index-table.ts';
import { readPage } from './page.ts';
import type { PracticeRequest } from './request.ts';
import type { World } from './world.ts';

/** When the accounts of a practice repository came into being: before everything else. */
const opened = '2020-01-01T00:00:00.000Z';

/** `GET /repositories/:id` and, with fewer attributes, `GET /clients/:id`. */
export function getRepository(
  request: PracticeRequest,
  world: World,
  type: 'repositories' | 'clients',
  id: string,
): Answer {
  const account = world.accounts.byClient(id) ?? refuse(404);
  const data = serialiseClient(account, type, request.caller, world);
  if (type === 'clients') return jsonAnswer(200, { data });
  world.index.catchUp(world.clock.now());
  const doiCount = world.index.count({ ...noFilter, clients: [account.clientId ?? ''] });
  return jsonAnswer(200, { data, meta: { doiCount, prefixCount: account.prefixes.length } });
}

export function serialiseClient(
  account: Account,
  type: 'repositories' | 'clients',
  caller: Caller,
  world: World,
): JsonObject {
  const id = account.clientId ?? '';
  const isOwner = caller.kind === 'account' && caller.account.clientId === account.clientId;
  const provider = world.accounts.providerOf(id);
  return {
    id,
    type,
    attributes: {
      name: `Repository ${account.username}`,
      symbol: account.username,
      year: 2020,
      alternateName: null,
      description: null,
      language: [],
      clientType: 'repository',
      domains: account.domains,
      re3data: null,
      opendoar: null,
      issn: {},
      url: null,
      ...(type === 'repositories' && { software: null, subjects: [], certificate: [] }),
      created: opened,
      updated: opened,
      isActive: account.active,
      hasPassword: true,
      ...(isOwner && { systemEmail: `${id}@example.org`, contactEmail: `${id}@example.org` }),
    },
    relationships: {
      provider: { data: { id: provider, type: 'providers' } },
      prefixes: { data: account.prefixes.map((prefix) => ({ id: prefix, type: 'prefixes' })) },
    },
  };
}

/** `GET /providers/:id`: the member that repositories belong to. */
export function getProvider(world: World, id: string): Answer {
  const repositories = world.accounts
    .repositories()
    .filter((account) => account.providerId === id.toLowerCase());
  const member = world.accounts.byUsername(id);
  if (repositories.length === 0 && member?.clientId !== null) refuse(404);
  const symbol = id.toUpperCase();
  return jsonAnswer(200, {
    data: {
      id: id.toLowerCase(),
      type: 'providers',
      attributes: {
        name: symbol,
        displayName: symbol,
        symbol,
        memberType: 'direct_member',
        isActive: true,
        created: opened,
        updated: opened,
        hasPassword: member !== null,
      },
      relationships: {
        clients: {
          data: repositories.map(({ clientId }) => ({ id: clientId ?? '', type: 'clients' })),
        },
        prefixes: {
          data: [...new Set(repositories.flatMap(({ prefixes }) => prefixes))].map((prefix) => ({
            id: prefix,
            type: 'prefixes',
          })),
        },
      },
    },
  });
}

/** `GET /prefixes`, also for one `client-id`; nobody has to sign in. */
export function listPrefixes(request: PracticeRequest, world: World): Answer {
  const wanted = request.query.get('client-id')?.toLowerCase() ?? null;
  const owners = new Map<string, Account[]>();
  for (const account of world.accounts.repositories()) {
    if (wanted !== null && account.clientId !== wanted) continue;
    for (const prefix of account.prefixes) {
      owners.set(prefix, [...(owners.get(prefix) ?? []), account]);
    }
  }
  return collection(
    request,
    world,
    [...owners].map(([prefix, accounts]) => serialisePrefix(prefix, accounts)),
  );
}

export function getPrefix(world: World, prefix: string): Answer {
  const accounts = world.accounts
    .repositories()
    .filter(({ prefixes }) => prefixes.includes(prefix));
  return accounts.length === 0
    ? refuse(404)
    : jsonAnswer(200, { data: serialisePrefix(prefix, accounts) });
}

function serialisePrefix(prefix: string, accounts: readonly Account[]): JsonObject {
  const related = (type: string, ids: readonly string[]): Json => ({
    data: [...new Set(ids)].map((id) => ({ id, type })),
  });
  const assignments = accounts.map(({ clientId }) => assignmentId(clientId ?? '', prefix));
  return {
    id: prefix,
    type: 'prefixes',
    attributes: { prefix, createdAt: opened },
    relationships: {
      clients: related(
        'clients',
        accounts.map(({ clientId }) => clientId ?? ''),
      ),
      providers: related(
        'providers',
        accounts.map(({ providerId }) => providerId ?? ''),
      ),
      clientPrefixes: related('client-prefixes', assignments),
      providerPrefixes: related('provider-prefixes', assignments),
    },
  };
}

/** `GET /client-prefixes`: which repository holds which prefix. */
export function listClientPrefixes(request: PracticeRequest, world: World): Answer {
  const wanted = request.query.get('client-id')?.toLowerCase() ?? null;
  const rows = world.accounts
    .repositories()
    .filter(({ clientId }) => wanted === null || clientId === wanted)
    .flatMap((account) => account.prefixes.map((prefix) => serialiseAssignment(account, prefix)));
  return collection(request, world, rows);
}

function serialiseAssignment(account: Account, prefix: string): JsonObject {
  const id = assignmentId(account.clientId ?? '', prefix);
  return {
    id,
    type: 'client-prefixes',
    attributes: { createdAt: opened, updatedAt: opened },
    relationships: {
      client: { data: { id: account.clientId, type: 'clients' } },
      provider: { data: { id: account.providerId, type: 'providers' } },
      providerPrefix: { data: { id, type: 'provider-prefixes' } },
      prefix: { data: { id: prefix, type: 'prefixes' } },
    },
  };
}

/** A UUID that names the same pair the same way for ever: its letters as hexadecimal digits. */
function assignmentId(clientId: string, prefix: string): string {
  const hex = Buffer.from(`${prefix}${clientId}`).toString('hex').padEnd(32, '0').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A page of resources that are few enough to be made all at once. */
export function collection(
  request: PracticeRequest,
  world: World,
  rows: readonly JsonObject[],
): Answer {
  const page = readPage(request.query);
  const from = (page.number - 1) * page.size;
  return jsonAnswer(200, {
    data: rows.slice(from, from + page.size),
    meta: {
      total: rows.length,
      totalPages: page.size > 0 ? Math.ceil(rows.length / page.size) : 0,
      page: page.number,
    },
    links: { self: world.baseUrl + request.target },
  });
}
