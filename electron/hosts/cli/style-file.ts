import { readFile } from 'node:fs/promises';

import { text } from '#shared/text/convert.en.ts';
import { fromWhereThePersonStands } from '../where.ts';
import { WrongUse } from './verb.ts';

/** The CSL text that `--style FILE.csl` means; null for the name of a style. */
export async function readStyleFile(style: string): Promise<string | null> {
  if (!/\.csl$/i.test(style)) return null;
  const path = fromWhereThePersonStands(style);
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new WrongUse(text.styleUnreadable(path, (cause as Error).message));
  }
}
