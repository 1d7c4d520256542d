import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { planRegistration } from '#core/register/plan-registration.ts';
import { editRecord, openStage, sampleAttributes } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';
import type { Desk } from './review-stage.ts';
import { namePerson, openDesk, setPolicy } from './review-stage.ts';

let stage: Stage;
let desk: Desk;

beforeAll(async () => {
  stage = await openStage();
  desk = openDesk(stage);
  await desk.sit('Lea Brunner');
});
afterAll(async () => {
  await stage.close();
});

const gates = async (doi: string) =>
  (await planRegistration(stage.context, { dois: [doi] }, 'findable')).gates;

describe('the consent of those whom a record names', () => {
  it('is kept word for word with the terms, counts until somebody else is named, and goes into a log', async () => {
    const terms = { terms: 'Terms of May', termsUrl: 'https://example.org/terms' };
    const asks = { approval: 'none', asksDuplicates: false, asksConsent: true } as const;
    setPolicy(stage, { ...asks, ...terms });
    const [doi = ''] = stage.addRecords(1);
    const answer = (given: 'yes' | null) =>
      desk.call['review.answer']({ dois: [doi], question: 'consent', answer: given, note: null });
    expect(await gates(doi)).toMatchObject([{ code: 'checklist-open' }]);
    await answer('yes');
    expect(await gates(doi)).toEqual([]);
    setPolicy(stage, { ...asks, terms: 'Terms of June' });

    const log = await desk.call['review.consents']({ collectionId: 1 });
    for (const part of ['Brunner, Lea', 'DataCite e.V.', 'Terms of May', '"Lea Brunner"', doi]) {
      expect(log.text).toContain(part);
    }
    expect(log.text).not.toContain('Terms of June');

    const { creators = [] } = sampleAttributes(0);
    editRecord(stage.context, doi, { creators: [...creators, { name: 'Kunz, Marc' }] });
    expect(await gates(doi)).toMatchObject([{ code: 'checklist-open' }]);
    await answer('yes');
    await answer(null);
    expect(await gates(doi)).toMatchObject([{ code: 'checklist-open' }]);
    const rows = stage.ledger.db.all<{ people: string; withdrawn: number }>(
      'select people, withdrawn_at is not null as withdrawn from review_consent order by id',
    );
    expect(rows).toEqual([
      { people: '["Brunner, Lea"]', withdrawn: 1 },
      { people: '["Brunner, Lea","Kunz, Marc"]', withdrawn: 1 },
    ]);
    stage.ledger.db.run('delete from review_policy');
  });
});

describe('the queue', () => {
  it('is narrowed by collection, reviewer, age and findings, and its counts with it', async () => {
    const [old = '', flawed = '', given = ''] = stage.addRecords(3, (index) => ({
      ...sampleAttributes(index),
      titles: [{ title: 'In the queue' }],
    }));
    stage.ledger.db.run(`update record set created_at = '2020-01-01T00:00:00Z' where doi = ?`, old);
    stage.ledger.db.run('update record set error_count = 2 where doi = ?', flawed);
    const id = desk.stewards.current()?.id ?? '';
    await desk.call['review.assign']({ dois: [given], stewardId: id });
    const whole = {
      ...{ repositoryId: 'practice', collectionId: 1, status: null },
      ...{ assignee: null, author: null, minDays: null, risk: null },
    };
    const found = async (part: object): Promise<string[]> => {
      const filter = { ...whole, ...part };
      const { rows, total } = await desk.call['review.queue']({
        ...{ filter, sort: 'oldest', offset: 0, limit: 50 },
      });
      const { counts } = await desk.call['review.counts']({ filter });
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      return rows.filter(({ title }) => title === 'In the queue').map(({ doi }) => doi);
    };
    expect(await found({})).toEqual([old, flawed, given]);
    expect(await found({ minDays: 90 })).toEqual([old]);
    expect(await found({ risk: 'errors' })).toEqual([flawed]);
    expect(await found({ assignee: id })).toEqual([given]);
    expect(await found({ assignee: 'nobody' })).toEqual([old, flawed]);
    expect(await found({ collectionId: 2 })).toEqual([]);
    // Who handed it in, and who wrote it, as the history tells.
    await desk.call['review.submit']({ dois: [old] });
    namePerson(stage, 'Marc Kunz');
    editRecord(stage.context, flawed, { version: '2' });
    expect(await found({ author: 'Lea Brunner' })).toEqual([old]);
    expect(await found({ author: 'Marc Kunz' })).toEqual([flawed]);
    expect(await desk.call['review.authors']({})).toEqual({ names: ['Lea Brunner', 'Marc Kunz'] });
  });
});
