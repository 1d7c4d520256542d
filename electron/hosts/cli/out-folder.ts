import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { text } from '#shared/text/convert.en.ts';

/** Where a result came from, and what kind of file it becomes. */
interface Place {
  readonly source: string;
  readonly row: number | null;
  readonly extension: string;
}

export interface OutFolder {
  /** Writes a file named for its source. `problem` says why it was not written, null when it was. */
  write(
    place: Place,
    content: string,
  ): Promise<{ readonly file: string; readonly problem: string | null }>;
}

/** The folder of `--out`, made when the first file goes in. No two results of one run share a file. */
export function createOutFolder(
  folder: string,
  { isForced }: { readonly isForced: boolean },
): OutFolder {
  const taken = new Set<string>();
  return {
    async write(place, content) {
      const file = join(folder, freeName(place, taken));
      await mkdir(dirname(file), { recursive: true });
      try {
        await writeFile(file, content, { flag: isForced ? 'w' : 'wx' });
        return { file, problem: null };
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
        return { file, problem: text.fileExists(file) };
      }
    },
  };
}

/** `lakes/survey.xml`, row 3 -> `lakes/survey-3.json`; a second of the same name gets a number. */
function freeName({ source, row, extension }: Place, taken: Set<string>): string {
  const stem = source.replace(/(?<=[^/])\.[^./]*$/, '') + (row === null ? '' : `-${row}`);
  for (let count = 1; ; count += 1) {
    const name = `${stem}${count === 1 ? '' : `-${count}`}.${extension}`;
    // Some file systems do not tell upper from lower case.
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
