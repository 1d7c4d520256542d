import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import iconv from 'iconv-lite';

import { detectText, kindOf, readHead } from './detect-text.ts';
import { fileFailure, unreadable } from './limits.ts';

/**
 * A text file as a whole, decoded as sheets are: for JSON, XML and cards. Throws `SOURCE_UNREADABLE` for
 * what is empty, too large or no text.
 */
export async function readText(
  path: string,
  options: { readonly encoding: string | null; readonly maxBytes?: number },
): Promise<string> {
  const file = basename(path);
  const { head, sizeBytes } = await readHead(path);
  if (options.maxBytes !== undefined && sizeBytes > options.maxBytes) {
    const megabytes = Math.floor(options.maxBytes / 1024 / 1024);
    throw unreadable({ file }, `the file is larger than ${megabytes} MB, the limit for its kind.`);
  }
  if (kindOf(head) !== 'text') throw unreadable({ file }, 'this is no text file.');
  const { encoding } = await detectText(path, head, { encoding: options.encoding, delimiter: ',' });
  try {
    return iconv.decode(await readFile(path), encoding);
  } catch (cause) {
    throw fileFailure(file, cause);
  }
}
