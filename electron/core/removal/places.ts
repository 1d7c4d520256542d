import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { PagePlace } from '#shared/contract/removal-shapes.ts';
import { pageName } from '#shared/removal/page-name.ts';
import { AppError } from '#shared/support/app-error.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import { practicePages } from '../practice-link/practice-pages.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { readSettings } from './settings.ts';
import { createWebdavUploader } from './webdav.ts';

/** One file of a page, by its name below the folder of pages. */
export interface PageFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Where pages go, behind one port so that others can be added: an uploader needs to write a file and to take
 * one away, each any number of times with the same end.
 */
export interface PlaceForPages {
  readonly kind: PagePlace['kind'] | 'practice';
  /** Address of a DOI's page. */
  urlOf(doi: string): string;
  /** True where somebody else puts the files online: a page that is not there yet is waited for. */
  readonly isByHand: boolean;
  write(files: readonly PageFile[]): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
}

/** The host of practice's web server for tombstones; a name that no DNS knows (RFC 2606). */
export const practiceHost = 'pages.practice.example.org';

/** Where the pages of a repository's DOIs go. Throws `FORBIDDEN` when nobody has said it. */
export function placeFor(
  context: CoreContext,
  repository: Pick<Repository, 'environment'>,
): PlaceForPages {
  if (repository.environment === 'practice') {
    const folder = join(practicePages(context.config), practiceHost);
    return folderPlace('practice', folder, `https://${practiceHost}/`);
  }
  const { place } = readSettings(context.ledger);
  if (place === null) {
    throw new AppError('FORBIDDEN', { message: removalText.error.noPlace });
  }
  return placeOf(context, place);
}

export function placeOf(context: CoreContext, place: PagePlace): PlaceForPages {
  switch (place.kind) {
    case 'folder':
      return folderPlace('folder', place.folder, place.baseUrl);
    case 'by-hand':
      return folderPlace('by-hand', handFolder(context), place.baseUrl);
    case 'webdav': {
      const uploader = createWebdavUploader(context, place);
      return { kind: 'webdav', isByHand: false, urlOf: urlIn(place.baseUrl), ...uploader };
    }
  }
}

/** Where pages wait for the person who puts them online. */
export function handFolder({ config }: Pick<CoreContext, 'config'>): string {
  return join(config.dataFolder, 'pages');
}

const urlIn =
  (baseUrl: string) =>
  (doi: string): string =>
    `${baseUrl}${pageName(doi)}.html`;

export function folderPlace(
  kind: 'folder' | 'by-hand' | 'practice',
  folder: string,
  baseUrl: string,
): PlaceForPages {
  return {
    kind,
    isByHand: kind !== 'practice',
    urlOf: urlIn(baseUrl),
    async write(files) {
      for (const { name, text } of files) await writeWhole(join(folder, name), text);
    },
    async remove(names) {
      for (const name of names) await rm(join(folder, name), { force: true });
    },
  };
}

/** A reader sees the old page or the new one, never half of it. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const half = `${file}.part`;
  await writeFile(half, text, { encoding: 'utf8' });
  await rename(half, file);
}

/** Names of the files of a DOI's page. */
export function fileNames(doi: string): { readonly html: string; readonly jsonLd: string } {
  const name = pageName(doi);
  return { html: `${name}.html`, jsonLd: `${name}.json` };
}
