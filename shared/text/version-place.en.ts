import type { Pin } from '../citation/pinned.ts';
import type { Position } from '../versions/position.ts';
import { formatCounted } from './format.ts';

/** Where a record stands, in words: `Version 2 of 4. A newer version exists: 10.5072/…`. */
export function positionText(position: Position): string {
  if (position.kind === 'canonical') {
    const count = formatCounted(position.count, 'version', 'versions');
    return position.latest === null
      ? `The item itself, with ${count}; none of them can be read.`
      : `The item itself, with ${count}. The latest is ${position.latest}.`;
  }
  const place = `Version ${position.number} of ${position.count}.`;
  if (position.newer !== null) return `${place} A newer version exists: ${position.newer}.`;
  return position.isOutdated ? `${place} It is outdated.` : `${place} It is the latest.`;
}

/** The same for a file: one line, with the address of the newest version where that is another. */
export function noteOfPlace(position: Position, address: string | null): string {
  const place = shortPlace(position);
  const note = `${place.charAt(0).toUpperCase()}${place.slice(1)}`;
  if (address === null) return note;
  return position.kind === 'canonical' ? `${note}; the latest: ${address}` : `${note}: ${address}`;
}

/** The same in few words, for a cell of a sheet. */
export function shortPlace(position: Position): string {
  if (position.kind === 'canonical')
    return `the item itself, with ${formatCounted(position.count, 'version', 'versions')}`;
  const place = `version ${position.number} of ${position.count}`;
  if (position.newer !== null) return `${place}, newer exists`;
  return position.isOutdated ? `${place}, outdated` : `${place}, the latest`;
}

const pinWords: Readonly<Record<Pin['kind'], string>> = {
  commit: 'commit ',
  tag: 'tag ',
  checksum: 'checksum ',
  archive: '',
};

/** What a version is pinned to, as a line of its own. */
export const pinText = ({ kind, value }: Pin): string => `Pinned to ${pinWords[kind]}${value}`;
