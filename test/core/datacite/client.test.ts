import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBudget, unlimited } from '#core/datacite/budget.ts';
import type { Budget } from '#core/datacite/budget.ts';
import { createClient, doiPath } from '#core/datacite/client.ts';
import type { DataciteClient } from '#core/datacite/client.ts';
import { createNetwork } from '#core/network/create-network.ts';
import type { Clock, Vault } from '#core/ports.ts';
import { buildPayload } from '#core/register/build-payload.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { Secret } from '#shared/support/secret.ts';
import { openStage, realClock, sampleAttributes } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await stage.close();
});

interface Choice {
  readonly vault?: Vault;
  readonly password?: string | null;
  readonly budget?: Budget;
  readonly endpoint?: string;
}

function client(choice: Choice = {}): DataciteClient {
  const { practice } = stage;
  const password = choice.password === undefined ? practice.password : choice.password;
  const vault: Vault = choice.vault ?? {
    strength: 'session',
    get: () => Promise.resolve(password === null ? null : new Secret(password)),
    put: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  };
  return createClient({
    repository: { id: 'r', clientId: practice.username, endpoint: choice.endpoint ?? practice.url },
    network: createNetwork({ userAgent: 'Test', allowInsecureLoopback: true }),
    vault,
    budget: choice.budget ?? unlimited,
    clock: realClock,
  });
}

function body(doi: string, target: RemoteState): string {
  const payload = buildPayload({
    doi,
    clientId: stage.practice.username,
    attributes: sampleAttributes(1),
    state: 'reserved',
    remote: null,
    target,
  });
  return payload?.body ?? '';
}

async function create(doi: string, target: RemoteState = 'draft'): Promise<void> {
  const verdict = await client().createDoi(doi, body(doi, target), target);
  expect(verdict.kind).toBe('done');
}

describe('one DOI', () => {
  it('is created, read, and its draft deleted', async () => {
    const doi = '10.5072/one';
    await create(doi);
    const read = await client().getDoi(doi);
    expect(read).toMatchObject({
      kind: 'done',
      record: { doi, state: 'draft', clientId: 'practice.steward' },
    });
    expect(await client().deleteDraft(doi)).toEqual({ kind: 'gone' });
    expect(await client().getDoi(doi)).toEqual({ kind: 'gone' });
  });

  it('is never created over another', async () => {
    await create('10.5072/one');
    const again = await client().createDoi('10.5072/one', body('10.5072/one', 'draft'), 'draft');
    expect(again).toEqual({ kind: 'taken' });
  });

  it('raises the alarm when an update met nothing and the service created it', async () => {
    const doi = '10.5072/mistyped';
    const verdict = await client().updateDoi(doi, body(doi, 'draft'), null);
    expect(verdict).toMatchObject({ kind: 'unexpected', record: { doi } });
  });

  it('is refused with the service’s own words', async () => {
    const doi = '10.5072/two';
    const bare = JSON.stringify({
      data: {
        type: 'dois',
        attributes: { doi, event: 'publish', schemaVersion: 'http://datacite.org/schema/kernel-4' },
        relationships: { client: { data: { type: 'clients', id: 'practice.steward' } } },
      },
    });
    const verdict = await client().createDoi(doi, bare, 'findable');
    expect(verdict).toMatchObject({ kind: 'permanent', status: 422 });
    if (verdict.kind === 'permanent') expect(verdict.errors.length).toBeGreaterThan(0);
  });

  it('is addressed with all its odd characters, the slash kept', () => {
    expect(doiPath('10.5072/a b?c#d%e/f<g>')).toMatch(
      /^\/dois\/10\.5072\/a%20b%3Fc%23d%25e\/f%3Cg%3E\?/,
    );
  });
});

