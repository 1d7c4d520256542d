import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Defaults } from '#shared/contract/define.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { importSources } from './import-sources.ts';

/** The sample collection as the practice workflow writes it: a sheet and some cards. */
export interface Sample {
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/**
 * Brings in the sample collection on the practice repository, through the same reading and mapping as any
 * other source. Doing it twice changes nothing.
 */
export async function importSample(
  context: CoreContext,
  sample: Sample,
  choice: { readonly name: string; readonly defaults: Defaults },
): Promise<{ collectionId: number; importId: number }> {
  const folder = join(context.config.dataFolder, 'sample', choice.name);
  try {
    for (const { path, text } of sample.files) {
      const place = join(folder, path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, text);
    }
    const lines = importSources(context, {
      paths: [folder],
      repositoryId: 'practice',
      collectionName: choice.name,
      targetState: 'findable',
      defaults: choice.defaults,
    });
    for (;;) {
      const { done, value } = await lines.next();
      if (done !== true) continue;
      if (value.failure === null) return { collectionId: value.collectionId, importId: value.id };
      throw new AppError('INTERNAL', {
        message: `The sample collection could not be read: ${value.failure.message}`,
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
