import { z } from 'zod';

/** What the reports of the two test runners say together. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that say why they did not run. */
  readonly skipReasons: readonly string[];
  /** What failed, with what it said: a long run's end is often all of it that anyone keeps. */
  readonly failures: readonly string[];
  /** What passed only when it was tried again. */
  readonly flaky: readonly string[];
}

export const noTests: Counts = {
  passed: 0,
  failed: 0,
  skipped: 0,
  skipReasons: [],
  failures: [],
  flaky: [],
};

export function sum(...all: readonly Counts[]): Counts {
  return all.reduce((one, other) => ({
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    skipReasons: [...one.skipReasons, ...other.skipReasons],
    failures: [...one.failures, ...other.failures],
    flaky: [...one.flaky, ...other.flaky],
  }));
}

/** A failure in a few lines: its name, its place, and the start of what it said (colours taken out). */
function describeFailure(name: string, messages: readonly string[]): string {
  // eslint-disable-next-line no-control-regex -- the escape sequences of a terminal begin with one
  const plain = messages.join('\n').replaceAll(/\u001b\[[0-9;]*m/g, '');
  return [name.trim(), ...plain.split('\n').slice(0, 12)].join('\n    ');
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
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** Vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function countVitest(report: unknown): Counts {
  const read = vitestReport.parse(report);
  const unloaded = read.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failures = read.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) =>
        describeFailure(`${name}: ${fullName}`, failureMessages ?? []),
      ),
  );
  const skipReasons = read.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'skipped' || status === 'pending' || status === 'todo')
      .map(({ fullName }) => fullName.trim()),
  );
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + unloaded.length,
    skipped: read.numPendingTests + (read.numTodoTests ?? 0),
    skipReasons,
    failures: [
      ...unloaded.map(({ name, message = '' }) => describeFailure(name, [message])),
      ...failures,
    ],
    flaky: [],
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
        file: z.string().optional(),
        tests: z.array(
          z.object({
            status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
            annotations: z.array(
              z.object({ type: z.string(), description: z.string().optional() }),
            ),
            results: z
              .array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) }))
              .optional(),
          }),
        ),
      }),
    )
    .optional(),
});
type Suite = z.output<typeof suite>;

const playwrightReport = z.object({
  suites: z.array(suite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** Playwright's JSON report. An error outside every test (a spec that does not load) counts as one. */
export function countPlaywright(report: unknown): Counts {
  const { suites, errors } = playwrightReport.parse(report);
  const failures = errors.map(({ message = '' }) =>
    describeFailure('outside every test', [message]),
  );
  return sum({ ...noTests, failed: errors.length, failures }, ...suites.map(countSuite));
}

function countSuite({ suites = [], specs = [] }: Suite): Counts {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests.map(({ status, annotations, results = [] }): Counts => {
      if (status === 'skipped') {
        const why = annotations.find(({ type }) => type === 'skip')?.description;
        const reason = why === undefined ? title : `${title} (${why})`;
        return { ...noTests, skipped: 1, skipReasons: [reason] };
      }
      const name = file === undefined ? title : `${file}: ${title}`;
      const said = results.flatMap(({ errors }) => errors.map(({ message = '' }) => message));
      const description = describeFailure(name, said);
      if (status === 'unexpected') return { ...noTests, failed: 1, failures: [description] };
      return { ...noTests, passed: 1, flaky: status === 'flaky' ? [description] : [] };
    }),
  );
  return sum(noTests, ...own, ...suites.map(countSuite));
}
