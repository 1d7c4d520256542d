import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { z } from 'zod';

const state = z.strictObject({
  x: z.int().nullable(),
  y: z.int().nullable(),
  width: z.int().min(800).max(20_000),
  height: z.int().min(600).max(20_000),
  isMaximized: z.boolean(),
});

/** Where the window stood when it was closed. */
export type WindowState = z.output<typeof state>;

const atFirst: WindowState = { x: null, y: null, width: 1440, height: 900, isMaximized: false };

/** The last state, or a comfortable first one when there is none that can be read. */
export function readWindowState(path: string): WindowState {
  try {
    return state.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return atFirst; // first start, or a file of another version
  }
}

/** Keeps the state. A window's place is not worth an error: a full disk is told elsewhere. */
export function keepWindowState(path: string, next: WindowState): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(next));
    renameSync(`${path}.new`, path);
  } catch {
    // nothing to save the window's place in
  }
}
