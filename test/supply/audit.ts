/**
 * `npm run audit`: asks the registry for known weaknesses and for newer releases. Exits with 1 for a
 * weakness of what is shipped, with 3 when it could not ask, which is no answer.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const projectFolder = join(import.meta.dirname, '..', '..');

function npm(args: readonly string[]): { readonly json: unknown; readonly talk: string } {
  const { stdout, stderr } = spawnSync('npm', [...args, '--json'], {
    cwd: projectFolder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  try {
    return { json: JSON.parse(stdout) as unknown, talk: stderr };
  } catch {
    return { json: null, talk: `${stdout}${stderr}` };
  }
}

interface Audit {
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly severity: string; readonly range: string }>
  >;
  readonly message?: string;
}

const { json, talk } = npm(['audit', '--omit=dev', '--audit-level=low']);
const audit = json as Audit | null;
if (audit?.vulnerabilities === undefined || audit.metadata === undefined) {
  const why = audit?.message ?? talk.trim().split('\n').at(-1) ?? 'no answer';
  console.error(`The registry could not be asked, so nothing is known: ${why}`);
  process.exitCode = 3;
} else {
  for (const [name, { severity, range }] of Object.entries(audit.vulnerabilities)) {
    console.log(`${severity}: ${name} ${range}`);
  }
  const total = audit.metadata.vulnerabilities['total'] ?? 0;
  console.log(`${String(total)} known weaknesses in what is shipped`);
  const outdated = npm(['outdated']).json as Record<
    string,
    { current?: string; latest: string }
  > | null;
  for (const [name, { current, latest }] of Object.entries(outdated ?? {})) {
    console.log(`newer: ${name} ${current ?? '?'} -> ${latest}`);
  }
  process.exitCode = total === 0 ? 0 : 1;
}
