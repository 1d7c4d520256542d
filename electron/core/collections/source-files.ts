import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';

import type { SourceFormat } from '#shared/contract/collections.ts';
import { splitCard } from '#shared/cards/split-card.ts';
import { AppError } from '#shared/support/app-error.ts';
import { kindOf, readHead } from '../sheets/detect-text.ts';
import { fileFailure } from '../sheets/limits.ts';

export type FileFormat = Exclude<SourceFormat, 'folder'>;

/** One file of a source that can be read. */
export interface SourceFile {
  readonly path: string;
  /** Name as people see it: relative to the chosen folder, with `/`. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly format: FileFormat;
  /** Folders above the file from the chosen one's own name downwards, and how many lie inside it. */
  readonly folders: readonly string[];
  readonly depth: number;
}

export interface SourceFiles {
  readonly files: readonly SourceFile[];
  readonly warnings: readonly string[];
  /** True when a folder was chosen, or several files. */
  readonly isFolder: boolean;
}

/** No one picks more by hand, and a wrong folder (a home, a disk) ends here quickly. */
const maxFiles = 20_000;
const maxDepth = 16;
const maxWarnings = 40;

const formats: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.tab': 'csv',
  '.txt': 'csv',
  '.xlsx': 'xlsx',
  '.xlsm': 'xlsx',
  '.json': 'datacite-json',
  '.jsonl': 'datacite-json-lines',
  '.ndjson': 'datacite-json-lines',
  '.xml': 'datacite-xml',
  '.md': 'hub-card',
  '.markdown': 'hub-card',
};

/** Folders of version control and of programs, never of collections. */
const passedOver = /^(?:\..*|node_modules|__pycache__|__MACOSX)$/;

interface Walk {
  readonly root: string;
  readonly rootName: string;
  readonly files: SourceFile[];
  readonly warnings: string[];
  readonly seenFolders: Set<string>;
}

/**
 * Finds the files of a source. A folder is searched through; a link that leads out of it is not followed.
 * A folder whose README has front matter is a repository of the Hub: its other files are its data, no sources.
 * Throws `SOURCE_UNREADABLE` when nothing is there or nothing can be read.
 */
export async function findSourceFiles(
  paths: readonly string[],
  chosen: SourceFormat | null,
): Promise<SourceFiles> {
  const format = chosen === 'folder' ? null : chosen;
  const warnings: string[] = [];
  const files: SourceFile[] = [];
  let isFolder = paths.length > 1;
  for (const path of paths) {
    const info = await stat(path).catch((cause: unknown) => {
      throw fileFailure(basename(path), cause);
    });
    if (info.isDirectory()) {
      isFolder = true;
      const root = await realpath(path);
      const walk: Walk = {
        root,
        rootName: basename(root),
        files,
        warnings,
        seenFolders: new Set(),
      };
      await walkFolder(root, walk, { depth: 0, cardsOnly: false });
    } else {
      files.push(await singleFile(path, format));
    }
  }
  if (files.length === 0) {
    throw new AppError('SOURCE_UNREADABLE', {
      message: `There is nothing in ${paths.map((path) => basename(path)).join(', ')} that can be brought in.`,
      nextStep:
        'Choose CSV, XLSX, DataCite JSON or XML files, or a folder with Hub cards (README.md).',
    });
  }
  return { files, warnings: warnings.slice(0, maxWarnings), isFolder };
}

async function singleFile(path: string, chosen: FileFormat | null): Promise<SourceFile> {
  const { head, sizeBytes } = await readHead(path).catch(unreadYet);
  const told = formats[extname(path).toLowerCase()];
  const folders = path.split(sep).slice(0, -1).filter(Boolean);
  const format = chosen ?? (told === undefined || told === 'csv' ? formatOfContent(head) : told);
  return { path, name: basename(path), sizeBytes, format, folders, depth: 0 };
}

/** A file that cannot be read says so when its turn comes: the others of a source go on. */
function unreadYet(cause: unknown): Awaited<ReturnType<typeof readHead>> {
  if (cause instanceof AppError) return { head: new Uint8Array(), sizeBytes: 0 };
  throw cause;
}

