import { Accounts } from '#core/practice/account.ts';
import { openActivityTable } from '#core/practice/activity-table.ts';
import type { Answer } from '#core/practice/answer.ts';
import { Refusal } from '#core/practice/answer.ts';
import { openApiKeyTable } from '#core/practice/api-key-table.ts';
import { identify } from '#core/practice/caller.ts';
import { storeSave } from '#core/practice/doi-routes.ts';
import { openIndexTable } from '#core/practice/index-table.ts';
import type { PracticeRecord } from '#core/practice/record.ts';
import { createScrollTable } from '#core/practice/scroll-table.ts';
import { openRecordTable } from '#core/practice/record-table.ts';
import { Query } from '#core/practice/request.ts';
import { isWrite, route } from '#core/practice/router.ts';
import { practiceSchema } from '#core/practice/schema.ts';
import type { World } from '#core/practice/world.ts';
import { assignAttributes } from '#core/practice/write-record.ts';
import type { HttpRequest, HttpResponse } from '#core/network/network.ts';
import type { Database } from '#core/sqlite/database.ts';
import { openDatabase } from '#core/sqlite/database.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { JsonObject } from '#shared/support/json.ts';
import { reveal } from '#shared/support/secret.ts';

export const origin = 'http://127.0.0.1:9';
export const username = 'PRACTICE.STEWARD';
export const password = 'practice-password';

export interface ServiceWrite {
  readonly doi: string;
  readonly before: PracticeRecord | null;
  readonly after: PracticeRecord;
}

/** The practice repository's own rules and store, asked directly instead of through a socket. */
export class SimulatedService {
  readonly #world: World;
  readonly #db: Database;
  readonly #onWrite: (write: ServiceWrite) => void;
  #requests = 0;
  lagMs = 0;

  constructor(
    file: string,
    how: {
      readonly now: () => number;
      readonly randomBytes: RandomBytes;
      /** Told of each write that came through `answer`. */
      readonly onWrite: (write: ServiceWrite) => void;
    },
  ) {
    this.#db = openDatabase(file, { kind: 'practice repository' });
    this.#db.exec(`begin immediate; ${practiceSchema} commit`);
    this.#onWrite = how.onWrite;
    const accounts = new Accounts([
      {
        username,
        password,
        role: 'client_admin',
        clientId: 'practice.steward',
        providerId: 'practice',
        active: true,
        domains: '*',
        prefixes: ['10.5072'],
      },
    ]);
    const records = openRecordTable(this.#db);
    this.#world = {
      db: this.#db,
      records,
      index: openIndexTable(this.#db, {
        providerOf: (clientId) => accounts.providerOf(clientId),
        find: (doi) => records.find(doi),
        lagMs: () => this.lagMs,
      }),
      scrolls: createScrollTable(how.now, how.randomBytes),
      activities: openActivityTable(this.#db),
      apiKeys: openApiKeyTable(this.#db),
      accounts,
      clock: { now: how.now },
      randomBytes: how.randomBytes,
      tokenSecret: 'secret',
      pagesFolder: null,
      baseUrl: origin,
      handleServerUp: true,
    };
  }

  record(doi: string): PracticeRecord | null {
    return this.#world.records.find(doi);
  }

  dois(): string[] {
    return Array.from(this.#world.records.all(), ({ doi }) => doi);
  }

  activities(doi: string): unknown[] {
    return this.#db.all('select * from activity where doi = ? order by id', doi);
  }

  writeCount(doi: string, action: 'create' | 'update'): number {
    return (
      this.#db.get<{ n: number }>(
        'select count(*) as n from activity where doi = ? and action = ?',
        doi,
        action,
      )?.n ?? 0
    );
  }

  /** Carries a request out, as it arrives. */
  answer(request: HttpRequest): HttpResponse {
    const [path = '', query = ''] = request.path.split('?', 2);
    const auth = request.auth;
    const authorization =
      auth === undefined
        ? undefined
        : `Basic ${Buffer.from(`${auth.username}:${reveal(auth.password)}`).toString('base64')}`;
    const caller = identify(authorization, this.#world);
    this.#requests += 1;
    const requestId = `request-${String(this.#requests)}`;
    const doi = /^\/dois\/(.+)$/.exec(decodeURIComponent(path))?.[1] ?? doiIn(request.body);
    const before = doi === null ? null : this.record(doi);
    const work = (): Answer =>
      route(
        {
          method: request.method,
          path,
          query: new Query(query),
          target: request.path,
          headers: { 'content-type': request.headers?.['Content-Type'], ...lower(request.headers) },
          body: Buffer.from(request.body ?? ''),
          caller,
          requestId,
        },
        this.#world,
        this.lagMs,
      );
    const answer = refusable(() => (isWrite(request.method) ? this.#db.transaction(work) : work()));
    const after = doi === null ? null : this.record(doi);
    if (answer.effect !== undefined && doi !== null && after !== null) {
      this.#onWrite({ doi, before, after });
    }
    const who: Record<string, string> =
      caller.kind === 'account'
        ? { 'x-credential-username': caller.account.username.toLowerCase() }
        : { 'x-anonymous-consumer': 'true' };
    return {
      status: answer.status,
      headers: { 'x-request-id': requestId, ...who, ...answer.headers },
      body: answer.body ?? '',
    };
  }

  /** A colleague with the same right, in the web form. */
  colleagueWrites(doi: string, attributes: JsonObject): void {
    this.#db.transaction(() => {
      const before = this.record(doi);
      if (before === null) return;
      const { record } = assignAttributes({
        doi,
        clientId: before.clientId,
        attributes,
        before,
        nowMs: Math.floor(this.#world.clock.now() / 1000) * 1000,
        presetSchema: true,
      });
      this.#requests += 1;
      const requestId = `colleague-${String(this.#requests)}`;
      storeSave(before, record, { requestId, caller: { kind: 'anonymous' } }, this.#world);
    });
  }

  close(): void {
    this.#db.close();
  }
}

function refusable(work: () => Answer): Answer {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof Refusal) return cause.answer;
    throw cause;
  }
}

function lower(headers: HttpRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function doiIn(body: string | undefined): string | null {
  if (body === undefined) return null;
  const parsed = JSON.parse(body) as { data?: { attributes?: { doi?: string } } };
  return parsed.data?.attributes?.doi?.toLowerCase() ?? null;
}

/** A record of the service in the form that an answer has. */
export function remoteOf(record: PracticeRecord): Attributes {
  return { ...(record.metadata as Attributes), url: record.url };
}