describe('credentials', () => {
  it('that are wrong are seen on a read too, which the service answers as if to a stranger', async () => {
    await create('10.5072/open', 'findable');
    const stranger = client({ password: 'wrong' });
    expect((await stranger.getDoi('10.5072/open')).kind).toBe('unauthorised');
    expect((await stranger.getDoi('10.5072/none')).kind).toBe('unauthorised');
    expect((await stranger.listPage({ cursor: null, updatedSince: null })).kind).toBe(
      'unauthorised',
    );
    expect((await stranger.createDoi('10.5072/x', body('10.5072/x', 'draft'), 'draft')).kind).toBe(
      'unauthorised',
    );
  });

  it('that are missing or locked away hold the account and fail no record', async () => {
    expect((await client({ password: null }).getDoi('10.5072/x')).kind).toBe('unauthorised');
    const vault: Vault = {
      strength: 'os-keychain',
      get: () => Promise.reject(new AppError('VAULT_UNAVAILABLE', { message: 'Locked.' })),
      put: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    };
    expect((await client({ vault }).getDoi('10.5072/x')).kind).toBe('unauthorised');
    // What this computer cannot open is no lock: unlocking would not help, entering the password does.
    const nextStep = 'Enter the password of the repository again.';
    const sealed = new AppError('VAULT_UNAVAILABLE', { message: 'Sealed elsewhere.', nextStep });
    const copied = { ...vault, get: () => Promise.reject(sealed) };
    expect(await client({ vault: copied }).getDoi('10.5072/x')).toEqual({
      kind: 'unauthorised',
      message: `Sealed elsewhere. ${nextStep}`,
    });
  });

  it('are checked without side effects', async () => {
    expect(await client().checkCredentials()).toMatchObject({
      outcome: 'works',
      prefixes: ['10.5072'],
      domains: ['*'],
    });
    expect((await client({ password: 'wrong' }).checkCredentials()).outcome).toBe(
      'bad-credentials',
    );
    expect((await client({ password: null }).checkCredentials()).outcome).toBe('bad-credentials');
    const nowhere = client({ endpoint: 'http://127.0.0.1:9' });
    expect((await nowhere.checkCredentials()).outcome).toBe('unreachable');
    expect(stage.practice.holdings()).toEqual([]);
  });
});

describe('many DOIs', () => {
  it('are listed page by page to the end, drafts included', async () => {
    for (let index = 0; index < 7; index += 1) await create(`10.5072/n${String(index)}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await client().listPage({ cursor, updatedSince: null, size: 3 });
      if (page.kind !== 'page') throw new Error(page.kind);
      seen.push(...page.records.map(({ doi }) => doi));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(cursor).toBeNull();
    expect(seen.toSorted()).toEqual(
      Array.from({ length: 7 }, (_, index) => `10.5072/n${String(index)}`),
    );
  });

  it('are read in as few requests as request lines permit', async () => {
    const dois = Array.from({ length: 1000 }, (_, index) => `10.5072/long-suffix-${String(index)}`);
    for (const doi of dois.slice(0, 5)) await create(doi);
    stage.practice.setFaults([]);
    const before = stage.practice.effects().length;
    const answer = await client().readMany(dois);
    expect(answer).toMatchObject({ kind: 'records' });
    if (answer.kind === 'records') expect(answer.records).toHaveLength(5);
    const reads = stage.practice.effects().slice(before);
    expect(reads.length).toBeLessThanOrEqual(4);
    expect(Math.max(...reads.map(({ target }) => target.length))).toBeLessThan(13_000);
  });

  it('end with a reason when the list is none', async () => {
    const respond = { kind: 'wrong-shape', body: { data: 'no' } } as const;
    stage.practice.setFaults([{ match: { path: '/dois' }, times: 1, respond }]);
    expect((await client().listPage({ cursor: null, updatedSince: null })).kind).toBe('unknown');
  });
});

describe('the budget', () => {
  it('lets requests through in their order and never more than it may', async () => {
    let now = 0;
    const clock: Clock = {
      now: () => now,
      monotonic: () => now,
      sleep: (milliseconds) => {
        now += milliseconds;
        return Promise.resolve();
      },
    };
    const budget = createBudget({ requests: 3, windowMs: 1000 }, clock);
    const order: [index: number, at: number][] = [];
    await Promise.all(
      Array.from({ length: 7 }, async (_, index) => {
        await budget.take();
        order.push([index, now]);
      }),
    );
    expect(order.map(([index]) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(order.map(([, at]) => at)).toEqual([0, 0, 0, 1001, 1001, 1001, 2002]);
  });

  it('is not blocked by one that gives up waiting', async () => {
    const budget = createBudget({ requests: 1, windowMs: 50 }, realClock);
    await budget.take();
    const cut = new AbortController();
    const given = budget.take(cut.signal);
    const next = budget.take();
    cut.abort(new Error('given up'));
    await expect(given).rejects.toThrow();
    await next;
  });
});
