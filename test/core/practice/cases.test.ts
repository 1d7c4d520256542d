import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountsFile, Seed } from '#core/practice/index.ts';
import { sendTo, startFixture, type Fixture } from './practice-fixture.ts';

/** The 73 behaviour cases beside the project, replayed over HTTP. Skipped where they are not at hand. */
const file = new URL('../../../../shared/datacite/api-cases/cases.json', import.meta.url);

interface Check {
  readonly path: readonly (string | number)[];
  readonly op: string;
  readonly value: unknown;
}
interface Step {
  readonly request: { method: string; path: string; account: string; body?: unknown };
  readonly expect: { status: number; checks: Check[]; headers?: Record<string, string> };
}
interface Case {
  readonly id: string;
  readonly title: string;
  readonly setup: { dois: SeededDoi[] };
  readonly steps: Step[];
}
type SeededDoi = Record<string, unknown> & { doi: string; state: Seed['state']; client: string };
interface Cases {
  readonly world: { accounts: AccountsFile; factory_doi: Record<string, unknown> };
  readonly cases: Case[];
}

const isThere = existsSync(file);
const cases: Cases | null = isThere ? (JSON.parse(readFileSync(file, 'utf8')) as Cases) : null;

/** `#size`, `#keys`, and a relationship's id where the case compares the whole relation with a text. */
function at(body: unknown, path: Check['path']): unknown {
  let place = body;
  for (const step of path) {
    if (step === '#size') place = (place as unknown[]).length;
    else if (step === '#keys') place = Object.keys(place as object).sort();
    else place = (place as Record<string | number, unknown> | null | undefined)?.[step];
  }
  return place;
}

/** Line and column numbers of XSD messages are compared loosely, as the cases' README says. */
function loosely(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null).replace(/ at line \d+, column \d+/g, ' at line N, column N'),
  );
}

const operators: Record<string, (actual: unknown, value: unknown) => void> = {
  eq: (actual, value) => expect(loosely(actual)).toEqual(loosely(value)),
  contains_object: (actual, value) =>
    expect(actual).toContainEqual(expect.objectContaining(value as object)),
  starts_with: (actual, value) =>
    expect(actual).toSatisfy((text: string) => text.startsWith(value as string)),
  ends_with: (actual, value) =>
    expect(actual).toSatisfy((text: string) => text.endsWith(value as string)),
  // A source pattern has an unescaped `*` from a Ruby glob; Ruby takes it as a quantifier too.
  regex: (actual, value) => expect(actual).toMatch(new RegExp(value as string)),
  not_regex: (actual, value) => expect(actual).not.toMatch(new RegExp(value as string)),
  one_of: (actual, value) => expect(value as unknown[]).toContainEqual(actual),
  absent: (actual) => expect(actual).toBeUndefined(),
  present: (actual) => expect(actual).toSatisfy((value) => value !== undefined && value !== null),
  empty: (actual) => expect(actual ?? []).toEqual([]),
};

describe.skipIf(cases === null)(
  'the behaviour cases (skipped where ../shared is not at hand)',
  () => {
    let fixture: Fixture;
    beforeAll(async () => {
      fixture = await startFixture({ accounts: cases?.world.accounts ?? {} });
    });
    afterAll(() => fixture.stop());

    it('has 73 of them', () => {
      expect(cases?.cases).toHaveLength(73);
    });

    for (const one of cases?.cases ?? []) {
      it(`${one.id}: ${one.title}`, async () => {
        const { practice } = fixture;
        practice.reset();
        practice.seed(one.setup.dois.map(toSeed));
        for (const { request, expect: expected } of one.steps) {
          const account = cases?.world.accounts[request.account];
          const response = await sendTo(practice, {
            method: request.method,
            path: request.path,
            as:
              account === null || account === undefined
                ? null
                : `${account.username}:${account.password}`,
            ...(request.body !== undefined && { body: request.body }),
          });
          expect(response.status, response.text.slice(0, 2000)).toBe(expected.status);
          for (const check of expected.checks) {
            const operate = operators[check.op];
            if (operate === undefined) throw new Error(`Unknown operator ${check.op}`);
            operate(at(response.json, check.path), check.value);
          }
          for (const [name, value] of Object.entries(expected.headers ?? {})) {
            expect(response.headers.get(name)).toBe(value);
          }
        }
        expect(practice.effects().filter(({ defect }) => defect !== null)).toEqual([]);
      });
    }
  },
);

function toSeed({ doi, state, client, created, bare, ...attributes }: SeededDoi): Seed {
  const factory = bare === true ? {} : (cases?.world.factory_doi ?? {});
  return {
    doi,
    state,
    clientId: client,
    attributes: { ...factory, ...attributes },
    ...(typeof created === 'string' && { createdMs: Date.parse(created) }),
  };
}
