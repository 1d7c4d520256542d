import { describe, expect, it } from 'vitest';

import { countPlaywright, countVitest, noTests, sum } from '../count-tests.ts';

const vitestFile = (status: string, results: readonly string[]) => ({
  status,
  name: 'x.test.ts',
  assertionResults: results.map((result, at) => ({ status: result, fullName: `rule ${at}` })),
});

describe('the counts of a whole run', () => {
  it('come from vitest, with the names of what was skipped', () => {
    const counts = countVitest({
      numPassedTests: 2,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 0,
      testResults: [vitestFile('failed', ['passed', 'passed', 'failed', 'skipped'])],
    });
    expect(counts).toEqual({ passed: 2, failed: 1, skipped: 1, skipReasons: ['rule 3'] });
  });

  it('count a test file that could not be loaded as a failure', () => {
    const report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
    const counts = countVitest({ ...report, testResults: [vitestFile('failed', [])] });
    expect(counts.failed).toBe(1);
  });

  it('come from Playwright, through all its suites, with the reasons of skips', () => {
    const spec = (status: string, description?: string) => ({
      title: `a ${status} rule`,
      tests: [
        { status, annotations: description === undefined ? [] : [{ type: 'skip', description }] },
      ],
    });
    const counts = countPlaywright({
      errors: [{ message: 'a spec that does not load' }],
      suites: [
        { specs: [spec('expected')], suites: [{ specs: [spec('unexpected'), spec('flaky')] }] },
        { specs: [spec('skipped', 'no binary')] },
      ],
    });
    expect(counts).toEqual({
      passed: 2,
      failed: 2,
      skipped: 1,
      skipReasons: ['a skipped rule (no binary)'],
    });
  });

  it('add up, and no run at all is nothing', () => {
    expect(sum(noTests, { ...noTests, passed: 3 }, { ...noTests, failed: 1 })).toMatchObject({
      passed: 3,
      failed: 1,
    });
  });
});
