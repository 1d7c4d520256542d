/**
 * What `npm test` runs: the checks, the build, vitest, Playwright; each even when one before it
 * failed, so that one run tells all. The last line is `N passed, N failed, N skipped`, and the exit
 * code is 0 only when everything went well.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { findChromium } from './browser.ts';
import { countPlaywright, countVitest, noTests, sum } from './count-tests.ts';
import type { Counts } from './count-tests.ts';

const projectFolder = join(import.meta.dirname, '..');
// Not below test-results, which Playwright empties when it starts.
const reportFolder = join(projectFolder, '.cache', 'reports');
const bin = join(projectFolder, 'node_modules', '.bin');

interface Step {
  readonly name: string;
  /** True when it went well. */
  run(): boolean;
}

/** Runs a command of ours with its output shown; `tool` is a script in node_modules or an npm script. */
function node(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const path = join(projectFolder, 'node_modules', script);
  return run(process.execPath, [path, ...args], env);
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status, error } = spawnSync(command, args, {
    cwd: projectFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, PATH: `${bin}${pathSeparator}${process.env['PATH'] ?? ''}` },
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (error !== undefined) console.error(`${command} could not be started: ${error.message}`);
  return status === 0;
}

const pathSeparator = process.platform === 'win32' ? ';' : ':';
const vitestReport = join(reportFolder, 'vitest.json');
const playwrightReport = join(reportFolder, 'playwright.json');

const steps: readonly Step[] = [
  { name: 'a browser for the tests', run: ensureBrowser },
  {
    name: 'types, lint, dependency rules, dead code',
    run: () => run('npm', ['run', '-s', 'check']),
  },
  {
    name: 'build',
    run: () => node('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']),
  },
  {
    name: 'vitest',
    run: () =>
      node('vitest/vitest.mjs', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${vitestReport}`,
      ]),
  },
  {
    name: 'playwright',
    run: () =>
      node('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
      }),
  },
];

rmSync(reportFolder, { recursive: true, force: true });
mkdirSync(reportFolder, { recursive: true });
const results = steps.map((step) => {
  console.log(`\n== ${step.name}`);
  const startedAt = performance.now();
  const isWell = step.run();
  return { name: step.name, isWell, seconds: Math.round((performance.now() - startedAt) / 1000) };
});

console.log('\n== summary');
for (const { name, isWell, seconds } of results) {
  console.log(`${isWell ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
}
const counts = sum(
  read(vitestReport, countVitest),
  read(playwrightReport, countPlaywright),
  // A step that is no test (check, build) still has to fail the line when it fails.
  { ...noTests, failed: results.filter(({ isWell, name }) => !isWell && !isRunner(name)).length },
);
for (const reason of counts.skipReasons) console.log(`skipped: ${reason}`);
for (const name of counts.flaky) console.log(`flaky (passed when tried again): ${name}`);
for (const name of counts.failures) console.log(`failed: ${name}`);
const isAllWell = results.every(({ isWell }) => isWell) && counts.failed === 0 && counts.passed > 0;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = isAllWell ? 0 : 1;

function isRunner(name: string): boolean {
  return name === 'vitest' || name === 'playwright';
}

/** A report that is missing means that its runner never got as far: that is a failure. */
function read(path: string, count: (report: unknown) => Counts): Counts {
  if (!existsSync(path)) return { ...noTests, failed: 1 };
  return count(JSON.parse(readFileSync(path, 'utf8')));
}

/** Finds a browser, or fetches one: Playwright's own, else the system's where we may install. */
function ensureBrowser(): boolean {
  if (findChromium() !== null || hasPlaywrightChromium()) return true;
  if (node('playwright-core/cli.js', ['install', 'chromium'])) return true;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error('There is no Chromium here. Install one, or name it in CHROMIUM.');
    return false;
  }
  if (!run('apt-get', ['update'])) return false;
  return ['chromium-headless-shell', 'chromium'].some((name) =>
    run('apt-get', ['install', '-y', name]),
  );
}

function hasPlaywrightChromium(): boolean {
  const script = `process.exit(require('fs').existsSync(require('playwright-core').chromium.executablePath()) ? 0 : 1)`;
  return spawnSync(process.execPath, ['-e', script], { cwd: projectFolder }).status === 0;
}
