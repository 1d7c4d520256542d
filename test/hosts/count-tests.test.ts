import { describe, expect, it } from 'vitest';

import { countPlaywright, countVitest, noTests, sum } from '../count-tests.ts';

const vitestFile = (status: string, results: readonly string[]) => ({
  status,
  name: 'x.test.ts',
  message: 'it does not load',
  assertionResults: results.map((result, at) => ({
    status: result,
    fullName: `rule ${at}`,
    failureMessages: result === 'failed' ? ['\u001b[31mexpected 1\u001b[39m\n at a line'] : [],
  })),
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
    expect(counts).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
      skipReasons: ['rule 3'],
      failures: ['x.test.ts: rule 2\n    expected 1\n     at a line'],
      flaky: [],
    });
  });

  it('count a test file that could not be loaded as a failure', () => {
    const report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
    const counts = countVitest({ ...report, testResults: [vitestFile('failed', [])] });
    expect(counts).toMatchObject({ failed: 1, failures: ['x.test.ts\n    it does not load'] });
  });

  it('come from Playwright, through all its suites, with the reasons of skips', () => {
    const spec = (status: string, description?: string) => ({
      title: `a ${status} rule`,
      tests: [
        {
          status,
          annotations: description === undefined ? [] : [{ type: 'skip', description }],
          results: [{ errors: status === 'expected' ? [] : [{ message: `not ${status}` }] }],
        },
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
      failures: [
        'outside every test\n    a spec that does not load',
        'a unexpected rule\n    not unexpected',
      ],
      flaky: ['a flaky rule\n    not flaky'],
    });
  });

  it('add up, and no run at all is nothing', () => {
    expect(sum(noTests, { ...noTests, passed: 3 }, { ...noTests, failed: 1 })).toMatchObject({
      passed: 3,
      failed: 1,
    });
  });
});
