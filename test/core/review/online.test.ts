import { afterAll, beforeAll, expect, it } from 'vitest';

import { createForeignHandlers } from '#core/review/foreign-record.ts';
import type { HttpRequest } from '#core/network/network.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { openDesk, setPolicy } from './review-stage.ts';

const asked: HttpRequest[] = [];
const work = {
  DOI: '10.1234/lakes',
  title: ['Étude of lakes'],
  author: [{ family: 'Roe', given: 'Jane' }, { name: 'Institute' }],
  issued: { 'date-parts': [[2024]] },
};
const answers: Readonly<Record<string, unknown>> = {
  'https://doi.org': [{ DOI: '10.1234/lakes', RA: 'Crossref' }],
  'https://api.datacite.org': { data: [] },
  'https://api.crossref.org': { message: { ...work, items: [work] } },
};

let test: TestContext;
beforeAll(() => {
  test = openTestContext({
    network: {
      send: (request) => {
        asked.push(request);
        const body = JSON.stringify(answers[request.origin] ?? null);
        return Promise.resolve({ status: 200, headers: {}, body });
      },
    },
  });
  test.context.ledger.db.run(
    `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'Lakes', '2026-01-01')`,
  );
  saveRecords(test.context, [recordInput('10.5072/a', { collectionId: 1 })], {
    kind: 'import',
    reason: null,
  });
});
afterAll(() => test.dispose());

it('asks nobody outside for twins unless the collection says so, and tells what it would send', async () => {
  const desk = openDesk(test);
  const doi = '10.5072/a';
  await expect((async () => desk.call['review.onlineTwins']({ doi }))()).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(asked).toEqual([]);
  setPolicy(test.context, { usesOnlineSources: true });
  expect(await desk.call['review.onlineQuestions']({ doi })).toEqual({
    questions: [
      { service: 'DataCite', words: 'etude lakes' },
      { service: 'Crossref', words: 'etude lakes Roe' },
    ],
  });
  expect(asked).toEqual([]);
  const { twins } = await desk.call['review.onlineTwins']({ doi });
  expect(twins).toMatchObject([{ doi: '10.1234/lakes', reasons: ['title'], decision: null }]);
  expect(asked.map(({ origin, auth }) => [origin, auth])).toEqual([
    ['https://api.datacite.org', undefined],
    ['https://api.crossref.org', undefined],
  ]);
});

it('reads and cites a DOI of another agency, and keeps nothing of it', async () => {
  const { 'review.foreign': read } = createForeignHandlers(test.context);
  expect(await read({ doi: 'https://doi.org/10.1234/LAKES' })).toMatchObject({
    agency: 'Crossref',
    title: 'Étude of lakes',
    citation: expect.stringContaining('https://doi.org/10.1234/LAKES') as string,
    attributes: null,
  });
  const rows = test.context.ledger.db.all('select doi from record');
  expect(rows).toEqual([{ doi: '10.5072/a' }]);
});
