import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const projectFolder = join(import.meta.dirname, '..', '..');

/** The browser host over what is built, in a process and on a data folder of its own. */
export interface BrowserApp {
  /** The launch link; works once. */
  readonly url: string;
  readonly origin: string;
  readonly dataFolder: string;
  /** What it said on standard error so far. */
  readonly talk: () => string;
  close(): Promise<number | null>;
}

export async function startBrowserApp(
  options: { readonly dataFolder?: string } = {},
): Promise<BrowserApp> {
  const own = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'steward-browser-')));
  const script = join(projectFolder, 'test', 'e2e', 'serve.ts');
  const child = spawn(process.execPath, [script, '--no-open', '--data', dataFolder], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  let talk = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (talk += text));
  const lines = createInterface(child.stdout);
  const line = await Promise.race([
    once(lines, 'line').then(([first]) => first as string),
    exited.then((code) => {
      throw new Error(`The browser host ended with ${String(code)}: ${talk}`);
    }),
  ]);
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    origin: new URL(url).origin,
    dataFolder,
    talk: () => talk,
    async close() {
      child.kill('SIGTERM');
      const code = await exited;
      if (own) await rm(dataFolder, { recursive: true, force: true });
      return code;
    },
  };
}
