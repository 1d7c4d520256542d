// Plain JavaScript on purpose: this file must load under any Node that people have, so that it can
// say what is missing. The program itself is TypeScript that Node runs directly (22.18 and later).
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = [22, 18];
const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** True when the Node that runs this can run the program: it strips types and loads better-sqlite3. */
export function isRightNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/**
 * Imports `entry` when this Node is recent enough; else runs `script` again under the Node that
 * `npm ci` installed; else says what is missing and ends with 3 (environment).
 */
export async function runUnderRightNode(entry, script) {
  if (isRightNode(process.versions.node)) {
    // Types are stripped and code is compiled once, not at every start: half of the time of a short verb. In a
    // folder of ours, since whoever writes the cache chooses what runs; where it cannot be written, without.
    module.enableCompileCache(join(projectFolder, 'node_modules', '.cache', 'steward'));
    await import(entry);
    return;
  }
  const installed = join(
    projectFolder,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  // The guard in the environment ends a circle when the installed Node is too old as well.
  if (!existsSync(installed) || process.env.STEWARD_NODE_CHECKED === '1') {
    process.stderr.write(
      `DOI Steward needs Node ${oldestNode.join('.')} or later; this is ${process.versions.node}.\n` +
        'Run "npm ci" in the project folder: it installs a fitting Node beside the program.\n',
    );
    process.exitCode = 3;
    return;
  }
  const child = spawn(installed, [fileURLToPath(script), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, STEWARD_NODE_CHECKED: '1' },
  });
  // Ctrl+C reaches the child through the terminal; a signal sent to us alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`The Node in node_modules could not be started: ${error.message}\n`);
    process.exitCode = 3;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 3 : 128 + (signal === 'SIGINT' ? 2 : 15));
    process.exit();
  });
}
