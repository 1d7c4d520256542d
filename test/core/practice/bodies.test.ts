/* eslint-disable @typescript-eslint/no-unsafe-member-access --
   answers are JSON of any shape; what is read of them is asserted */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixture, type Fixture } from './practice-fixture.ts';
import { caseAccounts } from './practice-fixture.ts';

/** The 115 request bodies beside the project, posted over HTTP. Skipped where they are not at hand. */
const folder = new URL('../../../../shared/datacite/bodies/', import.meta.url);

interface Body {
  readonly file: string;
  readonly valid: boolean;
  readonly state: string;
  readonly reason: string;
  readonly expected: { readonly status: number; readonly errors?: readonly object[] };
}

const index = new URL('index.json', folder);
const bodies = existsSync(index)
  ? (JSON.parse(readFileSync(index, 'utf8')) as { cases: Body[] }).cases
  : [];

function loosely(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null).replace(/ at line \d+, column \d+/g, ' at line N, column N'),
  );
}

describe.skipIf(bodies.length === 0)(
  'the request bodies (skipped where ../shared is not at hand)',
  () => {
    let fixture: Fixture;
    beforeAll(async () => {
      fixture = await startFixture({ accounts: caseAccounts });
    });
    afterAll(() => fixture.stop());

    it('are 115', () => {
      expect(bodies).toHaveLength(115);
    });

    for (const { file, expected, state, reason } of bodies) {
      it(`${file}: ${expected.status} (${reason})`, async () => {
        fixture.practice.reset();
        const body = readFileSync(new URL(file, folder), 'utf8');
        const answer = await fixture.send({ method: 'POST', path: '/dois', body });
        expect(answer.status, answer.text.slice(0, 2000)).toBe(expected.status);
        if (expected.status === 201) expect(answer.json.data.attributes.state).toBe(state);
        if (expected.errors !== undefined)
          expect(loosely(answer.json.errors)).toEqual(loosely(expected.errors));
      });
    }
  },
);
