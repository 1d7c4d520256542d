import { z } from 'zod';

/** What the reports of the two test runners say together. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that say why they did not run. */
  readonly skipReasons: readonly string[];
}

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0, skipReasons: [] };

export function sum(...all: readonly Counts[]): Counts {
  return all.reduce((one, other) => ({
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    skipReasons: [...one.skipReasons, ...other.skipReasons],
  }));
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int().optional(),
  testResults: z.array(
    z.object({
      status: z.string(),
      name: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** Vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function countVitest(report: unknown): Counts {
  const read = vitestReport.parse(report);
  const unloaded = read.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const skipReasons = read.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'skipped' || status === 'pending' || status === 'todo')
      .map(({ fullName }) => fullName.trim()),
  );
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + unloaded,
    skipped: read.numPendingTests + (read.numTodoTests ?? 0),
    skipReasons,
  };
}

const suite = z.object({
  get suites() {
    return z.array(suite).optional();
  },
  specs: z
    .array(
      z.object({
        title: z.string(),
        tests: z.array(
          z.object({
            status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
            annotations: z.array(
              z.object({ type: z.string(), description: z.string().optional() }),
            ),
          }),
        ),
      }),
    )
    .optional(),
});
type Suite = z.output<typeof suite>;

const playwrightReport = z.object({
  suites: z.array(suite),
  errors: z.array(z.unknown()),
});

/** Playwright's JSON report. An error outside every test (a spec that does not load) counts as one. */
export function countPlaywright(report: unknown): Counts {
  const { suites, errors } = playwrightReport.parse(report);
  return sum({ ...noTests, failed: errors.length }, ...suites.map(countSuite));
}

function countSuite({ suites = [], specs = [] }: Suite): Counts {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map(({ status, annotations }): Counts => {
      if (status === 'skipped') {
        const why = annotations.find(({ type }) => type === 'skip')?.description;
        const reason = why === undefined ? title : `${title} (${why})`;
        return { ...noTests, skipped: 1, skipReasons: [reason] };
      }
      return status === 'unexpected' ? { ...noTests, failed: 1 } : { ...noTests, passed: 1 };
    }),
  );
  return sum(noTests, ...own, ...suites.map(countSuite));
}
