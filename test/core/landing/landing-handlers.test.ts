import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { AuditParts } from '#core/landing/check-page.ts';
import { addDue, catalogueIds, countDue, latestRun } from '#core/landing/due-table.ts';
import { createLanding } from '#core/landing/index.ts';
import type { Landing } from '#core/landing/index.ts';
import { getRecord } from '#core/records/find-records.ts';
import { recordViews } from '#core/records/record-views.ts';
import type { Output } from '#shared/contract/contract.ts';
import { readPageFacts } from '#shared/landing/page-facts.ts';
import type { Visit } from '#shared/landing/visit.ts';
import { mustExist } from '#shared/support/assert.ts';
import { page } from '../../fixtures/landing/page-case.ts';
import { openStage } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';
import { addPages } from './audit-stage.ts';

let stage: Stage;
let landing: Landing;
let visits: string[];
let answer: (doi: string) => Visit;
let hold: Promise<void>;

const failing = (kind: 'timeout' | 'unreachable' | 'robots'): Visit => ({
  hops: [],
  page: null,
  failure: { kind, url: 'https://plain.example.org/', detail: '' },
});
const shows = (html: string): Visit => ({
  hops: [],
  failure: null,
  page: {
    url: 'https://plain.example.org/0',
    status: 200,
    headers: { 'content-type': 'text/html' },
    facts: readPageFacts(html),
    isCut: false,
    hasBadCharset: false,
  },
});
const missing = shows(
  page(
    '<title>Page not found</title>',
    '<h1>Page not found</h1><p>There is nothing at this address, sorry.</p>',
  ),
);

beforeEach(async () => {
  stage = await openStage();
  visits = [];
  hold = Promise.resolve();
  answer = () => missing;
  const look: AuditParts = {
    lookAt: async ({ item }) => {
      visits.push(item.doi);
      await hold;
      return answer(item.doi);
    },
    isOnline: async () => Promise.resolve(true),
  };
  landing = createLanding(stage.context, { practiceUrl: () => null, look });
});
afterEach(async () => {
  await landing.stop();
  await stage.close();
});

const call = <Name extends keyof Landing['handlers']>(name: Name, input: never = {} as never) =>
  landing.handlers[name](input) as Output<Name>;
const status = () => call('landing.status');
const startAll = () => Promise.resolve(call('landing.start', { of: 'all' } as never));

describe('the audit of a catalogue', () => {
  it('looks at what is registered or findable, and keeps what it saw', async () => {
    addPages(stage, 3, ['plain', 'gone']);
    stage.addRecords(2);
    expect(await startAll()).toMatchObject({ addedCount: 6 });
    await landing.audit.whenDone();
    expect(status()).toMatchObject({
      run: { status: 'done', total: 6, doneCount: 6 },
      counts: { broken: 6, never: 0 },
    });
    const { detail } = call('landing.get', { doi: '10.5072/PLAIN--0' } as never);
    expect(detail).toMatchObject({
      verdict: 'broken',
      status: 200,
      changes: [{ verdict: 'broken', codes: ['not-found-page'] }],
    });
    expect(detail?.snippet).toContain('Page not found');
    const listed = await Promise.resolve(
      call('landing.list', {
        filter: { host: 'gone.example.org' },
        offset: 0,
        limit: 2,
      } as never),
    );
    expect(listed).toMatchObject({ total: 3, codes: [{ code: 'not-found-page', count: 3 }] });
    expect(listed.rows).toHaveLength(2);
    expect([...recordViews(stage.ledger).idsOf({ query: 'link-status:broken' })]).toHaveLength(6);
    expect([...recordViews(stage.ledger).idsOf({ query: 'landing:not-found-page' })]).toHaveLength(
      6,
    );
  });

  it('goes on after a stop where it was, and looks at no page twice', async () => {
    addPages(stage, 20, ['plain']);
    let release = (): void => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    await startAll();
    await new Promise((resolve) => setImmediate(resolve));
    const stopping = landing.stop();
    release();
    await stopping;
    expect(countDue(stage.ledger)).toBeGreaterThan(0);
    expect(latestRun(stage.ledger)?.status).toBe('running');
    const seen = visits.length;
    hold = Promise.resolve();
    const again = createLanding(stage.context, {
      practiceUrl: () => null,
      look: {
        lookAt: async ({ item }) => {
          visits.push(item.doi);
          return Promise.resolve(missing);
        },
        isOnline: async () => Promise.resolve(true),
      },
    });
    again.start();
    await again.audit.whenDone();
    await again.stop();
    expect(visits.length).toBe(20);
    expect(new Set(visits).size).toBe(20);
    expect(seen).toBeLessThan(20);
  });

  it('is paused, gone on with and cancelled', async () => {
    addPages(stage, 5, ['plain', 'gone', 'empty']);
    await startAll();
    await Promise.resolve(landing.handlers['landing.pause']({}));
    expect(status().run?.status).toBe('paused');
    await expect(startAll()).resolves.toBeDefined();
    await Promise.resolve(landing.handlers['landing.cancel']({}));
    expect(status().run?.status).toBe('cancelled');
    expect(countDue(stage.ledger)).toBe(0);
    expect(() => call('landing.resume')).toThrow(/No audit/);
  });

  it('says nothing of anybody’s page while this computer has no network', async () => {
    addPages(stage, 2, ['plain']);
    answer = () => failing('unreachable');
    const offline = createLanding(stage.context, {
      practiceUrl: () => null,
      look: {
        lookAt: async () => Promise.resolve(failing('unreachable')),
        isOnline: async () => Promise.resolve(false),
      },
    });
    addDue(stage.context, catalogueIds(stage.ledger), 'all');
    offline.audit.kick();
    await expect.poll(() => offline.audit.waitsFor?.kind).toBe('network');
    await offline.stop();
    expect(status().counts).toMatchObject({ never: 2, unsure: 0, broken: 0 });
  });

  it('does not ask a host again that did not answer five times in a row', async () => {
    addPages(stage, 12, ['plain']);
    answer = () => failing('timeout');
    await startAll();
    await landing.audit.whenDone();
    expect(visits).toHaveLength(5);
    expect(status().counts.unsure).toBe(12);
  });

  it('lets a person accept what was seen by hand, with the reason in the history', async () => {
    addPages(stage, 1, ['plain']);
    answer = () => failing('robots');
    await startAll();
    await landing.audit.whenDone();
    const doi = '10.5072/plain--0';
    expect(status().counts.unchecked).toBe(1);
    call('landing.accept', { doi, code: 'robots', note: 'Looked at it' } as never);
    expect(status().counts.good).toBe(1);
    expect(call('landing.get', { doi } as never).detail?.accepted).toMatchObject([
      { code: 'robots', note: 'Looked at it' },
    ]);
    call('landing.accept', { doi, code: 'robots', note: null } as never);
    expect(status().counts.unchecked).toBe(1);
    const kinds = stage.ledger.db.all<{ kind: string }>(
      `select kind from history_event where kind like 'landing.%' order by sequence`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'landing.accepted',
      'landing.acceptance-withdrawn',
    ]);
    expect(mustExist(getRecord(stage.ledger, doi), doi).sync).toBe('in-step');
  });
});
