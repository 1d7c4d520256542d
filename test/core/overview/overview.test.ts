import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createOverviewHandlers } from '#core/overview/overview-handlers.ts';
import { createLanding } from '#core/landing/index.ts';
import { wireReport } from '#shared/contract/overview.ts';
import { createClients } from '#core/outbox/clients.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { readReviewPolicies, saveReviewPolicy } from '#core/review/review-policies.ts';
import { createSync } from '#core/sync/sync.ts';
import { yearBefore } from '#shared/overview/needs.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { standardPolicy } from '#shared/review/review-policy.ts';
import { openStage, quickClock } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';
import { addPages } from '../landing/audit-stage.ts';

let stage: Stage;
let handlers: ReturnType<typeof createOverviewHandlers>;

beforeEach(async () => {
  stage = await openStage();
  handlers = createOverviewHandlers(stage.context);
});
afterEach(async () => stage.close());

const file = async (repositoryId: string | null, format: 'html' | 'csv' | 'json') =>
  handlers['overview.file']({ repositoryId, format });

describe('the overview', () => {
  it('counts what needs a person, each kind once, and nothing that is well', async () => {
    addPages(stage, 2, ['gone', 'plain']);
    stage.ledger.db.run(`update record set sync = 'conflict' where doi = '10.5072/plain--0'`);
    stage.ledger.db.run(
      `update record set state = 'draft', error_count = 2 where doi = '10.5072/plain--1'`,
    );
    const landing = createLanding(stage.context, {
      practiceUrl: () => null,
      look: {
        lookAt: async () =>
          Promise.resolve({
            hops: [],
            page: null,
            failure: { kind: 'redirect-loop' as const, url: 'https://x.example.org/', detail: '' },
          }),
        isOnline: async () => Promise.resolve(true),
      },
    });
    await landing.handlers['landing.start']({ of: 'all' });
    await landing.audit.whenDone();
    await landing.stop();
    expect(await handlers['overview.needs']({ repositoryId: 'prod' })).toEqual({
      recordCount: 4,
      needs: [
        { id: 'conflicts', count: 1 },
        { id: 'broken-pages', count: 3 },
        { id: 'drafts-with-errors', count: 1 },
      ],
    });
    expect(await handlers['overview.needs']({ repositoryId: 'practice' })).toEqual({
      recordCount: 0,
      needs: [],
    });
  });

  it('names what nobody looked at for a year: public records, and who answers for a collection (E4)', async () => {
    addPages(stage, 1, ['gone', 'plain']);
    const { db } = stage.ledger;
    db.run(
      `insert into collection (id, repository_id, name, created_at) values (7, 'prod', 'Lakes', '2020-01-01T00:00:00.000Z')`,
    );
    db.run(`update record set collection_id = 7`);
    db.run(`update record set confirmed_at = '2020-01-01' where doi = '10.5072/plain--0'`);
    const late = async () =>
      (await handlers['overview.needs']({ repositoryId: 'prod' })).needs.filter(
        ({ id }) => id === 'contacts' || id === 'stale',
      );
    expect(await late()).toEqual([
      { id: 'contacts', count: 1 },
      { id: 'stale', count: 1 },
    ]);
    const policy = { ...standardPolicy('production'), contact: 'Lea Brunner, data@example.org' };
    saveReviewPolicy(stage.context, 7, { policy, reason: null });
    expect(await late()).toEqual([{ id: 'stale', count: 1 }]);
    expect(
      readReviewPolicies(stage.ledger).of({ collectionId: 7, environment: 'production' }),
    ).toEqual(policy);
    const year = yearBefore(stage.context.timestamp().slice(0, 10));
    expect(parseQuery(`(state:registered OR state:findable) confirmed<${year}`).ok).toBe(true);
  });

  it('reports on the catalogue, of which the three figures are parts', async () => {
    addPages(stage, 700, ['plain']);
    const report = wireReport.parse(await handlers['overview.report']({ repositoryId: 'prod' }));
    expect(report.recordCount).toBe(700);
    expect(report.figures).toEqual([
      { id: 'tracked', count: 700 },
      { id: 'verified', count: 0 },
      { id: 'credited', count: 0 },
    ]);
    const completeness = report.charts.find(({ id }) => id === 'completeness');
    expect(completeness?.rows.find(({ label }) => label === 'titles')).toMatchObject({
      values: [700],
      of: 700,
    });
  });

  it('says how often records are used, as DataCite counts it, with the day on which it was asked', async () => {
    await stage.close();
    stage = await openStage({
      clock: quickClock,
      network: (inner) => ({
        send: async (request) => {
          const answer = await inner.send(request);
          const body = answer.body
            .replaceAll(/"viewCount":\d+/g, '"viewCount":40')
            .replaceAll(/"downloadCount":\d+/g, '"downloadCount":0')
            .replaceAll(/"citationCount":\d+/g, '"citationCount":3');
          return { ...answer, body };
        },
      }),
    });
    handlers = createOverviewHandlers(stage.context);
    const [published = '', draft = ''] = stage.addRecords(2);
    const send = async (doi: string, target: 'draft' | 'findable') =>
      startRegistration(stage.context, { selection: { dois: [doi] }, target, confirmation: null });
    await send(published, 'findable');
    await send(draft, 'draft');
    stage.outbox.start();
    await stage.outbox.whenIdle();
    stage.ledger.db.run('delete from record_use');
    const sync = createSync(stage.context, createClients(stage.context));
    sync.start('practice', { isFull: true });
    await sync.whenDone('practice');
    const { charts } = wireReport.parse(
      await handlers['overview.report']({ repositoryId: 'practice' }),
    );
    expect(charts.find(({ id }) => id === 'use')).toMatchObject({
      asOf: { newest: expect.stringMatching(/^20\d\d-/) as string },
      rows: [{ values: [3] }, { values: [40] }, { values: [0] }],
    });
    expect(charts.find(({ id }) => id === 'most-used')?.rows).toMatchObject([
      { label: 'Lake levels, part 0', values: [3, 40, 0] },
    ]);
    expect((await file('practice', 'csv')).text).toMatch(
      /^most-used,"Lake levels, part 0",Views,40,,20/m,
    );
    await sync.stop();
  });

  it('is written as a page without scripts and as a table, practice marked as such', async () => {
    stage.addRecords(3, () => ({
      titles: [{ title: '<script>alert(1)</script>' }],
      types: { resourceTypeGeneral: '=cmd()' },
    }));
    const page = await file('practice', 'html');
    expect(page.text).toContain('PRACTICE');
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain("default-src 'none'");
    expect((await file(null, 'html')).text).not.toContain('<script');
    const table = await file('practice', 'csv');
    expect(table.text).toContain("types,'=cmd(),Records,3,");
    expect(table.text).toContain('mark,"PRACTICE: ');
    const whole = { repositoryId: 'practice', format: 'json' } as const;
    for (const [collectionId, recordCount] of [
      [1, 3],
      [2, 0],
    ] as const) {
      const { text } = await handlers['overview.file']({ ...whole, collectionId });
      expect(JSON.parse(text)).toMatchObject({ recordCount });
    }
    expect(JSON.parse((await file('practice', 'json')).text)).toMatchObject({
      isPractice: true,
      recordCount: 3,
    });
  });
});
