import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { z } from 'zod';

import type { Client } from '#shared/contract/client.ts';
import type { ReadSettings } from '#shared/contract/collections.ts';
import type { Defaults } from '#shared/contract/define.ts';
import { defaults as defaultsShape } from '#shared/contract/define.ts';
import { text } from '#shared/text/command-line.en.ts';
import { fromWhereThePersonStands } from '../where.ts';
import type { OptionValues } from './option-values.ts';
import { WrongUse } from './verb.ts';

export const everythingDetected: ReadSettings = {
  format: null,
  encoding: null,
  delimiter: null,
  sheet: null,
  mapping: null,
};

/** The sources as absolute paths, and one name for them all; wrong use when one is not there. */
export function readSources(words: readonly string[]): {
  readonly paths: readonly string[];
  readonly name: string;
} {
  const paths = words.map((word) => fromWhereThePersonStands(word));
  for (const path of paths) {
    if (!existsSync(path)) throw new WrongUse(text.noSuchFile(path));
  }
  return {
    paths,
    name: paths
      .map((path) => basename(path))
      .join(', ')
      .slice(0, 500),
  };
}

/** Values for items that bring none, from the file that `--defaults` names. */
export async function readDefaults(options: OptionValues): Promise<Defaults> {
  const given = options.text('defaults');
  if (given === null) return {};
  const path = fromWhereThePersonStands(given);
  try {
    return defaultsShape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new WrongUse(text.defaultsUnreadable(path, reason));
  }
}

/** How the sources are to be read: as a saved recipe says, else as detected. */
export async function readRecipe(client: Client, options: OptionValues): Promise<ReadSettings> {
  const name = options.text('recipe');
  if (name === null) return everythingDetected;
  const { recipes } = await client.call('recipes.list', {});
  const found = recipes.find((recipe) => recipe.name === name);
  if (found === undefined) throw new WrongUse(text.noSuchRecipe(name));
  return (await client.call('recipes.get', { id: found.id })).settings;
}