/** For names that say nothing or may lie: the first character that is no space tells the rest apart. */
function formatOfContent(head: Uint8Array): FileFormat {
  if (kindOf(head) === 'zip') return 'xlsx';
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text.startsWith('<')) return 'datacite-xml';
  if (text.startsWith('[') || text.startsWith('{')) {
    return /^\{[^\n]*\}\s*\n\s*\{/.test(text) ? 'datacite-json-lines' : 'datacite-json';
  }
  return /^---\s*\n/.test(text) ? 'hub-card' : 'csv';
}

async function walkFolder(
  folder: string,
  walk: Walk,
  at: { readonly depth: number; readonly cardsOnly: boolean },
): Promise<void> {
  if (at.depth > maxDepth) {
    walk.warnings.push(`${relative(walk.root, folder)} lies too deep and was not searched.`);
    return;
  }
  const real = await realpath(folder);
  if (walk.seenFolders.has(real)) return;
  walk.seenFolders.add(real);
  const entries = (await readdir(folder, { withFileTypes: true })).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const names = entries.map((entry) => entry.name);
  const readme = names.find((name) => /^readme\.(?:md|markdown)$/i.test(name));
  const isRepository = readme !== undefined && (await hasFront(join(folder, readme)));
  const cardsOnly = at.cardsOnly || isRepository;
  const holdsData = names.some((name) => {
    const format = formats[extname(name).toLowerCase()];
    return format !== undefined && format !== 'hub-card';
  });
  for (const entry of entries) {
    if (passedOver.test(entry.name)) continue;
    const path = join(folder, entry.name);
    const kind = await kindOfEntry(path, entry.isSymbolicLink(), walk);
    if (kind === 'folder') await walkFolder(path, walk, { depth: at.depth + 1, cardsOnly });
    if (kind !== 'file') continue;
    const format = formats[extname(path).toLowerCase()];
    if (format === undefined) continue;
    const isReadme = entry.name === readme;
    if (isRepository ? !isReadme : cardsOnly && format !== 'hub-card') continue;
    // Without front matter a Markdown file beside data only describes them.
    if (format === 'hub-card' && holdsData && !isRepository && !(await hasFront(path))) {
      walk.warnings.push(
        `${relative(walk.root, path)} is left out: it is text about the files beside it.`,
      );
      continue;
    }
    await addFile(path, format, walk);
  }
}

async function kindOfEntry(
  path: string,
  isLink: boolean,
  walk: Walk,
): Promise<'file' | 'folder' | 'other'> {
  try {
    if (isLink) {
      const target = await realpath(path);
      if (target !== walk.root && !target.startsWith(walk.root + sep)) {
        walk.warnings.push(
          `${relative(walk.root, path)} is a link out of the folder and was left out.`,
        );
        return 'other';
      }
    }
    const info = isLink ? await stat(path) : await lstat(path);
    return info.isDirectory() ? 'folder' : info.isFile() ? 'file' : 'other';
  } catch (cause) {
    // A dead link, or a file that vanished while the folder was read.
    walk.warnings.push(
      `${relative(walk.root, path)} was left out: ${fileFailure('it', cause).message}`,
    );
    return 'other';
  }
}

async function addFile(path: string, format: FileFormat, walk: Walk): Promise<void> {
  if (walk.files.length >= maxFiles) {
    throw new AppError('SOURCE_UNREADABLE', {
      message: `${walk.rootName} holds more than ${maxFiles.toLocaleString('en')} files that could be brought in.`,
      nextStep: 'Choose a folder further down.',
    });
  }
  const name = relative(walk.root, path).split(sep).join('/');
  const folders = [walk.rootName, ...name.split('/').slice(0, -1)];
  const { size: sizeBytes } = await stat(path);
  walk.files.push({ path, name, sizeBytes, format, folders, depth: folders.length - 1 });
}

async function hasFront(path: string): Promise<boolean> {
  try {
    const { head } = await readHead(path);
    return splitCard(new TextDecoder().decode(head.subarray(0, 8192))).front !== null;
  } catch (cause) {
    if (cause instanceof AppError) return false;
    throw cause;
  }
}
