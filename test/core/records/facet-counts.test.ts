import { expect, it, onTestFinished } from 'vitest';

import { recordViews } from '#core/records/record-views.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const seed = 20_261_122;

it(`counts over a list, however much of the catalogue it leaves out, what its records hold (seed ${seed})`, () => {
  const test = openTestContext();
  onTestFinished(() => test.dispose());
  const random = seededRandom(seed);
  const draw = (most: number): number => Math.floor(random() * most);
  const held = Array.from({ length: 200 }, (_, at) => ({
    doi: `10.5072/${at}`,
    year: 2000 + draw(20),
    subjects: Array.from({ length: draw(4) }, () => `subject ${draw(5)}`),
    language: random() < 0.3 ? undefined : ['de', 'en', 'fr'][draw(3)],
  }));
  const save = (records: typeof held): void => {
    const inputs = records.map(({ doi, year, subjects, language }) =>
      recordInput(doi, {
        attributes: {
          publicationYear: year,
          subjects: subjects.map((subject) => ({ subject })),
          ...(language === undefined ? {} : { language }),
        },
      }),
    );
    saveRecords(test.context, inputs, { kind: 'import', reason: null });
  };
  save(held);
  const views = recordViews(test.context.ledger);
  const check = (): void => {
    for (let from = 1999; from <= 2020; from += 1) {
      const query = `year>=${from}`;
      const listed = held.filter(({ year }) => year >= from);
      const expected = (valuesOf: (record: (typeof held)[number]) => readonly string[]) => {
        const counts = new Map<string, number>();
        for (const record of listed) {
          for (const value of new Set(valuesOf(record)))
            counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        return Object.fromEntries(counts);
      };
      const counted = (facet: string) => {
        const { values, withoutValue } = views.facet({ query }, facet, 200);
        const counts = Object.fromEntries(values.map(({ value, count }) => [value, count]));
        return { counts, withoutValue };
      };
      expect(counted('subjects.subject'), query).toEqual({
        counts: expected(({ subjects }) => subjects),
        withoutValue: listed.filter(({ subjects }) => subjects.length === 0).length,
      });
      expect(counted('language'), query).toEqual({
        counts: expected(({ language }) => (language === undefined ? [] : [language])),
        withoutValue: listed.filter(({ language }) => language === undefined).length,
      });
      const ofYears = views.facet({ query: `year>=${from} has:subjects.subject` }, 'state', 10);
      expect(ofYears.values.reduce((sum, { count }) => sum + count, 0)).toBe(
        listed.filter(({ subjects }) => subjects.length > 0).length,
      );
    }
  };
  check();
  // What all records come to is counted anew when one was written.
  for (const record of held.slice(0, 90)) {
    record.subjects = ['another'];
    record.year = 2019;
  }
  save(held);
  check();
});
