import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { importSources } from '#core/collections/index.ts';
import type { ImportedLine, ImportRequest } from '#core/collections/index.ts';
import type { StoredRun } from '#core/collections/import-tables.ts';
import type { CoreContext } from '#core/context.ts';
import type { TestContext } from '../fixtures/test-context.ts';

/** Writes a file below the test's folder and gives its path. */
export function file(test: TestContext, name: string, content: string | Uint8Array): string {
  const path = join(test.folder, 'files', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

export interface Imported {
  readonly lines: ImportedLine[];
  readonly run: StoredRun;
}

/** Imports paths into the practice repository and gathers everything. */
export async function importAll(
  context: CoreContext,
  paths: readonly string[],
  more: Partial<ImportRequest> = {},
): Promise<Imported> {
  const lines: ImportedLine[] = [];
  const source = importSources(context, {
    paths,
    repositoryId: 'practice',
    collectionName: 'Test',
    targetState: 'findable',
    ...more,
  });
  for (;;) {
    const step = await source.next();
    if (step.done === true) return { lines, run: step.value };
    lines.push(step.value);
  }
}

export const header = 'id,title,creators,year,publisher,resource type,url,license';

/** A row that is a whole record. */
export function row(id: string, title = `Title of ${id}`): string {
  return `${id},"${title}","Doe, Jane",2024,Example Institute,Dataset,https://data.example.org/${id},CC-BY-4.0`;
}

export function sheet(...rows: readonly string[]): string {
  return [header, ...rows].join('\n');
}
