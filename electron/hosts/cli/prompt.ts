import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

import { Secret } from '#shared/support/secret.ts';

/**
 * Asks for a secret in the terminal, without showing it; where standard input is no terminal, its first
 * line is taken. Never an argument: every user of the machine can read those.
 */
export async function askSecret(question: string): Promise<Secret | null> {
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stderr.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
  try {
    const line = await new Promise<string | null>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(null));
    });
    return line === null || line === '' ? null : new Secret(line);
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}
