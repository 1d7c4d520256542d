import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

import { Secret } from '#shared/support/secret.ts';

/**
 * Asks for a secret in the terminal, without showing it; where standard input is no terminal, its first
 * line is taken. Never an argument: every user of the machine can read those.
 */
export async function askSecret(question: string): Promise<Secret | null> {
  const line = await ask(question, new Writable({ write: (_chunk, _encoding, done) => done() }));
  return line === null || line === '' ? null : new Secret(line);
}

/** Asks for a line in the terminal, shown as it is typed. Null: none was given. */
export function askLine(question: string): Promise<string | null> {
  return ask(question, process.stderr);
}

async function ask(question: string, echo: Writable): Promise<string | null> {
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stderr.write(`${question}: `);
  const lines = createInterface({ input: process.stdin, output: echo, terminal: isTerminal });
  try {
    return await new Promise<string | null>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(null));
    });
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}
