/* eslint-disable @typescript-eslint/no-unsafe-member-access --
   answers are JSON of any shape; what is read of them is asserted */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';
import { compareStored } from '#shared/stored/compare-stored.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { seededRandom } from '#shared/support/random.ts';
import { doiBody, startFixture, type Fixture } from './practice-fixture.ts';

/** What the client predicts is what the practice repository stores; what it judges is what is refused. */
describe('prediction and practice', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture();
  });
  afterAll(() => fixture.stop());

  const path = (doi: string): string => `/dois/${doi}?affiliation=true&publisher=true`;
  let count = 0;
  const name = (): string => `10.5072/predicted-${(count += 1)}`;
  const record = (seed: number, isAny: boolean): Attributes => {
    const random = seededRandom(seed);
    // The service fails at four-byte characters in a version, which is none of prediction's business.
    return isAny ? { ...generateAnyRecord(random), version: '1.0' } : generateRecord(random);
  };

  it('agree on 200 generated records, created and updated (seed on failure)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.boolean(), async (seed, isAny) => {
        const doi = name();
        const sent = { ...record(seed, isAny), doi };
        const created = await fixture.send({
          method: 'POST',
          path: path('').replace('/dois/', '/dois'),
          body: doiBody(sent),
        });
        expect(created.status, created.text).toBe(201);
        const predicted = predictStored(sent);
        expect(compareStored(predicted, created.json.data.attributes as Attributes)).toEqual([]);
        const change = record(seed + 1, isAny);
        const updated = await fixture.send({
          method: 'PUT',
          path: path(doi),
          body: doiBody(change),
        });
        expect(
          compareStored(
            predictStored(change, predicted),
            updated.json.data.attributes as Attributes,
          ),
        ).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('publish every valid generated record, and refuse with the errors that validation foresees (seed on failure)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const whole = {
          ...record(seed, false),
          schemaVersion: 'http://datacite.org/schema/kernel-4',
        };
        expect(
          (
            await fixture.send({
              method: 'POST',
              path: '/dois',
              body: doiBody({ ...whole, doi: name(), event: 'publish' }),
            })
          ).status,
        ).toBe(201);
        const keys = [
          'creators',
          'titles',
          'publisher',
          'publicationYear',
          'types',
          'url',
        ] as const;
        const missing = keys[Math.abs(seed) % keys.length] ?? 'url';
        const broken = { ...whole, [missing]: null, doi: name() };
        const answer = await fixture.send({
          method: 'POST',
          path: '/dois',
          body: doiBody({ ...broken, event: 'publish' }),
        });
        expect(answer.status).toBe(422);
        const foreseen = validateMetadata(broken, { state: 'findable' }).filter(
          ({ severity }) => severity === 'error',
        );
        expect(foreseen.some((finding) => finding.path.startsWith(missing))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
