import { rmSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { CoreConfig } from '../ports.ts';
import { fileFailure } from '../sheets/limits.ts';
import type { SourceFile } from './source-files.ts';

const folderOf = (config: Pick<CoreConfig, 'dataFolder'>): string =>
  join(config.dataFolder, 'incoming');

export interface StagedFiles {
  readonly files: readonly SourceFile[];
  dispose(): Promise<void>;
}

/**
 * Copies the tables of a source beside the ledger, so that an import reads one and the same file from its
 * first row to its last, whatever happens to the original: saved again, moved, its stick pulled out. Files
 * that are read whole at once stay where they are.
 */
export async function stageFiles(
  config: Pick<CoreConfig, 'dataFolder'>,
  importId: number,
  files: readonly SourceFile[],
): Promise<StagedFiles> {
  const folder = join(folderOf(config), String(importId));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const staged: SourceFile[] = [];
    for (const [at, file] of files.entries()) {
      if (file.format !== 'csv' && file.format !== 'xlsx') {
        staged.push(file);
        continue;
      }
      const place = join(folder, String(at));
      await mkdir(place, { recursive: true });
      const path = join(
        place,
        file.path.slice(Math.max(file.path.lastIndexOf('/'), file.path.lastIndexOf('\\')) + 1),
      );
      await copyFile(file.path, path).catch((cause: unknown) => {
        throw fileFailure(file.name, cause);
      });
      staged.push({ ...file, path });
    }
    return { files: staged, dispose };
  } catch (cause) {
    await dispose();
    throw cause;
  }
}

/** Removes what a crash left behind. */
export function clearStaged(config: Pick<CoreConfig, 'dataFolder'>): void {
  rmSync(folderOf(config), { recursive: true, force: true });
}
