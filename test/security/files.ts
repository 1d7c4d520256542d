import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { detectAll, readSource } from '#core/collections/read-source.ts';
import { findSourceFiles } from '#core/collections/source-files.ts';
import { sourceLimits } from '#core/sheets/limits.ts';
import { AppError } from '#shared/support/app-error.ts';

import type { HostileFile } from './hostile-files.ts';
import { hostileFiles } from './hostile-files.ts';
import type { Extent, Proof } from './suite.ts';
import { seeded } from './suite.ts';

/** How many files the short form takes, each time others; those of very many rows take seconds and are of the long one. */
const shortCount = 6;

/** S9: files beyond the bounds on bytes, rows, depth and ratio that are read all the same. */
export async function proveFiles({ isLong, seed }: Extent): Promise<Proof> {
  const next = seeded(seed);
  const quick = hostileFiles.filter(({ bound }) => bound !== 'rows');
  const chosen = isLong
    ? hostileFiles
    : Array.from({ length: shortCount }, () => quick[next(quick.length)]).flatMap(
        (file) => file ?? [],
      );
  const through: string[] = [];
  for (const file of chosen) if (await passes(file)) through.push(file.name);
  const bounds = { ...sourceLimits };
  const lifted = Object.fromEntries(Object.keys(bounds).map((name) => [name, 2 ** 40]));
  let sabotaged = 0;
  // The twin: the same reader with its bounds lifted, on files that need them.
  Object.assign(sourceLimits, lifted);
  try {
    const twins = hostileFiles.filter(({ name }) => liftedNames.has(name));
    for (const file of twins) if (await passes(file)) sabotaged += 1;
  } finally {
    Object.assign(sourceLimits, bounds);
  }
  return {
    id: 'S9',
    what: 'hostile files that pass their bounds on bytes, rows, depth and ratio',
    tried: chosen.length,
    through: through.length,
    sabotaged,
    example: through[0] ?? null,
  };
}

/** One of each bound, cheap to read. */
const liftedNames = new Set(['letters.csv', 'columns.csv', 'just.json', 'hidden.xlsx']);

/** True when nothing of the file is refused, or more comes out of it than a source may hold. */
async function passes(file: HostileFile): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-hostile-'));
  const path = join(folder, file.name);
  let [items, isRefused] = [0, false];
  try {
    file.write(path);
    const { files } = await findSourceFiles([path], null);
    for await (const { failure, findings } of readSource(files, detectAll, 'is-an-item')) {
      // Of a card the text below remains, when what stands above it is refused.
      const isCut = findings.some(({ code }) => code === 'card-front-matter-broken');
      if (failure === null && !isCut) items += 1;
      else isRefused = true;
    }
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    isRefused = true;
  } finally {
    rmSync(folder, { recursive: true });
  }
  return items > 0 && (!isRefused || items > sourceLimits.rows);
}

if (process.argv[1] === import.meta.filename) {
  for (const file of hostileFiles) {
    const start = performance.now();
    const isThrough = await passes(file);
    console.log(
      isThrough ? 'THROUGH' : 'refused',
      file.bound,
      file.name,
      `${Math.round(performance.now() - start)} ms`,
    );
  }
}
