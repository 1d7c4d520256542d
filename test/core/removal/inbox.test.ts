import { afterAll, beforeAll, expect, test } from 'vitest';

import type { WireRequest } from '#shared/contract/removal-shapes.ts';
import { goodTombstone, openRemovalStage, request } from './stage.ts';
import type { RemovalStage } from './stage.ts';

let stage: RemovalStage;
beforeAll(async () => {
  stage = await openRemovalStage();
});
afterAll(() => stage.close());

const call = () => stage.removal.handlers;
const open = async (...given: WireRequest[]): Promise<number> =>
  (await call()['removal.open']({ requests: given })).ids[0] ?? 0;

test('the inbox begins with what presses, and figures tell how long requests take', async () => {
  const dois = await stage.publish(3);
  const [late, , soon] = [
    await open(request([dois[0] ?? ''], { dueOn: '2020-01-01', reason: 'spam' })),
    await open(request([dois[1] ?? ''], { dueOn: '2031-01-01', reason: 'spam' })),
    await open(request([dois[2] ?? ''], { dueOn: '2030-01-01', reason: 'spam' })),
  ];
  await call()['removal.edit']({ id: soon, remindOn: '2020-01-02' });
  const page = { show: 'open', offset: 0, limit: 50 } as const;
  const { cases } = await call()['removal.cases'](page);
  const pressing = cases.filter(({ attention }) => attention.length > 0).map(({ id }) => id);
  expect(pressing).toEqual([late, soon]);
  expect(cases.slice(0, 2).map(({ id }) => id)).toEqual([late, soon]);
  const move = { id: late, event: 'take-back', alternative: null, note: '' } as const;
  await call()['removal.move'](move);
  const { statistics } = await call()['removal.cases'](page);
  expect(statistics.pressing).toBe(1);
  expect(statistics.byReason).toContainEqual({ name: 'spam', count: 3, medianDays: 0 });
  expect(statistics.byOutcome).toContainEqual(expect.objectContaining({ name: 'taken-back' }));
});

test('DOIs that lie about their item are offered for a case, with the words of the last one', async () => {
  const [shown = '', away = '', dead = '', gone = '', says = '', led = ''] = await stage.publish(6);
  for (const doi of [shown, away, gone, led]) await stage.begin(await stage.approved([doi]));
  const { db } = stage.ledger;
  // Somebody shows a removed DOI again, or leads it away from its page; an audit finds the others broken.
  db.run(`update record set state = 'findable', remote_state = 'findable' where doi = ?`, shown);
  db.run(
    `update record set remote = json_set(remote, '$.url', 'https://a.example') where doi = ?`,
    away,
  );
  for (const doi of [dead, gone]) {
    db.run(
      `insert into landing_check (record_id, checked_at, url, host, verdict, findings, checks, hops, snippet)
       select id, '2026-01-01T00:00:00.000Z', '', '', 'broken', '[]', '{}', '[]', '' from record where doi = ?`,
      doi,
    );
  }
  db.run(
    `insert into landing_check (record_id, checked_at, url, host, verdict, findings, checks, hops, snippet)
     select id, '', '', '', 'good', '[{"code":"says-withdrawn","detail":""}]', '{}', '[]', '' from record where doi = ?`,
    says,
  );
  db.run(
    `insert into landing_check (record_id, checked_at, url, host, verdict, findings, checks, hops, snippet)
     select id, '', json_extract(remote, '$.url'), '', 'good', '[]', '{}', '[]', '' from record where doi = ?`,
    led,
  );
  db.run(
    `insert into landing_code (record_id, code) select id, 'resolver-elsewhere' from record where doi = ?`,
    led,
  );
  const { suspects } = await call()['removal.suspects']({});
  const why = new Map(suspects.map((one) => [one.doi, one.why]));
  expect([shown, away, dead, gone, says, led].map((doi) => why.get(doi))).toEqual([
    'withdrawn-findable',
    'leads-elsewhere',
    'page-broken',
    'tombstone-gone',
    'item-gone',
    'leads-elsewhere',
  ]);
  const id = await open(request([gone], { origin: 'audit' }));
  expect((await call()['removal.case']({ id })).tombstone).toEqual(goodTombstone);
  const rest = await call()['removal.suspects']({});
  expect(rest.suspects.map(({ doi }) => doi)).not.toContain(gone);
});
