import type { ReadSettings } from '#shared/contract/collections.ts';
import { AppError } from '#shared/support/app-error.ts';
import { readCard } from '../cards/read-card.ts';
import { readText } from '../sheets/read-text.ts';
import { readJsonItems, readJsonLineItems, readXmlItems } from './read-document-items.ts';
import { readSheetItems } from './read-sheet-items.ts';
import type { SourceFile } from './source-files.ts';
import type { SourceItem } from './source-item.ts';
import { failedItem } from './source-item.ts';

/** A card is a text for people; the Hub itself shows no longer ones. */
const maxCardBytes = 5 * 1024 * 1024;

/** Everything detected, nothing chosen. */
export const detectAll: ReadSettings = {
  format: null,
  encoding: null,
  delimiter: null,
  sheet: null,
  mapping: null,
};

/**
 * Items of a source, file by file. With one file, what makes it unreadable is thrown, unless it is to be an item;
 * among several it is one failed item, and the others go on.
 */
export async function* readSource(
  files: readonly SourceFile[],
  settings: ReadSettings,
  unreadableAlone: 'throws' | 'is-an-item' = 'throws',
): AsyncGenerator<SourceItem, void, undefined> {
  for (const file of files) {
    try {
      yield* readFileItems(file, settings);
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      if (files.length === 1 && unreadableAlone === 'throws') throw cause;
      yield failedItem(file.name, null, cause);
    }
  }
}

async function* readFileItems(
  file: SourceFile,
  settings: ReadSettings,
): AsyncGenerator<SourceItem, void, undefined> {
  switch (file.format) {
    case 'csv':
    case 'xlsx':
      yield* readSheetItems(file.path, file.name, settings);
      break;
    case 'datacite-json':
      yield* await readJsonItems(file, settings.encoding);
      break;
    case 'datacite-json-lines':
      yield* await readJsonLineItems(file, settings.encoding);
      break;
    case 'datacite-xml':
      yield* await readXmlItems(file, settings.encoding);
      break;
    case 'hub-card':
      yield await readCardItem(file, settings.encoding);
      break;
  }
}

async function readCardItem(file: SourceFile, encoding: string | null): Promise<SourceItem> {
  const text = await readText(file.path, { encoding, maxBytes: maxCardBytes });
  const fileName = file.name.slice(file.name.lastIndexOf('/') + 1);
  const { folders, depth } = file;
  const { id, attributes, findings } = readCard(text, { folders, depth, fileName });
  return {
    source: file.name,
    row: null,
    key: id ?? file.name,
    attributes,
    state: null,
    findings,
    failure: null,
  };
}
