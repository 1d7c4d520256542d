import type { DropItem } from 'react-aria-components';

import type { OfferedFile } from '../../transport/host-link.ts';

/** Nobody means to drop more; a mistaken home folder must not freeze the page. */
const fileLimit = 20_001;

/** The files of what was dropped; folders are walked, hidden files left out. */
export async function readDrop(items: readonly DropItem[]): Promise<readonly OfferedFile[]> {
  const files: OfferedFile[] = [];
  const walk = async (item: DropItem, folder: string): Promise<void> => {
    if (files.length >= fileLimit || item.kind === 'text' || item.name.startsWith('.')) return;
    const path = folder === '' ? item.name : `${folder}/${item.name}`;
    if (item.kind === 'file') files.push({ file: await item.getFile(), path });
    else for await (const entry of item.getEntries()) await walk(entry, path);
  };
  for (const item of items) await walk(item, '');
  return files;
}

/** The files that a person chose in the picker, with their place in the folder where there is one. */
export function readChosen(list: FileList | null): readonly OfferedFile[] {
  return [...(list ?? [])]
    .map((file) => ({
      file,
      path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    }))
    .filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')));
}
