import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { toldByWriter } from '#core/records/watch-records.ts';

const core = new URL('../../../electron/core/', import.meta.url).pathname;

/** Columns that statements of a source text set in `record`. */
function columnsSetIn(source: string): string[] {
  return [...source.matchAll(/update(?: or \w+)? record\s+set\s([^`';]*)/gi)].flatMap(
    ([, set = '']) => [...set.matchAll(/(\w+)\s*=/g)].map(([, name = '']) => name),
  );
}

it('columns without a trigger are written where their writer tells of it, and nowhere else', () => {
  expect(columnsSetIn('`update record set sync = ?,\n title = (select 1) where id = ?`')).toEqual(
    expect.arrayContaining(['sync', 'title']),
  );
  const sources = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('migrations') && !file.startsWith('practice'),
  );
  const silent = sources.flatMap((file) =>
    columnsSetIn(readFileSync(join(core, file), 'utf8'))
      .filter((name) => toldByWriter.has(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(sources.length).toBeGreaterThan(300);
  expect(silent).toEqual([]);
});
